"""A file server that sends a byte and then nothing for long keeps nobody waiting for the rest of it."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
import requests

from bot.arriving import arriving


@contextmanager
def a_server(says: bytes) -> Iterator[str]:
    """Serve one request with these bytes, and hold the line until the end of the block."""
    done = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            line, _ = listener.accept()
            with line:
                line.recv(4096)
                line.sendall(says)
                done.wait()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/file"
        finally:
            done.set()
            thread.join()


def head(length: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode()


def test_what_has_come_is_taken_without_waiting_for_more() -> None:
    with a_server(head(1000) + b"a") as address, requests.get(address, stream=True, timeout=30) as answer:
        assert next(arriving(answer, time.monotonic() + 60)) == b"a"


def test_a_file_that_is_not_there_in_time_is_given_up_at_its_next_byte() -> None:
    with (
        a_server(head(1000) + b"a") as address,
        requests.get(address, stream=True, timeout=30) as answer,
        pytest.raises(OSError),  # noqa: PT011  a timeout is one, and nothing more is promised
    ):
        list(arriving(answer, time.monotonic() - 1))


def test_a_whole_file_is_taken() -> None:
    content = b"x" * 200_000
    with a_server(head(len(content)) + content) as address, requests.get(address, stream=True, timeout=30) as answer:
        assert b"".join(arriving(answer, time.monotonic() + 60)) == content


def test_chunks_that_break_off_are_no_file() -> None:
    says = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"
    with (
        a_server(says) as address,
        requests.get(address, stream=True, timeout=30) as answer,
        pytest.raises(OSError, match="ProtocolError"),
    ):
        list(arriving(answer, time.monotonic() + 60))
