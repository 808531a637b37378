"""Which reader opens a file: told by its first bytes, and by what it claims to be where those say nothing."""

import re
from collections.abc import Callable

from intake.budget import Budget
from intake.formats.archives import is_archive, macros_said, open_archive
from intake.formats.calendars import is_calendar, open_calendar
from intake.formats.compound import SIGNATURE as COMPOUND
from intake.formats.compound import CompoundFile
from intake.formats.opened import DamagedError, InnerFile, Opened
from intake.formats.outlook import is_message, open_outlook_message
from intake.formats.sealed import PGP_ENCRYPTED, SMIME_TYPES, open_smime
from intake.formats.tnef import SIGNATURE as TNEF
from intake.formats.tnef import open_tnef
from intake.headers import one_line

_MESSAGE_TYPES = frozenset({"message/rfc822", "message/global"})
_TNEF_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_PROGRAM = re.compile(
    r"\.(?:exe|com|scr|pif|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|lnk|url|msi|msp|jar|cpl|dll|reg|iso|img|vhdx?|chm|scf|one"
    r"|appx?|msix|xll|application)$",
    re.IGNORECASE,
)
_PROGRAM_BEGINS = (b"MZ", b"\x7fELF", b"\x4c\x00\x00\x00\x01\x14\x02\x00")
_PGP_BEGINS = b"-----BEGIN PGP MESSAGE-----"
_HEADER_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}(?:>?From [^\n]{0,500}\n)?[!-9;-~]{1,80}:")
_PACKED = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
_MARK = b"\xef\xbb\xbf"
"""What some programs put before a text in UTF-8."""
_LONGEST_NAME = 80

Opener = Callable[[InnerFile, Budget], Opened]


def look_into(file: InnerFile, budget: Budget) -> Opened:
    """Return what a file holds, empty for one that is not looked into; never raises."""
    opener = _opener_for(file)
    if opener is None:
        return Opened()
    try:
        return opener(file, budget)
    except DamagedError:
        name = one_line(file.name)[:_LONGEST_NAME] or "without a name"
        return Opened(notes=(f'The file "{name}" is damaged or not what it claims to be; it was kept whole.',))


def _opener_for(file: InnerFile) -> Opener | None:
    content, name = file.content, file.name.casefold()
    rules: tuple[tuple[bool, Opener], ...] = (
        (content.startswith(TNEF) or file.media_type in _TNEF_TYPES, open_tnef),
        (_PROGRAM.search(name) is not None or content.startswith(_PROGRAM_BEGINS), _say_program),
        (content.startswith(COMPOUND), _open_compound),
        (is_archive(content), open_archive),
        (name.endswith(_PACKED), _say_damaged),
        (file.media_type in SMIME_TYPES or name.endswith(".p7m"), open_smime),
        (is_calendar(content), open_calendar),
        (content[:200].lstrip().startswith(_PGP_BEGINS), _say_pgp),
        (file.media_type in _MESSAGE_TYPES or _is_saved_mail(name, content), _open_mail),
    )
    return next((opener for applies, opener in rules if applies), None)


def _is_saved_mail(name: str, content: bytes) -> bool:
    return name.endswith(".eml") and _HEADER_LINE.match(content) is not None


def _open_mail(file: InnerFile, _budget: Budget) -> Opened:
    content = file.content
    if file.name.casefold().endswith(".eml") and _HEADER_LINE.match(content):
        content = content.removeprefix(_MARK).lstrip(b"\r\n")
    return Opened(entity=content, is_message=True)


def _say_program(file: InnerFile, _budget: Budget) -> Opened:
    name = one_line(file.name)[:_LONGEST_NAME] or "without a name"
    return Opened(notes=(f'The file "{name}" can run as a program; it was kept whole. Don\'t open it.',))


def _say_damaged(_file: InnerFile, _budget: Budget) -> Opened:
    raise DamagedError


def _say_pgp(_file: InnerFile, _budget: Budget) -> Opened:
    return Opened(notes=(PGP_ENCRYPTED,))


def _open_compound(file: InnerFile, budget: Budget) -> Opened:
    """Open a .msg; of an older or locked Office document say what a person must know before opening it."""
    compound = CompoundFile(file.content)
    if is_message(compound):
        return open_outlook_message(compound, budget)
    names = {path[-1] for path in compound.paths}
    if "encryptedpackage" in names:
        name = one_line(file.name)[:_LONGEST_NAME]
        return Opened(notes=(f'The document "{name}" is locked with a password; it was kept unopened.',))
    return Opened(notes=(macros_said(file),)) if names & {"_vba_project", "_vba_project_cur", "macros"} else Opened()
