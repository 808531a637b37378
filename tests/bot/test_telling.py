"""A report told in a chat: understood, asked about once, answered and put right in a few words."""

import pytest

from bot.messages import Action
from tests.bot.stage import ChatStage

LAPTOP = "I left my school laptop on the train this morning"
REPORTS = "I've just emailed 7B's reports to the wrong parent"


def test_a_first_description_is_shown_once_with_its_words_and_two_or_three_questions() -> None:
    stage = ChatStage()
    said = stage.says(LAPTOP)
    assert "What is missing: Laptop (you wrote: “laptop”)" in said
    assert 2 <= len(stage.draft.asked) <= 3
    assert [button.action for button in stage.last[0].buttons] == [
        Action.SEND,
        Action.EDIT,
        Action.ANONYMOUS,
        Action.CANCEL,
    ]


def test_r16_a_description_alone_is_enough_to_send() -> None:
    stage = ChatStage()
    stage.says("lost laptop")
    assert "Reported" in stage.says("send")
    assert stage.case.reports[0].text == "lost laptop"


@pytest.mark.parametrize(
    "said",
    [
        "1. this morning 2. about thirty 3. names and addresses",
        "1) this morning\n2) 30\n3) names, addresses",
        "30, this morning, names",
        "this morning\nthirty\nnames",
        "about thirty",
        "2. thirty",
    ],
)
def test_an_answer_is_given_to_its_question_and_only_what_it_changes_is_said(said: str) -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    answered = stage.says(said)
    assert stage.draft.facts.shown("individuals") == 30
    assert "People affected: 30" in answered
    assert "Laptop" not in answered
    assert stage.draft.story[0].text == LAPTOP
    assert [told.reply.text for told in stage.draft.replies] == [said]


def test_questions_are_asked_once_and_what_is_left_of_them_once_more() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    asked = stage.draft.asked
    assert "How many people" not in stage.says("about thirty")
    assert set(stage.draft.asked) < set(asked)
    assert "?" not in stage.says("1. don't know 2. names")
    assert stage.draft.asked == ()


def test_an_answer_in_words_brings_no_new_question() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    asked = stage.draft.asked
    stage.says("names and addresses")
    assert set(stage.draft.asked) < set(asked)


@pytest.mark.parametrize("said", ["dunno", "not sure", "skip", "no idea sorry", "I don't know any of that"])
def test_what_a_writer_can_not_tell_is_not_asked_again_not_even_in_the_receipt(said: str) -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    asked = stage.draft.asked
    stage.says(said)
    assert set(asked) <= set(stage.draft.declined)
    assert stage.draft.replies == ()
    assert "How many people" not in stage.says("send")


def test_yes_alone_is_asked_back_when_it_could_answer_several_questions() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    before = stage.draft.facts
    assert "number" in stage.says("yes")
    assert stage.draft.facts == before


@pytest.mark.parametrize(
    ("said", "field", "value", "told"),
    [
        ("no, it was Tuesday", "occurred_date", "2026-11-17", "changed to Tuesday 17 November 2026"),
        ("actually 31", "individuals", 31, "31"),
        ("not me, Dylan Morgan", "responsible_employee", "Dylan Morgan", "changed to Dylan Morgan"),
    ],
)
def test_plain_words_put_right_what_was_understood(said: str, field: str, value: object, told: str) -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    assert told in stage.says(said)
    assert stage.draft.facts.shown(field) == value


def test_correcting_twice_works_and_the_case_says_the_last() -> None:
    stage = ChatStage()
    stage.says(f"{LAPTOP}, thirty children were on it")
    stage.says("sorry, 31")
    stage.says("no, 32")
    stage.says("send")
    assert stage.case.facts.shown("individuals") == 32
    assert [reply.text for reply in stage.case.reports[0].replies] == ["sorry, 31", "no, 32"]


def test_a_correction_wins_over_what_was_typed_into_the_form_before() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.fills(individuals="40")
    stage.says("actually 31")
    stage.says("send")
    assert stage.case.facts.shown("individuals") == 31


def test_several_messages_become_one_story_without_an_echo_after_each() -> None:
    stage = ChatStage()
    stage.says("hi")
    stage.says("i emailed the wrong mum just now")
    said = [stage.says(text) for text in ("it was tom's report", "his reading scores and his address are on it")]
    assert all("Thank you, added." in text for text in said)
    assert all("Transfer of information" not in text for text in said)
    stage.says("send")
    assert stage.case.reports[0].text.count("\n\n") == 2


def test_the_whole_report_is_shown_on_request() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.says("about thirty")
    assert all(words in stage.says("show") for words in ("Laptop", "30"))


def test_two_incidents_in_a_row_are_two_reports() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.says("send")
    stage.says("Yesterday I sent the SEN list to the wrong parent")
    stage.says("send")
    assert [case.reports[0].text for case in stage.cases] == [
        LAPTOP,
        "Yesterday I sent the SEN list to the wrong parent",
    ]


def test_another_one_sends_the_first_as_it_is_and_begins_the_second() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    said = stage.says("there's another one: I sent the SEN list to the wrong parent")
    assert stage.case.reference in said
    assert [told.text for told in stage.draft.story] == ["I sent the SEN list to the wrong parent"]
    assert stage.case.reports[0].text == LAPTOP


def test_start_again_deletes_what_was_told_and_says_so() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    assert "Nothing" in stage.says("start again")
    assert stage.chat.draft is None
    assert stage.cases == []


def test_the_receipt_tells_what_the_policy_wants_told() -> None:
    stage = ChatStage()
    stage.says(REPORTS)
    said = stage.says("send")
    wording = stage.core.policy.wording
    assert wording.no_self_investigation in said  # R39
    assert wording.good_faith in said  # R34
    assert wording.tell_line_manager in said  # R15
    assert stage.case.reference in said


@pytest.mark.parametrize("profile", ["generic-school", "wentworth-essex"])
def test_a_receipt_leaves_out_what_a_policy_does_not_say(profile: str) -> None:
    stage = ChatStage(profile=profile)
    stage.says(REPORTS)
    assert "\n\n\n" not in stage.says("send")


def test_what_a_receipt_asks_can_be_answered_later_without_the_reference() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.says("send")
    assert stage.case.reference in stage.says("about thirty")
    assert stage.case.facts.shown("individuals") == 30
    stage.passes(60)
    stage.says("I lost my keys to the filing cabinet")
    assert len(stage.cases) == 1
    assert stage.chat.draft is not None


def test_a_card_that_shows_less_than_is_known_is_refused_kindly_and_the_current_one_is_shown() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    old = stage.last
    stage.says("about thirty")
    stage.last = old
    assert "older card" in stage.presses(Action.SEND)
    assert stage.cases == []
    stage.presses(Action.SEND)
    assert stage.case.facts.shown("individuals") == 30


def test_a_double_click_makes_one_report_and_says_which() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    card = stage.last
    stage.presses(Action.SEND)
    stage.last = card
    assert stage.case.reference in stage.presses(Action.SEND)


def test_more_of_a_story_takes_nothing_away_that_was_understood() -> None:
    stage = ChatStage()
    stage.says("I've just emailed 7B's reports to the wrong parent")
    assert "not known now" not in stage.says("this morning 8.45")
    stage.says("send")
    facts = stage.case.facts
    assert facts.shown("incident_type") == "sent_to_wrong_person"
    assert facts.shown("occurred_time") == "08:45"


def test_a_change_that_is_not_sure_says_so() -> None:
    stage = ChatStage()
    stage.says("I've just emailed 7B's reports to the wrong parent")
    assert "Time it happened: 08:45 (please check)" in stage.says("this morning 8.45")
