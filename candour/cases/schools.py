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
    for fits in (_was_sent_to, _is_from, _is_named_in):
        found = [school.key for school in schools if fits(school, report)]
        if len(found) == 1:
            return found[0]
    return report.school


def is_of(address: str, domains: Sequence[str]) -> bool:
    """Tell whether an address is under one of these domains, or under a domain below one of them."""
    domain = folded(address).rpartition("@")[2].rstrip(".")
    return any(domain == own or domain.endswith(f".{own}") for own in (folded(each).lstrip("@.") for each in domains))


def _was_sent_to(school: School, report: Report) -> bool:
    own = {folded(address) for address in (*school.addresses, school.reply_address)}
    return any(without_detail(address) in own for address in report.recipients)


def without_detail(address: str) -> str:
    """Return an address without what plus-addressing adds to it (RFC 5233)."""
    local, _, domain = folded(address).rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _is_from(school: School, report: Report) -> bool:
    return report.sender is not None and is_of(report.sender.address, school.domains)


def _is_named_in(school: School, report: Report) -> bool:
    text = f"{report.subject}\n{report.text}".casefold()
    wanted = (re.escape(word.strip().casefold()) for word in (school.name, *school.words) if word.strip())
    return any(re.search(rf"(?<!\w){word}(?!\w)", text) for word in wanted)
