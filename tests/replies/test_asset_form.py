"""The form about a lost asset: to whoever reported, filled in as far as their own words go (R28, R68-R74)."""

from datetime import timedelta

import pytest

from candour.cases.case import CaseStatus
from candour.cases.facts import Method
from candour.cases.form import Form, FormField, Section
from candour.cases.notice import NoticeKind
from candour.cases.report import Sender
from candour.cases.showing.form import fill_form
from tests.builders import LETTER, NOON, a_report, a_value, some_facts
from tests.replies.stage import POLICY, WRITER, a_dispatch, a_told_case, read

SMALL = Form(
    id="small",
    title="Lost Things",
    source="9.9",
    return_to="Hand this in at the office",
    sections=(Section(id="all", title="About the thing", source="9.9"),),
    fields=(
        FormField(id="asset_reference", section="all", label="Tag", type="text", source="9.9", question="What tag?"),
        FormField(
            id="asset_contents",
            section="all",
            label="What was on it",
            type="long_text",
            source="9.9",
            question="What was on it?",
            priority=1,
        ),
        FormField(id="data_types", section="all", label="Kinds", type="ticks", source="9.9"),
    ),
)
LOST = some_facts(
    asset_type=a_value("laptop", "list"),
    asset_reference=a_value("HW-LT-0427", "27"),
    summary=a_value(LETTER, LETTER),
)


def test_r28_any_form_of_the_policy_is_filled_by_the_same_function() -> None:
    form = fill_form(POLICY, LOST, form=SMALL)
    assert (form.title, form.return_to, form.total) == ("Lost Things", "Hand this in at the office", "")
    assert [(row.field, row.value) for row in form.rows[:2]] == [
        ("asset_reference", "HW-LT-0427"),
        ("asset_contents", ""),
    ]


def test_r28_the_points_of_the_first_form_are_not_printed_in_the_second() -> None:
    groups = [group for row in fill_form(POLICY, LOST, form=SMALL).rows for group in row.groups]
    assert not [tick for group in groups for tick in group.ticks if tick.points]


def test_r28_the_mail_asks_what_is_open_in_one_numbered_list_the_weightiest_first() -> None:
    policy = POLICY.model_copy(update={"asset_form": SMALL})
    case = a_told_case(some_facts())
    mail = read(a_dispatch(NoticeKind.ASSET_FORM, case, policy=policy))
    assert "1. What was on it?\n2. What tag?\n" in mail.text
    assert mail.says("Answer what you can by replying to this mail.")
    assert "3. " not in mail.text


def test_r68_what_was_told_stands_in_the_form() -> None:
    mail = read(a_dispatch(NoticeKind.ASSET_FORM, a_told_case(LOST)))
    for words in ("Asset Loss Personal Data Evaluation Form", "Seren Vaughan", "HW-LT-0427", "Laptop"):
        assert mail.says(words), words
    assert mail.says("Friday 20 November 2026")


@pytest.mark.parametrize(
    "label",
    [
        "Employee Number",
        "nature and amount of personal data held on the asset",
        "Please detail your role and responsibilities?",
        "How did the incident occur?",
        "How were you made aware of your responsibilities",
        "What training have you received",
        "How is the training provided and does this involve any assessments",
        "Can you confirm when you received this training?",
        "Any other comments",
    ],
)
def test_r68_to_r74_every_entry_of_appendix_2_is_printed(label: str) -> None:
    assert label in read(a_dispatch(NoticeKind.ASSET_FORM)).page.text


def test_r35_what_others_said_does_not_reach_the_writer() -> None:
    other = a_report(
        id="report-2", sender=Sender(name="Mo Adeyemi", address="mo@nantywern.example"), text="Its tag is HW-9."
    )
    facts = some_facts(asset_reference=a_value("HW-9", "HW-9"))
    mail = read(a_dispatch(NoticeKind.ASSET_FORM, a_told_case(facts, reports=(a_report(), other))))
    assert not mail.mentions("HW-9")


def test_r35_what_the_dpo_changed_is_not_told_back_but_the_writers_own_words_are() -> None:
    read_first = a_value("laptop", "list").as_candidate()
    decided = a_value("phone", method=Method.PERSON, rule="decided", alternatives=(read_first,), confirmed_by="Dilys")
    secret = a_value("HW-7777", method=Method.PERSON, rule="decided", confirmed_by="Dilys")
    mail = read(a_dispatch(NoticeKind.ASSET_FORM, a_told_case(some_facts(asset_type=decided, asset_reference=secret))))
    assert "☑ Laptop" in mail.page.text
    assert "☑ Phone" not in mail.page.text
    assert not mail.mentions("HW-7777")


def test_r28_the_form_is_for_the_writer_and_says_who_sees_the_name() -> None:
    mail = read(a_dispatch(NoticeKind.ASSET_FORM, recipients=(WRITER,)))
    assert mail.says("You don't need to send it yourself.")
    assert mail.says("Who sees your name")


def test_the_dpos_own_question_stands_first_then_the_forms() -> None:
    mail = read(a_dispatch(NoticeKind.QUESTIONS, text="Which list was it?"))
    assert mail.says("The Data Protection Officer asks you: Which list was it?")
    assert mail.text.index("Which list was it?") < mail.text.index("On what date did someone first notice it?")


def test_without_a_question_of_a_person_only_the_forms_are_asked() -> None:
    mail = read(a_dispatch(NoticeKind.QUESTIONS))
    assert not mail.mentions("asks you")
    assert mail.says("A few points are still open.")


def test_r37_r36_the_writer_reads_what_the_policy_says_of_reporting_and_where_the_other_policy_stands() -> None:
    school = a_dispatch(NoticeKind.QUESTIONS).school.model_copy(
        update={"whistle_blowing_link": "https://saint-finnian.example/whistle"}
    )
    policy = POLICY.model_copy(
        update={"wording": POLICY.wording.model_copy(update={"must_report": "Everybody tells what they know."})}
    )
    mail = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, school=school, policy=policy), NOON + timedelta(hours=1))
    assert mail.says("Everybody tells what they know.")
    assert mail.says("You can read the Whistle Blowing Policy here: https://saint-finnian.example/whistle")
    assert not read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT)).mentions("Whistle Blowing Policy here")


@pytest.mark.parametrize("status", [CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT])
def test_no_mail_to_a_writer_leads_to_the_pages(status: CaseStatus) -> None:
    for kind in (NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS, NoticeKind.UPDATE, NoticeKind.ASSET_FORM):
        mail = read(a_dispatch(kind, a_told_case(status=status), pages="https://candour.saint-finnian.example"))
        assert not mail.mentions("candour.saint-finnian.example"), kind
