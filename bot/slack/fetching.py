"""Files of a message, fetched from Slack's file server with the bot's token: from there alone, and to nowhere else."""

import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

from bot.arriving import LONGEST_IN_SECONDS, arriving
from bot.files import FileRefusedError, Offered
from candour.cases.network import is_loopback

_TIMEOUTS_IN_SECONDS = (5, 15)
_OK = 200


class _Bearer(AuthBase):
    """The bot's token. As an object, so that requests puts nothing out of a .netrc in its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def offered(file: Mapping[str, Any], event: str, token: str, hosts: tuple[str, ...]) -> Offered:
    """Return a file of a message as the line takes it; nothing is fetched yet."""
    address = str(file.get("url_private_download") or file.get("url_private") or "")
    size = file.get("size")
    return Offered(
        event=event,
        name=str(file.get("name") or file.get("title") or "file"),
        media_type=str(file.get("mimetype") or "application/octet-stream")[:100],
        fetch=lambda: fetched(address, token, hosts),
        size_in_bytes=size if isinstance(size, int) else 0,
    )


def fetched(address: str, token: str, hosts: tuple[str, ...]) -> Iterator[bytes]:
    """Yield a file's bytes; raises FileRefusedError. The token goes to an allowed host alone; no redirect is followed.

    A redirect is what Slack answers where the token may not read the file: to its page for signing in.
    """
    if not _is_allowed(address, hosts):
        raise FileRefusedError("It does not lie in Slack itself, so I can't fetch it.")
    ends_at = time.monotonic() + LONGEST_IN_SECONDS
    try:
        with requests.get(
            address, auth=_Bearer(token), stream=True, allow_redirects=False, timeout=_TIMEOUTS_IN_SECONDS
        ) as answer:
            if answer.status_code != _OK:
                raise _not_to_be_had()
            yield from arriving(answer, ends_at)
    except (requests.RequestException, OSError, ValueError) as error:
        raise _not_to_be_had() from error


def _is_allowed(address: str, hosts: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_private = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    return is_private and parts.netloc in hosts


def _not_to_be_had() -> FileRefusedError:
    return FileRefusedError("I could not fetch it from Slack.")
