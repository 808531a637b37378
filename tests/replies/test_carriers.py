"""What the outbox hands to a chat: notices that go by it, and a digest beside its mail."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest

from candour.cases.dispatch import Dispatch
from candour.cases.errors import SendError
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import Channel, NoticeKind, NoticeStatus
from candour.cases.report import Door
from replies.outbox import Outbox
from tests.builders import NOON, a_report
from tests.letters import FRIDAY_DIGEST, a_post_room, a_school
from tests.replies.stage import LINE, a_dispatch
from tests.replies.test_outbox import DIRECTORY, KeepingSender, ListedNotices
from tests.service import a_stage

SECRET = "about Seren"


@dataclass
class KeepingCarrier:
    """Keeps what it is handed, or fails as it was told."""

    notices: list[Dispatch] = field(default_factory=list)
    letters: list[LetterDispatch] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    refuses_letters: Exception | None = None
    on_letter: Callable[[], None] = lambda: None

    def carry(self, dispatch: Dispatch) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.notices.append(dispatch)

    def carry_letter(self, dispatch: LetterDispatch) -> None:
        self.on_letter()
        if self.refuses_letters is not None:
            raise self.refuses_letters
        self.letters.append(dispatch)


def by_chat(kind: NoticeKind = NoticeKind.ALERT) -> Dispatch:
    return a_dispatch(kind, channel=Channel.CHAT, id=f"chat-{kind}")


def an_outbox(
    *dispatches: Dispatch, carrier: KeepingCarrier | None = None
) -> tuple[Outbox, ListedNotices, KeepingSender]:
    notices, sender = ListedNotices(waiting=deque(dispatches)), KeepingSender()
    carriers = {"chat": carrier} if carrier else {}
    outbox = Outbox(notices, sender, directory=DIRECTORY, identity=LINE, now=lambda: NOON, carriers=carriers)
    return outbox, notices, sender


def test_a_notice_goes_by_its_channel_and_is_recorded_like_any() -> None:
    carrier, mail = KeepingCarrier(), a_dispatch(NoticeKind.HEAD_NOTICE)
    outbox, notices, sender = an_outbox(by_chat(), mail, carrier=carrier)
    assert outbox.deliver_due() == 2
    assert [dispatch.notice.id for dispatch in carrier.notices] == ["chat-alert"]
    assert len(sender.sent) == 1
    assert [notice for notice, _ in notices.became] == ["chat-alert", mail.notice.id]


def test_without_a_chat_a_notice_fails_for_good_so_that_it_goes_by_mail() -> None:
    outbox, notices, sender = an_outbox(by_chat())
    assert outbox.deliver_due() == 0
    assert notices.became == [("chat-alert", "no-chat for good")]
    assert sender.sent == []


@pytest.mark.parametrize(
    ("error", "became"),
    [
        (SendError("429", permanent=False), "429 for now"),
        (SendError("channel_not_found", permanent=True), "channel_not_found for good"),
        (RuntimeError(SECRET), "render for now"),
    ],
    ids=["soon", "never", "fault"],
)
def test_what_goes_wrong_in_a_chat_is_recorded_and_holds_no_mail(
    error: Exception, became: str, caplog: pytest.LogCaptureFixture
) -> None:
    outbox, notices, sender = an_outbox(
        by_chat(), a_dispatch(NoticeKind.HEAD_NOTICE), carrier=KeepingCarrier(failures=[error])
    )
    with caplog.at_level(logging.INFO):
        assert outbox.deliver_due() == 1
    assert notices.became[0] == ("chat-alert", became)
    assert len(sender.sent) == 1
    assert SECRET not in caplog.text


def test_a_chat_report_is_acknowledged_in_the_chat_or_by_mail_through_the_real_service() -> None:
    for carriers in ({"chat": KeepingCarrier()}, {}):
        stage, sender = a_stage(), KeepingSender()
        reference = stage.service.receive(a_report(door=Door.CHAT, message_id=None)).reference or ""
        outbox = Outbox(
            stage.service, sender, directory=stage.directory, identity=LINE, now=stage.clock, carriers=carriers
        )
        outbox.deliver_due()
        acknowledgement = next(
            notice for notice in stage.store.load(reference).notices if notice.kind is NoticeKind.ACKNOWLEDGEMENT
        )
        mailed = [recipients for _, recipients in sender.sent if "s.vaughan@saint-finnian.example" in recipients]
        assert acknowledgement.status is NoticeStatus.SENT
        assert (acknowledgement.channel, len(mailed)) == ((Channel.CHAT, 0) if carriers else (Channel.MAIL, 1))


def test_a_digest_goes_to_the_chat_after_its_mail_for_those_alone_who_want_that() -> None:
    for roles, expected in (("dpo",), 1), ((), 0), (("head_teacher",), 0):
        room = a_post_room(a_school(chat_roles=roles))
        room.incident()
        room.at(FRIDAY_DIGEST).plan()
        went: list[str] = []
        sender = KeepingSender(on_send=partial(went.append, "mail"))
        carrier = KeepingCarrier(on_letter=partial(went.append, "chat"))
        outbox = Outbox(
            room.service, sender, directory=DIRECTORY, identity=LINE, now=room.clock, carriers={"chat": carrier}
        )
        while outbox.deliver_due():
            pass
        assert [letter.letter.notice.kind for letter in carrier.letters] == [NoticeKind.DIGEST] * expected
        assert went[-2:] == (["mail", "chat"] if expected else ["mail", "mail"])
        assert {letter.notice.status for letter in room.letters()} == {NoticeStatus.SENT}


@pytest.mark.parametrize("error", [SendError("429", permanent=False), RuntimeError(SECRET)], ids=["slow", "fault"])
def test_trouble_with_a_digest_in_the_chat_is_logged_by_its_kind_and_never_tried_again(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    room = a_post_room(a_school(chat_roles=("dpo",)))
    room.incident()
    room.at(FRIDAY_DIGEST).plan()
    carrier = KeepingCarrier(refuses_letters=error)
    outbox = Outbox(
        room.service, KeepingSender(), directory=DIRECTORY, identity=LINE, now=room.clock, carriers={"chat": carrier}
    )
    with caplog.at_level(logging.INFO):
        while outbox.deliver_due():
            pass
    assert carrier.letters == []
    assert {letter.notice.status for letter in room.letters()} == {NoticeStatus.SENT}
    assert "not in the chat" in caplog.text
    assert SECRET not in caplog.text
