"""Small talk is answered kindly, in the language of the greeting, and never made a report; no report is small talk."""

import pytest

from bot.messages import Message
from bot.small_talk import is_idle, reply
from tests.bot.surroundings import around

HELLO = "I am the incident line"
WELSH = "You can write in Welsh"
WELCOME = "You are welcome"
CROESO = "Croeso!"
GOODBYE = "You can come back at any time"
A_PROGRAM = "I am a program, not a person"
WHO_READS = "When a report is sent, it goes to people"
SORRY = "one sentence on what happened is enough"
PERSON = "You can write to the Data Protection Officer, Dilys Marlow"
WHAT_HAPPENED = "what happened?"
ALL_RIGHT = "All right"

SAID = {
    "hi": HELLO,
    "Hello!": HELLO,
    "hiya \U0001f44b": HELLO,
    "hello there": HELLO,
    "Good morning": HELLO,
    "morning all": HELLO,
    "hey, how are you?": HELLO,
    "hello? anyone there?": HELLO,
    "test": HELLO,
    "Bore da": WELSH,
    "bore da!": WELSH,
    "Shwmae": WELSH,
    "s'mae": WELSH,
    "Prynhawn da bawb": WELSH,
    "helo, sut dach chi?": WELSH,
    "diolch": CROESO,
    "Diolch yn fawr!": CROESO,
    "thanks": WELCOME,
    "thank you so much": WELCOME,
    "ta": WELCOME,
    "cheers, that's really helpful": WELCOME,
    "ok thanks": WELCOME,
    "bye": GOODBYE,
    "Goodbye!": GOODBYE,
    "no that's all": GOODBYE,
    "ok, thanks, bye": WELCOME,
    "ok": ALL_RIGHT,
    "\U0001f44d okay": ALL_RIGHT,
    "are you a bot?": A_PROGRAM,
    "Are you a real person?": A_PROGRAM,
    "hi, are you human or a robot": A_PROGRAM,
    "who am I talking to?": A_PROGRAM,
    "what are you?": A_PROGRAM,
    "who reads this?": WHO_READS,
    "who can see what I write here?": WHO_READS,
    "is anyone reading this": WHO_READS,
    "this is useless": SORRY,
    "You are useless!!!": SORRY,
    "stupid bot": SORRY,
    "ffs": SORRY,
    "what a waste of time": SORRY,
    "you don't understand": SORRY,
    "I hate this thing": SORRY,
    "hi, this is a joke": SORRY,
    "can I talk to a person?": PERSON,
    "I want to report a breach": WHAT_HAPPENED,
    "I'd like to report an incident please": WHAT_HAPPENED,
    "hi, can I report something?": WHAT_HAPPENED,
    "I need to report a data breach": WHAT_HAPPENED,
    "I have something to report": WHAT_HAPPENED,
    "I want to speak to a human": PERSON,
    "Are you a real person? I would rather speak to somebody.": PERSON,
}

NO_SMALL_TALK = (
    "hi, I lost my laptop",
    "Bore da, dwi wedi colli fy ngliniadur ysgol",
    "thanks, it was encrypted",
    "ok so I emailed the wrong parent",
    "hello, do I have to report a near miss?",
    "this is useless, I have told you three times that the cabinet was open",
    "I want to report a lost memory stick",
    "I need to report that I left the register on the bus",
    "yes",
    "no",
    "31",
    "7B",
    "",
    "\U0001f602\U0001f602",
    "help",
    "good morning everyone in 4B has seen the list",
    "hi " * 60,
)


def said(text: str) -> str:
    message = reply(text, around())
    return "" if message is None else message.plain


@pytest.mark.parametrize(("text", "answer"), SAID.items())
def test_small_talk_is_answered_in_kind(text: str, answer: str) -> None:
    assert answer in said(text)


@pytest.mark.parametrize("text", NO_SMALL_TALK)
def test_what_says_anything_else_is_no_small_talk(text: str) -> None:
    assert reply(text, around()) is None


def test_a_welsh_greeting_gets_one_back_and_says_what_is_read_in_welsh() -> None:
    assert said("Bore da!").startswith("Shwmae!")
    assert "days, times, numbers and kinds of data" in said("Bore da!")


def test_anger_is_met_with_a_way_on_and_without_reproach() -> None:
    answer = said("this is useless")
    assert "Dilys Marlow" in answer
    assert not any(word in answer.casefold() for word in ("calm", "rude", "language", "please don't"))


def test_who_asks_who_reads_is_told_that_the_school_may_see_the_chat() -> None:
    assert "may be able to see what you write here" in said("who reads this?")
    assert "“anonymous”" in said("who reads this?")


def test_no_answer_hands_out_an_anonymous_address_which_may_be_a_link_that_works_once() -> None:
    answers = [reply(text, around()) for text in SAID]
    assert not any(isinstance(answer, Message) and "https://" in answer.plain for answer in answers)


@pytest.mark.parametrize(
    ("text", "idle"), [("thanks, bye", True), ("ok", False), ("fine, thanks", False), ("no", False)]
)
def test_ok_may_be_the_answer_to_something_and_thanks_is_none(text: str, *, idle: bool) -> None:
    assert is_idle(text) is idle
