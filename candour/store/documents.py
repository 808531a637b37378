"""A case as JSON text, and back."""

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from candour.cases.case import Case
from candour.cases.errors import StoreDamagedError, StoreError


def case_text(case: Case) -> str:
    """Return a case as JSON that is known to be read back; raises StoreError for what can't be.

    `model_copy` doesn't validate, so a case may hold what JSON can't (half a surrogate pair from a broken mail, a
    not-a-number): it must be refused before it is acknowledged, not found out when it is needed.
    """
    try:
        text = case.model_dump_json(warnings="error")
        Case.model_validate_json(text)
    except (PydanticSerializationError, ValidationError):  # their messages quote the case
        raise StoreError(f"{case.reference} holds a value that can't be stored and read back") from None
    return text


def case_of(text: str | bytes, reference: str) -> Case:
    """Return the case; raises StoreDamagedError for what is no case, or another one."""
    try:
        case = Case.model_validate_json(text)
    except ValidationError:
        raise StoreDamagedError(f"{reference} can be opened, but this version of Candour can't read it") from None
    if case.reference != reference:
        raise StoreDamagedError(f"the file of {reference} holds another case")
    return case
