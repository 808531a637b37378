"""R55-R61: the form's score, its arithmetic, and a range for what is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.facts import Answer, Facts
from candour.cases.policy import Policy
from candour.cases.policy_file import load
from candour.cases.scoring import score
from tests.builders import a_value

POLICY = load("saints-cardiff")
OPTIONS = {field.id: tuple(option.id for option in field.options) for field in POLICY.form.fields}


def facts_of(**values: Answer) -> Facts:
    return Facts(values={field: a_value(value) for field, value in values.items()})


def total(policy: Policy, **values: Answer) -> tuple[float, float]:
    found = score(policy, facts_of(**values))
    return found.low, found.high


@pytest.mark.parametrize(
    ("individuals", "data_types", "circumstance", "expected"),
    [
        (1, ("name", "email_address"), "known_recipients", (5, 5)),
        (600, ("email_address",), "known_recipients", (6, 6)),
        (1, ("name", "address", "date_of_birth", "records", "child_protection"), "known_recipients", (10, 10)),
        (
            320,
            ("name", "address", "date_of_birth", "postcode", "health", "racial_ethnic_origin", "records"),
            "unknown_recipients",
            (16, 16),
        ),
        (None, ("name", "health"), "unknown_recipients", (7, 10)),
    ],
)
def test_r61_the_worked_examples_add_up(
    individuals: int | None, data_types: tuple[str, ...], circumstance: str, expected: tuple[float, float]
) -> None:
    known: dict[str, Answer] = {} if individuals is None else {"individuals": individuals}
    found = total(POLICY, **known, data_types=data_types, identifiability="direct", circumstances=(circumstance,))
    assert found == expected


def test_everything_ticked_is_the_maximum_of_52() -> None:
    everything = {field: OPTIONS[field] for field in ("data_types", "identifiability", "circumstances")}
    assert total(POLICY, individuals=1_000_000, **everything) == (52, 52)


@pytest.mark.parametrize(
    ("individuals", "baseline"),
    [
        (0, 0),
        (10, 0),
        (11, 1),
        (50, 1),
        (51, 1),
        (100, 1),
        (101, 2),
        (300, 2),
        (301, 2),
        (500, 2),
        (501, 2),
        (1_000, 2),
        (1_001, 3),
        (5_000, 3),
        (5_001, 3),
        (10_000, 3),
        (10_001, 3),
        (100_000, 3),
        (100_001, 3),
    ],
)
def test_r55_the_baseline_changes_where_the_form_says(individuals: int, baseline: int) -> None:
    lines = score(POLICY, facts_of(individuals=individuals)).lines
    assert [(line.low, line.high) for line in lines if line.section == "baseline"] == [(baseline, baseline)]


def test_the_printed_words_of_the_band_are_shown_as_they_are() -> None:
    line = score(POLICY, facts_of(individuals=27)).lines[0]
    assert line.text == "Information about less than 11 - 50 individuals"


def test_r61_every_point_has_its_line() -> None:
    found = score(
        POLICY,
        facts_of(
            individuals=27,
            data_types=("health", "name"),
            identifiability="direct",
            circumstances=("known_recipients", "intentional_harm"),
        ),
    )
    assert [(line.section, line.low) for line in found.lines] == [
        ("baseline", 1),
        ("personal", 1),
        ("special_category", 2),
        ("identifiability", 2),
        ("circumstances", 1),
        ("circumstances", 3),
    ]
    assert found.lines[2].text == "Physical or mental health"


def test_an_unknown_number_and_an_unknown_choice_are_ranges_and_never_nothing() -> None:
    found = score(POLICY, Facts())
    assert {line.section: (line.low, line.high) for line in found.lines} == {
        "baseline": (0, 3),
        "identifiability": (0.5, 2),
    }
    assert (found.low, found.high) == (0.5, 5)


def test_of_several_identifiabilities_the_highest_counts() -> None:
    lines = score(POLICY, facts_of(identifiability=("extremely_difficult", "indirect_basic_research"))).lines
    assert [line.low for line in lines if line.section == "identifiability"] == [1.5]


def test_of_a_group_of_circumstances_the_highest_counts_and_the_other_is_shown_as_not_added() -> None:
    lines = score(POLICY, facts_of(circumstances=("known_recipients", "unknown_recipients"))).lines
    counted = [line for line in lines if line.section == "circumstances"]
    assert [line.low for line in counted] == [2, 0]
    assert "not added" in counted[1].text


def test_a_single_circumstance_counts_like_a_tick() -> None:
    assert total(POLICY, circumstances="unknown_recipients") == total(POLICY, circumstances=("unknown_recipients",))


def test_what_is_below_half_sure_does_not_count() -> None:
    unsure = Facts(values={"data_types": a_value(("health",), confidence=0.49), "individuals": a_value(5_000)})
    assert score(POLICY, unsure).low == 3.5
    sure = unsure.with_values({"data_types": a_value(("health",), confidence=0.5)})
    assert score(POLICY, sure).low == 5.5


UNKNOWN = "What Personal Data is included: not known yet, so nothing is counted for it."


def test_no_data_and_unknown_data_are_not_the_same() -> None:
    assert UNKNOWN in score(POLICY, Facts()).notes
    assert UNKNOWN not in score(POLICY, facts_of(data_types=())).notes


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"circumstances": ()}, "None of the printed circumstances fits"),
        ({"near_miss": True}, "A near miss: nothing got out"),
        ({"asset_encrypted": True}, "The device is encrypted"),
        ({"data_types": ("health", "nhs_number")}, "overlap: each is counted as printed"),
        ({"data_types": ("other",)}, '"Other" counts once'),
        ({"data_types": ("name", "photographs")}, "something was read that the form has no row for"),
        ({"individuals": 5}, "How Identifiable is the Data: not known yet, so the total is a range."),
    ],
)
def test_what_the_form_cannot_say_stands_in_a_note(values: dict[str, Answer], words: str) -> None:
    assert [note for note in score(POLICY, facts_of(**values)).notes if words in note]


@pytest.mark.parametrize("values", [{"data_types": ("health",)}, {"circumstances": ("known_recipients",)}])
def test_what_the_form_can_say_needs_no_note(values: dict[str, Answer]) -> None:
    settled: dict[str, Answer] = {
        "individuals": 1,
        "data_types": ("name",),
        "identifiability": "direct",
        "circumstances": ("unknown_recipients",),
    }
    assert score(POLICY, facts_of(**{**settled, **values})).notes == ()


@pytest.mark.parametrize("strange", [True, "about thirty", ("27",)])
def test_a_number_that_is_none_is_an_unknown_number(strange: Answer) -> None:
    found = score(POLICY, facts_of(individuals=strange))
    assert (found.lines[0].low, found.lines[0].high) == (0, 3)
    assert "How many individuals does the data breach affect: not known yet, so the total is a range." in found.notes


def ticks(field: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(OPTIONS[field])).map(lambda chosen: tuple(sorted(chosen)))


KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "individuals": st.integers(min_value=0, max_value=10**7),
        "data_types": ticks("data_types"),
        "identifiability": st.sampled_from(OPTIONS["identifiability"]),
        "circumstances": ticks("circumstances"),
    },
)


@given(KNOWN)
def test_the_range_is_never_upside_down_and_is_the_sum_of_its_lines(known: dict[str, Answer]) -> None:
    found = score(POLICY, facts_of(**known))
    assert 0.5 <= found.low <= found.high <= 52
    assert found.low == sum(line.low for line in found.lines)
    assert found.high == sum(line.high for line in found.lines)


@given(KNOWN, st.sampled_from(["data_types", "circumstances"]), st.data())
def test_another_tick_never_lowers_the_total(known: dict[str, Answer], field: str, data: st.DataObject) -> None:
    before = known.get(field, ())
    assert isinstance(before, tuple)
    more = data.draw(st.sampled_from(OPTIONS[field]))
    first, second = total(POLICY, **known), total(POLICY, **{**known, field: (*before, more)})
    assert second[0] >= first[0]
    assert second[1] >= first[1]


@given(KNOWN, st.integers(min_value=0, max_value=10**7))
def test_learning_the_number_only_narrows_the_range(known: dict[str, Answer], individuals: int) -> None:
    unknown = {field: value for field, value in known.items() if field != "individuals"}
    wide, narrow = total(POLICY, **unknown), total(POLICY, **unknown, individuals=individuals)
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
