"""Pseudonyms: of one shape, the same for the same, days by whole weeks, and nothing left that points at somebody."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.cases.facts import Span
from nlp.pseudonyms.disguise import Disguise, moved_span
from nlp.pseudonyms.names import NamesOf, left_to_check
from nlp.pseudonyms.pseudonyms import Pseudonyms
from nlp.pseudonyms.words import ordinary_words

RECEIVED = date(2026, 11, 20)
SHIFT = timedelta(weeks=7)
TEXT = (
    "Hi,\n\nOn Friday 13 November I sent Chloe Bevan's IEP (dob 02/03/2014) to j.osei@heath-lane.sch.uk, so to Jim Osei"
    " of 14 Marine Parade, CF10 3AT, 07700 900123. ive told chloe's mum. Asset PE-0042, NHS number 943 476 5919."
    "\n\nGwen Pritchard\nHeath Lane Primary School"
)


def disguise(*texts: str, known: tuple[str, ...] = (), secret: bytes = b"one") -> Disguise:
    return Disguise(Pseudonyms(secret), NamesOf(known, texts), RECEIVED, SHIFT)


def test_nothing_that_points_at_somebody_is_left() -> None:
    new = disguise(TEXT).rewritten(TEXT).text
    gone = "Chloe chloe Bevan Osei osei heath Jim Marine CF10 3AT 900123 0042 943 5919 Pritchard Gwen 2014-03-02"
    assert [word for word in gone.split() if word in new] == []
    assert "Friday 25 September" in new
    assert "02/03/2014" not in new


def test_what_names_nobody_stays_as_it_was() -> None:
    new = disguise(TEXT).rewritten(TEXT).text
    for kept in ("Hi,\n\nOn Friday", "'s IEP (dob ", "ive told ", "'s mum.", "NHS number ", "Primary School"):
        assert kept in new


def test_one_name_is_one_name_wherever_it_stands() -> None:
    new = disguise(TEXT).rewritten(TEXT).text
    (name,) = re.findall(r"sent (\w+) \w+'s IEP", new)
    assert f"told {name.lower()}'s mum" in new
    (address,) = re.findall(r"to \w\.(\w+)@", new)
    assert f" {address.capitalize()} of" in new


def test_another_export_gives_other_names() -> None:
    texts = {disguise(TEXT, secret=bytes([number])).rewritten(TEXT).text for number in range(4)}
    assert len(texts) == 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("on 13/11/2026", "on 25/09/2026"),
        ("on 13.11.26", "on 25.09.26"),
        ("2026-11-13", "2026-09-25"),
        ("the 13th", "the 25th"),
        ("on Friday 13th November", "on Friday 25th September"),
        ("1 November", "13 September"),
        ("November 1st, 2026", "September 13th, 2026"),
        ("13 Tachwedd", "25 Medi"),
        ("13 NOV", "25 SEP"),
        ("last Tuesday at 10.15", "last Tuesday at 10.15"),
        ("24/7", "24/7"),
        ("the 2nd time", "the 2nd time"),
        ("in November", "in November"),
    ],
)
def test_days_move_by_the_weeks_of_their_case_as_they_were_written(old: str, new: str) -> None:
    assert disguise().rewritten(old).text == new


@pytest.mark.parametrize(
    "code", ["943 476 5919", "QQ 12 34 56 C", "SF-LT-0421", "A123456789012", "20-00-00", "01632 960123", "CF10 3AT"]
)
def test_a_number_keeps_its_shape_and_none_of_its_digits_places(code: str) -> None:
    new = disguise().rewritten(f"It is {code}.").text.removeprefix("It is ").removesuffix(".")
    assert new != code
    assert re.sub(r"[a-z]", "a", re.sub(r"\d", "0", new.lower())) == re.sub(
        r"[a-z]", "a", re.sub(r"\d", "0", code.lower())
    )


@pytest.mark.parametrize(
    "kept", ["Year 5", "7B", "3.30pm", "KS2", "27 pupils", "£17.5m", "GCSE", "Y10", "12th", "A4", "U15s"]
)
def test_figures_of_a_school_day_stay(kept: str) -> None:
    assert disguise().rewritten(f"it was {kept} again").text == f"it was {kept} again"


def test_known_names_go_even_where_they_are_ordinary_words_or_glued_together() -> None:
    text = "Bell rang. SianPrydderch_list.xlsx was sent by prydderch, said Mrs May in May."
    new = disguise(text, known=("Sian Prydderch", "Tom Bell")).rewritten(text).text
    assert re.search(r"bell|prydderch|mrs may\b", new, re.IGNORECASE) is None
    assert new.endswith(" in May.")


@given(st.text(st.sampled_from("abAB .,'-\n@19Siân"), max_size=80), st.integers(0, 80), st.integers(0, 80))
@settings(max_examples=150, deadline=None)
def test_every_span_is_found_again_in_the_new_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    rewritten = disguise(text).rewritten(text)
    moved = moved_span(Span(source="body", start=start, end=end, text=text[start:end]), {"body": rewritten})
    assert moved is not None
    assert 0 <= moved.start <= moved.end <= len(rewritten.text)
    assert moved.text == rewritten.text[moved.start : moved.end]
    if all(stretch.end <= start or end <= stretch.start for stretch in rewritten.stretches):
        assert moved.text == text[start:end]


def test_words_that_may_be_names_are_left_for_a_person_to_check() -> None:
    assert list(left_to_check("The folder was by Grace and ivy on Friday, said Zorblat. Nobody saw it.")) == [
        "Grace",
        "ivy",
        "Zorblat",
    ]


def test_the_list_of_ordinary_words_holds_no_names() -> None:
    assert len(ordinary_words()) > 2_000
    assert not {"chloe", "gwen", "jayden", "osei", "pritchard", "sian"} & ordinary_words()
