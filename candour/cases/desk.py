"""What every step of the service works with: the ports, the schools, their policies, the time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from threading import Lock, RLock
from typing import NamedTuple

from candour.cases.assessment import assess
from candour.cases.case import Assessment, Case, Deadline
from candour.cases.channels import with_channels
from candour.cases.clocks import deadlines
from candour.cases.codes import Codes
from candour.cases.coming_back import publish, renew, what_is_told
from candour.cases.directory import Directory, School
from candour.cases.errors import StaleCaseError, StoreError
from candour.cases.facts import Facts
from candour.cases.fingerprints import Fingerprints
from candour.cases.levels import earlier_incidents
from candour.cases.policy import Policy
from candour.cases.ports import Now, Reader, Store, WorkingDays
from candour.cases.register import merged_here
from candour.cases.report import Report
from candour.cases.surroundings import UNKNOWN, Surroundings

_TRIES = 20
"""A case is written by few at a time; more losses in a row than this mean that something is broken."""


_FILING_AT_ONCE = 16
_log = logging.getLogger(__name__)


class ProbeMark(NamedTuple):
    """The mark of a test mail that this installation made (`candour probe`): its random token, and when."""

    token: str
    made_at: datetime


def _no_mark(text: str) -> None:
    """Take no mark for one of ours: without a key nobody can tell."""
    del text


@dataclass(frozen=True)
class Desk:
    """The service's surroundings. `notify` is called after notices were queued; it must return at once.

    `probe_mark` returns what the mark of a test mail says, None where this installation did not make it.
    """

    store: Store
    reader: Reader
    directory: Directory
    policies: Callable[[str], Policy]
    working_days: WorkingDays
    now: Now
    random: Random
    notify: Callable[[], None]
    codes: Codes
    answers_per_sender_and_day: int = 10
    cases_per_automatic_sender_and_day: int = 20
    probe_mark: Callable[[str], ProbeMark | None] = _no_mark
    tally_lock: Lock = field(default_factory=Lock)
    letters_lock: RLock = field(default_factory=RLock)
    merge_lock: RLock = field(default_factory=RLock)
    opening_lock: Lock = field(default_factory=Lock)
    links_lock: Lock = field(default_factory=Lock)
    filing_locks: tuple[Lock, ...] = field(default_factory=lambda: tuple(Lock() for _ in range(_FILING_AT_ONCE)))
    fingerprints: Fingerprints = field(default_factory=Fingerprints)
    not_published: set[str] = field(default_factory=set)
    """Cases whose writers are not shown yet what stands in them."""

    def filing_lock(self, lookup: str) -> Lock:
        """Return the lock under which the report of a code is filed: the same form may be sent many times at once."""
        return self.filing_locks[int(lookup[:4], 16) % _FILING_AT_ONCE]

    def policy_of(self, school: School) -> Policy:
        """Return the policy that a school works by."""
        return self.policies(school.profile)

    def surroundings_of(self, report: Report) -> Surroundings:
        """Return what is known of the school that a report is for; nothing where that isn't known yet."""
        school = self.directory.schools.get(report.school)
        return school.surroundings() if school else UNKNOWN

    def assess(self, facts: Facts, report: Report, school: School, reference: str | None = None) -> Assessment:
        """Assess a report as of now, other incidents of its school than `reference` taken into account (R79)."""
        policy = self.policy_of(school)
        incident_type = facts.shown("incident_type")
        context = earlier_incidents(
            self.store.register(incident_type) if isinstance(incident_type, str) else (),
            school=school.key,
            incident_type=incident_type,
            now=self.now(),
            reference=reference,
        )
        return assess(policy, facts, report, school, working_days=self.working_days, context=context)

    def clocks(self, facts: Facts, report: Report, school: School) -> tuple[Deadline, ...]:
        """Return the clocks of a report, without anything else of its assessment."""
        return deadlines(
            self.policy_of(school),
            facts,
            received_at=report.received_at,
            told_at=report.told_at,
            school_country=school.country,
            bank_holidays_as_weekend=school.bank_holidays_as_weekend,
            working_days=self.working_days,
        )

    def change(self, reference: str, step: Callable[[Case, datetime], Case]) -> Case:
        """Load a case, take one pure step and save it; again from the start when somebody else was faster.

        A step that returns the case unchanged writes nothing. Raises CaseNotFoundError, StaleCaseError after 20 tries.
        """
        for attempt in range(_TRIES):
            case = self.store.load(reference)
            changed = step(case, self.now())
            if changed is case:
                return case
            changed = self._by_channel(case, changed).model_copy(update={"version": case.version + 1})
            try:
                self.store.save(changed)
            except StaleCaseError:
                if attempt == _TRIES - 1:
                    raise
            else:
                self._tell_writer(case, changed)
                return changed
        raise StaleCaseError(reference)

    def _by_channel(self, before: Case, case: Case) -> Case:
        school = self.directory.schools.get(case.school)  # none of a case whose school has left the configuration
        return with_channels(before, case, school, self.random) if school else case

    def _tell_writer(self, before: Case, case: Case) -> None:
        """Renew what writers without a name find of a case, those of the cases that became a part of it too.

        What can't be written now is by the next sweep.
        """
        waiting = {*merged_here(case)}
        try:
            if case.way_back and what_is_told(self.store, before) != what_is_told(self.store, case):
                waiting.add(case.reference)
                publish(self.store, self.codes, case)
                waiting.remove(case.reference)
            renew(self.store, self.codes, merged_here(case))
        except StoreError as error:
            self.not_published.update(waiting)
            _log.warning("what a writer is shown waits", extra={"error": type(error).__name__})

    def publish_what_waits(self) -> None:
        """Show writers what a full disk kept from them; raises StoreError where there still is no room."""
        for reference in tuple(self.not_published):
            renew(self.store, self.codes, [reference])
            self.not_published.discard(reference)
