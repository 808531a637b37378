"""What head teacher, service desk and DPO are told besides the alert."""

import re
from datetime import timedelta

import pytest

from candour.cases.case import Deadline, RouteHit
from candour.cases.facts import Answer
from candour.cases.notice import Change, NoticeKind, NoticeStatus
from tests.builders import LETTER, NOON, a_notice, a_value, some_facts
from tests.replies.stage import CLOCKS, POLICY, a_dispatch, a_told_case, read

LAPTOP = {
    "asset_type": a_value("laptop", "laptop"),
    "asset_reference": a_value("HW-LT-0427", "HW-LT-0427"),
    "asset_encrypted": a_value(True, "BitLocker"),  # noqa: FBT003
    "summary": a_value(LETTER),
    "responsible_employee": a_value("Gwilym Parry", "Gwilym Parry"),
}


def test_r18_the_head_teacher_gets_the_form_with_level_and_deadlines() -> None:
    notice = read(a_dispatch(NoticeKind.HEAD_NOTICE))
    assert notice.says("Proposed level: Medium")
    assert notice.says("Saturday 21 November 2026, 12:00")
    assert notice.says("Step Two: Scoring Assessment")


def test_r39_r34_the_head_teacher_is_told_what_not_to_do() -> None:
    notice = read(a_dispatch(NoticeKind.HEAD_NOTICE))
    assert notice.says(POLICY.wording.no_self_investigation)
    assert notice.says("Don't hold it against anybody who reported in good faith.")
    assert notice.says("The Data Protection Officer decides what happens next.")


def test_whom_the_report_is_about_is_told_to_nobody_but_who_decides() -> None:
    hit = RouteHit(rule="x", hit=True, role="head_teacher", bypassed=("service_desk",), source="project")
    facts = some_facts(head_teacher_implicated=a_value(value=True))
    case = a_told_case(facts, {"routes": (hit,)}, related=("SF-26-AB12C",))
    notice = read(a_dispatch(NoticeKind.HEAD_NOTICE, case))
    assert not notice.mentions("Not told")
    assert not notice.mentions("The report is about the head teacher")
    assert not notice.mentions("SF-26-AB12C")


def test_r26_the_service_desk_gets_the_facts_of_the_thing() -> None:
    notice = read(a_dispatch(NoticeKind.ASSET_LOSS, a_told_case(some_facts(**LAPTOP))))
    facts = {"Type of item": "laptop", "Asset reference": "HW-LT-0427", "Encrypted": "yes", "Recovered": "not known"}
    for label, value in facts.items():
        assert re.search(rf"^{label}: +{value}$", notice.text, re.MULTILINE)
    assert notice.says("Friday 20 November 2026")
    assert notice.says("Dilys Marlow, dpo@saint-finnian.example")


def test_r26_the_service_desk_learns_nothing_about_people_data_or_what_was_written() -> None:
    notice = read(a_dispatch(NoticeKind.ASSET_LOSS, a_told_case(some_facts(**LAPTOP))))
    for secret in (
        "Vaughan",
        "Seren",
        "Parry",
        "27 p",
        "pupil",
        "inhaler",
        "health",
        "Year 5",
        "Medium",
        "wrong parent",
    ):
        assert not notice.mentions(secret), secret


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("asset_reference", "the one that Ffion Bowen of Year 4 uses"),
        ("asset_reference", "Ffion"),
        ("asset_type", "Ffion's tablet"),
        ("occurred_date", "on Ffion's birthday"),
        ("recovered", "Ffion has it"),
        ("asset_encrypted", "Ffion thinks so"),
    ],
)
def test_r26_free_text_in_a_fact_never_reaches_the_service_desk(field: str, answer: Answer) -> None:
    case = a_told_case(some_facts(**{**LAPTOP, field: a_value(answer)}))
    assert not read(a_dispatch(NoticeKind.ASSET_LOSS, case)).mentions("Ffion")


def test_r24_r25_a_complaint_is_told_with_its_words_and_its_thirty_days() -> None:
    clock = Deadline(
        id="complaint",
        label="Acknowledge the complaint (30 days)",
        starts_at=NOON,
        due_at=NOON + timedelta(days=30),
        source="DPA 2018 s.164A(3)",
    )
    facts = some_facts(complaint=a_value(True, "her mother has complained"))  # noqa: FBT003
    notice = read(a_dispatch(NoticeKind.COMPLAINT, a_told_case(facts, {"deadlines": (*CLOCKS, clock)})))
    assert notice.says("her mother has complained")
    assert notice.says("Tell the person who complained that you have it, by: Sunday 20 December 2026, 12:00")


def test_an_update_shows_old_and_new_value_score_level_and_clock() -> None:
    changes = (
        Change(what="individuals", before=None, after=27),
        Change(what="occurred_date", before="2026-11-19", after="2026-11-20"),
        Change(what="score", before="7 to 10", after="8"),
        Change(what="level", before="low", after="medium"),
        Change(what="report_by", before="2026-11-20T12:00:00+00:00", after="2026-11-21T12:00:00+00:00"),
    )
    notice = read(a_dispatch(NoticeKind.UPDATE, role="dpo", changes=changes))
    lines = [line for line in notice.text.splitlines() if ": was: " in line]
    assert lines == [
        f"- {POLICY.form.field('individuals').label}: was: open; is now: 27",
        "- Date of Incident: was: Thursday 19 November 2026; is now: Friday 20 November 2026",
        "- Total score: was: 7 to 10; is now: 8",
        "- Proposed level: was: Low; is now: Medium",
        f"- {CLOCKS[0].label}: was: Friday 20 November 2026, 12:00; is now: Saturday 21 November 2026, 12:00",
    ]
    assert "Friday 20 November 2026" in notice.page.text


def test_an_update_without_changes_says_so() -> None:
    assert read(a_dispatch(NoticeKind.UPDATE, role="dpo")).says("A message was added. No entry of the form changed.")


def test_an_update_hides_from_a_role_what_the_form_hides_from_it() -> None:
    changes = (
        Change(what="head_teacher_implicated", before=None, after=True),
        Change(what="dpo_implicated", before=None, after=True),
        Change(what="individuals", before=None, after=27),
    )
    to_head = read(a_dispatch(NoticeKind.UPDATE, role="head_teacher", changes=changes))
    assert to_head.text.count(": was: ") == 1
    assert read(a_dispatch(NoticeKind.UPDATE, role="dpo", changes=changes)).text.count(": was: ") == 3


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("550", "The mail server refused it for good. (code 550)"),
        ("451", "The mail server put it off again and again. (code 451)"),
        ("watched-address", "a mailbox that Candour itself reads"),
        ("no-recipient", "Nobody can receive it"),
        ("returned", "it came back later"),
        ("authentication", "refused Candour's user name or password"),
        ("partial-550", "at least one did not"),
        ("something-new", "It could not be sent. (code something-new)"),
    ],
)
def test_what_could_not_be_delivered_is_told_with_role_code_and_next_step(code: str, words: str) -> None:
    lost = a_notice(id="lost", kind=NoticeKind.ASSET_LOSS, role="service_desk", status=NoticeStatus.FAILED, error=code)
    other = a_notice(id="other", kind=NoticeKind.HEAD_NOTICE, role="head_teacher", status=NoticeStatus.FAILED)
    notice = read(a_dispatch(NoticeKind.NOT_DELIVERED, a_told_case(notices=(lost, other)), about="lost"))
    assert notice.says(words)
    assert notice.says("Service Desk")
    assert "What to do: " in notice.text
    assert not notice.mentions("Head Teacher")
