"""The loop that carries notices and letters to the mail server: lease, write, send, tell the service."""

import contextlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from threading import Event
from types import MappingProxyType

from candour.cases.channels import reads_in_chat
from candour.cases.directory import Directory, Person
from candour.cases.dispatch import Dispatch
from candour.cases.errors import CandourError, SendError, ServerUnreachableError, StoreDamagedError, StoreError
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import Channel, NoticeKind
from candour.cases.ports import Now
from replies.carrying import Carrier, Notices, Sender
from replies.compose import compose
from replies.letter_mail import compose_letter
from replies.mail_headers import usable_address
from replies.nameless import tells_only_that_there_is_news

BATCH = 1
"""Notices leased at once. One: its recipients are those of the moment, its lease can't end while others are sent."""
LONGEST_WAIT = timedelta(seconds=30)
"""A clock that was set back, or a wake-up that was missed, must not hold notices for longer."""
SHORTEST_WAIT = timedelta(milliseconds=200)
AFTER_TROUBLE = timedelta(seconds=5)
WHILE_OTHERS_GO_FIRST = timedelta(milliseconds=100)
"""Between mails while many messages are taken in; some ten a second still go out."""

_NOT_WRITTEN = "render"
"""The code of a notice that could not even be written."""

log = logging.getLogger(__name__)


class Outbox:
    """Sends what is due. `run` belongs in a thread of its own; `wake` may be called from any thread."""

    def __init__(
        self,
        notices: Notices,
        sender: Sender,
        *,
        directory: Directory,
        identity: Person,
        now: Now,
        makes_way: Callable[[], bool] = lambda: False,
        carriers: Mapping[str, Carrier] = MappingProxyType({}),
    ) -> None:
        """Send slowly while `makes_way` says so: what is received and not stored yet is worth more than haste.

        `carriers` take what doesn't go by mail, by channel; a notice for which there is none fails ("no-chat").
        """
        self._notices = notices
        self._sender = sender
        self._directory = directory
        self._identity = identity
        self._now = now
        self._makes_way = makes_way
        self._carriers = carriers
        self._wake = Event()
        self._unrecorded: list[Callable[[], None]] = []
        self._reached: dict[str, set[str]] = {}
        self._is_cut_off = False

    def wake(self) -> None:
        """Make the loop look at once: there is a new notice, or the loop is to stop."""
        self._wake.set()

    def run(self, stop: Event) -> None:
        """Send until `stop` is set (and `wake` called, to be quick); a mail under way is finished first."""
        try:
            while not stop.is_set():
                self._wake.clear()
                pause = self._round(stop)
                if self._is_cut_off:  # a new notice is no reason to knock again sooner
                    stop.wait(pause.total_seconds())
                elif not stop.is_set():
                    self._wake.wait(pause.total_seconds())
        finally:
            self._sender.close()

    def deliver_due(self, is_stopping: Callable[[], bool] = lambda: False) -> int:
        """Send everything that is due now and return how many mails were taken; raises what the service raises.

        A letter goes when no notice of a case is due. A lease that is given up because of stopping runs out by itself.
        Where the mail server can't be reached, one mail has found that out for all.
        """
        taken, self._is_cut_off = 0, False
        while not is_stopping() and not self._is_cut_off:
            if self._makes_way():
                time.sleep(WHILE_OTHERS_GO_FIRST.total_seconds())
            self._record_sent()
            if batch := self._notices.lease_notices(BATCH):
                taken += sum(self._deliver(dispatch) for dispatch in batch if not is_stopping())
            elif letters := self._notices.lease_letters(BATCH):
                taken += sum(self._deliver_letter(dispatch) for dispatch in letters if not is_stopping())
            else:
                break
        return taken

    def _round(self, stop: Event) -> timedelta:
        """Send what is due; return how long to wait. A service in trouble (a full disk) is asked again later."""
        try:
            self.deliver_due(stop.is_set)
            return AFTER_TROUBLE if self._is_cut_off else self._until_next()
        except CandourError as error:
            log.warning("the outbox waits: %s", type(error).__name__)
            return AFTER_TROUBLE

    def _until_next(self) -> timedelta:
        due = self._notices.next_due()
        if due is None:
            return LONGEST_WAIT
        return min(max(due - self._now(), SHORTEST_WAIT), LONGEST_WAIT)

    def _deliver(self, dispatch: Dispatch) -> bool:
        """Send one notice and record what became of it; tell whether it was taken."""
        failure = self._handed_over(dispatch)
        for reference, notice_id in ((each.case.reference, each.notice.id) for each in dispatch.all):
            if failure is not None:
                log.warning("notice %s of %s not sent: %s", notice_id, reference, failure.code)
                self._notices.notice_failed(reference, notice_id, code=failure.code, permanent=failure.permanent)
            else:
                log.info("notice %s of %s sent", notice_id, reference)
                self._record(partial(self._notices.notice_sent, reference, notice_id))
        return failure is None

    def _handed_over(self, dispatch: Dispatch) -> SendError | None:
        """Hand a notice over by its channel; return what went wrong."""
        if dispatch.notice.channel is not Channel.MAIL:
            return self._carry(dispatch)
        return self._send_to_each(dispatch) if tells_only_that_there_is_news(dispatch) else self._send(dispatch)

    def _carry(self, dispatch: Dispatch) -> SendError | None:
        carrier = self._carriers.get(dispatch.notice.channel)
        if carrier is None:
            return SendError(f"no-{dispatch.notice.channel}", permanent=True)
        return _failure_in(lambda: carrier.carry(dispatch), dispatch.notice.id)

    def _send(self, dispatch: Dispatch) -> SendError | None:
        addresses = [person.address for person in dispatch.recipients]
        return self._failure_of(
            dispatch.notice.id, addresses, lambda: compose(dispatch, identity=self._identity, now=self._now())
        )

    def _send_to_each(self, dispatch: Dispatch) -> SendError | None:
        """Send a notice to each reader alone, and to nobody twice; return what went wrong with the others.

        A mail that says that there is nothing new goes to one person too, and must look the same.
        """
        reached = self._reached.setdefault(dispatch.notice.id, set())
        failures = []
        for person in (each for each in dispatch.recipients if each.address not in reached):
            if (failure := self._send(dispatch.model_copy(update={"recipients": (person,)}))) is not None:
                failures.append(failure)
            else:
                reached.add(person.address)
        worst = min(failures, key=lambda failure: failure.permanent, default=None)
        if worst is None or worst.permanent:
            del self._reached[dispatch.notice.id]
        return worst

    def _deliver_letter(self, dispatch: LetterDispatch) -> bool:
        """Send one letter and record what became of it; tell whether it was taken."""
        notice = dispatch.letter.notice
        addresses = [notice.recipient.address] if notice.recipient else []
        failure = self._failure_of(
            notice.id, addresses, lambda: compose_letter(dispatch, identity=self._identity, now=self._now())
        )
        if failure is not None:
            log.warning("letter %s not sent: %s", notice.id, failure.code)
            self._notices.letter_failed(notice.id, code=failure.code, permanent=failure.permanent)
            return False
        log.info("letter %s sent", notice.id)
        self._record(lambda: self._notices.letter_sent(notice.id))
        self._copy_letter(dispatch)
        return True

    def _copy_letter(self, dispatch: LetterDispatch) -> None:
        """Hand a digest to the chat too, once and as far as that goes: its mail is what counts."""
        notice, carrier = dispatch.letter.notice, self._carriers.get(Channel.CHAT)
        is_wanted = notice.kind is NoticeKind.DIGEST and reads_in_chat(notice.recipient, dispatch.schools)
        if carrier is not None and is_wanted:
            failure = _failure_in(lambda: carrier.carry_letter(dispatch), notice.id)
            if failure is not None:
                log.warning("letter %s not in the chat: %s", notice.id, failure.code)

    def _record(self, recording: Callable[[], None]) -> None:
        """Tell the service what was taken, now or later: the rest of the batch is leased and must not wait."""
        self._unrecorded.append(recording)
        with contextlib.suppress(StoreError):  # see deliver_due
            self._record_sent()

    def _record_sent(self) -> None:
        """Tell the service what was taken, also what a full disk kept it from writing at the time.

        Without that the lease would run out and the mail would go out again.
        """
        while self._unrecorded:
            with contextlib.suppress(StoreDamagedError):  # nothing can be written there any more
                self._unrecorded[0]()
            del self._unrecorded[0]

    def _failure_of(
        self, notice_id: str, addresses: Sequence[str], write: Callable[[], EmailMessage]
    ) -> SendError | None:
        """Write and send a mail; return what went wrong."""
        if any(self._is_watched(address) for address in addresses):
            return SendError("watched-address", permanent=True)
        failure = _failure_in(lambda: self._sender.send(write(), addresses), notice_id)
        if failure is not None and failure.code != _NOT_WRITTEN:
            self._is_cut_off = isinstance(failure, ServerUnreachableError)
        return failure

    def _is_watched(self, address: str) -> bool:
        """Tell whether the mail would come back to Candour, by the address as written or as it is sent to."""
        found = usable_address(address)
        return self._directory.is_watched(address) or (
            found is not None and self._directory.is_watched(f"{found.username}@{found.domain}")
        )


def _failure_in(hand_over: Callable[[], None], notice_id: str) -> SendError | None:
    """Return what went wrong with a notice. A fault in one must not stop all others."""
    try:
        hand_over()
    except SendError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, it is recorded, and the next notice goes on
        # The type alone: a text or a traceback may quote the report.
        log.warning("notice %s can't be written: %s", notice_id, type(error).__name__)
        return SendError(_NOT_WRITTEN, permanent=False)
    return None
