"""Which mail of a shared mailbox is about an incident: an ordered table of named rules. Pure.

The mailbox is the office's own. What is ordinary must leave no trace, and what is about an incident must not be missed:
so a mail is taken on clear signs, left on none, and named to the Data Protection Officer in between (`DOUBTFUL`).
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from candour.cases.directory import Directory, School, folded
from candour.cases.facts import CERTAIN
from candour.cases.record import Record
from candour.cases.report import Automatic
from candour.cases.schools import without_detail
from candour.cases.sorting_signs import (
    CLEAR,
    CLOSE,
    NEAR,
    OF_OTHERS,
    SEVERAL,
    THINGS,
    Seen,
    has_weak_signs,
    is_only_regret,
    reads_as_none,
    reads_like_report,
)


class Verdict(StrEnum):
    """What is done with a mail of a shared mailbox."""

    TAKE = "take"
    """It is accepted as any report is."""
    LEAVE = "leave"
    """It stays where it is, and nothing of it is kept."""
    DOUBTFUL = "doubtful"
    """It stays where it is too; its day and the sender's domain are named to the Data Protection Officer."""


class Sorting(Record):
    """What is done with a mail, and the id of the rule that says so."""

    verdict: Verdict
    rule: str


class Rule(NamedTuple):
    """A reason to take a mail, to leave it, or to name it. The first rule that applies decides."""

    id: str
    verdict: Verdict
    words: str
    applies: Callable[[Seen], bool]


TAKE, LEAVE, DOUBTFUL = Verdict.TAKE, Verdict.LEAVE, Verdict.DOUBTFUL
_MACHINE = frozenset({Automatic.REPLY, Automatic.BOUNCE})
NAMED = "data incident"
"""Whoever puts these words into the subject of a mail decides against the sorting: by forwarding what was left."""

HEADER_RULES: tuple[Rule, ...] = (
    Rule("answer", TAKE, "answering a case, or returning a mail of Candour's", lambda seen: seen.answers),
    Rule("own", LEAVE, "from Candour itself", lambda seen: seen.report.automatic is Automatic.OWN),
    Rule("automatic", LEAVE, "automatic, or returned", lambda seen: seen.report.automatic in _MACHINE),
    Rule(
        "reporting_address",
        TAKE,
        "sent to the address for reports",
        lambda seen: any(without_detail(address) in seen.reporting for address in seen.report.recipients),
    ),
    Rule(
        "named_in_subject",
        TAKE,
        "named a data incident in the subject",
        lambda seen: seen.report.automatic is None and NAMED in " ".join(seen.report.subject.casefold().split()),
    ),
    Rule("unreadable", DOUBTFUL, "that can't be read, or too large", lambda seen: bool(seen.report.unreadable)),
)
"""What the header alone decides: such mail isn't read at all."""

READING_RULES: tuple[Rule, ...] = (
    Rule("not_read", DOUBTFUL, "that could not be read in time", lambda seen: seen.facts is None),
    Rule(
        "notice_to_many",
        DOUBTFUL,
        "sent to many, with words of an incident",
        lambda seen: (
            seen.report.automatic is Automatic.BULK
            and seen.says("says_so")
            and seen.sure("harm_to_information") >= CLOSE
        ),
    ),
    Rule("bulk", LEAVE, "sent to many, such as a newsletter", lambda seen: seen.report.automatic is Automatic.BULK),
    Rule(
        "says_so",
        TAKE,
        "with words that say it is an incident",
        lambda seen: seen.says(*CLEAR) and not reads_as_none(seen),
    ),
    Rule(
        "harm",
        TAKE,
        "with words of harm to information about people",
        lambda seen: seen.sure("harm_to_information") >= CLOSE and not is_only_regret(seen) and not reads_as_none(seen),
    ),
    Rule(
        "at_risk",
        TAKE,
        "with words of harm, and of danger or of not being named",
        lambda seen: (
            max(seen.sure("individual_at_risk"), seen.sure("wants_anonymity")) >= CERTAIN
            and seen.sure("harm_to_information") > 0
        ),
    ),
    Rule(
        "near_harm",
        TAKE,
        "with words of harm beside information about people",
        lambda seen: (
            seen.sure("harm_to_information") >= NEAR
            and (seen.says(*OF_OTHERS) or (seen.kind is not None and seen.details > 0))
            and not reads_as_none(seen)
        ),
    ),
    Rule(
        "kind_and_details",
        TAKE,
        "like a kind of incident, with several kinds of personal data",
        lambda seen: seen.kind is not None and seen.details >= SEVERAL,
    ),
    Rule(
        "kind_and_story",
        TAKE,
        "like a kind of incident, with what was done about it",
        lambda seen: seen.tells_more and (seen.kind in THINGS or (seen.kind is not None and seen.details > 0)),
    ),
    Rule(
        "weak_signs",
        DOUBTFUL,
        "with weak signs of an incident",
        has_weak_signs,
    ),
    Rule(
        "like_a_report",
        DOUBTFUL,
        "that read like a report of an incident",
        lambda seen: reads_like_report(seen) and not reads_as_none(seen),
    ),
    # No incident, so nothing of it may be kept; but a month's time limit runs (UK GDPR, article 12(3)), so the Data
    # Protection Officer should hear that it is there.
    Rule(
        "asks_for_data",
        DOUBTFUL,
        "that may ask for somebody's own data",
        lambda seen: seen.sure("asks_for_data") > 0 and not reads_as_none(seen),
    ),
)

ORDINARY = Rule("ordinary", LEAVE, "with no sign of an incident", lambda _: True)
WORDS = {rule.id: rule.words for rule in (*HEADER_RULES, *READING_RULES, ORDINARY)}
"""The reasons by their codes, to be read after "mail" or "mails"."""


def sort_by_header(seen: Seen) -> Sorting | None:
    """Return what the header decides; None where the mail must be read."""
    return _first(HEADER_RULES, seen)


def sort_by_reading(seen: Seen) -> Sorting:
    """Return what is done with a mail that was read, or could not be."""
    return _first((*READING_RULES, ORDINARY), seen) or Sorting(verdict=ORDINARY.verdict, rule=ORDINARY.id)


def reporting_addresses(school: School, directory: Directory) -> frozenset[str]:
    """Return the addresses at which a school takes nothing but reports.

    That is where answers go, unless it is the shared mailbox itself. `School.addresses` tell schools apart that share
    a mailbox; offices' own addresses stand there, to which everything is written.
    """
    offices = {folded(mailbox.address) for mailbox in directory.mailboxes if mailbox.mode == "shared"}
    return frozenset({folded(school.reply_address)} - offices)


def _first(rules: Iterable[Rule], seen: Seen) -> Sorting | None:
    return next((Sorting(verdict=rule.verdict, rule=rule.id) for rule in rules if rule.applies(seen)), None)
