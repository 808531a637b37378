"""Messages as plain text: wrapped, numbered, and nothing in them that a terminal would obey."""

import pytest

from bot.messages import Action, Button, Entries, Entry, Message, Question, Questions, Quote, Text, say
from bot.terminal.drawing import button_for, drawn

SEND = Button(action=Action.SEND, label="Send")
EDIT = Button(action=Action.EDIT, label="Edit the whole form")
OPEN = Button(action=Action.OPEN, label="Open the case", url="https://candour.school.example/cases/SF-26-K7QM4")


def test_every_part_and_button_is_drawn() -> None:
    message = Message(
        parts=(
            Text(text="A case", tone="heading"),
            Text(text="This is what I understood."),
            Quote(text="I lost it.\nSorry."),
            Entries(entries=(Entry(label="Type", value="Loss", words="lost it", is_to_check=True),)),
            Questions(questions=(Question(number=1, text="How many people?", offered="Is it 9 or 10?"),)),
        ),
        buttons=(SEND, OPEN),
    )
    assert drawn(message, 80).splitlines() == [
        "A case",
        "------",
        "",
        "This is what I understood.",
        "",
        "> I lost it.",
        "> Sorry.",
        "",
        "  * Type: Loss (please check) - you wrote “lost it”",
        "",
        "  1. How many people? Is it 9 or 10?",
        "",
        "  #1 Send",
        "  #2 Open the case: https://candour.school.example/cases/SF-26-K7QM4",
    ]


@pytest.mark.parametrize("width", [1, 20, 72])
def test_no_line_is_wider_than_asked(width: int) -> None:
    text = "word " * 200 + "x" * 500
    message = Message(parts=(Text(text=text), Quote(text=text)), buttons=(EDIT,))
    assert max(map(len, drawn(message, width).splitlines())) <= max(width, 20)


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\u202e", "\r", "\x00", "\x08"])
def test_what_a_terminal_would_obey_is_taken_out(hostile: str) -> None:
    message = Message(
        parts=(Text(text=f"a{hostile}b"), Quote(text=f"a{hostile}b")),
        buttons=(Button(action=Action.SEND, label=f"a{hostile}b"),),
    )
    shown = drawn(message, 80)
    assert hostile not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("typed", "pressed"),
    [
        ("#1", SEND),
        ("#2", EDIT),
        ("send", SEND),
        ("  Edit  the whole FORM ", EDIT),
        ("1", None),
        ("#3", None),
        ("#0", None),
        ("#x", None),
        ("send it to her by mistake", None),
        ("", None),
    ],
)
def test_a_button_is_pressed_by_its_number_or_all_of_its_words_and_never_by_an_answer(
    typed: str, pressed: Button | None
) -> None:
    assert button_for(typed, (SEND, EDIT)) is pressed


def test_a_message_without_anything_is_an_empty_line() -> None:
    assert drawn(say(""), 80) == ""
