"""The register as a file for a spreadsheet: one row a case, every case told (R89, R90; UK GDPR Article 33(5))."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, Literal

from candour.cases.case import Case
from candour.cases.directory import Directory
from candour.cases.policy import Policy
from replies.register_cells import csv_text
from replies.register_columns import columns_of, united
from replies.register_line import NOT_READ, Register, line_of
from replies.register_workbook import write_workbook


def write(
    file: BinaryIO,
    cases: Iterable[Case],
    *,
    directory: Directory,
    policies: Callable[[str], Policy],
    form: Literal["xlsx", "csv"],
    now: datetime,
    not_read: Sequence[str] = (),
    reader: str = "",
) -> None:
    """Write the register of these cases to a file that is open for writing bytes.

    xlsx: a worksheet a policy; csv: the columns of all policies side by side, UTF-8 with a byte order mark. Days and
    times are London's. `cases` is gone through once, one case at a time. `not_read` are the references of cases that
    are there but could not be read; it is looked at when `cases` has ended, so whoever yields them may add to it until
    then. Names are withheld where a writer asked for that (R33), but for what `reader` wrote under this name. Messages
    and files are never part of it.
    """
    registers = _registers(cases, directory, policies, now, reader)
    if form == "xlsx":
        write_workbook(file, registers, not_read, now)
    else:
        _write_csv(file, registers, not_read)


def _registers(
    cases: Iterable[Case], directory: Directory, policies: Callable[[str], Policy], now: datetime, reader: str
) -> Mapping[str, Register]:
    """Return the rows by profile: of every profile that a school has, and of a case whose school is gone."""
    profiles = dict.fromkeys(school.profile for school in directory.schools.values())
    found = {profile: Register(columns_of(policies(profile))) for profile in profiles}
    for case in cases:
        school = directory.schools.get(case.school)
        profile = school.profile if school else case.policy.profile
        policy = policies(profile)
        register = found.setdefault(profile, Register(columns_of(policy)))
        line = line_of(case, policy, school.name if school else case.school, now, reader=reader)
        register.rows.append(tuple(column.cell(line) for column in register.columns))
    return found


def _write_csv(file: BinaryIO, registers: Mapping[str, Register], not_read: Sequence[str]) -> None:
    columns = united(register.columns for register in registers.values())
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text, quoting=csv.QUOTE_ALL)
    rows.writerow([csv_text(column.label) for column in columns])
    for register in registers.values():
        names = [(column.id, column.label) for column in register.columns]
        for row in register.rows:
            cells = dict(zip(names, row, strict=True))
            rows.writerow([csv_text(cells.get((column.id, column.label))) for column in columns])
    for reference in not_read:
        told = {"reference": reference, "status": NOT_READ}
        rows.writerow([csv_text(told.get(column.id)) for column in columns])
    text.detach()
