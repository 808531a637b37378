"""What can't be merged, and by whom: refused in words, and nothing changes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.errors import DecisionRefusedError
from candour.cases.order import Order
from tests.builders import a_report, a_value
from tests.cases.merged import a_second_case, now, two_cases
from tests.cases.working import EVERYBODY, a_received_case
from tests.service import DPO, HEAD, SAINT_FINNIAN, a_stage, decide


def test_two_people_who_merge_two_cases_into_each_other_at_once_make_one_of_them() -> None:
    stage = a_stage(EVERYBODY)
    older, newer = two_cases(stage)
    together = Barrier(2)

    def merge(case: Case, into: Case, by: Person) -> bool:
        order = Order(what="merge", value=into.reference, by=by, reason="one event")
        together.wait(5)
        try:
            stage.service.decide(case.reference, order)
        except DecisionRefusedError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = [
            pool.submit(merge, older, newer, DPO),
            pool.submit(merge, newer, older, EVERYBODY["deputy_dpo"][0]),
        ]
        assert sorted(each.result() for each in done) == [False, True]
    merged = [case for case in (now(stage, older), now(stage, newer)) if case.merged_into]
    assert len(merged) == 1


def test_what_can_not_be_merged_is_refused_in_words_and_nothing_changes() -> None:
    elsewhere = SAINT_FINNIAN.model_copy(update={"key": "st-mellon", "prefix": "SM"})
    stage = a_stage(others=(elsewhere,))
    _, newer = two_cases(stage)
    away = stage.store.load(str(stage.service.receive(a_report(id="m", keys=("m",), school="st-mellon")).reference))
    none = a_second_case(stage, 6)
    decide(stage, none.reference, "no_incident")
    part = a_second_case(stage, 7)
    decide(stage, part.reference, "merge", newer.reference)
    before = now(stage, newer)
    refused = {
        newer.reference: "no other case",
        "SF-26-00000": "no other case",
        "nonsense": "no other case",
        away.reference: "no other case",
        none.reference: "no incident",
        part.reference: "no other case",
    }
    for value, words in refused.items():
        with pytest.raises(DecisionRefusedError, match=words):
            decide(stage, newer.reference, "merge", value)
    assert now(stage, newer) == before


def test_a_case_that_somebody_may_not_see_can_not_be_found_by_merging() -> None:
    stage = a_stage()
    secret = a_received_case(stage, responsible_employee=a_value(DPO.name))
    newer = a_second_case(stage)
    with pytest.raises(DecisionRefusedError, match="no other case") as hidden:
        decide(stage, newer.reference, "merge", secret.reference)
    with pytest.raises(DecisionRefusedError) as unknown:
        decide(stage, newer.reference, "merge", "SF-26-K7QM4")
    assert str(hidden.value) == str(unknown.value)


def test_who_does_not_decide_in_both_merges_nothing() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    with pytest.raises(DecisionRefusedError):
        decide(stage, newer.reference, "merge", older.reference, by=HEAD)


def test_a_merged_case_is_not_opened_again_nor_decided_about() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    decide(stage, newer.reference, "merge", older.reference)
    for what, value in (("reopen", ""), ("level", "low"), ("merge", older.reference)):
        with pytest.raises(DecisionRefusedError, match="merged into another case, and that can't be taken back"):
            decide(stage, newer.reference, what, value)
    decide(stage, newer.reference, "note", "The same list.")


def test_nothing_that_somebody_must_still_be_told_is_lost_by_merging() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    decide(stage, newer.reference, "ico", "report")
    with pytest.raises(DecisionRefusedError, match=f"record that first, or merge {older.reference} into this case"):
        decide(stage, newer.reference, "merge", older.reference)
    decide(stage, newer.reference, "ico_reported", day="2026-11-20")
    decide(stage, newer.reference, "merge", older.reference)
