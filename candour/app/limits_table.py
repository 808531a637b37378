"""The [reading.limits] of candour.toml: how much of one message is read."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from intake.limits import MEBIBYTE, Limits

_USUAL = Limits()


class LimitsTable(BaseModel):
    """How much of one message is read. What is over a limit is kept with the message, and the case says so.

    `nested_parts` and `nested_messages` are depths, `files` how many become files of the case. Of HTML and RTF
    `markup_in_characters` are read; of a message that is too large the first `excerpt_in_kb` are kept. All files of a
    message may unpack to `unpacked_in_mb` together; an archive that would unpack to `unpacked_times` its size counts as
    a bomb. A file inside a file is kept as one of its own up to `inner_file_in_mb`. After `seconds` nothing more is
    opened.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    header_in_kb: Annotated[int, Field(ge=16, le=4096)] = _USUAL.header_bytes // 1024
    parts: Annotated[int, Field(ge=1, le=5_000)] = _USUAL.parts
    nested_parts: Annotated[int, Field(ge=1, le=100)] = _USUAL.depth
    nested_messages: Annotated[int, Field(ge=0, le=20)] = _USUAL.opened_depth
    files: Annotated[int, Field(ge=1, le=1_000)] = _USUAL.attachments
    text_in_characters: Annotated[int, Field(ge=10_000, le=2_000_000)] = _USUAL.text_characters
    markup_in_characters: Annotated[int, Field(ge=100_000, le=10_000_000)] = _USUAL.html_characters
    excerpt_in_kb: Annotated[int, Field(ge=16, le=40_960)] = _USUAL.excerpt_bytes // 1024
    archive_files: Annotated[int, Field(ge=1, le=10_000)] = _USUAL.archive_members
    unpacked_in_mb: Annotated[int, Field(ge=1, le=500)] = _USUAL.expanded_bytes // MEBIBYTE
    unpacked_times: Annotated[int, Field(ge=10, le=2_000)] = _USUAL.unpacked_times
    inner_file_in_mb: Annotated[int, Field(ge=0, le=200)] = _USUAL.inner_file_bytes // MEBIBYTE
    seconds: Annotated[float, Field(gt=0, le=60)] = _USUAL.opening_in_seconds

    def limits(self, *, message_in_mb: int, seconds: float) -> Limits:
        """Return the bounds of parsing; `seconds` is when a worker is stopped."""
        return Limits(
            message_bytes=message_in_mb * MEBIBYTE,
            header_bytes=self.header_in_kb * 1024,
            parts=self.parts,
            depth=self.nested_parts,
            attachments=self.files,
            text_characters=self.text_in_characters,
            html_characters=self.markup_in_characters,
            excerpt_bytes=self.excerpt_in_kb * 1024,
            opened_depth=self.nested_messages,
            archive_members=self.archive_files,
            expanded_bytes=self.unpacked_in_mb * MEBIBYTE,
            unpacked_times=self.unpacked_times,
            inner_file_bytes=self.inner_file_in_mb * MEBIBYTE,
            opening_in_seconds=self.seconds,
            parsing_in_seconds=seconds,
        )
