"""What a mailbox of each mode holds when a life begins, who takes it in, and what must have come of it in the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from candour.cases.case import Case
from candour.cases.ports import Now
from candour.cases.service import Service
from candour.cleaning.cleaner import FileCleaner
from candour.store.folders import CaseFolderStore
from intake.confidential import ConfidentialTaker
from intake.delivery import Delivery
from intake.limits import Limits
from intake.passing_keys import PassingKeys
from intake.shared import SharedTaker
from intake.taking import Disposal, Taker
from nlp.message.unsigning import unsigned
from tests.intake.fakes import WorkersHere
from tests.intake.mails import a_mail

REPORT = a_mail(number=1)
ANSWER = a_mail("In-Reply-To: <trip-1@saint-finnian.example>", text="It was found again.", number=2)
ABSENCE = a_mail("Auto-Submitted: auto-replied", text="I am away.", number=3)
CALLED_SO = REPORT.replace(b"Subject: Trip list 1", b"Subject: Data incident")
NEWSLETTER = a_mail("List-Id: <news.example>", text="The fair is on Friday.", number=4).replace(
    b"To: dataloss@", b"To: office@"
)
UNCLEANABLE = a_mail(text="The register was on the bus.", number=5).replace(
    b"Content-Type: text/plain; charset=utf-8", b"Content-Type: application/pdf; name=register.pdf"
)


@dataclass(frozen=True)
class Scene:
    """A mailbox: what becomes of each mail in it, how many messages each case has, and who takes them in."""

    name: str
    mails: Mapping[bytes, Disposal]
    messages: Sequence[int]
    keeps_raw: bool
    taker: Callable[[CaseFolderStore, Service, Now], Taker]

    def check(self, store: CaseFolderStore, cases: Sequence[Case]) -> None:
        """Fail where a message was lost or doubled, or is not what was sent."""
        assert sorted(len(case.reports) for case in cases) == sorted(self.messages)
        if not self.keeps_raw:
            assert all(report.sender is None and not report.evidence for case in cases for report in case.reports)
            return
        kept = [
            b"".join(store.open_evidence(case.reference, report.evidence[0].digest))
            for case in cases
            for report in case.reports
        ]
        assert len(set(kept)) == len(kept)
        assert set(kept) <= set(self.mails)


def _dedicated(store: CaseFolderStore, service: Service, now: Now) -> Delivery:
    return Delivery(store=store, workers=WorkersHere(), receive=service.receive, limits=Limits(), now=now)


def _shared(store: CaseFolderStore, service: Service, now: Now) -> Taker:
    return SharedTaker(_dedicated(store, service, now), service.sort)


def _confidential(store: CaseFolderStore, service: Service, now: Now) -> Taker:
    return ConfidentialTaker(
        store=store,
        workers=WorkersHere(),
        receive=service.receive,
        unsign=unsigned,
        cleaner=FileCleaner(),
        keys=PassingKeys(store, now),
        aside_folder="Candour aside",
        limits=Limits(),
        now=now,
    )


DEDICATED = Scene(
    "dedicated", dict.fromkeys((REPORT, ANSWER, ABSENCE), Disposal.FILE), (2,), keeps_raw=True, taker=_dedicated
)
SHARED = Scene(
    "shared",
    {CALLED_SO: Disposal.FILE, ANSWER: Disposal.FILE, NEWSLETTER: Disposal.LEAVE},
    (2,),
    keeps_raw=True,
    taker=_shared,
)
CONFIDENTIAL = Scene(
    "confidential",
    {REPORT: Disposal.EXPUNGE, UNCLEANABLE: Disposal.ASIDE},
    (1, 1),
    keeps_raw=False,
    taker=_confidential,
)
SCENES = (DEDICATED, SHARED, CONFIDENTIAL)
