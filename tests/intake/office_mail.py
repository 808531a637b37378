"""The mail of a school's office: more than 200 ordinary mails, and 72 that are about an incident.

All were written for this; every name is fictional. Each stands in a text file as a line
"%% Name <address> | subject | sign of a machine", and its text below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from candour.cases.report import Automatic, Report, Sender
from tests.builders import a_report

_HERE = Path(__file__).parent
_MACHINES = {"bulk": Automatic.BULK, "auto": Automatic.GENERATED}
_HEADER = re.compile(r"(?P<name>.*) <(?P<address>.*)> \| (?P<subject>[^|]*)(?: \| (?P<machine>\w+))?")


@dataclass(frozen=True)
class OfficeMail:
    """One mail. `place` says where it stands, such as "parents 12"; `machine` is "bulk", "auto" or empty."""

    place: str
    name: str
    address: str
    subject: str
    machine: str
    text: str

    def report(self) -> Report:
        """Return it as the core gets it."""
        return a_report(
            sender=Sender(name=self.name, address=self.address),
            recipients=("admin@saint-finnian.example",),
            subject=self.subject,
            text=self.text,
            automatic=_MACHINES.get(self.machine),
            mailbox="admin",
            message_id=None,
            keys=(),
        )


def ordinary_mails() -> list[OfficeMail]:
    """Return the ordinary mails: from parents, staff, firms, and those that come near to being an incident."""
    return [mail for file in sorted((_HERE / "ordinary").glob("*.txt")) for mail in _mails(file)]


def incident_mails() -> list[OfficeMail]:
    """Return the mails that are about an incident."""
    return list(_mails(_HERE / "incidents.txt"))


def later_incident_mails() -> list[OfficeMail]:
    """Return mails about incidents that were written last, and tell of them in passing."""
    return list(_mails(_HERE / "later_incidents.txt"))


def _mails(file: Path) -> Iterator[OfficeMail]:
    for number, block in enumerate(re.split(r"^%% ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]):
        header, _, text = block.partition("\n")
        found = _HEADER.fullmatch(header)
        assert found, header
        yield OfficeMail(
            place=f"{file.stem} {number}",
            name=found["name"],
            address=found["address"],
            subject=found["subject"],
            machine=found["machine"] or "",
            text=text,
        )
