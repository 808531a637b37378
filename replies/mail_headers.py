"""What may stand in a header: addresses, names and Message-IDs from the wild, made harmless or refused."""

import re
from email.headerregistry import Address

from candour.cases.directory import Person, School
from candour.cases.errors import SendError
from candour.cases.showing.words import one_line

MARKER = "X-Candour"
"""Reference and notice id: by it Candour's own mail is recognised when it comes back."""
_LOCAL = r"[^\s\x00-\x1f\x7f\"(),:;<>@\[\\\]]{1,64}"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})*)")
_LONGEST_ADDRESS = 254
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,240}>")
_NAME_LIMIT = 80


def usable_address(address: str) -> Address | None:
    """Return an address in its parts, its domain in ASCII (RFC 5890), or None where it is no single plain address."""
    match = _ADDRESS.fullmatch(address.strip())
    if match is None or len(address) > _LONGEST_ADDRESS:
        return None
    local, domain = match.groups()
    try:
        plain_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if local.startswith(".") or local.endswith(".") or ".." in local or not local.isprintable():
        return None
    return Address(username=local, domain=plain_domain)


def to_address(person: Person) -> Address:
    """Return a recipient's address for a header, the name on one line; raises SendError where it can't be used."""
    return _address(person, SendError("bad-address", permanent=True))


def from_address(person: Person) -> Address:
    """Return our own address; an unusable one is a setting that can be mended, so SendError is temporary."""
    return _address(person, SendError("own-address", permanent=False))


def _address(person: Person, error: SendError) -> Address:
    found = usable_address(person.address)
    if found is None:
        raise error
    return Address(display_name=one_line(person.name, limit=_NAME_LIMIT), username=found.username, domain=found.domain)


def reply_address(school: School, token: str) -> Address:
    """Return where answers go: with plus-addressing an address that only this case has, so that they join it."""
    found = from_address(Person(name="", address=school.reply_address))
    if not school.plus_addressing:
        return found
    return Address(username=f"{found.username}+c-{token}", domain=found.domain)


def usable_message_id(message_id: str | None) -> str | None:
    """Return a Message-ID that can be referred to, or None: no spaces, no controls, ASCII, of bearable length."""
    return message_id if message_id and _MESSAGE_ID.fullmatch(message_id) else None
