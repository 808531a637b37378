"""Files of a message: from SharePoint, where Teams keeps them, or pictures out of the message from its service."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import urljoin

import requests

from bot.arriving import LONGEST_IN_SECONDS, arriving
from bot.files import FileRefusedError, Offered
from bot.teams.cloud import Cloud
from bot.teams.sdk import Attachment

_FILE: Final = "application/vnd.microsoft.teams.file.download.info"
_TIMEOUTS_IN_SECONDS = (5, 15)
_MOST_REDIRECTS = 3
_OK = 200
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def offered(attachment: Attachment, event: str, cloud: Cloud, token: Callable[[], str]) -> Offered | None:
    """Return a file of a message as the line takes it, None where it is none; nothing is fetched yet.

    Microsoft gives a file an address that opens it for some minutes; the bot's token belongs to pictures alone, and
    goes to the service that they came by.
    """
    kind, name = attachment.content_type or "", attachment.name or ""
    if kind == _FILE:
        content = attachment.content if isinstance(attachment.content, Mapping) else {}
        url = str(content.get("downloadUrl") or "")
        return Offered(
            event=event,
            name=name or "file",
            media_type="application/octet-stream",
            fetch=lambda: fetched(url, cloud.is_file, str),
        )
    if kind.startswith("image/"):
        url = attachment.content_url or ""
        suffix = kind.removeprefix("image/").partition(";")[0]
        return Offered(
            event=event,
            name=name or f"picture.{'png' if suffix == '*' else suffix}",
            media_type="application/octet-stream" if suffix == "*" else kind[:100],
            fetch=lambda: fetched(url, cloud.is_service, token),
        )
    return None


def fetched(url: str, is_allowed: Callable[[str], bool], token: Callable[[], str]) -> Iterator[bytes]:
    """Yield a file's bytes; raises FileRefusedError. Every step of the way must be an address that is allowed."""
    ends_at = time.monotonic() + LONGEST_IN_SECONDS
    try:
        for _ in range(_MOST_REDIRECTS + 1):
            if not is_allowed(url):
                raise FileRefusedError("It does not lie in Teams itself, so I can't fetch it.")
            with requests.get(
                url, auth=_bearing(token()), stream=True, allow_redirects=False, timeout=_TIMEOUTS_IN_SECONDS
            ) as answer:
                if answer.status_code in _REDIRECTS:
                    url = urljoin(url, answer.headers.get("location", ""))
                    continue
                if answer.status_code != _OK:
                    raise _not_to_be_had()
                yield from arriving(answer, ends_at)
                return
    except (requests.RequestException, OSError, ValueError) as error:
        raise _not_to_be_had() from error
    raise _not_to_be_had()


def _bearing(token: str) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    """Return what puts the token into a request, or nothing; requests would look into a .netrc otherwise."""

    def put(request: requests.PreparedRequest) -> requests.PreparedRequest:
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        return request

    return put


def _not_to_be_had() -> FileRefusedError:
    return FileRefusedError("I could not fetch it from Teams.")
