"""What makes one doubt that a message is from whom it says: marked, never a reason to drop it. Pure."""

import re
from collections.abc import Collection, Iterator

from candour.cases.directory import School, folded
from candour.cases.look_alikes import is_look_alike
from candour.cases.policy import Policy
from candour.cases.report import UNALIGNED, Authentication, Door, Report, Sender
from candour.cases.routing import same_person
from candour.cases.schools import is_of

OUTSIDE = "outside"
"""The sender's address is not of the school's own domains."""
UNPROVEN = "unproven"
"""The school's mail server could not confirm that the message is from the sender's domain (DMARC, RFC 7489)."""
NAME_OF = "name_of"
"""The name shown is that of somebody who holds a role, the address is none of theirs: "name_of:head_teacher"."""
TITLE_OF = "title_of"
"""The name shown is a role's title in the policy, the address is of nobody who holds it: "title_of:dpo"."""
LOOK_ALIKE = "look_alike"
"""The sender's domain is not the school's, and can be taken for it."""
ANSWERS_ELSEWHERE = "answers_elsewhere"
"""The sender's address is of the school's domains, but answers would go outside."""

_ADDRESS = re.compile(r"[^\s<>@,;:\"()]+@[^\s<>@,;:\"()]+")
_FAILED = frozenset({"fail", "softfail", UNALIGNED})


def doubts(report: Report, school: School, policy: Policy, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the codes of what speaks against the sender being who they say; empty where nothing does.

    `known` are the domains of the installation's other schools, which may well resemble each other. Only mail is looked
    at: by other doors people sign in, or promise to be nobody.
    """
    if report.door is not Door.EMAIL or report.sender is None:
        return ()
    return tuple(dict.fromkeys(_doubts(report, report.sender, school, policy, known)))


def _doubts(report: Report, sender: Sender, school: School, policy: Policy, known: Collection[str]) -> Iterator[str]:
    if school.domains and not is_of(sender.address, school.domains):
        yield OUTSIDE
    own = school.domains or (school.reply_address.rpartition("@")[2],)
    if not is_of(sender.address, (*own, *known)) and is_look_alike(sender.address.rpartition("@")[2], own):
        yield LOOK_ALIKE
    if report.authentication is not None and _is_unproven(report.authentication):
        yield UNPROVEN
    for role, people in school.roles.items():
        addresses = {folded(person.address) for person in people}
        if folded(sender.address) in addresses:
            continue
        if _shown_addresses(sender) & addresses or any(same_person(sender.name, person.name) for person in people):
            yield f"{NAME_OF}:{role}"
        elif _bears_title(sender.name, role, policy, school):
            yield f"{TITLE_OF}:{role}"
    if report.reply_to and is_of(sender.address, own) and not is_of(report.reply_to, (*own, *known)):
        yield ANSWERS_ELSEWHERE


def _is_unproven(found: Authentication) -> bool:
    """Tell whether the sender's domain could not be confirmed.

    DMARC decides where it does. Where the domain has no such policy one of the two others is enough: handing a mail on
    breaks SPF, and a list that adds its footer breaks DKIM. A pass for another domain proves nothing of this one.
    """
    if found.dmarc in {"pass", "fail"}:
        return found.dmarc == "fail"
    both = {found.spf, found.dkim}
    return bool(both & _FAILED) and "pass" not in both


def _shown_addresses(sender: Sender) -> set[str]:
    """Return the addresses within the name that is shown: mail programs show that name alone."""
    return {folded(address) for address in _ADDRESS.findall(sender.name)}


def _bears_title(name: str, role: str, policy: Policy, school: School) -> bool:
    titles = (entry.title for entry in policy.roles if entry.id == role)
    wanted = {_letters(part) for title in titles for part in title.split("/")} - {""}
    shown = _letters(name).removeprefix("the").removesuffix(_letters(school.name)).removesuffix("of")
    return shown in wanted


def _letters(text: str) -> str:
    """Return a name as it is compared: "Head Teacher" and "Headteacher" are one title."""
    return "".join(re.findall(r"[^\W\d_]+", text.casefold()))
