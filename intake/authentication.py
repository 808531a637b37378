"""What the school's own mail server found out about a sender: Authentication-Results (RFC 8601)."""

import re
from collections.abc import Iterator

from candour.cases.report import UNALIGNED, Authentication
from intake.addresses import sender_of
from intake.headers import Headers

MICROSOFT_365 = "microsoft365"
"""The setting for Exchange Online, whose fields name no server at all: they begin with the first result."""
_FIELD = "authentication-results"
_LONGEST_IN_BYTES = 16_384
_SERVER = re.compile(r"([^\s;=]{1,255})(?:\s+(\d{1,9}))?\s*")
_RESULT = re.compile(r"\s*(spf|dkim|dmarc)\s*(?:/\s*1\s*)?=\s*([a-z][a-z-]{0,19})(?![\w-])", re.IGNORECASE)
_MAILED_BY_HOST = re.compile(r"\bsmtp\s*\.\s*helo\s*=", re.IGNORECASE)
_CONFIRMED_DOMAIN = re.compile(
    r"\b(?:smtp\s*\.\s*mailfrom|header\s*\.\s*[di])\s*=\s*(?:\S*@)?([^\s;@]+)", re.IGNORECASE
)
_OUTSIDE = re.compile(r'[^"(\\]+|"(?:[^"\\]|\\.)*"?|\\.?|\(', re.DOTALL)
_IN_A_COMMENT = re.compile(r"[^()\\]+|\\.?|[()]", re.DOTALL)
_NO_WORD = re.compile(r"[^\w.@-]")
_WORST_FIRST = (
    "fail",
    "softfail",
    "permerror",
    "temperror",
    "neutral",
    "policy",
    "none",
    UNALIGNED,
    "bestguesspass",
    "pass",
)
_BEST_FIRST = tuple(reversed(_WORST_FIRST))


def authentication_of(headers: Headers, authserv_id: str) -> Authentication | None:
    """Return what the mail server of that name says; None where none is named, or where it says nothing.

    Of several results of a method the worst counts, but of signatures the best: a list breaks one and adds its own. A
    pass for a domain that is not the sender's is "unaligned" (RFC 7489, 3.1): anybody passes for a domain of their own.
    ARC is not believed: it is what others say that they found (RFC 8617).
    """
    # Every server writes its field above those that came with the message. So of the fields that bear the server's
    # name only the topmost can be its own: whoever sends a message can put as many as they like below it.
    field = next((text for text in _fields(headers) if _is_by(text, authserv_id)), None) if authserv_id else None
    if field is None:
        return None
    found: dict[str, list[str]] = {"spf": [], "dkim": [], "dmarc": []}
    sender = sender_of(headers)
    domain = sender.address.rpartition("@")[2] if sender else ""
    for result in _pieces(field):
        if (stated := _RESULT.match(result)) and not _MAILED_BY_HOST.search(result):
            is_of_another = stated[2].lower() == "pass" and _is_of_another(result, domain)
            found[stated[1].lower()].append(UNALIGNED if is_of_another else stated[2].lower())
    return Authentication(
        spf=_first_of(found["spf"], _WORST_FIRST),
        dkim=_first_of(found["dkim"], _BEST_FIRST),
        dmarc=_first_of(found["dmarc"], _WORST_FIRST),
    )


def _is_of_another(result: str, domain: str) -> bool:
    """Tell whether a result is about another domain than the sender's, and none above or below it."""
    confirmed = [each.casefold().strip(".") for each in _CONFIRMED_DOMAIN.findall(result)]
    own = domain.casefold().strip(".")
    pairs = [(f".{one}", f".{own}") for one in confirmed]
    return bool(own and pairs) and not any(one.endswith(other) or other.endswith(one) for one, other in pairs)


def _fields(headers: Headers) -> Iterator[str]:
    for field in headers.all(_FIELD):
        yield _plain(field[:_LONGEST_IN_BYTES].decode("utf-8", "replace"))


def _is_by(field: str, authserv_id: str) -> bool:
    """Tell whether a field is that server's. An unknown version says nothing that we can read (RFC 8601, 2.2)."""
    head, *results = _pieces(field)
    if authserv_id.casefold() == MICROSOFT_365:
        return _RESULT.match(head) is not None
    server = _SERVER.fullmatch(head.strip())
    if server is None or server[1].casefold().rstrip(".") != authserv_id.casefold().rstrip("."):
        return False
    return server[2] in {None, "1"} and bool(results)


def _plain(text: str) -> str:
    """Return a field without its comments, which nest (RFC 5322, 3.2.2), each quoted string as one word."""
    kept: list[str] = []
    depth = position = 0
    while token := (_IN_A_COMMENT if depth else _OUTSIDE).match(text, position):
        position = token.end()
        if depth or token[0] == "(":
            depth += {"(": 1, ")": -1}.get(token[0], 0)
            kept.append(" ")
        else:
            kept.append(_word(token[0]) if token[0].startswith(('"', "\\")) else token[0])
    return "".join(kept)


def _word(quoted: str) -> str:
    """Return what was quoted as a word that can't be taken for the field's own punctuation."""
    word = _NO_WORD.sub("_", quoted.strip('"'))
    return f" {word} "


def _pieces(field: str) -> list[str]:
    return field.split(";")


def _first_of(stated: list[str], order: tuple[str, ...]) -> str:
    """Return the first of these in an order; an unknown result only where there is no other."""
    known = [result for result in order if result in stated]
    return (known or stated or [""])[0]
