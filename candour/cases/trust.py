"""What makes one doubt that a message is from whom it says: marked, never a reason to drop it. Pure."""

from collections.abc import Iterator

from candour.cases.directory import School, folded
from candour.cases.report import Report, Sender
from candour.cases.routing import same_person
from candour.cases.schools import is_of

OUTSIDE = "outside"
"""The sender's address is not of the school's own domains."""
UNPROVEN = "unproven"
"""The school's mail server could not confirm that the message is from the sender's domain (DMARC, RFC 7489)."""
NAME_OF = "name_of"
"""The name shown is that of somebody who holds a role, the address is none of theirs: "name_of:head_teacher"."""


def doubts(report: Report, school: School) -> tuple[str, ...]:
    """Return the codes of what speaks against the sender being who they say; empty where nothing does."""
    if report.sender is None:
        return ()
    return tuple(_doubts(report, report.sender, school))


def _doubts(report: Report, sender: Sender, school: School) -> Iterator[str]:
    if school.domains and not is_of(sender.address, school.domains):
        yield OUTSIDE
    found = report.authentication
    if found is not None and (found.dmarc == "fail" or (not found.dmarc and "fail" in {found.spf, found.dkim})):
        yield UNPROVEN
    for role, people in school.roles.items():
        own = {folded(person.address) for person in people}
        if folded(sender.address) not in own and any(same_person(sender.name, person.name) for person in people):
            yield f"{NAME_OF}:{role}"
