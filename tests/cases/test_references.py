"""References find every slip of one character or two neighbours, and forgive what can be forgiven."""

import re
from datetime import UTC, datetime
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.errors import SettingsError
from candour.cases.references import ALPHABET, find, new_reference, new_token, normalise, without

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=UTC)
SHAPE = re.compile(rf"SF-26-[{ALPHABET}]{{5}}")


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311  a test is repeatable


REFERENCES = st.builds(
    lambda prefix, year, seed: new_reference(prefix, datetime(2000 + year, 6, 1, tzinfo=UTC), seeded(seed)),
    st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=6),
    st.integers(min_value=0, max_value=99),
    st.integers(),
)


class FixedBits(Random):
    """Randomness that gives the four characters that a test asks for."""

    def __init__(self, characters: str) -> None:
        super().__init__()
        self._left = [ALPHABET.index(character) for character in characters]

    def getrandbits(self, k: int, /) -> int:
        assert k == 5
        return self._left.pop(0)


def a_reference(characters: str) -> str:
    return new_reference("SF", NOVEMBER, FixedBits(characters))


def test_the_example_of_every_document_is_a_valid_reference() -> None:
    assert a_reference("K7QM") == "SF-26-K7QM4"


def test_a_reference_is_prefix_year_and_five_characters() -> None:
    assert SHAPE.fullmatch(new_reference("SF", NOVEMBER, seeded(1)))


def test_the_year_is_london_s() -> None:
    last_hour = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    assert new_reference("SF", last_hour, seeded(1)).startswith("SF-27-")
    assert new_reference("SF", datetime(2026, 12, 31, 23, 30, tzinfo=UTC), seeded(1)).startswith("SF-26-")


def test_references_are_spread_over_all_their_codes() -> None:
    random = seeded(7)
    assert len({new_reference("SF", NOVEMBER, random) for _ in range(2_000)}) > 1_990


@pytest.mark.parametrize("prefix", ["", "S", "sf", "SAINTSF", "S1", "SÉ", "S F"])
def test_a_prefix_that_cannot_be_typed_back_is_refused(prefix: str) -> None:
    with pytest.raises(SettingsError, match="two to six letters A to Z"):
        new_reference(prefix, NOVEMBER, seeded(1))


def test_every_substitution_in_the_code_is_found() -> None:
    """Exhaustive by linearity: the check sum of a slip depends on the two characters and the place alone."""
    for right, wrong, place in product(ALPHABET, ALPHABET, range(5)):
        code = a_reference(right * 4)[-5:]
        if code[place] != wrong:
            assert normalise(f"SF-26-{code[:place]}{wrong}{code[place + 1 :]}") is None


def test_every_swap_of_neighbours_in_the_code_is_found() -> None:
    for first, second in product(ALPHABET, repeat=2):
        for characters in (first + second + first + second, second + first + second + first):
            code = a_reference(characters)[-5:]
            for place, (left, right) in enumerate(pairwise(code)):
                if left != right:
                    slip = code[:place] + right + left + code[place + 2 :]
                    assert normalise(f"SF-26-{slip}") is None


@given(REFERENCES, st.data())
def test_one_wrong_character_anywhere_is_found(reference: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(reference) if character != "-"]
    place = data.draw(st.sampled_from(places))
    alphabet = {len(reference) - 7: "0123456789", len(reference) - 8: "0123456789"}.get(
        place, ALPHABET if place > len(reference) - 6 else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )
    wrong = data.draw(st.sampled_from([character for character in alphabet if character != reference[place]]))
    assert normalise(reference[:place] + wrong + reference[place + 1 :]) is None


@given(REFERENCES, st.data())
def test_two_swapped_neighbours_anywhere_are_found(reference: str, data: st.DataObject) -> None:
    swaps = [
        place for place, (left, right) in enumerate(pairwise(reference)) if "-" not in {left, right} and left != right
    ]
    if swaps:
        place = data.draw(st.sampled_from(swaps))
        slip = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
        assert normalise(slip) is None


@pytest.mark.parametrize(
    "typed",
    [
        "SF-26-K7QM4",
        "sf-26-k7qm4",
        "SF26K7QM4",
        "sf 26 k7qm4",
        "  SF-26-K7QM4\n",
        "S F - 2 6 - K 7 Q M 4",
        "SF\u201326\u2014K7QM4",
        "SF\u201026\u2011K7QM4",
        "SF- 26 -K7QM4",
    ],
)
def test_what_people_type_is_understood(typed: str) -> None:
    assert normalise(typed) == "SF-26-K7QM4"


def test_letters_that_look_like_digits_are_forgiven() -> None:
    reference = a_reference("0110")
    for mistyped in (reference.replace("0110", "O1lo"), reference.replace("0110", "OIL0").lower()):
        assert normalise(mistyped) == reference
    early = new_reference("SOIL", datetime(2010, 1, 1, tzinfo=UTC), FixedBits("7777"))
    assert normalise(early.replace("-10-", "-IO-")) == early
    assert normalise(early.replace("SOIL", "s0il")) == early


@given(REFERENCES)
def test_every_reference_is_its_own_normal_form_in_any_case_and_without_hyphens(reference: str) -> None:
    assert normalise(reference) == reference
    assert normalise(reference.lower().replace("-", "")) == reference


@pytest.mark.parametrize(
    "text", ["", "-", "SF-26-", "SF-26-K7QM", "SF-26-K7QM44", "SF-26-K7QMU", "26-K7QM4", "\u017fF-26-K7QM4"]
)
def test_what_is_no_reference_is_none(text: str) -> None:
    assert normalise(text) is None


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    found = normalise(text)
    assert found is None or normalise(found) == found
    assert all(normalise(reference) == reference for reference in find(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Re: [SF-26-K7QM4] your report", ("SF-26-K7QM4",)),
        ("sf-26-k7qm4, again SF-26-K7QM4", ("SF-26-K7QM4",)),
        ("AW: SF 26 K7QM4", ("SF-26-K7QM4",)),
        ("about sf26k7qm4.", ("SF-26-K7QM4",)),
        ("XSF-26-K7QM4Y", ()),
        ("SF-26-K7QM5", ()),
        ("On May 26 about half past two", ()),
        ("", ()),
    ],
)
def test_references_are_found_in_a_subject(text: str, found: tuple[str, ...]) -> None:
    assert find(text) == found


def test_several_references_are_found_in_their_order() -> None:
    first, second = a_reference("ZZZZ"), a_reference("AAAA")
    assert find(f"{first} and {second}, not {first}") == (first, second)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("SF-26-K7QM4 yes", "            yes"),
        ("SF-26-K7QM4: yes", "             yes"),
        ("it is sf 26 k7qm4, 31 of them", "it is              31 of them"),
        ("SF-26-K7QM5 is mistyped", "SF-26-K7QM5 is mistyped"),
        ("none here", "none here"),
    ],
)
def test_a_text_without_its_references_moves_nothing(text: str, rest: str) -> None:
    assert without(text) == rest


def test_words_around_a_number_are_kept_though_their_check_fits() -> None:
    words = [f"of 26 {''.join(letters)}" for letters in product("ABCDE", repeat=5)]
    fitting = [text for text in words if find(text)]
    assert fitting
    assert all(without(text) == text for text in fitting)


def test_a_long_hostile_subject_is_looked_through_in_linear_steps() -> None:
    assert find("sf-26-" * 50_000) == ()


def test_a_token_has_16_characters_of_the_alphabet_and_never_comes_twice() -> None:
    random = seeded(3)
    tokens = {new_token(random) for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert all(re.fullmatch(rf"[{ALPHABET}]{{16}}", token) for token in tokens)
