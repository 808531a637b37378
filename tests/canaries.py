"""Twelve things that say who wrote a mail, and a search for them in bytes, however they are written there."""

import base64
import hashlib
import quopri
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping

NAME = "Gwenllian Prothero"
ADDRESS = "g.prothero@canary-school.example"
MESSAGE_ID_HOST = "canary-laptop-9.example"
CANARIES: Mapping[str, str] = {
    "From name": NAME,
    "From first name": "Gwenllian",
    "From last name": "Prothero",
    "address": ADDRESS,
    "IP": "203.0.113.77",
    "user agent": "CanaryMail 7.31",
    "signature": "Arweinydd Cyfnod Canari",
    "phone": "029 2087 7731",
    "attachment author": "Canari Dogfen",
    "EXIF": "CanaryCam-SN-55812",
    "file name": "gwen-leavers-26",
    "DKIM selector": "canaryselector26",
    "Message-ID host": MESSAGE_ID_HOST,
    "Reply-To": "gwen.private@canary-home.example",
    "when it was sent": "08:41:27",
}
"""The twelve of the issue; the name counts three times, and the second is one more."""


def forms_of(word: str) -> Iterator[bytes]:
    """Yield how a word may stand in bytes: plain, wide, quoted, in hexadecimal, base64 wherever it may begin."""
    for spelling in {word, word.lower(), word.upper(), word.swapcase(), word.title()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = spelling.encode(encoding)
            yield raw
            yield raw.hex().encode()
            yield raw.hex().upper().encode()
            yield from _in_base64(raw)
        yield quopri.encodestring(spelling.encode(), quotetabs=True, header=True)
        yield "".join(f"={byte:02X}" for byte in spelling.encode()).encode()
        yield urllib.parse.quote(spelling, safe="").encode()
        yield spelling[::-1].encode()


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """Yield what of a stretch stays the same in base64 whatever stands around it, for each place it may begin at."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + raw)
        first, last = -(-before * 8 // 6), (before + len(raw)) * 8 // 6
        yield encoded[first:last]
        yield encoded[first:last].translate(bytes.maketrans(b"+/", b"-_"))


def digests_of(content: bytes) -> Iterator[bytes]:
    """Yield the common hashes of something, as bytes, in hexadecimal and in base64."""
    for name in ("sha256", "sha1", "md5", "sha512"):
        digest = hashlib.new(name, content).digest()
        yield digest
        yield digest.hex().encode()
        yield digest.hex().upper().encode()
        yield base64.b64encode(digest).rstrip(b"=")


def needles(mails: Iterable[bytes], message_ids: Iterable[str], keys: Iterable[str]) -> Mapping[str, frozenset[bytes]]:
    """Return all that must be found nowhere: the canaries in every form, hashes of address, Message-IDs and mails.

    `keys` are those by which an ordinary mailbox knows the mails again.
    """
    found = {name: frozenset(forms_of(word)) for name, word in CANARIES.items()}
    hashed = [spelling.encode() for word in (ADDRESS, CANARIES["Reply-To"]) for spelling in (word, word.upper())]
    for message_id in message_ids:
        hashed += [message_id.encode(), message_id.strip("<>").encode()]
    hashed += list(mails)
    found["a hash"] = frozenset(form for content in hashed for form in digests_of(content))
    found["a key"] = frozenset(key.partition(":")[2].encode() for key in keys)
    return found


def canaries_in(haystack: bytes, wanted: Mapping[str, frozenset[bytes]]) -> list[str]:
    """Return the names of what is found."""
    return [name for name, forms in wanted.items() if any(form in haystack for form in forms)]
