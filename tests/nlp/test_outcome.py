"""What came of an incident, and who asks what: in the words of people whom no rule was written for."""

import pytest

from nlp import ReportReader
from nlp.message.layout import lay_out
from nlp.outcome.actions import clauses_seen, thresholds, together
from nlp.outcome.clauses import clauses_of
from nlp.outcome.judging import TASK, judge
from nlp.statistics.model import load
from nlp.statistics.odds import confidence_of
from nlp.text import page
from tests.nlp.conftest import report


def clauses(text: str) -> list[str]:
    return [clause.words.text for clause in clauses_of(page("body", text, [(0, len(text))]))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I rang her and asked her to bin it.", ["rang her", "asked her to bin it"]),
        ("We have changed the lock, but the key is gone.", ["changed the lock", "the key is gone"]),
        ("It was lost full stop I told the depot", ["It was lost", "told the depot"]),
        ("Searched the hall and the stage", ["Searched the hall and the stage"]),
        ("I have it back", ["have it back"]),
        ("The post came down at 10:15 today", ["The post came down at 10:15 today"]),
        ("The account was blocked and her password changed", ["The account was blocked", "her password changed"]),
    ],
)
def test_a_sentence_falls_into_clauses_without_their_leads(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_a_clause_without_words_is_none() -> None:
    assert clauses(" , ; - ... \n\n") == []


def test_the_likeliest_action_is_shown_soonest_and_each_further_one_must_be_likelier() -> None:
    fourth, first, second, third = thresholds([0.1, 0.9, 0.5, 0.4])
    assert first < second < third < fourth


@pytest.mark.parametrize("said", ["wishes to stay anonymous", "Name withheld", "I'd rather not", "not to be named pls"])
def test_whoever_answers_so_when_asked_for_a_name_is_not_named(said: str, rules: ReportReader) -> None:
    facts = rules.read(report(f"Date: 14/10/26\nReported by: {said}\nDetails: a list was thrown in the bin"))
    assert facts.holds("wants_anonymity")
    assert not facts.holds("reporter_name")


def test_a_clause_beside_an_action_is_likelier_one_and_a_lone_one_is_not() -> None:
    beside, sure, alone = together([0.3, 0.9, 0.3])
    lone = together([0.3])[0]
    assert beside == alone > 0.3 > lone
    assert sure > 0.85


def test_a_clause_that_was_ruled_out_stays_out_beside_an_action() -> None:
    assert together([0.0, 0.9])[0] == 0.0


def test_confidence_rises_with_probability_and_is_even_where_values_are_shown() -> None:
    assert confidence_of(0.36, 0.36) == pytest.approx(0.5)
    assert confidence_of(0.0, 0.36) < confidence_of(0.2, 0.36) < confidence_of(0.9, 0.36) < 1.0


def test_a_clause_is_judged_as_the_model_would() -> None:
    layout = lay_out("", "I sent it to the wrong mum. I rang her and changed the password.", "")
    for _, look in clauses_seen(layout, judge().words):
        wanted = load("remedies").probabilities(TASK, look.bag())["yes"]
        assert judge().likelihood(look) == pytest.approx(wanted, abs=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        "The register was left on the tram. I told my line manager.",
        "The register was left on the tram. I have not told anyone.",
        "The register was left on the tram. Please tell me what to do.",
    ],
)
def test_what_is_no_action_is_not_shown_as_one(text: str, rules: ReportReader) -> None:
    assert rules.read(report(text)).ticks("remedial_action") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Please leave my name out of this.",
        "I don't want anyone to know it was me who told you.",
        "You didn't hear this from me.",
        "Can this stay anonymous please?",
        "I would rather not be named.",
        "Keep me out of it.",
    ],
)
def test_whoever_asks_not_to_be_named_is_heard(text: str, rules: ReportReader) -> None:
    """Show that the wish is heard however it is said (R33)."""
    told = f"Mr Hale reads the pupils' files in the office at night. {text}"
    facts = rules.read(report(told))
    assert facts.holds("wants_anonymity")
    assert facts.value("reporter_name") is None


def test_somebody_elses_wish_for_privacy_is_not_the_writers(rules: ReportReader) -> None:
    facts = rules.read(
        report("I sent the list to the wrong parent. The mother asked us to leave her name out of the play.")
    )
    assert not facts.holds("wants_anonymity")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our head, Ann Lowe, read out the sick notes of two colleagues at the briefing.", True),
        ("Mrs Lowe (head) had me put the pupils' files in the skip.", True),
        ("I lost the register and told the head teacher.", False),
        ("I lost the register. The head knows.", False),
    ],
)
def test_a_head_teacher_is_implicated_by_a_deed_and_not_by_being_told(
    text: str,
    expected: bool,  # noqa: FBT001 - a case
    rules: ReportReader,
) -> None:
    assert rules.read(report(text)).holds("head_teacher_implicated") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One mum has now complained to the office about the list.", True),
        ("A dad is fuming and wants it in writing.", True),
        ("Nobody has complained about the list so far.", False),
        ("A mum is thinking of complaining about the list.", False),
    ],
)
def test_a_complaint_is_one_that_was_made(text: str, expected: bool, rules: ReportReader) -> None:  # noqa: FBT001 - a case
    assert rules.read(report(f"I sent the class list to the wrong parent. {text}")).holds("complaint") is expected


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("My school laptop was stolen from the car, sticker AB-117.", "asset_reference", "AB-117"),
        ("My school laptop was stolen from the car. There was no password on it.", "asset_encrypted", False),
        ("My school laptop was stolen from the car. It's bitlockered.", "asset_encrypted", True),
        ("My school i pad was stolen from the car.", "asset_type", "tablet"),
    ],
)
def test_a_lost_thing_is_described(text: str, field: str, value: object, rules: ReportReader) -> None:
    assert rules.read(report(text)).shown(field) == value


def test_a_crime_number_is_no_asset_number(rules: ReportReader) -> None:
    facts = rules.read(report("My school laptop was stolen from the car. Police crime no. CR/20871/25."))
    assert facts.value("asset_reference") is None
