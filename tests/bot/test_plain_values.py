"""What was understood is said in words that everybody knows, and short enough for a telephone."""

import pytest

from bot.plain_values import in_plain_words
from candour.cases.policy_file import load

LONGEST_ON_A_TELEPHONE = 60
OFTEN_READ = ("incident_type", "identifiability", "circumstances")


@pytest.mark.parametrize("profile", ["saints-cardiff", "generic-school", "wentworth-essex"])
def test_no_option_that_is_often_read_is_long(profile: str) -> None:
    fields = [field for field in load(profile).form.fields if field.id in OFTEN_READ]
    said = [in_plain_words(field, option.id) for field in fields for option in field.options]
    assert said
    assert [text for text in said if len(text) > LONGEST_ON_A_TELEPHONE] == []


@pytest.mark.parametrize("profile", ["saints-cardiff", "generic-school", "wentworth-essex"])
def test_no_two_options_of_an_entry_are_said_alike(profile: str) -> None:
    for field in load(profile).form.fields:
        said = [in_plain_words(field, option.id) for option in field.options]
        assert len(set(said)) == len(said)


def test_several_ticks_are_said_one_after_the_other() -> None:
    field = load("saints-cardiff").field("circumstances")
    assert field is not None
    said = in_plain_words(field, ("known_recipients", "intentional_harm"))
    assert said == "Seen or got by people we can name; Done on purpose, to harm"


def test_what_has_no_plainer_words_is_said_as_everywhere() -> None:
    field = load("saints-cardiff").field("individuals")
    assert field is not None
    assert in_plain_words(field, 1_200) == "1,200"
