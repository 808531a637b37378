"""What an answer changes, and what it can't."""

import pytest

from candour.cases.facts import Answer, Facts, Value
from candour.cases.merging import merge
from tests.builders import a_value


def facts(**values: Value) -> Facts:
    return Facts(values=values)


@pytest.mark.parametrize(
    ("known", "answered", "shown"),
    [
        (None, a_value(27), 27),
        (None, a_value(27, confidence=0.4), None),
        (a_value(27, confidence=0.6), a_value(31, confidence=0.6), 31),
        (a_value(27), a_value(31, confidence=0.6), 27),
        (a_value(27), a_value(31), 31),
        (a_value(27, confirmed_by="dpo"), a_value(31), 27),
        (a_value(("name",)), a_value(("health",)), ("name", "health")),
        (a_value(("name",), confirmed_by="dpo"), a_value(("health",)), ("name",)),
    ],
)
def test_an_answer_fills_what_is_open_and_replaces_what_it_contradicts_with_certainty(
    known: Value | None, answered: Value, shown: Answer | None
) -> None:
    before = facts(individuals=known) if known else facts()
    after, changes = merge(before, facts(individuals=answered))
    assert after.shown("individuals") == shown
    assert bool(changes) == (after != before)


def test_what_was_replaced_stays_as_an_alternative() -> None:
    after, _ = merge(facts(individuals=a_value(27)), facts(individuals=a_value(31)))
    found = after.value("individuals")
    assert found is not None
    assert [candidate.value for candidate in found.alternatives] == [27]


def test_what_contradicts_a_confirmed_value_stands_beside_it() -> None:
    after, changes = merge(facts(individuals=a_value(27, confirmed_by="dpo")), facts(individuals=a_value(31)))
    found = after.value("individuals")
    assert found is not None
    assert (found.value, found.confirmed_by) == (27, "dpo")
    assert [candidate.value for candidate in found.alternatives] == [31]
    assert len(changes) == 1


def test_the_same_answer_again_changes_nothing() -> None:
    before = facts(individuals=a_value(27), data_types=a_value(("name", "health")))
    assert merge(before, before) == (before, ())


@pytest.mark.parametrize("confidence", [0.2, 0.9])
def test_a_wish_not_to_be_named_counts_however_unsure_and_is_never_taken_back_by_reading(confidence: float) -> None:
    wish = a_value(value=True, confidence=confidence)
    after, _ = merge(facts(), facts(wants_anonymity=wish))
    assert after.value("wants_anonymity") == wish
    still, changes = merge(after, facts(wants_anonymity=a_value(value=False)))
    assert (still, changes) == (after, ())


def test_who_wrote_first_and_what_they_wrote_is_not_replaced_by_an_answer() -> None:
    before = facts(reporter_name=a_value("Seren Vaughan"), summary=a_value("I sent the trip list"))
    answer = facts(reporter_name=a_value("Dilys Marlow"), summary=a_value("Thank you"))
    assert merge(before, answer) == (before, ())


@pytest.mark.parametrize(
    ("answered", "is_none"),
    [
        ({"incident_type": a_value("lost_or_stolen_equipment")}, False),
        ({"incident_type": a_value("lost_or_stolen_equipment", confidence=0.4)}, True),
        ({"incident_type": a_value("other"), "not_an_incident": a_value(value=True)}, True),
        ({"individuals": a_value(27)}, True),
    ],
)
def test_no_incident_is_taken_back_only_by_a_message_that_tells_of_one(
    answered: dict[str, Value], *, is_none: bool
) -> None:
    after, _ = merge(facts(not_an_incident=a_value(value=True)), facts(**answered))
    found = after.value("not_an_incident")
    assert found is not None
    assert found.value is is_none
    assert [candidate.value for candidate in found.alternatives] == ([] if is_none else [True])
