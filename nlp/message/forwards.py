"""A message that passes another one on: its own words count first, the original fills in what they leave open.

The original is read as its own author wrote it: "I" is who sent it, "yesterday" the day before they did. What comes of
it is a little less sure and says so in its rule. Who reports is always who passed it on.
"""

import re
from dataclasses import dataclass

from candour.cases.facts import CERTAIN, PLEASE_CHECK, Candidate, Facts, Value
from candour.cases.report import Report
from nlp.message.layout import Layout
from nlp.message.mail_heads import author_of, written_at

SUFFIX = "+forwarded"
_AS_SURE = 0.9
"""How much of its confidence a value keeps that comes from an original, beside words of whoever passed it on."""
_LONGEST_COVER = 320
"""Characters of one's own above a mail that is passed on; who writes more tells it themselves."""
_MOST_WORDS_OF_A_BRIEF_COVER = 15
_OF_THE_SENDER = frozenset(
    {"reporter_name", "wants_anonymity", "not_an_incident", "text_cut", "identifying", "summary"}
)
"""What an original can't say for whoever passes it on."""
_OF_A_BARE_COVER = frozenset({"reporter_name", "wants_anonymity", "school", "text_cut"})
_PASSED_ON = re.compile(
    r"-\s*(?:forwarded (?:message|e-?mail)|neges wedi'i hanfon ymlaen)"
    r"|^\W*begin forwarded message|forwarded by",
    re.MULTILINE,
)
_SUBJECT = re.compile(r"\s{0,9}(?:(?:re|aw)\s?:\s?)?(?:fw|fwd|wg|tr|ymlaen)\s?:", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r"^[>| \t]{1,20}", re.MULTILINE)
_SAYS_SO = re.compile(
    r"\b(?:forward(?:ing|ed)?|passing (?:this|it) on|(?:see|read|find) (?:the )?(?:\w+ ){0,3}(?:below|underneath)"
    r"|(?:e-?mail|message|mail|thread|conversation) (?:is )?(?:below|underneath|under this)|below is|fyi|isod)\b"
)


@dataclass(frozen=True)
class Passing:
    """The two halves of a message that passes another one on, each with the other one blank, and all at its place."""

    cover: Report
    original: Report
    is_bare: bool
    """Nothing was said above it, or nothing but that it is below."""
    is_brief: bool
    """Too little was said above it to judge by that whether it tells of an incident."""


def passing(report: Report, layout: Layout) -> Passing | None:
    """Return the halves of a message that passes another one on; None where it is read as it stands."""
    head = _head(layout)
    if head is None or not (layout.forwarded or _is_passed_on(report, layout, head)):
        return None
    text = report.text
    author, moment = author_of(report, text[head:]), written_at(report, text[head:])
    original = {
        "text": _blank(text[:head]) + _QUOTE_MARKS.sub(_spaces, text[head:]),
        "sender": author,
        "received_at": moment,
        "subject": "",
    }
    return Passing(
        cover=report.model_copy(update={"text": text[:head]}),
        original=report.model_copy(update=original),
        is_bare=layout.forwarded,
        is_brief=layout.forwarded or len(layout.body.low.split()) <= _MOST_WORDS_OF_A_BRIEF_COVER,
    )


def together(halves: Passing, cover: Facts, original: Facts) -> Facts:
    """Return what the cover says, and of the original what it leaves open."""
    is_bare = halves.is_bare
    verdict = cover.value("not_an_incident")
    if not halves.is_brief and verdict and verdict.confidence >= CERTAIN:
        return cover
    values = {name: value for name, value in cover.values.items() if not is_bare or name in _OF_A_BARE_COVER}
    for name, value in original.values.items():
        if _may_tell(name, is_bare=is_bare) and not _outweighs(values.get(name), value):
            values[name] = _less_sure(value, 1.0 if is_bare else _AS_SURE)
    if not is_bare and (said := original.values.get("summary")) and (own := values.get("summary")):
        values["summary"] = own.model_copy(
            update={"value": f"{own.value}\n\n{said.value}", "spans": (*own.spans, *said.spans)}
        )
    if not is_bare and _tells_of_one(original):
        values.pop("not_an_incident", None)
    return Facts(values=values)


def _may_tell(name: str, *, is_bare: bool) -> bool:
    return name not in _OF_THE_SENDER or (is_bare and name in {"not_an_incident", "summary", "text_cut"})


def _tells_of_one(original: Facts) -> bool:
    type_ = original.value("incident_type")
    return bool(type_ and _is_shown(type_)) and not original.holds("not_an_incident")


def _outweighs(said: Value | None, value: Value) -> bool:
    """Tell whether the cover's own value stays: where its words show it, or where the original is no surer."""
    if said is None or not _is_shown(said):
        return False
    is_told = bool(said.spans) and "receipt" not in said.rule
    return is_told or said.confidence >= value.confidence


def _is_shown(value: Value) -> bool:
    return value.confidence >= PLEASE_CHECK and value.value != ()


def _less_sure(value: Value, share: float) -> Value:
    def lowered(candidate: Candidate) -> dict[str, object]:
        return {"confidence": round(candidate.confidence * share, 3), "rule": candidate.rule + SUFFIX}

    parts = tuple(part.model_copy(update=lowered(part)) for part in value.parts)
    return value.model_copy(update={**lowered(value), "parts": parts})


def _head(layout: Layout) -> int | None:
    """Return where the original begins: with the first line that is quoted."""
    first = layout.quoted.trim(0, len(layout.quoted.low))
    return layout.quoted.raw.rfind("\n", 0, first.start) + 1 if first else None


def _is_passed_on(report: Report, layout: Layout, head: int) -> bool:
    """Tell whether somebody passes a mail on, with little of their own, and doesn't answer it."""
    own = layout.body.low[:head].strip()
    if len(own) > _LONGEST_COVER or layout.body.low[head:].strip():
        return False
    top = layout.quoted.low[head : head + 200]
    said = _PASSED_ON.search(top) or _SUBJECT.match(report.subject) or report.forwarded
    return bool(said and (_PASSED_ON.search(top) or _SAYS_SO.search(own) or report.forwarded))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
