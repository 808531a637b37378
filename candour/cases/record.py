"""The base of every record: immutable, strict, refusing what it doesn't know."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value; change it with `model_copy(update=...)`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def _to_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""A point in time, always with a zone, kept in UTC."""
