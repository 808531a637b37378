"""What decisions bring about between two cases: one is a part of the other, or they are two incidents after all."""

from candour.cases.access import Right
from candour.cases.case import Case, CaseStatus
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError, StoreDamagedError
from candour.cases.references import normalise
from candour.cases.register import ico_waits_to_be_told, people_wait_to_be_told, undecided_duplicates
from candour.cases.taking import Effect, Taking
from candour.cases.viewing import seen_by

_UNKNOWN = "there is no other case of this school with that reference that you decide about; check the reference"
"""Said of every case that is not theirs to decide about: whether there is one is nobody else's business."""


def merge(taking: Taking) -> Effect:
    """Close the case as a part of another one, to which its reports and facts come next (`uniting`).

    The other must be of the same school, decided about by the same person, and no incident of which somebody decided
    that it is none. Where it became a part of a third one itself, that one is meant.
    """
    other = _other(taking, normalise(taking.decision.value))
    while other.merged_into is not None:
        other = _other(taking, other.merged_into)
    if other.status is CaseStatus.NO_INCIDENT:
        raise DecisionRefusedError(f"{other.reference} is recorded as no incident; make it an incident first")
    if ico_waits_to_be_told(taking.case) or people_wait_to_be_told(taking.case):
        raise DecisionRefusedError(
            f"it is decided that the ICO or the people concerned are told, and not recorded that they were: "
            f"record that first, or merge {other.reference} into this case"
        )
    return Effect(_with_value(taking, other.reference))


def not_duplicate(taking: Taking) -> Effect:
    """Keep that two cases are two incidents; refused for a case that nobody took for the same one."""
    reference = normalise(taking.decision.value)
    before = taking.case.model_copy(update={"decisions": taking.case.decisions[:-1]})
    if reference is None or reference not in undecided_duplicates(before):
        raise DecisionRefusedError("nobody asks any more whether these are the same incident; open the case again")
    return Effect(_with_value(taking, reference))


def _other(taking: Taking, reference: str | None) -> Case:
    if reference is None or reference == taking.case.reference:
        raise DecisionRefusedError(_UNKNOWN)
    try:
        other = taking.desk.store.load(reference)
    except CaseNotFoundError:
        raise DecisionRefusedError(_UNKNOWN) from None
    except StoreDamagedError:
        raise DecisionRefusedError(f"{reference} can't be opened; restore it from the backup first") from None
    if not _decides(taking, other) or other.school != taking.case.school:
        raise DecisionRefusedError(_UNKNOWN)
    return other


def _decides(taking: Taking, other: Case) -> bool:
    return Right.DECIDE in seen_by(taking.desk, other, taking.by, taking.now).rights


def _with_value(taking: Taking, reference: str) -> Case:
    """Return the case with the reference in the decision as cases are named, however it was typed."""
    decided = taking.decision.model_copy(update={"value": reference})
    return taking.case.model_copy(update={"decisions": (*taking.case.decisions[:-1], decided)})
