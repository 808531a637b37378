"""Which names are the same person: "Miss Brown" and "Jane Brown", "Jas" and "Jasmine Smith"."""

import re
import unicodedata
from collections.abc import Sequence
from string import whitespace

from nlp.reading import Reading
from nlp.text import Hit, Page, fold, lower

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "fr", "sister", "sir", "nurse"})
NO_PERSON = re.compile(
    (
        r"\b(?:office|admin|reception|info|enquiries|school|secretary|head|clerk|dpo|helpdesk"
        r"|noreply|no-reply|mail|bursar|staff|team|it support|data|automatic reply|auto reply|out of office"
        r"|swyddfa|ysgol|academy|college|primary|scanner|copier|printer|web form|form|hr|finance)\b|[@\d]"
    ),
    re.IGNORECASE,
)
"""Words in the sender's name of a shared mailbox."""
_LINK = re.compile(r"[:/\\]|\w\.(?:[a-z]{2}|[A-Z]{2})")
"""What mail programs make a link of; "St.John" stays a name."""
_SHORTEST_SHORT_NAME = 3


def known_as(reading: Reading, name: str) -> str:
    """Return the longest form of a name in the text, where only one fits: for "Miss Brown" "Jane Brown"."""
    words = words_of(name)
    forms = [person.name for person in reading.people]
    sender = sender_name(reading)
    forms += [sender] if sender else []
    fitting = [form for form in forms if len(words_of(form)) > len(words) and is_part_of(words, words_of(form))]
    return max(fitting, key=len) if len({tuple(words_of(form)) for form in fitting}) == 1 else name


_WORD = re.compile(r"[\w'-]+")


def words_of(name: str) -> list[str]:
    """Return the words of a name in lower case, without titles."""
    return [word for word in _WORD.findall(lower(fold(name))) if word not in _TITLES]


def is_part_of(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether some words of a name, or the beginning of its first, are those of a longer name."""
    if not words:
        return False
    if len(words) == 1 and len(words[0]) >= _SHORTEST_SHORT_NAME and whole[0].startswith(words[0]):
        return True
    return all(word in whole for word in words)


def is_same_person(one: str, other: str) -> bool:
    """Tell whether a name is another's, or a part of it."""
    return bool(other) and (is_part_of(words_of(one), words_of(other)) or words_of(one) == words_of(other))


def shown_name(reading: Reading) -> str:
    """Return the sender's name as mail programs show it; none where it holds an address of the web.

    An acknowledgement says the name back: whoever writes as somebody else could have Candour hand on a link.
    """
    sender = reading.report.sender
    name = sender.name.strip() if sender else ""
    return "" if _LINK.search(name) else name


def sender_name(reading: Reading) -> str:
    """Return the sender's name where it is a person's."""
    name = shown_name(reading)
    return name if " " in name and not NO_PERSON.search(name) else ""


def writer_name(reading: Reading) -> str:
    """Return who writes: the sender, as they sign where that says more, or who signs where the sender is no person."""
    shown, signed = shown_name(reading), signatures_of(reading)
    if not shown or NO_PERSON.search(shown):
        return signed[0] if signed else ""
    if " " in shown:
        fuller = [name for name in signed if _is_fuller(name, shown)]
    else:
        fuller = [name for name in signed if is_same_person(shown, name)]
    return fuller[0] if fuller else shown


def signatures_of(reading: Reading) -> list[str]:
    """Return the names that sign a report, or are said to be the writer ("this is ...")."""
    closing, body = reading.layout.closing, reading.layout.body
    found = [person for person in reading.people if closing.low[person.hit.start : person.hit.end].strip()]
    found += [person for person in reading.people if _is_writer(body, person.hit)]
    ends = len(body.low.rstrip(" \n.!x"))
    below = ends - _LAST_WORDS
    found += [person for person in reading.people if person.hit.start >= below and _signs(body, person.hit, ends)]
    return list(dict.fromkeys([person.name for person in found]))


def _is_writer(body: Page, hit: Hit) -> bool:
    """Tell whether a name follows "this is" or "my name is": nearly every name follows something else."""
    return (
        body.low.endswith(_ENDS_OF_SAYING_WHO, 0, hit.start)
        and _SAYS_WHO.search(body.before(hit.start, 40)) is not None
        and not _SOMEBODY_ELSE.match(body.low, hit.end)
    )


_SAYS_WHO = re.compile(
    r"(?:^|[\n,.!]\s*|\b(?:hello|hi|hiya|shwmae|helo)\s+)(?:it is |it's |this is |i am |i'm |im "
    r"|my name is |my name's |yma )(?:only )?$"
)
_ENDS_OF_SAYING_WHO = ("is ", "'s ", "m ", "yma ", "only ", "\n")
_LAST_WORDS = 160
"""Characters in which a text may end with who wrote it."""


def _signs(body: Page, hit: Hit, ends: int) -> bool:
    """Tell whether a name ends a text, alone or with a role behind it on its own line."""
    said = len(body.low[: hit.start].rstrip(f"{whitespace},-"))
    if not _ENDS.search(body.low, max(0, said - _LONGEST_END), hit.start):
        return False
    begins_line = not body.low[body.low.rfind("\n", 0, hit.start) + 1 : hit.start].strip()
    return hit.end == ends or (begins_line and bool(_ROLE_BEHIND.match(body.low, hit.end)))


_ROLE_BEHIND = re.compile(r"\s*(?:[,(|-][^.\n]{0,60})?\.?\s*(?:\n|$)")
_SOMEBODY_ELSE = re.compile(r"'s\b")
_LONGEST_END = 20
_ENDS = re.compile(r"(?:[.!?]|\n|\bthanks|\bregards|\bsorry|full stop(?: new line)?)[\s,-]*$")


def _is_fuller(name: str, sender: str) -> bool:
    """Tell whether a signature says more than the header: a first name for its initial, or accents that it lost."""
    one, other = words_of(name), words_of(sender)
    if len(one) < 2 or len(one) != len(other) or plain(one[-1]) != plain(other[-1]):  # noqa: PLR2004 - first and last name
        return False
    accents = plain(one[0]) == plain(other[0]) and one != other and not name.isascii()
    return accents or (len(other[0].strip(".")) == 1 < len(one[0].strip(".")) and one[0][0] == other[0][0])


def plain(word: str) -> str:
    """Return a word without its accents."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.translate(_STROKES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_STROKES = str.maketrans("łøđ", "lod")
