"""A message's words without what says who wrote them: signature, phone footer, quoted headers, disclaimer.

What is cut here is gone for good, since the mail is deleted afterwards. So a line that reads like a sentence stays,
wherever it stands: losing what somebody told is worse than a sentence too many.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from candour.cases.ports import Unsigned
from candour.cases.report import Sender
from nlp.message.lines import MAX_LINES, Line, Part, lines_of
from nlp.message.name_cutting import without_address, without_last_name, without_name
from nlp.message.parts import greets, parts_of
from nlp.message.signatures import holds, names_alone, signature_from, signatures
from nlp.message.thread_heads import is_head_line, thread_head
from nlp.message.writers import Forms, forms_of
from nlp.text import MAX_CHARACTERS, fold, lower

_WRAPPED = 55
"""A line of fewer characters was ended by the writer, not wrapped by a mail program."""
_NOTICES = frozenset({Part.FOOTER, Part.DISCLAIMER})
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|my|me)\b")


def unsigned(subject: str, text: str, writer: Sender | None) -> Unsigned:
    """Return subject and text without what says who wrote them, as the core's `Unsign` says.

    The writer's name is looked for in the subject, where somebody signs, and in quoted text; elsewhere a name that
    they typed stays.
    """
    forms = forms_of(writer)
    raw = text[:MAX_CHARACTERS]
    lines = lines_of(lower(fold(raw)))
    parts = parts_of(lines, _name_in(forms))
    cut = _of_quotes(lines, parts, forms) | _footers(lines, parts) | signatures(lines, parts, forms)
    kept = [raw[line.start : line.end].rstrip("\r") for number, line in enumerate(lines) if number not in cut]
    return Unsigned(
        subject=without_name(subject, forms),
        text=without_address(without_last_name("\n".join(kept).strip(), forms), forms),
        lines_cut=sum(1 for number in cut if lines[number].bare),
        is_whole=len(text) <= MAX_CHARACTERS and len(lines) < MAX_LINES,
    )


def _name_in(forms: Forms) -> str:
    return forms.whole[0] if forms.whole else next(iter(forms.short), "")


def _of_quotes(lines: Sequence[Line], parts: Sequence[Part], forms: Forms) -> set[int]:
    """Return what goes of quoted text: its heads, its footers, and the lines by which it names or greets the writer.

    Whom a quoted mail is from or to shows who quotes it.
    """
    quoted = [number for number, part in enumerate(parts) if part is Part.QUOTED]
    bare = [line.low.lstrip("> \t|") for line in lines]
    inside = [lines[number].with_words(bare[number]) for number in quoted]
    cut = {number for number, part in zip(quoted, parts_of(inside, ""), strict=True) if part in _NOTICES}
    for place, number in enumerate(quoted):
        cut.update(range(number, number + thread_head(bare, number)))
        if names_alone(bare[number].strip(), forms):
            cut.update(quoted[place + below] for below in signature_from(inside[place:]))
        elif is_head_line(bare[number]) or _is_about(bare[number], forms):
            cut.add(number)
    return cut


def _is_about(bare: str, forms: Forms) -> bool:
    """Tell whether a quoted line names the writer as a whole, or greets them."""
    whole = any(holds(form, bare) for form in (*forms.whole, forms.address) if form)
    return whole or (greets(bare) and any(holds(form, bare) for form in forms.short))


def _footers(lines: Sequence[Line], parts: Sequence[Part]) -> set[int]:
    """Return the lines of phone footers and disclaimers, but no part of a sentence that only looks like one."""
    cut: set[int] = set()
    for part, group in groupby(range(len(lines)), key=lambda number: parts[number]):
        numbers = list(group)
        if part is Part.FOOTER:
            cut.update(number for number in numbers if not _goes_on(lines, parts, number))
        elif part is Part.DISCLAIMER and not any(_FIRST_PERSON.search(lines[number].low) for number in numbers):
            cut.update(numbers)
    return cut


def _goes_on(lines: Sequence[Line], parts: Sequence[Part], number: int) -> bool:
    """Tell whether a line goes on with the one above, which the mail program wrapped."""
    return number > 0 and len(lines[number - 1].bare) >= _WRAPPED and parts[number - 1] is Part.OWN
