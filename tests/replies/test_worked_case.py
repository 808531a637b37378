"""Every notice that a whole case leads to, from the service's hands to a mail that can be sent."""

from datetime import timedelta

from candour.cases.case import Case
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.order import Order
from replies.compose import compose
from tests.builders import a_report, a_value, some_facts
from tests.replies.stage import LINE, POLICY
from tests.service import DPO, SAINT_FINNIAN, Stage, a_stage, decide

GUARDIAN = "caldicott_guardian"
LOST = some_facts(asset_type=a_value("laptop"), occurred_date=a_value("2026-11-19"))


def worked() -> tuple[Stage, str]:
    """Return a lost laptop on which the DPO decided much, and that time has passed over."""
    stage = a_stage({**SAINT_FINNIAN.roles, GUARDIAN: (DPO.model_copy(update={"address": "guardian@nant.example"}),)})
    stage.reader.readings["report-1"] = LOST
    reference = stage.service.receive(a_report()).reference or ""
    decide(stage, reference, "route", GUARDIAN, answer="send", text="Please ring me.")
    decide(stage, reference, "ask", "Where was it last seen?")
    decide(stage, reference, "authorise", "ivy@nant.example", name="Ivy Moss", until="2026-11-30", evidence="no")
    decide(stage, reference, "action", "Lock it", name="Ola Reed", address="ola@nant.example", due="2026-11-25")
    return stage, reference


def carried(stage: Stage) -> dict[NoticeKind, list[str]]:
    """Send what is due; return the subjects of each kind."""
    subjects: dict[NoticeKind, list[str]] = {}
    for dispatch in stage.service.lease_notices(100):
        mail = compose(dispatch, identity=LINE, now=stage.clock())
        is_answer = dispatch.notice.role == REPORTER
        assert mail["Auto-Submitted"] == ("auto-replied" if is_answer else "auto-generated")
        subjects.setdefault(dispatch.notice.kind, []).append(str(mail["Subject"]))
        stage.service.notice_sent(dispatch.case.reference, dispatch.notice.id)
    return subjects


def test_a_whole_case_sends_a_mail_of_every_kind_that_belongs_to_it() -> None:
    stage, _ = worked()
    found = set(carried(stage))
    for days in (1, 1, 2, 4, 190):
        stage.clock.move(timedelta(days=days))
        stage.service.sweep()
        found |= set(carried(stage))
    assert found >= {
        NoticeKind.ACKNOWLEDGEMENT,
        NoticeKind.ALERT,
        NoticeKind.HEAD_NOTICE,
        NoticeKind.ASSET_LOSS,
        NoticeKind.ASSET_FORM,
        NoticeKind.REFERRAL,
        NoticeKind.QUESTIONS,
        NoticeKind.AUTHORISATION,
        NoticeKind.ACTION,
        NoticeKind.REMINDER,
        NoticeKind.FOLLOW_UP,
    }


def test_no_subject_holds_more_than_the_reference_and_fixed_words() -> None:
    stage, reference = worked()
    subjects = [subject for found in carried(stage).values() for subject in found]
    assert len(subjects) >= 8
    for subject in subjects:
        assert subject.startswith(f"[{reference}] ")
        assert not [word for word in ("Vaughan", "Ivy", "Ola", "laptop", "Lock", "Ring") if word in subject]


def test_r28_the_asset_form_goes_to_whoever_reported_and_the_desk_gets_the_facts_of_the_thing() -> None:
    stage, reference = worked()
    case: Case = stage.store.load(reference)
    roles = {notice.kind: notice.role for notice in case.notices}
    assert roles[NoticeKind.ASSET_FORM] == REPORTER
    assert roles[NoticeKind.ASSET_LOSS] == "service_desk"


def test_r101_the_reminder_stops_once_it_is_decided() -> None:
    stage, reference = worked()
    order = Order(
        what="ico",
        value="no_report",
        by=DPO,
        reason="It is locked.",
        details={question.id: "not known" for question in POLICY.ico_questions},
    )
    stage.service.decide(reference, order)
    carried(stage)
    stage.clock.move(timedelta(days=4))
    stage.service.sweep()
    assert NoticeKind.REMINDER not in carried(stage)
