"""Keeping the writer's name back where that was asked for (R33): texts of the case are masked before they are shown."""

import re
import unicodedata
from collections.abc import Iterable

from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.facts import Answer, Candidate, Facts, Value
from candour.cases.notice import REPORTER, Change, Notice
from candour.cases.policy import Policy
from candour.cases.report import Forwarded, Report, Sender

WITHHELD = "[name withheld]"

_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|sir|prof|rev)\b\.?[ \t]*"
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+")
# What may stand between two parts of one name: "J. O'Brien", "Ellis-Hughes", "Rees, Sian".
_JOINT = r"[ \t.,'\u2019_-]{0,3}"
_RUN = re.compile(
    rf"(?:{_TITLE})?(?:\b\w\b{_JOINT})?{re.escape(WITHHELD)}(?:{_JOINT}(?:\b\w\b\.?{_JOINT})?{re.escape(WITHHELD)})*",
    re.IGNORECASE,
)
_SHORTEST_NAME = 2
_SHORTEST_ADDRESS_PART = 3
# Parts of a sender's name that name nobody; masking them would only make the notice unreadable.
_NAMES_NOBODY = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "prof", "rev", "the", "of", "and", "via"})


def is_name_withheld(facts: Facts) -> bool:
    """Tell whether the writer may have asked not to be named.

    However unsure the reading is: a name held back can be asked for, a name given away can't be taken back.
    """
    found = facts.value("wants_anonymity")
    return found is not None and found.value is True


class Mask:
    """Replaces the parts of certain people's names, and their addresses, by `[name withheld]`."""

    def __init__(self, senders: Iterable[Sender], names: Iterable[str] = ()) -> None:
        people = tuple(senders)
        self._addresses = frozenset(_folded(sender.address) for sender in people if sender.address)
        words = {word for text in (*names, *(sender.name for sender in people)) for word in _words(text)}
        in_addresses = {
            word
            for address in self._addresses
            for word in _words(address.rpartition("@")[0].split("+", 1)[0])
            if len(word) >= _SHORTEST_ADDRESS_PART and not word.isdecimal()
        }
        self._words = {word for word in words if len(word) >= _SHORTEST_NAME} - _NAMES_NOBODY | in_addresses

    def hide(self, text: str) -> str:
        """Return the text without the names, whatever their case and accents."""
        if not self._words and not self._addresses:
            return text
        # Soft hyphens and other unseen characters would cut a name in two, and are not shown in the end anyway.
        seen = "".join(character for character in text if unicodedata.category(character) != "Cf")
        unified = unicodedata.normalize("NFC", seen)
        without_addresses = _ADDRESS.sub(self._without_address, unified)
        without_words = _WORD.sub(self._without_word, without_addresses)
        return _RUN.sub(WITHHELD, without_words)

    def _without_address(self, match: re.Match[str]) -> str:
        address = _folded(match[0].strip("."))
        local = address.rpartition("@")[0]
        theirs = address in self._addresses or not self._words.isdisjoint(_words(local))
        return WITHHELD if theirs else match[0]

    def _without_word(self, match: re.Match[str]) -> str:
        # An underscore joins words for the expression, not for a reader: SianRees_list.xlsx
        parts = match[0].split("_")
        return "_".join(WITHHELD if _folded(part) in self._words else part for part in parts)


def shown_to_recipients(dispatch: Dispatch) -> Dispatch:
    """Return the dispatch as those who get this notice may see it."""
    case = dispatch.case
    if not is_name_withheld(case.facts):
        return dispatch
    readers = {_folded(person.address) for person in dispatch.recipients}
    hidden = [
        report.sender
        for report in case.reports
        if report.sender is not None and readers != {_folded(report.sender.address)}
    ]
    return _withheld(dispatch, hidden) if hidden else dispatch


def without_writers(case: Case, policy: Policy) -> Case:
    """Return the case as anybody but its writers may see it: unchanged where none of them asked not to be named.

    Decisions stay as they are: `decisions_in_words` masks what people read of them.
    """
    if not is_name_withheld(case.facts):
        return case
    hidden = [report.sender for report in case.reports if report.sender is not None]
    return _hide_writers(case, policy, hidden)


def mask_of(case: Case) -> Mask:
    """Return what hides the writers of a case in any text; it hides nothing where none asked not to be named."""
    if not is_name_withheld(case.facts):
        return Mask(())
    senders = [report.sender for report in case.reports if report.sender is not None]
    return Mask(senders, names=_reporter_names(case.facts))


def _withheld(dispatch: Dispatch, hidden: list[Sender]) -> Dispatch:
    case, policy = dispatch.case, dispatch.policy
    mask = Mask(hidden, names=_reporter_names(case.facts))
    changes = tuple(_hide_change(change, mask, _printed_ids(policy, change.what)) for change in dispatch.notice.changes)
    return dispatch.model_copy(
        update={
            "case": _hide_writers(case, policy, hidden),
            "notice": dispatch.notice.model_copy(update={"changes": changes, "text": mask.hide(dispatch.notice.text)}),
        }
    )


def _hide_writers(case: Case, policy: Policy, hidden: list[Sender]) -> Case:
    mask = Mask(hidden, names=_reporter_names(case.facts))
    addresses = {_folded(sender.address) for sender in hidden}
    values = {
        field: _hide_value(value, mask, _printed_ids(policy, field)) for field, value in case.facts.values.items()
    }
    reports = tuple(_hide_report(report, mask, addresses) for report in case.reports)
    # Officers and deciders keep their names: one who happens to be the writer would be given away by the gap.
    actions = tuple(action.model_copy(update={"text": mask.hide(action.text)}) for action in case.actions)
    notices = tuple(_hide_reader(notice, addresses) for notice in case.notices)
    hidden_parts = {"facts": Facts(values=values), "reports": reports, "actions": actions, "notices": notices}
    return case.model_copy(update=hidden_parts)


def _hide_reader(notice: Notice, addresses: set[str]) -> Notice:
    """Leave out a writer to whom a notice goes by name: theirs is no longer the case's first report."""
    reader = notice.recipient
    if notice.role != REPORTER or reader is None or _folded(reader.address) not in addresses:
        return notice
    return notice.model_copy(update={"recipient": Person(name=WITHHELD, address="")})


def _reporter_names(facts: Facts) -> tuple[str, ...]:
    found = facts.value("reporter_name")
    candidates = (found, *found.alternatives) if found else ()
    return tuple(candidate.value for candidate in candidates if isinstance(candidate.value, str))


def _hide_report(report: Report, mask: Mask, addresses: set[str]) -> Report:
    """Return the report without its writer; its words are left out, since no notice quotes them whole."""
    sender = report.sender
    if sender is not None and _folded(sender.address) in addresses:
        sender = Sender(name=WITHHELD, address="")
    return report.model_copy(
        update={
            "sender": sender,
            "subject": "",
            "text": "",
            "replies": (),
            "evidence": tuple(item.model_copy(update={"name": mask.hide(item.name)}) for item in report.evidence),
            "limits": tuple(mask.hide(limit) for limit in report.limits),
            "forwarded": tuple(_hide_forwarded(message, mask, addresses) for message in report.forwarded),
            "unreadable": mask.hide(report.unreadable) if report.unreadable else report.unreadable,
        }
    )


def _hide_forwarded(message: Forwarded, mask: Mask, addresses: set[str]) -> Forwarded:
    """Return a message passed on without its writer, where that is one of the hidden ones: people forward their own."""
    sender = message.sender
    if sender is not None and _folded(sender.address) in addresses:
        sender = Sender(name=WITHHELD, address="")
    elif sender is not None:
        sender = Sender(name=mask.hide(sender.name), address=mask.hide(sender.address))
    return message.model_copy(update={"sender": sender, "subject": ""})


def _hide_change(change: Change, mask: Mask, printed_ids: frozenset[str]) -> Change:
    return change.model_copy(
        update={
            "before": None if change.before is None else _hide_answer(change.before, mask, printed_ids),
            "after": None if change.after is None else _hide_answer(change.after, mask, printed_ids),
        }
    )


def _hide_value(value: Value, mask: Mask, printed_ids: frozenset[str]) -> Value:
    hidden = _hide_candidate(value, mask, printed_ids)
    return value.model_copy(
        update={
            "value": hidden.value,
            "spans": hidden.spans,
            "alternatives": tuple(_hide_candidate(other, mask, printed_ids) for other in value.alternatives),
            "parts": tuple(_hide_candidate(part, mask, printed_ids) for part in value.parts),
            "read": _hide_candidate(value.read, mask, printed_ids) if value.read else None,
            "confirmed_by": mask.hide(value.confirmed_by) if value.confirmed_by else value.confirmed_by,
        }
    )


def _hide_candidate(candidate: Candidate, mask: Mask, printed_ids: frozenset[str]) -> Candidate:
    return candidate.model_copy(
        update={
            "value": _hide_answer(candidate.value, mask, printed_ids),
            "spans": tuple(
                span.model_copy(update={"text": mask.hide(span.text), "source": mask.hide(span.source)})
                for span in candidate.spans
            ),
        }
    )


def _hide_answer(answer: Answer, mask: Mask, printed_ids: frozenset[str]) -> Answer:
    """Mask words, but never the id of an option: it stands for the policy's words, not the writer's."""
    if isinstance(answer, tuple):
        return tuple(item if item in printed_ids else mask.hide(item) for item in answer)
    if isinstance(answer, str) and answer not in printed_ids:
        return mask.hide(answer)
    return answer


def _printed_ids(policy: Policy, field_id: str) -> frozenset[str]:
    return frozenset(option.id for field in policy.form.fields if field.id == field_id for option in field.options)


def _words(text: str) -> list[str]:
    return [part for word in _WORD.findall(_folded(text)) for part in word.split("_") if part]


def _folded(text: str) -> str:
    """Return text without case and accents, so that "Siân" and "SIAN" are one word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).strip()
