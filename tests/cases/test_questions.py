"""What a writer is asked: the few that matter first, nothing that is known or makes no sense, options."""

import pytest

from candour.cases.assessment import open_questions
from candour.cases.facts import Facts, Value
from candour.cases.policy import Policy
from candour.cases.policy_file import load, shipped_profiles
from candour.cases.showing.offered import offered
from tests.builders import a_report, a_value


@pytest.fixture(params=shipped_profiles())
def policy(request: pytest.FixtureRequest) -> Policy:
    return load(request.param)


def asked(policy: Policy, **values: Value) -> tuple[str, ...]:
    return open_questions(policy, Facts(values=values), a_report())


def open_between(*values: tuple[str | int, float]) -> Value:
    first, *others = [a_value(value, confidence=sure) for value, sure in values]
    return first.model_copy(update={"alternatives": tuple(other.as_candidate() for other in others)})


def test_clock_comes_first_then_what_score_level_and_route_hang_on(policy: Policy) -> None:
    first = asked(policy)
    assert set(first[:3]) == {"occurred_date", "discovered_date", "discovered_time"}
    assert set(first[3:7]) == {"individuals", "data_types", "circumstances", "incident_type"}


def test_r16_nothing_is_asked_that_is_known_well_enough_to_be_shown(policy: Policy) -> None:
    every = asked(policy)
    for field in every:
        shown = a_value("2026-11-20", confidence=0.5)
        assert field not in asked(policy, **{field: shown})
        assert field in asked(policy, **{field: a_value("2026-11-20", confidence=0.49)})


@pytest.mark.parametrize("sure", [0.2, 0.95])
def test_r31_r33_who_may_not_want_to_be_named_is_not_asked_for_a_name(policy: Policy, sure: float) -> None:
    assert "reporter_name" in asked(policy)
    assert "reporter_name" not in asked(policy, wants_anonymity=a_value(value=True, confidence=sure))


@pytest.mark.parametrize(
    ("field", "known"),
    [
        ("near_miss", {"circumstances": a_value(("unknown_recipients",))}),
        ("near_miss", {"recovered": a_value("yes")}),
        ("recovered", {"near_miss": a_value(value=True)}),
        ("recovered", {"incident_type": a_value("unauthorised_access")}),
        ("recovered", {"incident_type": a_value("shared_credentials")}),
        ("asset_encrypted", {"incident_type": a_value("lost_or_stolen_information"), "asset_type": a_value("paper")}),
        ("asset_encrypted", {"incident_type": a_value("sent_to_wrong_person")}),
        ("asset_reference", {"incident_type": a_value("found_in_public"), "asset_type": a_value("paper")}),
        ("asset_type", {"incident_type": a_value("unauthorised_disclosure")}),
    ],
)
def test_what_makes_no_sense_for_this_report_is_not_asked(policy: Policy, field: str, known: dict[str, Value]) -> None:
    assert field not in asked(policy, **known)


def test_the_questions_are_the_policy_s_own_words(policy: Policy) -> None:
    assert all(policy.form.field(field).question.endswith(("?", ".")) for field in asked(policy))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (
            "occurred_date",
            open_between(("2026-11-09", 0.4), ("2026-11-10", 0.3)),
            "Is it Monday 9 November 2026 or Tuesday 10 November 2026?",
        ),
        ("occurred_time", open_between(("09:00", 0.4), ("21:00", 0.3)), "Is it 09:00 or 21:00?"),
        ("individuals", open_between((7, 0.4), (27, 0.3), (30, 0.2), (31, 0.2)), "Is it 7, 27 or 30?"),
        ("individuals", open_between((7, 0.4), (176, 0.09)), ""),
        ("individuals", open_between((7, 0.4)), ""),
        ("individuals", open_between((7, 0.6), (27, 0.4)), ""),
        ("responsible_employee", open_between(("Ann Rees", 0.4), ("Jo Pugh", 0.3)), ""),
    ],
    ids=["days", "times", "three at the most", "a wild guess", "one alone", "known", "never whose fault it was"],
)
def test_what_was_read_too_unsurely_is_offered_to_choose_from(field: str, value: Value, words: str) -> None:
    form = load("generic-school").form
    assert offered(form.field(field), Facts(values={field: value})) == words
