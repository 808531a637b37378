"""The form in Welsh: every word of every shipped profile is there, and what a school wrote itself is left alone."""

import hashlib
from collections.abc import Iterator

import pytest

from candour.cases.form import FormField
from candour.cases.policy_file import load, shipped_profiles
from candour.cases.welsh_form import YES_NO, WelshWording, in_welsh, welsh_form, wording_in_welsh

FIELDS = [(profile, field) for profile in shipped_profiles() for field in load(profile).form.fields]
SAME = frozenset({"Camera"})
"""Words that are spelt alike in both languages."""


def words_of(field: FormField) -> Iterator[str]:
    yield field.label
    yield field.question
    yield from (option.label for option in field.options)


@pytest.mark.parametrize(("profile", "field"), FIELDS, ids=[f"{profile}-{field.id}" for profile, field in FIELDS])
def test_every_word_of_an_entry_is_in_welsh(profile: str, field: FormField) -> None:
    welsh = in_welsh(field, profile)
    left = set(words_of(field)) & set(words_of(welsh)) - SAME - {""}
    assert left == set()
    assert bool(welsh.question) == bool(field.question)


@pytest.mark.parametrize(("profile", "field"), FIELDS, ids=[f"{profile}-{field.id}" for profile, field in FIELDS])
def test_an_entry_keeps_its_options_and_a_yes_or_no_gets_words_of_its_own(profile: str, field: FormField) -> None:
    expected = YES_NO if field.type == "yes_no" else tuple(option.id for option in field.options)
    assert tuple(option.id for option in in_welsh(field, profile).options) == expected


def test_nothing_stands_in_the_table_that_no_form_has() -> None:
    ids = {field.id for _, field in FIELDS}
    table = welsh_form()
    assert set(table.shared) <= ids
    assert set(table.profiles) <= set(shipped_profiles())
    assert set(table.wording) <= {*shipped_profiles(), "shared"}
    assert all(set(fields) <= {field.id for field in load(name).form.fields} for name, fields in table.profiles.items())
    known = {(field.id, option.id) for _, field in FIELDS for option in field.options}
    known |= {(field.id, each) for _, field in FIELDS if field.type == "yes_no" for each in YES_NO}
    used = {(name, option) for name, words in table.shared.items() for option in words.options}
    own = {(name, o) for fields in table.profiles.values() for name, words in fields.items() for o in words.options}
    assert used | own <= known


@pytest.mark.parametrize("profile", shipped_profiles())
def test_the_sentences_to_the_writer_are_in_welsh_where_the_policy_has_them(profile: str) -> None:
    english = load(profile).wording
    welsh = wording_in_welsh(english, profile)
    for name in WelshWording.model_fields:
        said, meant = getattr(welsh, name), getattr(english, name)
        assert (said == "") == (meant == "")
        assert not meant or said != meant


def test_what_differs_in_one_policy_differs_in_its_welsh() -> None:
    [address] = {
        option.label
        for option in in_welsh(load("saints-cardiff").form.field("data_types"), "saints-cardiff").options
        if option.id == "address"
    }
    assert address == "Cyfeiriad (cartref neu fusnes)"


def test_a_policy_of_a_schools_own_stays_in_its_own_words() -> None:
    policy = load("generic-school")
    field = policy.form.field("data_types")
    assert in_welsh(field, "our-school") == field
    assert wording_in_welsh(policy.wording, "our-school") == policy.wording


def test_an_entry_without_welsh_stays_in_english() -> None:
    field = load("generic-school").form.field("data_types").model_copy(update={"id": "shoe_sizes"})
    assert in_welsh(field, "generic-school") == field


def test_the_welsh_was_looked_at_for_the_english_that_stands_in_the_profiles() -> None:
    """Where this fails, an English word has changed: look at its Welsh, and put the new digest here."""
    english = "\n".join(f"{profile} {field.id} {word}" for profile, field in FIELDS for word in words_of(field))
    assert hashlib.sha256(english.encode()).hexdigest()[:16] == "492d36003f2a20a1"
