"""One worker process: what it does, and the end of its pipe that the main process holds."""

import contextlib
import logging
import resource
import signal
import warnings
from collections.abc import Callable
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import TypeVar

from candour.cases.errors import ReadingFailedError

T = TypeVar("T")

GRACE_IN_SECONDS = 2.0
_OF_THE_MAIN_PROCESS = frozenset({signal.SIGTERM, signal.SIGINT})


class WorkerDiedError(Exception):
    """A worker ended without an answer, and not by its own alarm: perhaps not for what it was given to do."""


class WorkerProcess:
    """A process and the pipe to it. Raises OSError or EOFError where it can't be started."""

    def __init__(self, context: ForkServerContext, memory_in_bytes: int) -> None:
        self.is_usable = True
        """False once an answer is missing: a late one would be taken for the next work's."""
        _start_fork_server()
        self._pipe, theirs = context.Pipe()
        try:
            self._process: ForkServerProcess = context.Process(
                target=_serve, args=(theirs, memory_in_bytes), daemon=True
            )
            self._process.start()
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    def run(self, work: Callable[..., T], arguments: tuple[object, ...], timeout_in_seconds: float) -> T:
        """Return work(*arguments); raises ReadingFailedError and WorkerDiedError.

        Whatever it raises, ask `is_usable` afterwards.
        """
        self.is_usable = False
        try:
            self._pipe.send((work, arguments, timeout_in_seconds))
            if not self._pipe.poll(timeout_in_seconds + GRACE_IN_SECONDS):
                raise ReadingFailedError(_too_long(timeout_in_seconds))
            failure, result = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join(GRACE_IN_SECONDS)
            if self._process.exitcode == -signal.SIGALRM:
                raise ReadingFailedError(_too_long(timeout_in_seconds)) from None
            raise WorkerDiedError from None
        self.is_usable = True
        if failure is not None:
            raise ReadingFailedError(failure)
        answer: T = result
        return answer

    def kill(self) -> None:
        """End the process at once; may be called from any thread, while another waits for an answer."""
        with contextlib.suppress(ValueError):  # that other thread has closed it in the meantime
            self._process.kill()

    def close(self) -> None:
        """End the process and let go of what it took here."""
        self._process.kill()
        self._pipe.close()
        self._process.join(GRACE_IN_SECONDS)
        if self._process.exitcode is not None:
            self._process.close()


def ignore_signals() -> None:
    """Ignore what is meant for the main process, and what of it came while it was blocked.

    A service manager and a terminal signal the whole group of processes. The main process heeds that and finishes
    what is under way, for which it needs its workers; they end when it closes their pipe, or is gone.
    """
    for number in _OF_THE_MAIN_PROCESS:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _OF_THE_MAIN_PROCESS)


def _start_fork_server() -> None:
    """Start the fork server where it doesn't run, with the signals blocked until it ignores them."""
    resource_tracker.ensure_running()  # it comes first, since it unblocks these very signals
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _OF_THE_MAIN_PROCESS)
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _too_long(timeout_in_seconds: float) -> str:
    return f"it took longer than {timeout_in_seconds:g} seconds"


def _serve(pipe: Connection, memory_in_bytes: int) -> None:
    """Work until the pipe closes. The alarm ends a worker by itself, even when its parent is gone."""
    ignore_signals()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (memory_in_bytes, memory_in_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a library says in here may quote the message; all that matters comes back as the answer.
    logging.disable()
    warnings.simplefilter("ignore")
    try:
        while True:
            work, arguments, timeout_in_seconds = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, timeout_in_seconds)
            answer = _attempt(work, arguments)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(answer)
    except (EOFError, ConnectionError):
        return


def _attempt(work: Callable[..., object], arguments: tuple[object, ...]) -> tuple[str | None, object]:
    """Return (failure, result). The failure names the error's type alone: its text may quote the message."""
    try:
        return None, work(*arguments)
    except MemoryError:
        return "it needed more memory than a report may", None
    except Exception as error:  # noqa: BLE001  any error of untrusted work is an answer; the caller files the message unread
        return f"{type(error).__name__} while reading it", None
