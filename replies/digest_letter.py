"""The digest in words: counts, then each list with its cases, from register lines that name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from candour.cases.digests import Digest
from candour.cases.letter import Letter
from candour.cases.mail_ledger import Fate
from candour.cases.mailing import LetterDispatch
from candour.cases.overview import Overview
from candour.cases.policy import Policy
from candour.cases.ports import RegisterEntry
from candour.cases.showing.digests import counts_in_words
from candour.cases.showing.failures import Failure, explain
from candour.cases.showing.lines import LineView, line_in_words
from candour.cases.showing.mail import doubtful_in_words, mail_in_words, reason_in_words
from candour.cases.showing.words import id_in_words, listed, moment_in_words, one_line

MOST_LINES = 50
"""Cases of one list; a mail with thousands helps nobody."""


@dataclass(frozen=True)
class CaseLine:
    """A case in a list; `link` is its page, empty where there are none."""

    link: str
    line: LineView


@dataclass(frozen=True)
class CaseList:
    """A list of the digest. `total` counts also the cases that are not shown; `asks` shows what each needs."""

    title: str
    total: int
    cases: tuple[CaseLine, ...]
    asks: bool = False
    about: str = "clock"

    @property
    def more(self) -> int:
        """Return how many cases are not shown."""
        return self.total - len(self.cases)


@dataclass(frozen=True)
class UndeliveredLetter:
    """A letter that did not arrive: what it was, and why in words."""

    what: str
    failure: Failure


def digest_context(dispatch: LetterDispatch) -> Mapping[str, object]:
    """Return what the digest's templates show."""
    digest = dispatch.digest
    if digest is None:
        raise ValueError("a digest is sent with its contents")
    seen = digest.overview
    return {
        "subject": f"Candour digest: {_counts(digest)}",
        "at": moment_in_words(seen.now),
        "since": moment_in_words(seen.since) if seen.since else "",
        "at_once": dispatch.letter.notice.topics,
        "nothing_new": seen.is_nothing_new and not digest.undelivered and not digest.doubtful,
        "counts": counts_in_words(digest),
        "lists": tuple(each for each in _lists(dispatch, seen) if each.total),
        "undelivered": tuple(_undelivered(letter) for letter in digest.undelivered),
        "set_aside": _set_aside(digest.set_aside),
        "doubtful": tuple(doubtful_in_words(mail) for mail in digest.doubtful[:MOST_LINES]),
        "more_doubtful": max(0, len(digest.doubtful) - MOST_LINES),
        "mail": _mail(digest),
        "audit": digest.audit,
        "audit_at": moment_in_words(digest.audit.at),
        "several_schools": len(dispatch.schools) > 1,
        "pages": dispatch.pages.rstrip("/"),
    }


def _counts(digest: Digest) -> str:
    """Return the subject's counts: what needs its reader, and which clocks run."""
    seen = digest.overview
    parts = (
        (len(seen.needs_you), "needs you", "need you"),
        (len(seen.due_soon), "due within 24 hours", "due within 24 hours"),
        (len(seen.overdue), "overdue", "overdue"),
        (len(seen.actions_overdue), "with actions overdue", "with actions overdue"),
        (len(digest.undelivered), "mail not delivered", "mails not delivered"),
        (sum(mail.count for mail in digest.doubtful), "mail to look at", "mails to look at"),
    )
    told = [f"{count} {one if count == 1 else several}" for count, one, several in parts if count]
    if not told:
        return f"{len(seen.new)} new" if seen.new else "nothing new"
    return ", ".join(told)


def _lists(dispatch: LetterDispatch, seen: Overview) -> tuple[CaseList, ...]:
    def listed_as(
        title: str, entries: tuple[RegisterEntry, ...], about: str = "clock", *, asks: bool = False
    ) -> CaseList:
        cases = tuple(_case_line(dispatch, entry, seen.now) for entry in entries[:MOST_LINES])
        return CaseList(title=title, total=len(entries), cases=cases, asks=asks, about=about)

    return (
        listed_as("What needs you, the weightiest first", seen.needs_you, asks=True),
        listed_as("New since the last digest", seen.new, "opened"),
        listed_as("Due within 24 hours", seen.due_soon),
        listed_as("Overdue", seen.overdue),
        listed_as("With actions overdue", seen.actions_overdue, "action"),
        listed_as("Waiting for the reporter", seen.waiting_for_reporter, "opened"),
        listed_as("With a notice that could not be delivered", seen.undelivered, "opened"),
        listed_as("Taken for no incident: please say whether that is right", seen.proposed_no_incident, "opened"),
    )


def _case_line(dispatch: LetterDispatch, entry: RegisterEntry, now: datetime) -> CaseLine:
    policy: Policy = dispatch.policies[entry.school]
    name = next(school.name for school in dispatch.schools if school.key == entry.school)
    link = f"{dispatch.pages.rstrip('/')}/cases/{entry.reference}" if dispatch.pages else ""
    line = line_in_words(entry, policy, one_line(name), now)
    return CaseLine(link=link, line=_without_content(line) if entry.anonymous else line)


def _without_content(line: LineView) -> LineView:
    """Leave a case without a name its reference, level and clock: what it is about stands behind the sign-in."""
    return replace(line, kind="a report without a name", needs=())


def _undelivered(letter: Letter) -> UndeliveredLetter:
    kind = id_in_words(letter.notice.kind)
    what = f"{kind[:1].upper()}{kind[1:]} of {moment_in_words(letter.notice.created_at)}"
    return UndeliveredLetter(what=what, failure=explain(letter.notice.error or "unknown"))


def _set_aside(counts: Mapping[str, int]) -> str:
    """Return what was set aside, such as "3 automatic answers and 1 returned mail"; empty for nothing."""
    return listed(tuple(reason_in_words(kind, count) for kind, count in sorted(counts.items())))


def _mail(digest: Digest) -> tuple[str, ...]:
    """Return a line for each mailbox, such as "dataloss: 3 new cases and 1 answer in a case".

    What was set aside is told by itself.
    """
    lines = ((name, mail_in_words(day, without=Fate.AUTOMATIC)) for name, day in digest.mail.items())
    return tuple(f"{name}: {words}" for name, words in lines if words)
