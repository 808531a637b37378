"""The choice between moments: by its weights alone, and by those that come with Candour through the reader."""

import pytest

from nlp import ReportReader
from nlp.statistics import choice
from nlp.statistics.choice import Weights
from nlp.when.choosing import Joined, Option, Question, chooser
from tests.nlp.conftest import report

MONDAY = Option("2026-11-16", "date.weekday", ["sent"])
TUESDAY = Option("2026-11-17", "date.weekday", ["told"])
NONE = Option(None, "none", ["none"])
OPTIONS = (MONDAY, TUESDAY, NONE)
PAIRS = {(one, two): Joined(["order"]) for one in range(3) for two in range(3) if (one, two) != (1, 0)}
CHOOSER = chooser(Weights("test", {"o:sent": 2.0, "d:told": 2.0, "d:sent": 5.0, "o:told": 9.0, "p:order": 1.0}))


def test_event_and_discovery_are_chosen_together() -> None:
    occurred, discovered = CHOOSER.choose(Question(OPTIONS, OPTIONS, PAIRS))
    assert (occurred[0].value, discovered[0].value) == ("2026-11-17", "2026-11-17")


def test_a_pair_that_is_not_offered_is_impossible() -> None:
    table = CHOOSER.probabilities(Question(OPTIONS, OPTIONS, PAIRS))
    assert (1, 0) not in table
    assert sum(table.values()) == pytest.approx(1)


def test_options_of_one_value_are_added_up() -> None:
    again = Option("2026-11-16", "date.named", ["sent"])
    question = Question((MONDAY, again, NONE), (NONE,), {(place, 0): Joined([]) for place in range(3)})
    occurred, _ = chooser(Weights("test", {})).choose(question)
    assert occurred[0].value == "2026-11-16"
    assert occurred[0].probability == pytest.approx(2 / 3)


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_a_form_that_contradicts_itself_leaves_nothing_to_choose(rules: ReportReader) -> None:
    form = "Date of incident: 18/11/2026\nTime of incident: 15:10\nDate discovered: 17/11/2026\nTime discovered: 09:30"
    facts = rules.read(report(f"{form}\nI lost the register at about ten on Monday."))
    found = [facts.value("occurred_date"), facts.value("discovered_date")]
    assert [value.value if value else None for value in found] == ["2026-11-18", "2026-11-17"]


@pytest.mark.parametrize(
    ("text", "occurred", "discovered"),
    [
        (
            "On Monday I emailed the class list to the wrong parent. She rang this morning to say so.",
            "2026-11-16",
            "2026-11-19",
        ),
        (
            "I left the register on the bus on Tuesday afternoon and only realised yesterday.",
            "2026-11-17",
            "2026-11-18",
        ),
        ("This morning I sent the reports to the wrong family and noticed at once.", "2026-11-19", "2026-11-19"),
        ("A parent phoned yesterday. The letter had been posted last Friday.", "2026-11-13", "2026-11-18"),
    ],
)
def test_who_sent_is_told_from_who_noticed(text: str, occurred: str, discovered: str, rules: ReportReader) -> None:
    facts = rules.read(report(text))
    found = [facts.value("occurred_date"), facts.value("discovered_date")]
    assert [value.value if value else None for value in found] == [occurred, discovered]


def test_times_go_to_the_event_and_to_its_discovery(rules: ReportReader) -> None:
    facts = rules.read(report("I emailed the wrong list at 9.40 this morning. A mother rang at ten past eleven."))
    found = [facts.value("occurred_time"), facts.value("discovered_time")]
    assert [value.value if value else None for value in found] == ["09:40", "11:10"]


def test_a_chosen_value_shows_its_words_and_the_version_of_its_weights(rules: ReportReader) -> None:
    value = rules.read(report("On Monday I lost the register.")).value("occurred_date")
    assert value is not None
    assert (value.spans[0].text, value.method, value.rule) == (
        "Monday",
        "model",
        f"{choice.load('when_dates').version}+date.weekday",
    )
