"""Merging is done in steps that may each be cut off, and is carried out to its end."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from candour.cases.case import Case
from candour.cases.errors import EvidenceNotFoundError, StoreFullError
from candour.cases.order import Order
from candour.cases.register import merged_here, register_entry
from tests.builders import a_report, a_value
from tests.cases.merged import a_second_case, now, two_cases, updated
from tests.cases.working import EVERYBODY, a_received_case
from tests.service import DPO, a_stage, decide


class CutOff(BaseException):
    """The process is killed here."""


def full_for(case: Case, save: Callable[[Case], None]) -> Callable[[Case], None]:
    """Return a way to save that has no room for one case."""

    def saved(written: Case) -> None:
        if written.reference == case.reference:
            raise StoreFullError("there is no room left")
        save(written)

    return saved


@pytest.mark.parametrize("after_writes", range(4))
def test_a_kill_between_any_two_writes_loses_and_doubles_nothing(
    after_writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = a_stage(EVERYBODY)
    file = stage.store.hold([b"the list"], name="list.csv", media_type="text/csv")
    older = a_received_case(stage)
    newer = a_second_case(stage, evidence=(file,), individuals=a_value(31))
    written, save = [0], stage.store.save

    def cut(case: Case) -> None:
        if written[0] == after_writes:
            raise CutOff
        written[0] += 1
        save(case)

    monkeypatch.setattr(stage.store, "save", cut)
    order = Order(what="merge", value=older.reference, by=DPO, reason="one event")
    with suppress(CutOff):
        stage.service.decide(newer.reference, order)
    monkeypatch.setattr(stage.store, "save", save)
    for _ in range(2):
        stage.service.sweep()
    if after_writes == 0:
        stage.service.decide(newer.reference, order)
    one, merged = now(stage, older), now(stage, newer)
    assert merged.merged_into == older.reference
    assert [report.id for report in one.reports] == ["report-1", "report-2"]
    assert merged_here(one) == (newer.reference,)
    assert updated(one) == ["head_teacher"]
    assert register_entry(merged).next_step is None
    assert b"".join(stage.store.open_evidence(older.reference, file.digest)) == b"the list"


def test_a_chain_that_was_cut_off_in_its_middle_brings_every_report_to_its_end_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = a_stage()
    first, second = two_cases(stage)
    third = a_second_case(stage, 3)
    with monkeypatch.context() as patched:
        patched.setattr(stage.store, "save", full_for(second, stage.store.save))
        decide(stage, third.reference, "merge", second.reference)
    assert len(now(stage, second).reports) == 1
    decide(stage, second.reference, "merge", first.reference)
    stage.service.sweep()
    stage.service.sweep()
    assert sorted(report.id for report in now(stage, first).reports) == ["report-1", "report-2", "report-3"]
    assert len(updated(now(stage, first))) == len(set(updated(now(stage, first)))) + 1


def test_a_full_disk_holds_no_claim_on_files_and_the_sweep_carries_the_merge_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = a_stage()
    file = stage.store.hold([b"the list"], name="list.csv", media_type="text/csv")
    older = a_received_case(stage)
    newer = a_second_case(stage, evidence=(file,))
    with monkeypatch.context() as patched:
        patched.setattr(stage.store, "save", full_for(older, stage.store.save))
        assert decide(stage, newer.reference, "merge", older.reference).merged_into == older.reference
    with pytest.raises(EvidenceNotFoundError):
        stage.store.save(older.model_copy(update={"version": 2, "reports": (a_report(evidence=(file,)),)}))
    stage.service.sweep()
    assert len(now(stage, older).reports) == 2


def test_a_file_that_can_not_be_read_any_more_keeps_back_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = a_stage()
    file = stage.store.hold([b"the list"], name="list.csv", media_type="text/csv")
    older = a_received_case(stage)
    newer = a_second_case(stage, evidence=(file,))
    with monkeypatch.context() as patched:

        def gone(_reference: str, digest: str) -> None:
            raise EvidenceNotFoundError(digest)

        patched.setattr(stage.store, "open_evidence", gone)
        decide(stage, newer.reference, "merge", older.reference)
    brought = now(stage, older).reports[1]
    assert brought.evidence == ()
    assert brought.limits == (f"a file could not be read when {newer.reference} was merged; it stayed there",)
