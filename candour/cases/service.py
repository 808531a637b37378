"""The service: the one way into the core, for every door and every sender."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from candour.cases import (
    absences,
    deciding,
    leasing,
    leaving,
    letters,
    mail_ledger,
    mail_reports,
    mailing,
    one_time_links,
    outgoing,
    own_cases,
    passing,
    planning,
    reading,
    receiving,
    register_takings,
    viewing,
)
from candour.cases import filing as filing_
from candour.cases.absences import Absence
from candour.cases.case import Case, Deadline
from candour.cases.coming_back import WhatIsTold
from candour.cases.desk import Desk
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch, Receipt
from candour.cases.facts import Facts
from candour.cases.filing import Filed, Filing, Further
from candour.cases.leaving import DoubtfulMail
from candour.cases.mail_reports import MailboxReport
from candour.cases.mailing import LetterDispatch
from candour.cases.order import Order
from candour.cases.own_cases import OwnCase
from candour.cases.ports import RegisterEntry
from candour.cases.register_takings import RegisterTaking
from candour.cases.report import Evidence, Reply, Report
from candour.cases.sorting import Sorting
from candour.cases.viewing import CaseView


class Service:
    """Everything that can be done with reports and cases. Its methods may be called from any thread.

    Every method raises StoreError and its subclasses; nothing was acknowledged then, and the call can be repeated.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def receive(self, report: Report, among: Sequence[str] = ()) -> Receipt:
        """Take a report in; when this returns, nothing can lose it. `among` are the schools that share its mailbox.

        1. What was accepted before is a duplicate and changes nothing. A mail of `candour probe` leaves a record alone.
        2. An automatic answer never becomes a case: a bounce goes to the notice that it returns, the rest is set aside.
        3. An answer (by the token of our reply address, or to one of our Message-IDs) joins its case: facts are merged,
           assessed anew, and who was told before gets an update. So does a message that names a case otherwise, of
           somebody who takes part in it (`threads`).
        4. Everything else is read and becomes a case, with events and notices, in one acceptance. It names the cases
           that it may be related to, or be another report of (`resembling`), for who decides.

        A report that can't be read becomes a case all the same. What became of a mail is counted for its mailbox.
        Raises SettingsError for an unknown school.
        """
        return receiving.receive(self._desk, report, among)

    def sort(self, report: Report, among: Sequence[str] = ()) -> Sorting:
        """Tell what is done with a mail of a shared mailbox, before anything of it is written; see `sorting`.

        Nothing of it is kept here either: what is left is counted by the rule that says so, what is doubtful is noted
        by its day and the sender's domain. Raises SettingsError for an unknown school.
        """
        return leaving.sort_mail(self._desk, report, among)

    def answer(self, reference: str, report: Report) -> Receipt:
        """Join a message to a case whose writer is known by the door (chat, the anonymous page).

        Raises CaseNotFoundError.
        """
        return receiving.answer(self._desk, reference, report)

    def understand(self, report: Report) -> Facts:
        """Return what would be read out of a report now, its replies and what was typed included; nothing is kept.

        Raises ReadingFailedError where its story can't be read: received, it becomes a case all the same. A reply that
        can't be read is left out.
        """
        return reading.understand(self._desk, report)

    def understand_reply(self, report: Report, reply: Reply) -> Facts:
        """Return what a reply alone says in the light of what its writer had been shown; raises ReadingFailedError."""
        return reading.understand_reply(self._desk, report, reply)

    def clocks(self, report: Report, facts: Facts) -> Sequence[Deadline]:
        """Return the policy's clocks as they would run for a report that says this; nothing is kept."""
        return self._desk.clocks(facts, report, self._desk.directory.school(report.school))

    def own_cases(self, address: str) -> Sequence[OwnCase]:
        """Return what somebody may be told of the newest 50 cases that they reported, by any door, newest first.

        The address must be one that the door vouches for. Never among them: what came confidentially or without a
        name, and what a sender reported who may be another than the address says.
        """
        return own_cases.own_cases(self._desk, address)

    def mint_links(self, school: str, count: int, until: date) -> Sequence[str]:
        """Return so many new tokens of one-time links of a school, good up to and including a day.

        What is kept of them is on the disk when this returns; the tokens themselves are not. Raises SettingsError for
        an unknown school, ValueError for a count that is not 1 to 500.
        """
        return one_time_links.mint(self._desk, school, count, until)

    def school_of_link(self, token: str) -> str:
        """Return the school of a one-time link that can be used; nothing changes. Raises LinkSpentError."""
        return one_time_links.school_of(self._desk, token)

    def settle_links(self) -> None:
        """Finish what a crash left of claimed links and ways back; only when a process that owns its store starts."""
        one_time_links.settle(self._desk)
        filing_.settle(self._desk)

    def file(self, filing: Filing) -> Filed:
        """Take in a report without a name; when this returns, nothing can lose it, and its code opens the way back.

        The same code files once: sent again, it returns the same and changes nothing. The token of a one-time link is
        claimed before, and forgotten after: nothing relates the two then. Raises LinkSpentError, SettingsError.
        """
        return filing_.file(self._desk, filing)

    def come_back(self, code: str) -> WhatIsTold:
        """Return what the writer of a report without a name is shown; raises WrongCodeError."""
        return filing_.come_back(self._desk, code)

    def add(self, further: Further) -> None:
        """Join what its writer adds to a report without a name, once, however often sent. Raises WrongCodeError."""
        filing_.add(self._desk, further)

    def leave_name(self, code: str, name: str) -> None:
        """Keep who is willing to be named, and how to reach them, sealed apart; raises WrongCodeError.

        Who decides is told that there is a name, and opens it by a decision of its own ("release_name").
        """
        filing_.leave_name(self._desk, code, name)

    def give_up_way_back(self, code: str) -> None:
        """End a code, and forget a name that nobody has opened; the report stays. Raises WrongCodeError."""
        filing_.give_up(self._desk, code)

    def decide(self, reference: str, order: Order) -> Case:
        """Record a named person's decision with its reason, carry it out, and return the case.

        `decisions` lists what may be decided, by whom and when. Raises DecisionRefusedError where something is missing
        or the case's state doesn't allow it, NotAllowedError (the person may not), StalePageError (the case has moved
        on), CaseNotFoundError. Nothing is half done then.
        """
        return deciding.decide(self._desk, reference, order)

    def who(self, address: str) -> Person | None:
        """Return who may come to the pages under an address, None where nobody may.

        Those are the Data Protection Officers, deputies and head teachers of all schools, and whoever may see a case at
        this moment: those who got an alert in the officer's place, and authorised investigators.
        """
        return viewing.who(self._desk, address)

    def listing(self, by: Person) -> Sequence[RegisterEntry]:
        """Return the lines of the cases that somebody has a part in, oldest first."""
        return viewing.listing(self._desk, by)

    def others(self, case: Case, by: Person) -> Sequence[RegisterEntry]:
        """Return the lines of the cases that a case names, and that name it, as far as somebody may see them."""
        return viewing.others(self._desk, case, by)

    def view(self, reference: str, by: Person) -> CaseView:
        """Return a case with what this person may do; raises CaseNotFoundError also for one that they may not see."""
        return viewing.view(self._desk, reference, by)

    def record_taking(self, by: Person, references: Collection[str]) -> None:
        """Record that somebody takes these cases out of the register as a file, before they get it."""
        register_takings.record_taking(self._desk, by, references)

    def takings(self, by: Person) -> Sequence[RegisterTaking]:
        """Return who took out cases of the schools that somebody is DPO or deputy of, and when, the latest first."""
        return register_takings.takings(self._desk, by)

    def open_evidence(self, reference: str, digest: str, by: Person) -> tuple[Evidence, Iterator[bytes]]:
        """Return a file of a case in pieces; that somebody looked is recorded first (R87).

        Raises CaseNotFoundError, NotAllowedError, EvidenceNotFoundError.
        """
        return viewing.open_evidence(self._desk, reference, digest, by)

    def came_again(self, mailbox: str) -> None:
        """Count a mail that was taken in before: whoever takes mails in knows most of those without asking here."""
        mail_ledger.came_again(self._desk, mailbox)

    def mailbox_reports(self, by: Person, days: int = 30) -> Sequence[MailboxReport]:
        """Return what became of the mails of the last days, today included, by mailbox.

        They are those of the schools that somebody is Data Protection Officer or deputy of.
        """
        return mail_reports.mailbox_reports(self._desk, by, days)

    def doubtful(self, by: Person) -> Sequence[DoubtfulMail]:
        """Return the mails of the last 30 days that were left in shared mailboxes in doubt, the latest day first.

        They are those of the schools that somebody is Data Protection Officer or deputy of.
        """
        return leaving.doubtful(self._desk, by)

    def absence(self, person: Person) -> Absence | None:
        """Return when somebody is away, None where they are not and will not be."""
        return absences.absence(self._desk, person)

    def set_absence(self, by: Person, first_day: date, last_day: date) -> None:
        """Keep that somebody is away from one day to another, both included: who stands in gets their notices too.

        Raises DecisionRefusedError where the days are no span or over, NotAllowedError for who holds no role.
        """
        absences.set_absence(self._desk, by, first_day, last_day)

    def end_absence(self, by: Person) -> None:
        """Forget when somebody is away; where they are not, nothing changes."""
        absences.end_absence(self._desk, by)

    def sweep(self) -> Sequence[str]:
        """Record what time has brought about (`agenda`), once each, and tell who must know; return the references.

        Notices that a clock which was set back would hold until it has caught up are made due.
        """
        return passing.sweep(self._desk)

    def plan_letters(self) -> int:
        """Make the letters that are due, once each: digests, reminders of a policy's review and of how to report.

        And, ahead, those of the next slot, which say that there is nothing new about reports without a name; they are
        forgotten where there is. Return how many were made. They go out like notices; a digest is written when it is
        sent.
        """
        return planning.plan_letters(self._desk)

    def lease_letters(self, limit: int) -> Sequence[LetterDispatch]:
        """Lease at most `limit` letters that are due."""
        return mailing.lease_letters(self._desk, limit)

    def letter_sent(self, letter_id: str) -> None:
        """Record that the mail server accepted a letter."""
        letters.letter_sent(self._desk, letter_id)

    def letter_failed(self, letter_id: str, *, code: str, permanent: bool) -> None:
        """Record that a letter was not taken: tried again later, or given up and shown in the next digests."""
        letters.letter_failed(self._desk, letter_id, code=code, permanent=permanent)

    def lease_notices(self, limit: int) -> Sequence[Dispatch]:
        """Lease at most `limit` notices that are due; what nobody can receive fails at once and is shown to the DPO."""
        return leasing.lease_notices(self._desk, limit)

    def free_leases(self) -> None:
        """Make the notices due again that a process leased and did not live to send.

        Only for a store that one process owns, and before its outbox runs: nobody else can hold a lease then. What
        that process had handed over without recording it goes out once more with the same Message-ID.
        """
        outgoing.free_leases(self._desk)
        letters.free_letters(self._desk)

    def notice_sent(self, reference: str, notice_id: str) -> None:
        """Record that the mail server accepted a notice."""
        outgoing.notice_sent(self._desk, reference, notice_id)

    def notice_failed(self, reference: str, notice_id: str, *, code: str, permanent: bool) -> None:
        """Record that a notice was not taken: tried again later, each time later, or given up and the DPO told."""
        outgoing.notice_failed(self._desk, reference, notice_id, code=code, permanent=permanent)

    def next_due(self) -> datetime | None:
        """Return when the next notice or letter is due, None where none waits."""
        due = (self._desk.store.next_due(), letters.next_letter_due(self._desk))
        return min((moment for moment in due if moment), default=None)
