"""Which school a report belongs to, where several share a mailbox: pure."""

import re
from collections.abc import Sequence

from candour.cases.directory import Directory, School, folded
from candour.cases.report import Report


def school_of(report: Report, among: Sequence[str], directory: Directory) -> str:
    """Return the key of the school that a report belongs to.

    Asked in this order: the addresses that it was sent to, the sender's domain, the schools' names and words in its
    subject and text. The first question that fits exactly one school decides; where none does, it stays with
    `report.school`. Unknown keys in `among` raise SettingsError.
    """
    if len(among) < 2:  # noqa: PLR2004  one school needs no choice
        return report.school
    schools = [directory.school(key) for key in among]
    for fitting in (_sent_to, _from, _named_in):
        found = fitting(schools, report)
        if len(found) == 1:
            return found[0].key
    return report.school


def is_of(address: str, domains: Sequence[str]) -> bool:
    """Tell whether an address is under one of these domains, or under a domain below one of them."""
    domain = folded(address).rpartition("@")[2].rstrip(".")
    return any(domain == own or domain.endswith(f".{own}") for own in (folded(each).lstrip("@.") for each in domains))


def _sent_to(schools: Sequence[School], report: Report) -> list[School]:
    """Return the schools of which it was sent to an address; one that several have says nothing of any."""
    sent_to = {without_detail(address) for address in report.recipients}
    owners = {address: [each for each in schools if address in _addresses(each)] for address in sent_to}
    own = {each[0].key for each in owners.values() if len(each) == 1}
    return [school for school in schools if school.key in own]


def _addresses(school: School) -> set[str]:
    return {folded(address) for address in (*school.addresses, school.reply_address)}


def without_detail(address: str) -> str:
    """Return an address without what plus-addressing adds to it (RFC 5233)."""
    local, _, domain = folded(address).rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _from(schools: Sequence[School], report: Report) -> list[School]:
    sender = report.sender
    return [school for school in schools if sender is not None and is_of(sender.address, school.domains)]


def _named_in(schools: Sequence[School], report: Report) -> list[School]:
    text = "\n".join(report.own_texts.values()).casefold()
    return [school for school in schools if _is_named(school, text)]


def _is_named(school: School, text: str) -> bool:
    wanted = (re.escape(word.strip().casefold()) for word in (school.name, *school.words) if word.strip())
    return any(re.search(rf"(?<!\w){word}(?!\w)", text) for word in wanted)
