"""A second report of one event names the case of the first, for the one who decides and nobody else."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.report import Sender
from tests.builders import a_report, a_value, some_facts
from tests.cases.working import needs
from tests.service import CHAIR, DPO, SAINT_FINNIAN, FillableStore, Stage, a_stage, decide

TOLD = (
    "Seren Vaughan's Year 5 trip list, 27 pupils with their inhalers, went to the wrong parent: she rang me about it."
)
OWAIN = Sender(name="Owain Price", address="o.price@saint-finnian.example")


def a_case(stage: Stage, number: int, **changes: Any) -> Case:
    report: dict[str, Any] = {
        "id": f"report-{number}",
        "keys": (f"key-{number}",),
        "message_id": f"<{number}@x.example>",
    }
    receipt = stage.service.receive(a_report(**{**report, "received_at": stage.clock(), **changes}))
    return stage.store.load(str(receipt.reference))


def test_a_second_report_names_the_first_case_and_the_dpo_is_asked() -> None:
    stage = a_stage()
    first = a_case(stage, 1)
    second = a_case(stage, 2, sender=OWAIN, text=TOLD)
    assert second.possible_duplicates == (first.reference,)
    assert needs(stage, second)[0] == "duplicate"
    assert "duplicate" not in needs(stage, first)
    found = next(event for event in second.events if event.kind == "duplicates_found")
    assert found.details == {"cases": first.reference}


class WaitingStore(FillableStore):
    """A store that holds up the first case until a second one comes, or for long enough to see that none comes."""

    def __init__(self) -> None:
        super().__init__()
        self._accepting = 0
        self._second = threading.Event()

    def accept(self, case: Case) -> None:
        self._accepting += 1
        if self._accepting > 1:
            self._second.set()
        self._second.wait(0.3)
        super().accept(case)


def test_of_two_reports_that_come_in_at_once_one_names_the_other() -> None:
    stage = a_stage(store=WaitingStore())
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(
            lambda changes: a_case(stage, **changes), ({"number": 1}, {"number": 2, "sender": OWAIN, "text": TOLD})
        )
    assert {one.possible_duplicates, other.possible_duplicates} in (
        {(), (one.reference,)},
        {(), (other.reference,)},
    )


def two_reports(stage: Stage, first: dict[str, Any], second: dict[str, Any]) -> tuple[str, ...]:
    for number, facts in ((1, first.pop("facts", {})), (2, second.pop("facts", {}))):
        stage.reader.readings[f"report-{number}"] = some_facts(**facts)
    a_case(stage, 1, **first)
    return a_case(stage, 2, **{"sender": OWAIN, "text": TOLD, **second}).possible_duplicates


@pytest.mark.parametrize(
    "second",
    [
        {"school": "st-mellon"},
        {"facts": {"incident_type": a_value("lost_or_stolen_equipment")}},
        {"facts": {"occurred_date": a_value("2026-11-18")}},
        {"facts": {"not_an_incident": a_value(value=True)}},
        {"text": "The Year 2 reading records went to another father."},
    ],
    ids=["school", "type", "day", "no incident", "words"],
)
def test_another_school_type_day_or_matter_is_another_incident(second: dict[str, Any]) -> None:
    stage = a_stage(others=(SAINT_FINNIAN.model_copy(update={"key": "st-mellon", "prefix": "SM"}),))
    assert two_reports(stage, {}, dict(second)) == ()


def test_a_case_about_who_would_be_asked_is_not_named_to_them() -> None:
    about: dict[str, Any] = {"facts": {"responsible_employee": a_value(DPO.name)}}
    assert two_reports(a_stage(), dict(about), {}) == ()
    assert len(two_reports(a_stage(), dict(about), dict(about))) == 1


def test_a_case_about_the_head_teacher_is_named_to_the_dpo() -> None:
    stage = a_stage(
        {"dpo": (DPO,), "head_teacher": (Person(name="Al Day", address="al@x.example"),), "chair": (CHAIR,)}
    )
    about: dict[str, Any] = {"facts": {"head_teacher_implicated": a_value(value=True)}}
    assert len(two_reports(stage, about, {})) == 1


def test_cases_that_are_decided_to_be_no_incident_or_merged_are_not_named_again() -> None:
    stage = a_stage()
    first = a_case(stage, 1)
    second = a_case(stage, 2, sender=OWAIN, text=TOLD)
    decide(stage, second.reference, "merge", first.reference)
    third = a_case(stage, 3, text=TOLD)
    assert third.possible_duplicates == (first.reference,)
    decide(stage, first.reference, "no_incident")
    assert a_case(stage, 4, text=TOLD).possible_duplicates == (third.reference,)


def test_the_most_alike_is_named_first() -> None:
    stage = a_stage()
    distant = a_case(stage, 1, sender=OWAIN, text=f"{TOLD} Gwenllian Probert of Harlech saw the envelope on Tuesday.")
    close = a_case(stage, 2, sender=OWAIN, text=TOLD)
    more_distant = a_case(
        stage, 3, sender=OWAIN, text=f"{TOLD} Ffion Bevan carried nineteen orange rucksacks upstairs."
    )
    found = a_case(stage, 4, sender=OWAIN, text=TOLD).possible_duplicates
    assert found[0] == close.reference
    assert set(found) == {distant.reference, close.reference, more_distant.reference}


def test_at_most_thirty_cases_are_opened_and_none_that_was_looked_at_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before = a_stage()
    for number in range(40):
        a_case(before, number, text=f"Report number{number} about place{number}.")
    stage = a_stage(store=before.store)  # it was started again, and remembers no case
    loaded: list[str] = []
    load = FillableStore.load

    def counted(store: FillableStore, reference: str) -> Case:
        loaded.append(reference)
        return load(store, reference)

    monkeypatch.setattr(FillableStore, "load", counted)
    a_case(stage, 40, text="Something else.")
    assert 30 <= len(loaded) <= 31
    loaded.clear()
    a_case(stage, 41, text="Something else again.")
    assert len(loaded) <= 3


def test_a_damaged_case_keeps_no_report_back() -> None:
    stage = a_stage()
    first = a_case(stage, 1)
    stage.store.damaged_case = first.reference
    assert a_case(stage, 2, sender=OWAIN, text=TOLD).possible_duplicates == ()
