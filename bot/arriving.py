"""A file on its way from a platform's file server, which may be slow, or stop."""

import time
from collections.abc import Iterator

import requests
from urllib3.exceptions import HTTPError

_CHUNK_IN_BYTES = 1 << 16
LONGEST_IN_SECONDS = 60.0
"""A whole file may take so long: others wait for whoever fetches it."""


def arriving(answer: requests.Response, ends_at: float) -> Iterator[bytes]:
    """Yield a file's bytes as they come; raises OSError where they stop, or are not all there by `ends_at`.

    `ends_at` is a moment of `time.monotonic`. Whatever has come is taken at once: waiting for a whole chunk would let a
    server that sends a byte now and then go on for hours, since each of them is in time for the socket.
    """
    try:
        while chunk := answer.raw.read1(_CHUNK_IN_BYTES, decode_content=True):
            if time.monotonic() > ends_at:
                raise TimeoutError
            yield chunk
    except HTTPError as error:
        raise OSError(type(error).__name__) from error
