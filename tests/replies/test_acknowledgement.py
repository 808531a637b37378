"""What a writer is told: the acknowledgement, questions, and the update after an answer."""

import re

import pytest

from candour.cases.case import CaseStatus
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.report import Sender
from tests.builders import LETTER, NOON, a_report, a_value, some_facts
from tests.replies.stage import POLICY, WRITER, a_dispatch, a_told_case, anonymous, read

TO_WRITER = [NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS, NoticeKind.UPDATE]


def test_it_thanks_and_gives_the_reference() -> None:
    assert read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT)).says("Thank you. Your report has been recorded as SF-26-K7QM4.")


@pytest.mark.parametrize("kind", TO_WRITER)
def test_r15_r34_r39_every_answer_says_what_the_policy_asks_to_say(kind: NoticeKind) -> None:
    notice = read(a_dispatch(kind))
    assert notice.says(POLICY.wording.no_self_investigation)
    assert notice.says(POLICY.wording.good_faith)
    assert notice.says(POLICY.wording.tell_line_manager)
    assert notice.says(POLICY.wording.never_delay)


def test_r20_the_reporting_deadline_is_told_in_london_time() -> None:
    notice = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT))
    assert notice.says("Your school's policy asks for a report by Saturday 21 November 2026, 12:00. Yours has arrived.")


@pytest.mark.parametrize("kind", TO_WRITER)
def test_r16_all_open_questions_stand_in_one_numbered_list_and_none_holds_anything_up(kind: NoticeKind) -> None:
    notice = read(a_dispatch(kind))
    questions = [POLICY.form.field(field).question for field in ("discovered_date", "line_manager", "complaint")]
    assert [line for line in notice.text.splitlines() if re.match(r"\d\. ", line)] == [
        f"{number}. {question}" for number, question in enumerate(questions, start=1)
    ]
    assert notice.page.count("ol") == 1
    assert notice.says("Answer what you can by replying to this mail. Leave out what you don't know.")
    assert notice.says("Nothing is held up by a missing answer.")


def test_no_question_means_no_list() -> None:
    notice = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, a_told_case(assessment={"open_questions": ()})))
    assert not notice.mentions("Open questions")


def test_what_was_understood_is_told_in_plain_words_and_marked_where_unsure() -> None:
    notice = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT))
    assert "- How many people was the information about? 27\n" in notice.text
    assert re.search(r"deleted: yes, no or partly\? Yes  \[please check\]", notice.text)
    assert notice.says("On what date did it happen? Friday 20 November 2026")


def test_the_writers_own_long_text_is_not_sent_back() -> None:
    case = a_told_case(some_facts(summary=a_value(LETTER)))
    assert not read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, case)).mentions("who carries an inhaler")


def test_who_sees_the_name_is_said() -> None:
    assert read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT)).says(
        "Your name is shown to: Data Protection Officer, Head Teacher."
    )


def test_r33_who_asked_for_anonymity_is_told_what_is_held_back_and_its_limits() -> None:
    notice = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, a_told_case(anonymous())))
    assert notice.says("We leave your name and your mail address out of every notice that we send to others.")
    assert notice.says("The school's mail system knows who sent the mail.")
    assert not notice.mentions("Your name is shown to")


@pytest.mark.parametrize("language", ["cy", "mixed"])
def test_who_wrote_in_welsh_is_told_in_both_languages_what_a_machine_reads_and_that_a_person_reads_it_whole(
    language: str,
) -> None:
    facts = some_facts().with_values({"language": a_value(language, "ddoe")})
    notice = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, a_told_case(facts)))
    assert notice.says("The computer reads days, times, numbers, kinds of data and what happened in Welsh.")
    assert notice.says("It leaves the rest open. A person will read your whole report.")
    assert notice.says("Mae'n gadael y gweddill yn agored. Bydd person yn darllen eich adroddiad cyfan.")


def test_who_wrote_in_english_hears_nothing_of_welsh() -> None:
    assert not read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT)).mentions("Welsh")


def test_a_mail_that_could_not_be_read_is_asked_for_again_in_own_words() -> None:
    case = a_told_case(some_facts(), reports=(a_report(unreadable="too many parts"),))
    notice = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, case))
    assert notice.says("We could not read your mail. It is kept whole, and a person will look at it.")
    assert notice.says("Please tell us what happened in your own words by replying to this mail.")


def test_what_is_probably_no_incident_gets_words_of_its_own() -> None:
    notice = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, a_told_case(status=CaseStatus.PROPOSED_NO_INCIDENT)))
    assert notice.says("We were not sure that your mail is about a problem with personal data.")


def test_no_score_and_no_level_are_told_to_the_writer() -> None:
    for kind in TO_WRITER:
        notice = read(a_dispatch(kind))
        assert not notice.mentions("score")
        assert not notice.mentions("proposed level")


def test_an_update_thanks_for_the_answer() -> None:
    assert read(a_dispatch(NoticeKind.UPDATE)).says("Thank you. Your answer has been added to SF-26-K7QM4.")


def test_r35_what_somebody_else_said_is_not_told_to_the_writer() -> None:
    other = a_report(
        id="report-2",
        sender=Sender(name="Dilys Marlow", address="dpo@saint-finnian.example"),
        text="The manager is Rhodri Sayce, and he knew.",
        received_at=NOON,
    )
    facts = some_facts(line_manager=a_value("Rhodri Sayce", "The manager is Rhodri Sayce"))
    case = a_told_case(facts, reports=(a_report(), other))
    notice = read(a_dispatch(NoticeKind.UPDATE, case, role=REPORTER, recipients=(WRITER,)))
    assert not notice.mentions("Sayce")
    assert notice.says("How many people was the information about? 27")
