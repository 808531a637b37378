"""Worker processes for untrusted work: limits of time and memory that threads can't enforce.

They come from a fork server that has loaded the language model once, so that a killed worker is replaced within
milliseconds and the model's memory is shared.
"""

import multiprocessing
import os
import queue
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import TracebackType
from typing import Self, TypeVar

from candour.cases.errors import ReadingFailedError

T = TypeVar("T")

PRELOADED = "candour.app.preloaded"
MODEL_VARIABLE = "CANDOUR_PRELOADED_MODEL"
_GRACE_IN_SECONDS = 2.0


class ProcessWorkers:
    """The core's `Workers` port: a fixed number of processes, each replaced when it is too slow, too big, or dies."""

    def __init__(self, count: int, *, model: str, memory_in_bytes: int) -> None:
        """Start `count` workers; `model` is the language model that the fork server loads."""
        os.environ[MODEL_VARIABLE] = model
        # One thread of linear algebra a worker: more would fight for the cores, and each reserves memory.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([PRELOADED])
        self._memory_in_bytes = memory_in_bytes
        self._free: queue.Queue[_Worker] = queue.Queue()
        self._count = count
        for _ in range(count):
            self._free.put(self._started())

    def run(self, work: Callable[..., T], *arguments: object, timeout_in_seconds: float) -> T:
        """Return work(*arguments) from a worker; see the port."""
        worker = self._free.get()
        try:
            return worker.run(work, arguments, timeout_in_seconds)
        except _LostWorkerError as error:
            worker.kill()
            worker = self._started()
            raise ReadingFailedError(error.reason) from None
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End all workers, busy ones after what they do."""
        for _ in range(self._count):
            self._free.get().kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> "_Worker":
        return _Worker(self._context, self._memory_in_bytes)


class _LostWorkerError(Exception):
    """A worker did not answer; it can't be used again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: ForkServerContext, memory_in_bytes: int) -> None:
        self._pipe, theirs = context.Pipe()
        self._process: ForkServerProcess = context.Process(target=_serve, args=(theirs, memory_in_bytes), daemon=True)
        self._process.start()
        theirs.close()

    def run(self, work: Callable[..., T], arguments: tuple[object, ...], timeout_in_seconds: float) -> T:
        try:
            self._pipe.send((work, arguments, timeout_in_seconds))
            if not self._pipe.poll(timeout_in_seconds + _GRACE_IN_SECONDS):
                raise _LostWorkerError(f"it took longer than {timeout_in_seconds:g} seconds")
            failure, result = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join(_GRACE_IN_SECONDS)
            raise _LostWorkerError(_reason(self._process.exitcode, timeout_in_seconds)) from None
        if failure is not None:
            raise ReadingFailedError(failure)
        answer: T = result
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def _reason(exit_code: int | None, timeout_in_seconds: float) -> str:
    if exit_code == -signal.SIGALRM:
        return f"it took longer than {timeout_in_seconds:g} seconds"
    return "the process that read it died"


def _serve(pipe: Connection, memory_in_bytes: int) -> None:
    """Work until the pipe closes. The alarm ends a worker by itself, even when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (memory_in_bytes, memory_in_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            work, arguments, timeout_in_seconds = pipe.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, timeout_in_seconds)
        answer = _attempt(work, arguments)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pipe.send(answer)


def _attempt(work: Callable[..., object], arguments: tuple[object, ...]) -> tuple[str | None, object]:
    """Return (failure, result). The failure names the error's type alone: its text may quote the message."""
    try:
        return None, work(*arguments)
    except MemoryError:
        return "it needed more memory than a report may", None
    except Exception as error:  # noqa: BLE001  any error of untrusted work is an answer; the caller files the message unread
        return f"{type(error).__name__} while reading it", None
