"""One message accepted: written down first, then understood, then told to the core."""

import logging
from collections.abc import Callable, Sequence
from uuid import uuid4

from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import ReadingFailedError
from candour.cases.ports import Now, Store, Workers
from candour.cases.report import Door, Evidence, Report
from intake.holding import Held, holding
from intake.limits import Limits
from intake.message import Arrival, Attachment, ParsedMessage
from intake.parse import message_keys, parse_envelope, parse_message
from intake.taking import Taken

_log = logging.getLogger(__name__)


class Delivery:
    """Takes messages in, from any mailbox; may be called from several threads. `receive` is the core's service."""

    def __init__(
        self,
        *,
        store: Store,
        workers: Workers,
        receive: Callable[[Report, Sequence[str]], Receipt],
        limits: Limits,
        now: Now,
    ) -> None:
        self._store = store
        self._workers = workers
        self._receive = receive
        self.limits = limits
        self._now = now

    def take(self, raw: bytes, arrival: Arrival, parsed: ParsedMessage | None = None) -> Taken:
        """Accept one message; when this returns, nothing can lose it, and it may be marked in its mailbox.

        1. Write the raw bytes. 2. Stop where they were accepted before. 3. Parse them in a worker, unless that was done
        (`parsed`); a message that defeats it goes on as unreadable. 4. Write the files that came with it. 5. Hand the
        report to the core.

        Raises StoreError (StoreFullError where there is no room), WorkersClosedError and WorkersUnavailableError (which
        say nothing about the message), and whatever the core raises; then nothing was accepted, what was written is
        released, and the message must stay where it is.
        """
        with holding(self._store) as held:
            held.add(Attachment(name="message.eml", media_type="message/rfc822", content=raw))
            receipt = self.known(raw, arrival) or self._accepted(parsed or self.parsed(raw, arrival), arrival, held)
        _log.info(
            "a message was accepted",
            extra={"mailbox": arrival.mailbox, "outcome": receipt.outcome.value, "reference": receipt.reference},
        )
        return Taken(receipt)

    def known(self, raw: bytes, arrival: Arrival) -> Receipt | None:
        """Return the answer for a message that the school was told before (facts, mail 3); costs a hash, no parsing."""
        for key in message_keys(raw, arrival.school, self.limits):
            if reference := self._store.find_key(key):
                return Receipt(outcome=Outcome.DUPLICATE, reference=reference)
        return None

    def report_of(self, parsed: ParsedMessage, arrival: Arrival, evidence: Sequence[Evidence] = ()) -> Report:
        """Return what the core is told of a parsed message. Writes nothing."""
        return Report(
            id=uuid4().hex,
            door=Door.EMAIL,
            school=arrival.school,
            # A mail server whose clock is fast must not give the school more time than it has.
            received_at=min(arrival.received_at, self._now()),
            evidence=tuple(evidence),
            sent_at=parsed.sent_at,
            sender=parsed.sender,
            recipients=parsed.recipients,
            subject=parsed.subject,
            text=parsed.text,
            keys=parsed.keys,
            message_id=parsed.message_id,
            answers_to=parsed.answers_to,
            thread_token=parsed.thread_token,
            automatic=parsed.automatic,
            bounce_of=parsed.bounce_of,
            unreadable=parsed.unreadable,
            limits=parsed.limits,
            mailbox=arrival.mailbox,
            forwarded=parsed.forwarded,
            bounce_reason=parsed.bounce_reason,
            authentication=parsed.authentication,
            probe=parsed.probe,
            reply_to=parsed.reply_to,
        )

    def _accepted(self, parsed: ParsedMessage, arrival: Arrival, held: Held) -> Receipt:
        """Hold a message's files, adding them to `held` behind the raw message, and hand its report to the core."""
        for attachment in parsed.attachments:
            held.add(attachment)
        return held.settle(self._receive(self.report_of(parsed, arrival, held.evidence), arrival.among))

    def parsed(self, raw: bytes, arrival: Arrival) -> ParsedMessage:
        """Return the message parsed in a worker; one that defeats it is unreadable. Writes nothing.

        Raises WorkersClosedError, WorkersUnavailableError.
        """
        if arrival.unreadable:
            return parse_envelope(raw, arrival, self.limits, unreadable=arrival.unreadable)
        try:
            return self._workers.run(
                parse_message, raw, arrival, self.limits, timeout_in_seconds=self.limits.parsing_in_seconds
            )
        except ReadingFailedError as error:
            _log.warning("a message could not be read", extra={"mailbox": arrival.mailbox, "reason": error.reason})
            return parse_envelope(raw, arrival, self.limits, unreadable=error.reason)
