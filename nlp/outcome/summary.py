"""The summary: the writer's own words, verbatim, and the short answers of a form that no other component reads."""

import re

from nlp.reading import Reading
from nlp.text import Hit

MAX_SUMMARY = 4_000
_OPENING = re.compile(
    r"\s*(?:(?:hi|hello|hey|hiya|morning|good (?:morning|afternoon|evening)|dear [\w ]{1,30}"
    r"|afternoon)(?: (?:all|both|team|there))?\s*[,!.-]+\s*)"
)
_STRETCH = re.compile(r"\S+(?:\s(?!\s{2,}(?=\S)|(?<=\n)[ \t]*\n)\S*)*")
"""Words up to a gap or an empty line; what follows is asked at spaces alone."""
_YES = re.compile(r"(?:yes|y\b|completed|done|bob|gdpr|cyber|in \d|e-?learning|20\d\d|last)")


def read_summary(reading: Reading) -> None:
    """Read summary, service_area and training."""
    for answer in reading.layout.answers:
        if answer.field == "summary" and answer.value:
            reading.add("summary", answer.value.text[:MAX_SUMMARY], 0.95, "form.summary", [_first(answer.value)])
        elif answer.field in {"service_area", "training"} and answer.raw and answer.value:
            reading.add(answer.field, answer.value.text, 0.93, f"form.{answer.field}", [answer.value])
    if not reading.best("summary"):
        _read_own_words(reading)


def _first(hit: Hit) -> Hit:
    return Hit(hit.page, hit.start, min(hit.end, hit.start + MAX_SUMMARY))


def _read_own_words(reading: Reading) -> None:
    """Take the report's own stretches: paragraphs between greeting and signature, without quoted text."""
    body = reading.body
    stretches = [hit for match in _STRETCH.finditer(body.low) if (hit := body.trim(*match.span()))]
    if not stretches:
        return
    opening = _OPENING.match(body.low, stretches[0].start)
    if opening and opening.end() < stretches[0].end:
        stretches[0] = Hit(body, opening.end(), stretches[0].end)
    kept: list[Hit] = []
    room = MAX_SUMMARY
    for hit in stretches[:60]:
        if room <= 0:
            break
        short = Hit(body, hit.start, min(hit.end, hit.start + room))
        kept.append(short)
        room -= short.end - short.start
    reading.add("summary", "\n\n".join(hit.text for hit in kept), 0.9, "summary.own-words", kept)
