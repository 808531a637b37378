"""What outlives a process: the disk, a mailbox, a mail server; and one life of Candour in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random

from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.directory import Directory, Person
from candour.cases.notice import NoticeStatus
from candour.cases.policy_file import load
from candour.cases.report import Evidence
from candour.cases.service import Service
from candour.store.folders import CaseFolderStore
from intake.message import Arrival
from intake.taking import Disposal
from replies.outbox import Outbox
from tests.crashes.dying import Life
from tests.crashes.scenes import DEDICATED, Scene
from tests.intake.mails import MAILBOX
from tests.service import CODES, SAINT_FINNIAN, NoHolidays, ToldReader
from tests.store.conftest import KEY

_BEGUN = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class SteppingStore(CaseFolderStore):
    """The real store; each of its writes is a step by name, for lives that don't count every call to the disk.

    To die before a step is to die after the one before it.
    """

    life: Life

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        self._step()
        return super().hold(chunks, name=name, media_type=media_type)

    def accept(self, case: Case) -> None:
        self._step()
        super().accept(case)

    def save(self, case: Case) -> None:
        self._step()
        super().save(case)

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        self._step()
        super().put(kind, key, document)

    def _step(self) -> None:
        if not self.life.is_fine:
            self.life.step()


@dataclass
class World:
    """The disk (`root`), the mailbox, and all mails that the mail server has accepted.

    Of each mail the mailbox knows whether it is `marked`, and `done` what has become of it.
    """

    root: Path
    life: Life
    scene: Scene = DEDICATED
    marked: dict[bytes, Disposal] = field(default_factory=dict)
    done: dict[bytes, Disposal] = field(default_factory=dict)
    sent: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    lives: int = 0

    def live(self, *, until: int = 0) -> int:
        """Run a process until it has nothing left to do or dies at a step; return how many steps it took."""
        self.lives += 1
        store: SteppingStore | None = None
        with self.life.lived(until=until):
            SteppingStore.life = self.life
            store = SteppingStore(self.root, KEY)
            service = self._service(store)
            service.free_leases()
            self._take_mails(store, service)
            self._outbox(service).deliver_due()
        if store is not None:
            store.close()
        return self.life.steps

    def _take_mails(self, store: SteppingStore, service: Service) -> None:
        """Take in what is new, and dispose of it in two steps: marked (or marked as deleted), then moved or expunged.

        What was marked and no more is finished by the next life, as the watcher does when it connects.
        """
        taker = self.scene.taker(store, service, self._now)
        arrival = Arrival(
            mailbox="dataloss", school="st-finnian", received_at=_BEGUN, own_addresses=frozenset({MAILBOX})
        )
        for raw in self.scene.mails:
            if raw not in self.marked:
                disposal = taker.take(raw, arrival).disposal
                self.life.step()
                self.marked[raw] = disposal
            if raw not in self.done:
                self.life.step()
                self.done[raw] = self.marked[raw]

    def _service(self, store: SteppingStore) -> Service:
        return Service(
            Desk(
                store=store,
                reader=ToldReader(),
                directory=Directory(schools={"st-finnian": SAINT_FINNIAN}, watched=frozenset({MAILBOX})),
                policies=load,
                working_days=NoHolidays(),
                now=self._now,
                random=Random(self.lives),  # noqa: S311  each life its own references, the same in each run
                notify=lambda: None,
                codes=CODES,
            )
        )

    def _outbox(self, service: Service) -> Outbox:
        directory = Directory(schools={"st-finnian": SAINT_FINNIAN}, watched=frozenset({MAILBOX}))
        return Outbox(
            service, self, directory=directory, identity=Person(name="Candour", address=MAILBOX), now=self._now
        )

    def _now(self) -> datetime:
        """Return the time: a process is started anew some minutes after the last one died."""
        return _BEGUN + timedelta(minutes=5 * self.lives)

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        """Accept a mail, as the mail server does: from here on it is delivered, whoever dies."""
        self.life.step()
        self.sent.append((str(message["Message-ID"]), tuple(recipients)))

    def close(self) -> None:
        """Hang up, which changes nothing."""

    @contextmanager
    def opened(self) -> Iterator[CaseFolderStore]:
        """Open the store, to look at what is there."""
        with closing(CaseFolderStore(self.root, KEY)) as store:
            yield store


def check(world: World) -> None:
    """Fail where a mail was lost or doubled, or a notice went out under a second Message-ID."""
    assert world.done == world.scene.mails
    with world.opened() as store:
        cases = [store.load(line.reference) for line in store.register()]
        world.scene.check(store, cases)
    notices = [(case.reference, notice) for case in cases for notice in case.notices]
    assert {notice.status for _, notice in notices} == {NoticeStatus.SENT}
    assert Counter((of, notice.kind, notice.role) for of, notice in notices).most_common(1)[0][1] <= 2
    assert {message_id for message_id, _ in world.sent} == {notice.message_id for _, notice in notices}
