"""The form at a terminal: what is typed becomes what the form carries."""

import pytest

from bot.form import ChatForm, FormEntry
from bot.terminal.filling import answers_to

YES_NO = FormEntry(id="told", section="", label="Told?", kind="one", choices=(("yes", "Yes"), ("no", "No")))
TICKS = FormEntry(
    id="kinds",
    section="",
    label="What kinds?",
    kind="many",
    value="names",
    hint="Tick all",
    choices=(("names", "Names"), ("health", "Health"), ("pupil_records", "Pupil records")),
)
NUMBER = FormEntry(id="people", section="", label="How many?", kind="number", value="31")


def asked(entry: FormEntry, *lines: str) -> tuple[str, str]:
    """Return the value that comes of these lines, and what was shown."""
    left, shown = iter(lines), list[str]()
    form = ChatForm(title="Report", entries=(entry,))
    values = answers_to(form, lambda _prompt: next(left, None), shown.append, 60)
    return values[entry.id], "\n".join(shown)


@pytest.mark.parametrize(
    ("entry", "typed", "value"),
    [
        (NUMBER, "", "31"),
        (NUMBER, "-", ""),
        (NUMBER, ".", "31"),
        (NUMBER, " 32 ", "32"),
        (NUMBER, "lots", "lots"),
        (YES_NO, "1", "yes"),
        (YES_NO, "no", "no"),
        (YES_NO, "No", "no"),
        (YES_NO, "3", "3"),
        (TICKS, "", "names"),
        (TICKS, "2 3", "health pupil_records"),
        (TICKS, "1,3", "names pupil_records"),
        (TICKS, "health", "health"),
    ],
)
def test_a_line_becomes_the_value(entry: FormEntry, typed: str, value: str) -> None:
    assert asked(entry, typed)[0] == value


def test_an_entry_shows_its_choices_its_hint_and_what_was_wrong() -> None:
    _, shown = asked(TICKS.model_copy(update={"error": "Choose from the list.", "is_to_check": True}), "")
    assert shown.splitlines() == [
        "! Choose from the list.",
        "What kinds? (please check)",
        "  Tick all",
        "  1. Names",
        "  2. Health",
        "  3. Pupil records",
        "  Numbers with spaces between them.",
    ]


def test_only_what_was_wrong_is_asked_again() -> None:
    wrong = NUMBER.model_copy(update={"error": "Write a number.", "value": "lots"})
    shown: list[str] = []
    form = ChatForm(title="Report", entries=(YES_NO, wrong, TICKS))
    assert answers_to(form, lambda _prompt: "32", shown.append, 60) == {"told": "", "people": "32", "kinds": "names"}
    assert len(shown) == 1
