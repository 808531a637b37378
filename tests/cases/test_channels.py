"""By which channel notices go to who reported: in a chat where they last wrote in one, else by mail."""

from typing import Any

from candour.cases.case import Case
from candour.cases.notice import REPORTER, Channel, NoticeKind, NoticeStatus
from candour.cases.notices import FEWEST_TRIES_IN_CHAT, LEAVE_CHAT_AFTER
from candour.cases.report import Door, Report, Sender
from tests.builders import SEREN, a_report
from tests.cases.notices import give_up, leased, the
from tests.cases.working import a_received_case, an_answer
from tests.service import HEAD, Stage, a_stage, decide

ADDRESSLESS = Sender(name="Mo Adeyemi", address="u024be7lh@slack.invalid")


def a_chat(**changes: Any) -> Report:
    usual = {"id": "chat-1", "door": Door.CHAT, "keys": ("chat:1",), "message_id": None, "subject": "", "mailbox": ""}
    return a_report(**{**usual, **changes})


def a_chat_case(stage: Stage, **changes: Any) -> Case:
    return stage.store.load(stage.service.receive(a_chat(**changes)).reference or "")


def to_reporter(case: Case) -> list[tuple[NoticeKind, Channel]]:
    return [(notice.kind, notice.channel) for notice in case.notices if notice.role == REPORTER]


def test_who_reported_in_a_chat_is_answered_there_and_everybody_else_by_mail() -> None:
    case = a_chat_case(a_stage())
    assert to_reporter(case) == [(NoticeKind.ACKNOWLEDGEMENT, Channel.CHAT)]
    assert {notice.channel for notice in case.notices if notice.role != REPORTER} == {Channel.MAIL}


def test_who_reported_by_mail_is_answered_by_mail() -> None:
    assert to_reporter(a_received_case(a_stage())) == [(NoticeKind.ACKNOWLEDGEMENT, Channel.MAIL)]


def test_the_last_report_of_a_writer_says_where_they_are_answered_and_asked() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    stage.service.answer(case.reference, a_chat(text="It was 31."))
    decide(stage, case.reference, "ask", "Which class?")
    an_answer(stage, case, text="7B", id="by-mail")
    decide(stage, case.reference, "ask", "Both halves of it?")
    assert to_reporter(stage.store.load(case.reference)) == [
        (NoticeKind.ACKNOWLEDGEMENT, Channel.MAIL),
        (NoticeKind.UPDATE, Channel.CHAT),
        (NoticeKind.QUESTIONS, Channel.CHAT),
        (NoticeKind.UPDATE, Channel.MAIL),
        (NoticeKind.QUESTIONS, Channel.MAIL),
    ]


def test_the_chat_of_somebody_else_changes_nothing_for_the_reporter() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    stage.service.answer(case.reference, a_chat(sender=Sender(name=HEAD.name, address=HEAD.address)))
    decide(stage, case.reference, "ask", "Which class?")
    assert to_reporter(stage.store.load(case.reference))[-1] == (NoticeKind.QUESTIONS, Channel.MAIL)


def test_what_no_chat_takes_goes_by_mail_from_the_beginning() -> None:
    stage = a_stage()
    case = a_chat_case(stage)
    after = give_up(stage, case, the(case, NoticeKind.ACKNOWLEDGEMENT), "no-chat")
    notice = the(after, NoticeKind.ACKNOWLEDGEMENT)
    assert (notice.channel, notice.status, notice.attempts) == (Channel.MAIL, NoticeStatus.QUEUED, 0)
    assert NoticeKind.NOT_DELIVERED not in {each.kind for each in after.notices}
    [again] = leased(stage)
    assert (again.notice.id, [person.address for person in again.recipients]) == (notice.id, [SEREN.address])
    stage.service.notice_failed(case.reference, notice.id, code="550", permanent=True)
    assert the(stage.store.load(case.reference), NoticeKind.NOT_DELIVERED).role == "dpo"


def test_a_chat_that_can_not_be_reached_now_is_tried_again_before_that() -> None:
    stage = a_stage()
    case = a_chat_case(stage)
    notice = the(case, NoticeKind.ACKNOWLEDGEMENT)
    leased(stage)
    stage.service.notice_failed(case.reference, notice.id, code="429", permanent=False)
    waiting = the(stage.store.load(case.reference), NoticeKind.ACKNOWLEDGEMENT)
    assert (waiting.channel, waiting.status, waiting.attempts) == (Channel.CHAT, NoticeStatus.QUEUED, 1)


def test_a_chat_that_is_away_for_hours_is_left_for_the_mail() -> None:
    stage = a_stage()
    case = a_chat_case(stage)
    notice = the(case, NoticeKind.ACKNOWLEDGEMENT)
    for _ in range(FEWEST_TRIES_IN_CHAT):
        assert the(stage.store.load(case.reference), NoticeKind.ACKNOWLEDGEMENT).channel is Channel.CHAT
        stage.clock.move(LEAVE_CHAT_AFTER / (FEWEST_TRIES_IN_CHAT - 2))
        leased(stage)
        stage.service.notice_failed(case.reference, notice.id, code="unreachable", permanent=False)
    after = the(stage.store.load(case.reference), NoticeKind.ACKNOWLEDGEMENT)
    assert (after.channel, after.status, after.attempts) == (Channel.MAIL, NoticeStatus.QUEUED, 0)


def test_who_has_no_mail_address_is_never_mailed_and_the_dpo_hears_that_it_failed() -> None:
    stage = a_stage()
    case = a_chat_case(stage, sender=ADDRESSLESS)
    after = give_up(stage, case, the(case, NoticeKind.ACKNOWLEDGEMENT), "no-chat")
    notice = the(after, NoticeKind.ACKNOWLEDGEMENT)
    assert (notice.channel, notice.status, notice.error) == (Channel.CHAT, NoticeStatus.FAILED, "no-chat")
    assert the(after, NoticeKind.NOT_DELIVERED).about == notice.id


def test_a_mail_to_who_has_no_mail_address_fails_at_once() -> None:
    stage = a_stage()
    case = a_received_case(stage, report={"sender": ADDRESSLESS})
    assert REPORTER not in {dispatch.notice.role for dispatch in leased(stage)}
    notice = the(stage.store.load(case.reference), NoticeKind.ACKNOWLEDGEMENT)
    assert (notice.status, notice.error) == (NoticeStatus.FAILED, "no-recipient")
