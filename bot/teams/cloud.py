"""Where Microsoft's services stand: whom a message may come from, and where anything may be sent or fetched."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from bot.teams.sdk import PUBLIC, CloudEnvironment

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Cloud:
    """A cloud's addresses. A host that begins with "*." stands for all below it.

    `services` are the hosts that a `serviceUrl` may name: answers go there with the bot's token. `files` are those
    that attachments are fetched from, without it. `token` is sent in place of one from Entra ID, where there is none.
    With `is_open` nobody has to show a token: then `services` and `files` must be this machine alone, and no setting
    leads there.
    """

    environment: CloudEnvironment
    services: tuple[str, ...]
    files: tuple[str, ...]
    scheme: str = "https"
    token: str = ""
    is_open: bool = False

    def __post_init__(self) -> None:
        if self.is_open and not _LOOPBACK.issuperset((*self.services, *self.files)):
            raise ValueError("without tokens Teams may be served to this machine alone")

    def is_service(self, url: str) -> bool:
        """Tell whether messages may be sent to this address, and the bot's token with them."""
        return self._is_among(url, self.services)

    def is_file(self, url: str) -> bool:
        """Tell whether a file may be fetched from this address."""
        return self._is_among(url, self.files)

    def _is_among(self, url: str, hosts: tuple[str, ...]) -> bool:
        split = _split(url)
        if split is None or split.scheme != self.scheme or split.username is not None or split.password is not None:
            return False
        host = (split.hostname or "").rstrip(".")
        is_usual = split.port in {None, 443} or host in _LOOPBACK
        return is_usual and any(_fits(host, pattern) for pattern in hosts)


MICROSOFT = Cloud(
    environment=PUBLIC,
    services=("smba.trafficmanager.net", "*.botframework.com"),
    files=("*.sharepoint.com",),
)
"""Microsoft's public cloud, which schools use."""


_EMPTY_TOKEN = "eyJhbGciOiJub25lIn0.e30."  # noqa: S105 -- it says {"alg": "none"} and nothing else

THIS_MACHINE = Cloud(
    environment=PUBLIC,
    services=("127.0.0.1", "localhost"),
    files=("127.0.0.1", "localhost"),
    scheme="http",
    token=_EMPTY_TOKEN,
    is_open=True,
)
"""Microsoft's Agents Playground on this machine, for development: it knows no tokens."""


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address, None where it is none (a bad port raises only when it is read)."""
    try:
        split = urlsplit(url)
        _ = split.port
    except ValueError:
        return None
    return split


def _fits(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern
