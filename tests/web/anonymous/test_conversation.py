"""How much of a conversation one page shows, and which questions wait for an answer."""

from collections.abc import Sequence
from datetime import date

import pytest

from candour.cases.coming_back import SCHOOL, WRITER, Said, Stage, WhatIsTold
from candour.web.anonymous.conversation import conversation_of

DAY = date(2026, 11, 23)


def told(*said: tuple[str, str]) -> WhatIsTold:
    """Return a report with what was said by whom."""
    return WhatIsTold(
        reference="SF-26-7K2MX",
        school="st-finnian",
        filed_on=DAY,
        come_back_by=DAY,
        stage=Stage.TOLD,
        said=tuple(Said(day=DAY, by=by, text=text) for by, text in said),
    )


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ([], []),
        ([(WRITER, "a report")], []),
        ([(WRITER, "a report"), (SCHOOL, "Where?")], ["Where?"]),
        ([(WRITER, "a report"), (SCHOOL, "Where?"), (SCHOOL, "When?")], ["Where?", "When?"]),
        ([(WRITER, "a report"), (SCHOOL, "Where?"), (WRITER, "Here.")], []),
        ([(SCHOOL, "Where?"), (WRITER, "Here."), (SCHOOL, "When?")], ["When?"]),
    ],
)
def test_the_questions_after_the_writers_last_words_wait(said: Sequence[tuple[str, str]], asked: Sequence[str]) -> None:
    assert list(conversation_of(told(*said)).asked) == asked


def test_a_short_conversation_is_whole_and_in_its_order() -> None:
    shown = conversation_of(told((WRITER, "one"), (SCHOOL, "two"), (WRITER, "three")))
    assert ([said.text for said in shown.said], shown.is_whole) == (["one", "two", "three"], True)


def test_of_a_long_one_the_latest_part_finds_room() -> None:
    shown = conversation_of(told(*((WRITER, f"{number} " + "a" * 3_000) for number in range(20))))
    assert shown.said[-1].text.startswith("19 ")
    assert 5 < len(shown.said) < 10
    assert not shown.is_whole


def test_text_is_counted_as_it_is_sent_and_the_last_is_always_shown() -> None:
    shown = conversation_of(told((WRITER, "&" * 4_000), (WRITER, "\U0001f600" * 4_000), (WRITER, "&" * 9_000)))
    assert len(shown.said) == 1
    assert len(shown.said[0].text) < 4_100
