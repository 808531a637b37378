"""The writer's name and address taken out of a subject, and out of a text's last words."""

import re
from collections.abc import Sequence

from nlp.message.writers import Forms
from nlp.text import fold, lower


def without_name(subject: str, forms: Forms) -> str:
    """Return a subject without the writer's name; a short form goes only where it is written as a name is."""
    low, kept = lower(fold(subject)), subject
    spans = [match.span() for form in (*forms.whole, forms.address) if form for match in _all(form, low)]
    spans += [match.span() for form in forms.short for match in _all(form, low) if subject[match.start()].isupper()]
    for start, end in _apart(spans):
        kept = kept[:start] + kept[end:]
    return re.sub(r"\s{2,}", " ", re.sub(r"[\s(<,:-]*$|^[\s>),:-]+", "", kept)).strip()


def _all(form: str, low: str) -> Sequence[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", low))


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that lie in no other, the last first."""
    kept = [(start, end) for start, end in set(spans) if not _is_inside((start, end), spans)]
    return sorted(kept, reverse=True)


def _is_inside(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in spans)


def without_last_name(text: str, forms: Forms) -> str:
    """Return the text without a name that signs it on the last line itself: "... she has deleted it. Thanks, Seren"."""
    low = lower(fold(text))
    for form in forms.all:
        signed = re.search(
            rf"(?:(?<=[.!?,;])|(?<=\n)|\b(?:thanks|thank you|regards|wishes|cheers|best|diolch|sorry|from|love))"
            rf"[\s,.!-]{{0,5}}(?<!\w){re.escape(form)}[\s.!x]*$",
            low,
        )
        if signed:
            words = text[: signed.end()][signed.start() :]
            return text[: signed.start()] + words[: lower(fold(words)).rfind(form)].rstrip(" ,-")
    return text


def without_address(text: str, forms: Forms) -> str:
    """Return the text without the writer's own mail address, which names them as their header did."""
    if not forms.address:
        return text
    low, kept = lower(fold(text)), text
    for match in reversed(list(re.finditer(rf"(?<![\w.]){re.escape(forms.address)}(?!\w)", low))):
        kept = f"{kept[: match.start()]}[address cut]{kept[match.end() :]}"
    return kept
