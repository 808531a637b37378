"""A message without whoever wrote it: parsed, cut and cleaned in one step, in a worker, so that no header leaves it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from candour.cases.ports import Cleaned, Cleaner, Unsign
from candour.cases.report import Automatic, BounceReason, Sender
from intake.limits import Limits
from intake.message import Arrival, Attachment, ParsedMessage
from intake.parse import parse_envelope, parse_message

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "text/plain": "txt",
    "text/csv": "csv",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
_NOT_IN_TIME = "a file, which took too long or too much memory to clean"
_FILES = (
    "Files came with it. They were made anew without what their formats say of who made them; what they show may still "
    "name who wrote. Please look before you show them to anybody."
)
_LONGEST_LIST = 10
_HEADING = re.compile(
    r'^(?:(Attached message) from .*|(In the archive) ".*", the text ".*"|(Asked by)): ?.*$', re.MULTILINE
)
"""What `walking`, `formats.archives` and `formats.calendars` write above what came in a file: names, which may be the
writer's own. Keep in step: a looser pattern would take sentences that somebody typed."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """What may be kept of a confidential message.

    `left_out` lists, in words for the case, what had to stay behind: then the message itself must not be deleted.
    `notes` are further sentences for the case. `is_readable` is False where nothing could be parsed.
    """

    subject: str = ""
    text: str = ""
    files: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    is_readable: bool = True
    automatic: Automatic | None = None
    bounce_of: str | None = None
    bounce_reason: BounceReason | None = None
    thread_token: str | None = None
    probe: str = ""


def nameless(raw: bytes, arrival: Arrival, limits: Limits, unsign: Unsign, cleaner: Cleaner | None) -> Nameless:
    """Return what may be kept of a message; without a cleaner every file is left out. For a worker."""
    parsed = parse_message(raw, arrival, limits)
    kept = _accounted(parsed)
    if parsed.unreadable or kept.automatic in {Automatic.REPLY, Automatic.BOUNCE, Automatic.OWN}:
        return kept
    words = unsign(parsed.subject, _HEADING.sub(r"\1\2\3:", parsed.text), parsed.sender)
    files, refused, went = _cleaned(parsed.attachments, cleaner, unsign, parsed.sender)
    left_out = [*refused]
    if parsed.limits or not words.is_whole:
        left_out.append("a part that is too long, nested too deep, locked or damaged")
    notes = [_cut_in_words(words.lines_cut)] if words.lines_cut else []
    if any(not file.media_type.startswith("text/") for file in files):
        notes.append(_FILES)
    return replace(
        kept,
        subject=words.subject,
        text=words.text,
        files=files,
        notes=tuple(dict.fromkeys([*notes, *went])),
        left_out=tuple(dict.fromkeys(left_out))[:_LONGEST_LIST],
    )


def nameless_envelope(raw: bytes, arrival: Arrival, limits: Limits) -> Nameless:
    """Return what must be known of a message that can't be read: whether a machine wrote it. Needs no worker."""
    return _accounted(parse_envelope(raw, arrival, limits, unreadable="it can't be read"))


def _accounted(parsed: ParsedMessage) -> Nameless:
    """Return what tells where a message belongs, and nothing that it says. Each of these is Candour's own or a code."""
    return Nameless(
        is_readable=parsed.unreadable is None,
        automatic=parsed.automatic,
        bounce_of=parsed.bounce_of,
        bounce_reason=parsed.bounce_reason,
        thread_token=parsed.thread_token,
        probe=parsed.probe,
    )


def _cut_in_words(lines: int) -> str:
    what = "One line that reads" if lines == 1 else f"{lines} lines that read"
    return f"{what} like a signature, a footer or the head of a mail went before anything was kept."


def _cleaned(
    attachments: Sequence[Attachment], cleaner: Cleaner | None, unsign: Unsign, writer: Sender | None
) -> tuple[tuple[Attachment, ...], list[str], list[str]]:
    """Return the files cleaned, under names that say nothing, why others could not be, and what went with cleaning."""
    files: list[Attachment] = []
    refused: list[str] = []
    went: list[str] = []
    for attachment in attachments:
        found = cleaner.clean(attachment.content, attachment.media_type) if cleaner else _too_much()
        content = found.content
        if content is not None and found.media_type == "text/plain":
            # Some mail programs send what is typed below a picture, the signature too, as a text file of its own.
            words = unsign("", content.decode(), writer)
            content = words.text.encode() if words.is_whole else None
        if content is None:
            refused.append(found.reason or "a text file that is too long to look through")
            continue
        name = f"file-{len(files) + 1}.{_ENDINGS.get(found.media_type, 'bin')}"
        files.append(Attachment(name=name, media_type=found.media_type, content=content))
        went.extend(found.notes)
    return tuple(files), refused, went


def _too_much() -> Cleaned:
    return Cleaned(content=None, media_type="", reason=_NOT_IN_TIME)
