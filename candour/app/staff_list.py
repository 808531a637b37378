"""The list of a school's staff: a text file beside candour.toml, by which names in small letters are known as names.

What stands in it is never logged, and no error says a name: only the line on which it stands.
"""

from pathlib import Path

from candour.cases.errors import SettingsError

MOST_NAMES = 5_000
LONGEST_NAME = 80
"""In characters."""


def read_staff_list(file: Path, school: str) -> tuple[str, ...]:
    """Return the full names of a file, one a line; empty lines and what follows a # are passed over.

    Raises SettingsError, with what to do, where there is no such file or a line is no full name.
    """
    where = f"school {school!r}: staff_list {file}"
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise SettingsError(f"{where} is not there: write it, one full name a line, or take staff_list out") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{where} is no plain text: save it as text in UTF-8, one full name a line") from None
    except OSError as error:
        raise SettingsError(f"{where} can't be read ({type(error).__name__}): let Candour's user read it") from None
    names: dict[str, None] = {}
    for number, line in enumerate(lines, start=1):
        name = " ".join(line.partition("#")[0].split())
        if name and (" " not in name or len(name) > LONGEST_NAME):
            raise SettingsError(f"{where}: line {number} is no full name; write first and last name, one person a line")
        if name:
            names[name] = None
    if len(names) > MOST_NAMES:
        raise SettingsError(f"{where} has {len(names)} names; it may have {MOST_NAMES}")
    return tuple(names)
