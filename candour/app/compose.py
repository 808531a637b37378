"""Everything put together: the one place that knows all packages."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from random import SystemRandom
from types import TracebackType
from typing import Self

from candour.app.chat import InstallationChat
from candour.app.chat_doors import Opening, doors_of
from candour.app.chat_keys import refuse_unusable_chat
from candour.app.environment import utc_now
from candour.app.mail_servers import limits_of, mailbox_settings, sender_of, smtp_settings
from candour.app.model import refuse_unknown_model
from candour.app.people import directory_of
from candour.app.probe_marks import ProbeMarks
from candour.app.settings import Secrets, Settings
from candour.app.stored_places import StoredPlaces
from candour.app.stores import installation_key, opened_store
from candour.app.workers import ProcessWorkers
from candour.app.working_days import COUNTRIES, BankHolidays
from candour.cases.asked import Asked
from candour.cases.desk import Desk
from candour.cases.directory import Directory
from candour.cases.errors import SettingsError, StoreFullError
from candour.cases.facts import Facts
from candour.cases.policy_file import load
from candour.cases.ports import Store, Workers, WorkingDays
from candour.cases.report import Report
from candour.cases.service import Service
from candour.cases.surroundings import UNKNOWN, Surroundings
from candour.cleaning.cleaner import FileCleaner
from candour.store.codes import PepperedCodes
from candour.store.keys import InstallationKey
from intake.confidential import ConfidentialTaker
from intake.delivery import Delivery
from intake.limits import MEBIBYTE
from intake.passing_keys import PassingKeys
from intake.repeats import RepeatsCounted
from intake.settings import MailboxSettings
from intake.shared import SharedTaker
from intake.taking import Taker
from intake.watcher import Watcher
from nlp.message.unsigning import unsigned
from nlp.worker import read_report
from replies.outbox import Outbox
from replies.smtp import SmtpSender

_FEW = 5


@dataclass(frozen=True)
class WorkerReader:
    """The core's `Reader` port: reads in a worker process, within limits."""

    workers: Workers
    timeout_in_seconds: float

    def read(self, report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
        """Return what the report says; raises ReadingFailedError."""
        limit = self.timeout_in_seconds
        return self.workers.run(read_report, report, tuple(asked), surroundings, timeout_in_seconds=limit)


class Installation:
    """A running Candour: the store opened and locked, the workers started, watchers and outbox ready to run.

    `further_doors` lead to the chat beside those of the settings. Raises SettingsError, StoreLockedError,
    StoreDamagedError.
    """

    def __init__(self, settings: Settings, secrets: Secrets, further_doors: Sequence[Opening] = ()) -> None:
        """Check everything that needs no server; nothing is opened yet."""
        self.settings = settings
        self._further_doors = further_doors
        self.secrets = secrets
        self.directory = directory_of(settings)
        refuse_unknown_model(settings.nlp.model)
        self.smtp = smtp_settings(settings, secrets)
        self.mailboxes = [mailbox_settings(table, settings, secrets) for table in settings.mailbox]
        refuse_unusable_chat(settings, secrets, self.directory)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            store = stack.enter_context(closing(opened_store(self.settings, self.secrets)))
            reading = self.settings.reading
            workers = stack.enter_context(
                ProcessWorkers(
                    reading.workers, model=self.settings.nlp.model, memory_in_bytes=reading.memory_in_mb * MEBIBYTE
                )
            )
            self.store: Store = store
            self.workers: Workers = workers
            self.reader = WorkerReader(workers, reading.seconds)
            self.service = service_of(
                store,
                self.reader,
                self.directory,
                self.settings,
                notify=self._wake_outbox,
                key=installation_key(self.settings, self.secrets),
            )
            _refuse_unknown_schools(store, self.directory)
            with suppress(StoreFullError):  # they run out by themselves; the outbox says that there is no room
                self.service.free_leases()
            with suppress(StoreFullError):  # they stay claimed until the next start
                self.service.settle_links()
            openings = [*doors_of(self.settings, self.secrets, store), *self._further_doors]
            self.chat = InstallationChat(self.service, store, self.directory, self.settings, openings)
            stack.callback(self.chat.switchboard.close)
            self.outbox = outbox_of(self)
            keys = PassingKeys(store, utc_now)
            self.watchers = [self._watcher(mailbox, workers, keys) for mailbox in self.mailboxes]
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def is_taking_in_many(self) -> bool:
        """Tell whether more messages wait in a mailbox than are taken at a time."""
        return any(watcher.status().waiting > _FEW for watcher in self.watchers)

    def accounted_for(self) -> int:
        """Count the messages that were accepted from all mailboxes since the start."""
        return sum(watcher.status().accepted for watcher in self.watchers)

    def _wake_outbox(self) -> None:
        self.outbox.wake()

    def _watcher(self, mailbox: MailboxSettings, workers: Workers, keys: PassingKeys) -> Watcher:
        places = StoredPlaces(self.store, mailbox.name)
        taker = RepeatsCounted(self._taker(mailbox, workers, keys), self.service.came_again)
        return Watcher(mailbox, taker, places=places)

    def _taker(self, mailbox: MailboxSettings, workers: Workers, keys: PassingKeys) -> Taker:
        """Return who takes a mailbox's messages in, as its mode wants."""
        limits = limits_of(self.settings)
        if mailbox.mode == "confidential":
            return ConfidentialTaker(
                store=self.store,
                workers=workers,
                receive=self.service.receive,
                unsign=unsigned,
                cleaner=FileCleaner(),
                keys=keys,
                aside_folder=mailbox.aside_folder,
                limits=limits,
                now=utc_now,
            )
        delivery = Delivery(store=self.store, workers=workers, receive=self.service.receive, limits=limits, now=utc_now)
        return SharedTaker(delivery, self.service.sort) if mailbox.mode == "shared" else delivery


def _refuse_unknown_schools(store: Store, directory: Directory) -> None:
    """Refuse to start where cases would have nobody to go to."""
    for entry in store.register():
        if entry.school not in directory.schools:
            raise SettingsError(
                f"the store holds cases of school {entry.school!r}, which the configuration no longer has; put it back"
            )


def service_of(
    store: Store,
    reader: WorkerReader,
    directory: Directory,
    settings: Settings,
    *,
    notify: Callable[[], None],
    key: InstallationKey,
) -> Service:
    """Return the core's service over these ports."""
    return Service(
        Desk(
            store=store,
            reader=reader,
            directory=directory,
            policies=load,
            working_days=working_days_of(settings),
            now=utc_now,
            random=SystemRandom(),
            notify=notify,
            codes=PepperedCodes(key),
            answers_per_sender_and_day=settings.answers_per_sender_and_day,
            cases_per_automatic_sender_and_day=settings.cases_per_automatic_sender_and_day,
            probe_mark=ProbeMarks(key).read,
        )
    )


def working_days_of(settings: Settings) -> WorkingDays:
    """Return the bank holidays, with the configured extra dates for every country."""
    return BankHolidays(dict.fromkeys(COUNTRIES, settings.calendar.extra_holidays))


def outbox_of(installation: Installation) -> Outbox:
    """Return the loop that sends what is due."""
    smtp = installation.smtp
    return Outbox(
        installation.service,
        SmtpSender(smtp),
        directory=installation.directory,
        identity=sender_of(smtp),
        now=utc_now,
        makes_way=installation.is_taking_in_many,
        carriers=installation.chat.carriers,
    )
