"""The base of all tables of candour.toml."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of candour.toml: a misspelt setting is an error, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
