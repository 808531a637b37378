"""What the readers of formats return."""

from dataclasses import dataclass, field

from candour.cases.report import Forwarded
from intake.passages import Passage


class DamagedError(Exception):
    """A file is not what it claims to be, or broken; what could be read of it before is lost."""


@dataclass(frozen=True, slots=True)
class InnerFile:
    """A file of a message, or a file inside one. `media_type` and `name` are claims; `name` may be empty."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found in a file.

    `message` is set where the file is a message of somebody's: its text stands under a heading then, as it does under
    `title`. `passages` are texts, `files` what lies inside; with `keeps_files` they become files of the case too.
    `notes` are sentences for the case. `entity` is a part of a message (RFC 2045) in place of all that, to be read like
    any other; with `is_message` one that has a sender of its own. `inner` was opened with it: messages in messages.
    """

    title: str = ""
    message: Forwarded | None = None
    passages: tuple[Passage, ...] = ()
    files: tuple[InnerFile, ...] = ()
    keeps_files: bool = False
    notes: tuple[str, ...] = ()
    entity: bytes | None = None
    is_message: bool = False
    inner: tuple["Opened", ...] = ()
