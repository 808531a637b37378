"""Actions for officers, and leave for investigators: what each may know, and no more."""

from datetime import timedelta

import pytest

from candour.cases.directory import Person
from candour.cases.notice import OFFICER, NoticeKind
from candour.cases.policy_file import load
from replies.compose import compose
from replies.subjects import subject
from tests.builders import NOON, a_notice
from tests.replies.stage import ACTION, IVY, LEAVE, LINE, OLA, a_dispatch, a_told_case, anonymous, read

SOON, OVER = "action:action-1:50:20261127T2359", "action:action-1:100:20261127T2359"


def test_r114_an_action_is_told_with_its_text_its_day_and_who_gave_it() -> None:
    mail = read(a_dispatch(NoticeKind.ACTION))
    assert mail.says("Take old addresses out of the address book.")
    assert mail.says("Friday 27 November 2026")
    assert mail.says("Dilys Marlow")
    assert mail.says("Please reply to this mail when it is done.")


def test_r114_an_officer_learns_the_reference_and_the_school_and_nothing_else_of_the_case() -> None:
    mail = read(a_dispatch(NoticeKind.ACTION, pages="https://candour.saint-finnian.example"))
    assert mail.says("SF-26-K7QM4")
    for secret in ("Vaughan", "Medium", "27 p", "inhaler", "wrong p", "Transfer", "ICO", "/cases/", "Head Teacher"):
        assert not mail.mentions(secret), secret


@pytest.mark.parametrize(
    ("topic", "days", "words", "stands"),
    [
        ("action-1", 0, "An action for you", "new"),
        (SOON, 5, "An action of yours is due soon", "due soon"),
        (OVER, 7, "An action of yours is due now", "due now"),
        (OVER, 8, "An action of yours is due now", "overdue"),
    ],
)
def test_r115_an_officer_is_reminded_before_and_when_it_is_due(topic: str, days: int, words: str, stands: str) -> None:
    dispatch = a_dispatch(NoticeKind.ACTION, topics=(topic,))
    assert subject(dispatch.case, dispatch.notice) == f"[SF-26-K7QM4] {words}"
    assert read(dispatch, NOON + timedelta(days=days)).says(stands)


def test_r115_an_action_that_was_done_in_the_meantime_says_so() -> None:
    case = a_told_case(actions=(ACTION.model_copy(update={"done_at": NOON}),))
    assert "How it stands:  done" in read(a_dispatch(NoticeKind.ACTION, case, topics=(OVER,))).text


def test_an_officers_mail_does_not_follow_another_officers() -> None:
    others = a_notice(kind=NoticeKind.ACTION, role=OFFICER, recipient=IVY, message_id="<ivy@saint-finnian.example>")
    own = others.model_copy(update={"id": "n-ola", "recipient": OLA, "message_id": "<ola@saint-finnian.example>"})
    case = a_told_case(notices=(others, own))
    mine = a_dispatch(NoticeKind.AUTHORISATION, case, recipient=OLA)
    assert compose(mine, identity=LINE, now=NOON)["In-Reply-To"] == "<ola@saint-finnian.example>"


def test_r40_leave_to_investigate_says_until_when_and_what_may_be_seen() -> None:
    mail = read(a_dispatch(NoticeKind.AUTHORISATION, pages="https://candour.saint-finnian.example"))
    assert mail.says("Thursday 26 November 2026, 00:00, London time")
    assert mail.says("you may not open them")
    assert mail.says("To sign in, give this mail address: i.moss@saint-finnian.example.")
    assert mail.says("Open the case: https://candour.saint-finnian.example/cases/SF-26-K7QM4")


def test_r40_whom_the_dpo_let_open_files_is_told_that_each_time_is_recorded() -> None:
    case = a_told_case(authorisations=(LEAVE.model_copy(update={"evidence": True}),))
    assert read(a_dispatch(NoticeKind.AUTHORISATION, case)).says("you may open them; each time is recorded")


def test_r41_the_investigator_starts_at_once_and_the_final_report_goes_to_the_dpo() -> None:
    mail = read(a_dispatch(NoticeKind.AUTHORISATION))
    assert mail.says("Please start at once.")
    assert "Your final report:  goes to the Data Protection Officer" in mail.text
    assert mail.says("with the final report issued to the Data Protection Officer")


def test_r43_r99_where_the_head_teacher_reviews_and_closes_the_report_goes_to_them() -> None:
    mail = read(a_dispatch(NoticeKind.AUTHORISATION, policy=load("wentworth-essex")))
    assert "Your final report:  goes to the Headteacher/ Senior Leadership Team" in mail.text
    assert "goes to the Headteacher/ Senior Leadership Team" in mail.page.text


def test_r40_leave_that_has_ended_says_so() -> None:
    mail = read(a_dispatch(NoticeKind.AUTHORISATION), NOON + timedelta(days=6))
    assert mail.says("has ended. You can't see it any more.")
    assert not mail.mentions("Please start at once")


def test_r33_an_investigator_is_asked_not_to_look_for_the_writer() -> None:
    mail = read(a_dispatch(NoticeKind.AUTHORISATION, a_told_case(anonymous())))
    assert mail.says("Please don't try to find out who it was.")


def test_r33_an_officer_who_is_the_writer_still_reads_the_action_whole() -> None:
    writer = Person(name="Seren Vaughan", address="s.vaughan@saint-finnian.example")
    action = ACTION.model_copy(update={"text": "Seren Vaughan sorts the lists.", "officer": writer})
    case = a_told_case(anonymous(), actions=(action,))
    assert read(a_dispatch(NoticeKind.ACTION, case, recipient=writer)).says("Seren Vaughan sorts the lists.")
