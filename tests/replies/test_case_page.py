"""The line that leads to the case's page, and what else the DPO's alert tells since there are decisions to take."""

import pytest

from candour.cases.case import RouteHit
from candour.cases.notice import OFFICER, REPORTER, NoticeKind
from candour.cases.policy import Duty, RouteRule
from tests.builders import a_notice
from tests.replies.stage import GUARDIAN, OLA, POLICY, ROLES, Read, a_dispatch, a_told_case, read

PAGES = "https://candour.saint-finnian.example"
SIGN_IN = {
    NoticeKind.ALERT,
    NoticeKind.HEAD_NOTICE,
    NoticeKind.COMPLAINT,
    NoticeKind.NOT_DELIVERED,
    NoticeKind.REMINDER,
    NoticeKind.FOLLOW_UP,
    NoticeKind.AUTHORISATION,
}
PROPOSED = [rule for rule in POLICY.routes if rule.on_decision]
OFFENCE = next(entry for entry in POLICY.offences if entry.printed)


@pytest.mark.parametrize(("kind", "role"), ROLES.items())
def test_whoever_may_sign_in_gets_one_link_and_nobody_else_any(kind: NoticeKind, role: str) -> None:
    notice = read(a_dispatch(kind, role=role, pages=f"{PAGES}/"))
    links = [attributes["href"] for tag, attributes in notice.page.elements if tag == "a"]
    assert links == ([f"{PAGES}/cases/SF-26-K7QM4"] if kind in SIGN_IN else [])
    assert notice.mentions(PAGES) is (kind in SIGN_IN)


def test_the_update_links_for_staff_alone() -> None:
    assert read(a_dispatch(NoticeKind.UPDATE, role="dpo", pages=PAGES)).mentions(PAGES)
    assert not read(a_dispatch(NoticeKind.UPDATE, role=REPORTER, pages=PAGES)).mentions(PAGES)


def test_there_is_no_link_where_there_are_no_pages() -> None:
    assert not read(a_dispatch(NoticeKind.ALERT)).mentions("Open the case")


def alert(kind: NoticeKind = NoticeKind.ALERT, role: str = "dpo") -> Read:
    """Return a notice of a case with every proposal open and an offence to look at."""
    hits = tuple(
        RouteHit(rule=rule.id, hit=True, role=rule.to, source=rule.source, on_decision=True) for rule in PROPOSED
    )
    return read(a_dispatch(kind, a_told_case(assessment={"routes": hits, "offences": (OFFENCE.id,)}), role=role))


@pytest.mark.parametrize("rule", PROPOSED, ids=[rule.id for rule in PROPOSED])
def test_r106_r110_the_alert_proposes_whom_the_rules_name(rule: RouteRule) -> None:
    assert alert().says(f"{POLICY.role(rule.to).title}: {rule.text}")
    assert alert().says("Nothing is sent to anybody here before you decide it.")


def test_r111_the_alert_names_the_section_as_enacted_and_as_printed_and_gives_no_verdict() -> None:
    words = f"section {OFFENCE.section} as enacted"
    assert alert().says(words)
    assert f"the policy prints {OFFENCE.printed}" in alert().page.text
    assert alert().says("This is no verdict on anybody.")


@pytest.mark.parametrize(
    ("kind", "role"), [(NoticeKind.HEAD_NOTICE, "head_teacher"), (NoticeKind.UPDATE, "head_teacher")]
)
def test_r111_offences_and_proposals_are_for_who_decides_alone(kind: NoticeKind, role: str) -> None:
    assert not alert(kind, role).mentions("no verdict")
    assert not alert(kind, role).mentions("Who else may have to be told")


def test_a_deputy_reads_the_same_as_the_dpo() -> None:
    assert alert(NoticeKind.UPDATE, "deputy_dpo").mentions("no verdict")


@pytest.mark.parametrize("kind", [NoticeKind.ALERT, NoticeKind.HEAD_NOTICE])
def test_r30_the_schools_timescales_stand_in_the_alert_and_the_head_teachers_notice(kind: NoticeKind) -> None:
    plain = a_dispatch(kind)
    school = plain.school.model_copy(update={"timescales": "Critical: at once.\nMajor: one working day."})
    notice = read(a_dispatch(kind, school=school))
    assert notice.says("Timescales and escalation")
    assert notice.says("Critical: at once. Major: one working day.")
    assert not read(plain).mentions("Timescales and escalation")


def test_r99_the_alert_says_who_classifies_where_it_is_not_the_dpo() -> None:
    duty = Duty(role="head_teacher", text="Classify the Security Incident", source="How 5a")
    notice = read(a_dispatch(NoticeKind.ALERT, policy=POLICY.model_copy(update={"classifier": duty})))
    assert notice.says("By this policy it is classified by: Head Teacher (How 5a).")
    assert not notice.mentions("Candour proposes, you decide.")
    assert read(a_dispatch(NoticeKind.ALERT)).says("Candour proposes, you decide.")


def test_an_officer_is_told_apart_from_a_role_in_who_is_told() -> None:
    case = a_told_case()
    action = case.notices[0].model_copy(update={"id": "n-9", "kind": NoticeKind.ACTION, "role": OFFICER})
    notice = read(a_dispatch(NoticeKind.ALERT, case.model_copy(update={"notices": (*case.notices, action)})))
    assert notice.says("an officer: an action to take")


def test_who_stands_in_is_told_why_they_read_it() -> None:
    both = (*a_dispatch(NoticeKind.REMINDER).recipients, GUARDIAN)
    words = "The Data Protection Officer is away. Who stands in for them reads this too."
    assert read(a_dispatch(NoticeKind.REMINDER, recipients=both)).says(words)
    assert not read(a_dispatch(NoticeKind.REMINDER)).mentions("is away")
    assert not read(a_dispatch(NoticeKind.ACTION)).mentions("is away")


def test_a_mail_to_an_officer_that_did_not_arrive_is_told_with_the_officers_name() -> None:
    failed = a_notice(id="n-8", kind=NoticeKind.ACTION, role=OFFICER, recipient=OLA, error="550")
    notice = read(a_dispatch(NoticeKind.NOT_DELIVERED, a_told_case(notices=(failed,)), about="n-8"))
    assert notice.says("Ola Reed")
    assert notice.says("an action to take")
