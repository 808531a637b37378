"""How many people's data it is: numbers, words for numbers, one person, and what is no number of people."""

import numpy as np
import pytest

from candour.cases.facts import Method
from nlp import ReportReader
from nlp.counting import choice as counting
from nlp.counting.choice import Chooser, Option, load
from nlp.counting.mentions import find_mentions
from nlp.counting.wording import BEGINNINGS, wording_of
from nlp.counting.words import classes_of
from nlp.message.layout import lay_out
from nlp.numbers import number
from nlp.statistics.choice import Weights
from nlp.statistics.model import Vocabulary, report_model
from nlp.statistics.words import Bag
from tests.nlp.conftest import report


def _values(text: str) -> set[int]:
    return {mention.value for mention in find_mentions(lay_out("", text, "").body)}


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("a dozen", 12),
        ("half a dozen", 6),
        ("half dozen", 6),
        ("three dozen", 36),
        ("couple of hundred", 200),
        ("a couple of", 2),
        ("a hundred and eighty-seven", 187),
        ("twelve hundred", 1200),
        ("1,140", 1140),
        ("fourty two", 42),
        ("a lorry", None),
    ],
)
def test_numbers_in_words_have_their_worth(words: str, worth: int | None) -> None:
    assert number(words) == worth


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Reports for both boys went home.", 2),
        ("The letter was about the twins.", 2),
        ("Her file and her brother's, so her and her brother.", 2),
        ("It says where a girl and her mum now live.", 2),
        ("The names of maybe 20 students, and nine decided to come.", 20),
        ("It gives the pay of the deputy and of two assistant heads.", 3),
        ("There were twenty-odd toddlers on it.", 20),
        ("It held 30ish names.", 30),
        ("There are plans x5 in the wallet.", 5),
        ("It names 14 in 7A and 12 in 7B.", 26),
        ("It names 14 in 7A, 12 in 7B and 3 in 7C.", 29),
        ("The papers are on one member of staff and five others.", 6),
    ],
)
def test_a_number_of_people_is_weighed(text: str, value: int) -> None:
    assert value in _values(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was 12/01/26 at 3.15pm.",
        "On 14 March and on May 12 it rained.",
        "Room 12, page 40, Year 9, extension 214.",
        "It stayed on the 38 bus.",
        "About half 12, then half past 11, then quarter past 9.",
        "At 20 past 3 it was still there.",
        "It cost £45 and 20% more.",
        "That was in 2025.",
        "Ring 07700 900466.",
        "One of them told me.",
    ],
)
def test_dates_times_rooms_and_prices_count_nobody(text: str) -> None:
    assert _values(text) == set()


@pytest.mark.parametrize(
    ("word", "name"), [("lads", "pupils"), ("y10s", "pupils"), ("pupils'", "pupils"), ("mins", "minutes")]
)
def test_words_are_known_by_their_class(word: str, name: str) -> None:
    assert name in classes_of(word)


def test_options_of_one_value_add_up() -> None:
    weights = Weights("test", {"strong": 1.0})
    options = [Option(3, "digits", ["strong"]), Option(3, "words", []), Option(None, "unsaid", ["strong"])]
    likely = Chooser(weights).choose(options)
    assert [one.value for one in likely] == [3, None]
    assert sum(one.probability for one in likely) == pytest.approx(1.0)


def test_a_plain_rule_counts_beside_the_weights_and_two_that_differ_do_not() -> None:
    chooser = Chooser(Weights("test", {}))
    plain, rival = Option(30, "digits", [], by_rule=0.8), Option(4, "digits", [], by_rule=0.8)
    assert chooser.choose([plain, Option(4, "digits", [])])[0].value == 30
    assert [one.probability for one in chooser.choose([plain, rival])] == [0.5, 0.5]


def test_a_word_counts_the_same_by_its_number_and_by_its_name() -> None:
    vocabulary = Vocabulary({"w": {"lost": 1}, "m": {"steal": 0}}, np.ones(2, np.float32))
    weights = [Weights("test", {"w-lost": 2.0, "w-steal": 0.5}), Weights("test", {"w-steal": -1.0, "w-unknown": 9.0})]
    bag = Bag({"w": {"lost": 1.0, "steal": 1.0}, "m": {"steal": 1.0}})
    assert wording_of(vocabulary, weights).scores(bag, np.array([0, 1])) == [3.0, -2.0]


def test_the_report_model_knows_every_word_that_counts() -> None:
    numbers = report_model().vocabulary.numbers
    weights = load().weights
    for side in (counting.ONE, counting.UNSAID):
        for begins in set(BEGINNINGS.values()):
            known = {name for group, start in BEGINNINGS.items() if start == begins for name in numbers[group]}
            assert weights.under(side).under(begins).of.keys() <= known


ONE = (
    "I posted a letter to the wrong house this morning. It is the annual review of a boy in Year 4, with his "
    "diagnosis, his address and his date of birth on it. The neighbour rang us and brought his letter back unread."
)
MANY = (
    "My bag was stolen from the car last night and the register of the holiday club was in it. The register has the "
    "names, dates of birth and allergies of 43 children. I rang the police at 9 and told 3 colleagues."
)


def test_a_report_about_one_child_is_about_one_person_though_no_number_is_said(rules: ReportReader) -> None:
    found = rules.read(report(ONE)).value("individuals")
    assert found is not None
    assert (found.value, found.method) == (1, Method.MODEL)
    assert all(span.text in ONE for span in found.spans)
    assert found.spans


def test_the_number_that_stands_with_the_data_is_taken_and_its_rivals_are_kept(rules: ReportReader) -> None:
    found = rules.read(report(MANY)).value("individuals")
    assert found is not None
    assert found.value == 43
    assert [span.text for span in found.spans] == ["43"]
    assert found.alternatives


def test_what_a_form_answers_stands_above_what_the_text_suggests(rules: ReportReader) -> None:
    found = rules.read(report(f"Number of individuals affected: 7\n\n{MANY}")).value("individuals")
    assert found is not None
    assert (found.value, found.rule) == (7, "form.individuals")
