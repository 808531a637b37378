"""What a person sees: their cases, one case with their rights, files with a record of the look."""

from datetime import timedelta

import pytest

from candour.cases.directory import Person
from candour.cases.errors import CaseNotFoundError, EvidenceNotFoundError, NotAllowedError
from tests.builders import a_value
from tests.cases.working import TEACHER, a_full_stage, a_received_case
from tests.service import CHAIR, DPO, HEAD, Stage, decide


def a_case_with_a_file(stage: Stage) -> tuple[str, str]:
    """Return reference and digest."""
    file = stage.store.hold([b"the list"], name="list.txt", media_type="text/plain")
    return a_received_case(stage, report={"evidence": (file,)}).reference, file.digest


def test_a_case_that_somebody_may_not_see_is_no_case_to_them() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    for by in (HEAD, TEACHER):
        with pytest.raises(CaseNotFoundError) as hidden:
            stage.service.view(case.reference, by)
        with pytest.raises(CaseNotFoundError) as refused:
            decide(stage, case.reference, "note", "x", by=by)
        with pytest.raises(CaseNotFoundError) as missing:
            stage.service.view("SF-26-00000", by)
        assert str(hidden.value).replace(case.reference, "SF-26-00000") == str(missing.value)
        assert str(refused.value) == str(hidden.value)
        assert not stage.service.listing(by)
    assert stage.service.view(case.reference, CHAIR).role == "chair_of_governors"


def test_a_case_comes_with_the_part_that_somebody_has_in_it() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    assert [stage.service.view(case.reference, by).role for by in (DPO, HEAD)] == ["dpo", "head_teacher"]
    assert [entry.reference for entry in stage.service.listing(HEAD)] == [case.reference]


def test_a_case_of_a_school_that_is_configured_no_more_hides_no_other() -> None:
    stage = a_full_stage()
    kept = a_received_case(stage)
    gone = kept.model_copy(
        update={"reference": "SM-26-00001", "school": "st-mellon", "reports": (), "notices": (), "reply_token": "t"}
    )
    stage.store.accept(gone)
    assert [entry.reference for entry in stage.service.listing(DPO)] == [kept.reference]


def test_r87_every_look_at_a_file_is_recorded_first_with_who_looked() -> None:
    stage = a_full_stage()
    reference, digest = a_case_with_a_file(stage)
    item, pieces = stage.service.open_evidence(reference, digest, DPO)
    assert (item.name, b"".join(pieces)) == ("list.txt", b"the list")
    last = stage.store.load(reference).events[-1]
    assert (last.kind, last.actor, last.details) == (
        "evidence_opened",
        DPO.name,
        {"evidence": digest, "role": "dpo"},
    )


@pytest.mark.parametrize("by", [HEAD, TEACHER])
def test_r87_whom_the_dpo_did_not_authorise_opens_no_file_and_leaves_no_trace(by: Person) -> None:
    stage = a_full_stage()
    reference, digest = a_case_with_a_file(stage)
    before = stage.store.load(reference)
    with pytest.raises((NotAllowedError, CaseNotFoundError)):
        stage.service.open_evidence(reference, digest, by)
    assert stage.store.load(reference) == before


def test_r40_r87_an_investigator_opens_files_until_the_authorisation_ends() -> None:
    stage = a_full_stage()
    reference, digest = a_case_with_a_file(stage)
    decide(stage, reference, "authorise", TEACHER.address, name=TEACHER.name, until="2026-11-22", evidence="yes")
    item, _ = stage.service.open_evidence(reference, digest, TEACHER)
    assert item.digest == digest
    stage.clock.move(timedelta(days=3))
    with pytest.raises(CaseNotFoundError):
        stage.service.open_evidence(reference, digest, TEACHER)


def test_a_file_that_the_case_has_not_is_said_to_be_none() -> None:
    stage = a_full_stage()
    reference, _ = a_case_with_a_file(stage)
    before = stage.store.load(reference)
    with pytest.raises(EvidenceNotFoundError):
        stage.service.open_evidence(reference, "00" * 32, DPO)
    assert stage.store.load(reference) == before
