"""Mails of ours that came back: told by what happened, once for each bounce, and never by one that is made up."""

from datetime import timedelta
from uuid import uuid4

import pytest

from candour.app.sign_in_post import SignInPost
from candour.cases.case import Case
from candour.cases.directory import Directory
from candour.cases.dispatch import Outcome
from candour.cases.mail_ledger import days_of
from candour.cases.notice import Notice, NoticeKind, NoticeStatus
from candour.cases.notices import UNSEEN_PAUSE
from candour.cases.report import Automatic, BounceReason, Report
from candour.cases.showing.timeline import timeline
from candour.cases.sign_in_mails import KIND
from candour.web.case_parts import notices
from candour.web.links import Links
from intake.our_mail import is_our_message_id
from tests.builders import a_report
from tests.replies.stage import a_dispatch, a_told_case, read
from tests.service import DPO, SAINT_FINNIAN, Stage, a_stage
from tests.web.test_sign_in_post import IDENTITY, NOW, PAGES, Server


def a_sent_case(stage: Stage) -> Case:
    reference = stage.service.receive(a_report()).reference or ""
    for dispatch in stage.service.lease_notices(20):
        stage.service.notice_sent(reference, dispatch.notice.id)
    return stage.store.load(reference)


def the(case: Case, kind: NoticeKind) -> Notice:
    return next(notice for notice in case.notices if notice.kind is kind)


def a_bounce(
    message_id: str, reason: BounceReason | None = BounceReason.REFUSED, key: str = "bounce", mailbox: str = ""
) -> Report:
    return a_report(
        id=uuid4().hex,
        keys=(key,),
        automatic=Automatic.BOUNCE,
        bounce_of=message_id,
        bounce_reason=reason,
        mailbox=mailbox,
    )


@pytest.mark.parametrize(
    ("reason", "code", "words", "to_do"),
    [
        (BounceReason.REFUSED, "returned", "it came back later", "Check the address"),
        (BounceReason.MAILBOX_FULL, "mailbox-full", "the mailbox of the person is full", "make room"),
        (None, "returned", "it came back later", "Check the address"),
    ],
)
def test_a_refusal_and_a_full_mailbox_are_told_to_the_dpo_with_what_to_do(
    reason: BounceReason | None, code: str, words: str, to_do: str
) -> None:
    stage = a_stage()
    case = a_sent_case(stage)
    head = the(case, NoticeKind.HEAD_NOTICE)
    assert stage.service.receive(a_bounce(head.message_id, reason)).outcome is Outcome.BOUNCE
    after = stage.store.load(case.reference)
    assert (after.notice(head.id).status, after.notice(head.id).error) == (NoticeStatus.FAILED, code)
    [told] = [
        dispatch for dispatch in stage.service.lease_notices(20) if dispatch.notice.kind is NoticeKind.NOT_DELIVERED
    ]
    mail = read(a_dispatch(NoticeKind.NOT_DELIVERED, after, about=told.notice.about))
    for part in (words, to_do, "Head Teacher"):
        assert mail.says(part)
    [shown] = [view for view in notices(stage.policy, after) if view.failed]
    assert words in shown.state
    assert to_do in shown.state


def test_a_delay_is_noted_on_the_case_and_changes_nothing_else() -> None:
    stage = a_stage()
    case = a_sent_case(stage)
    alert, woken = the(case, NoticeKind.ALERT), len(stage.woken)
    for _ in range(2):
        delay = a_bounce(alert.message_id, BounceReason.DELAYED)
        assert stage.service.receive(delay).outcome is Outcome.BOUNCE
    after = stage.store.load(case.reference)
    assert after.notices == case.notices
    assert not stage.service.lease_notices(20)
    assert len(stage.woken) == woken
    [event] = [entry for entry in timeline(after, stage.policy) if entry.kind == "notice_delayed"]
    assert event.what.startswith(
        "Delayed, the mail server goes on trying: the whole report with the form, to Data Prot"
    )
    assert any("may have come late" in view.state for view in notices(stage.policy, after))


def test_a_delayed_notice_that_is_given_up_later_is_told_then() -> None:
    stage = a_stage()
    case = a_sent_case(stage)
    head = the(case, NoticeKind.HEAD_NOTICE)
    stage.service.receive(a_bounce(head.message_id, BounceReason.DELAYED, "delay"))
    stage.service.receive(a_bounce(head.message_id, BounceReason.REFUSED, "refusal"))
    stage.service.receive(a_bounce(head.message_id, BounceReason.DELAYED, "late delay"))
    after = stage.store.load(case.reference)
    assert after.notice(head.id).status is NoticeStatus.FAILED
    assert [event.kind for event in after.events if "mail" in event.details] == ["notice_delayed", "notice_given_up"]


def test_a_bounce_that_is_taken_twice_changes_nothing_twice_even_where_its_notice_was_sent_again() -> None:
    stage = a_stage({"dpo": (DPO,)})
    case = a_sent_case(stage)
    alert = the(case, NoticeKind.ALERT)
    bounce = a_bounce(alert.message_id)
    stage.service.receive(bounce)
    stage.clock.move(UNSEEN_PAUSE)
    [dispatch] = stage.service.lease_notices(20)
    stage.service.notice_sent(case.reference, dispatch.notice.id)
    before = stage.store.load(case.reference)
    stage.service.receive(bounce)
    assert stage.store.load(case.reference) == before
    assert before.notice(alert.id).status is NoticeStatus.SENT


def test_two_bounces_of_one_notice_make_one_word_to_the_dpo() -> None:
    stage = a_stage()
    case = a_sent_case(stage)
    head = the(case, NoticeKind.HEAD_NOTICE)
    for key in ("for the one", "for the other"):
        stage.service.receive(a_bounce(head.message_id, key=key))
    told = [notice for notice in stage.store.load(case.reference).notices if notice.kind is NoticeKind.NOT_DELIVERED]
    assert len(told) == 1


def test_of_several_people_in_a_role_it_is_said_that_one_of_them_lacks_it() -> None:
    failed = a_told_case().notices[1].model_copy(update={"status": NoticeStatus.FAILED, "error": "returned"})
    case = a_told_case(notices=(failed,))
    two = SAINT_FINNIAN.model_copy(update={"roles": {**SAINT_FINNIAN.roles, "dpo": (DPO, IDENTITY)}})
    assert read(a_dispatch(NoticeKind.NOT_DELIVERED, case, school=two)).says("at least one of them did not get it")
    assert not read(a_dispatch(NoticeKind.NOT_DELIVERED, case)).mentions("at least one of them")


@pytest.mark.parametrize("reason", list(BounceReason))
def test_a_bounce_that_is_made_up_changes_nothing(reason: BounceReason) -> None:
    stage = a_stage()
    case = a_sent_case(stage)
    head = the(case, NoticeKind.HEAD_NOTICE)
    guessed = head.message_id[:1] + "0" * 16 + head.message_id[17:]
    for of in (
        guessed,
        f"<{'0' * 16}.sign-in@saint-finnian.example>",
        f"<{'0' * 16}.letter@saint-finnian.example>",
        "",
    ):
        assert stage.service.receive(a_bounce(of, reason, key=of or "none")).outcome is Outcome.SET_ASIDE
    assert stage.store.load(case.reference) == case


def test_a_mail_with_a_link_to_sign_in_that_comes_back_is_counted_for_the_days_in_which_that_may_be() -> None:
    stage, server = a_stage(), Server()
    links = Links(stage.store, stage.service.who, stage.clock)
    directory = Directory(schools={SAINT_FINNIAN.key: SAINT_FINNIAN}, watched=frozenset(), pages=PAGES)
    post = SignInPost(links, server, directory=directory, identity=IDENTITY, now=stage.clock)
    post.ask(DPO.address, "browser", "")
    post.work(NOW)
    mail, _ = server.taken[0]
    assert (mail["X-Candour"], mail["Auto-Submitted"]) == ("sign-in", "auto-generated")
    assert is_our_message_id(str(mail["Message-ID"]))
    bounce = a_bounce(str(mail["Message-ID"]), BounceReason.MAILBOX_FULL, mailbox="dataloss")
    assert stage.service.receive(bounce).outcome is Outcome.BOUNCE
    today = stage.clock().date()
    [day] = days_of(stage.store, "dataloss", today, today)
    assert (day.counts, day.reasons) == ({"bounce": 1}, {"bounce mailbox_full": 1})
    stage.clock.move(timedelta(days=8))
    post.ask(DPO.address, "browser", "")
    post.work(NOW)
    assert list(stage.store.records(KIND)) == [str(server.taken[1][0]["Message-ID"])]
    assert DPO.address not in str(stage.store.records(KIND))
