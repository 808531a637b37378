"""Worker processes for untrusted work: limits of time and memory that threads can't enforce.

They come from a fork server that has loaded the language model once, so that a killed worker is replaced within
milliseconds and the model's memory is shared.
"""

import atexit
import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext
from threading import Condition
from types import TracebackType
from typing import Self, TypeVar

from candour.app.worker_process import GRACE_IN_SECONDS, WorkerDiedError, WorkerProcess
from candour.cases.errors import ReadingFailedError, WorkersClosedError, WorkersUnavailableError

T = TypeVar("T")

log = logging.getLogger(__name__)

PRELOADED = ["candour.app.unsignalled", "candour.app.preloaded"]
MODEL_VARIABLE = "CANDOUR_PRELOADED_MODEL"
_ATTEMPTS = 2
"""A worker may die for want of memory on this machine; a mail that two of them died of is to blame itself."""
_CLOSING_IN_SECONDS = 5.0


class ProcessWorkers:
    """The core's `Workers` port: a fixed number of processes, each replaced when it is too slow, too big, or dies."""

    def __init__(self, count: int, *, model: str, memory_in_bytes: int) -> None:
        """Start `count` workers; `model` is the language model that the fork server loads.

        Raises WorkersUnavailableError where they can't be started.
        """
        os.environ[MODEL_VARIABLE] = model
        # One thread of linear algebra a worker: more would fight for the cores, and each reserves memory.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        self._changed = Condition()
        self._free = [_Place(context, memory_in_bytes) for _ in range(count)]
        self._busy: set[_Place] = set()
        self._waiting: deque[object] = deque()
        self._closed = False
        # Workers ignore the SIGTERM by which multiprocessing would end them when the interpreter does.
        atexit.register(self.close)
        try:
            for place in self._free:
                place.fill()
        except WorkersUnavailableError:
            self.close()
            raise

    def run(self, work: Callable[..., T], *arguments: object, timeout_in_seconds: float) -> T:
        """Return work(*arguments) from a worker; see the port. Work of which a worker died is done once more.

        Raises WorkersUnavailableError where no worker can be started, and WorkersClosedError, both of which say nothing
        about the work.
        """
        with self._place() as place:
            for _ in range(_ATTEMPTS):
                try:
                    return place.run(work, arguments, timeout_in_seconds)
                except WorkerDiedError:
                    self._refuse_when_closed()
                    log.warning("a worker process died")
            raise ReadingFailedError("the process that read it died")

    def close(self) -> None:
        """End all workers: idle ones now, busy ones when they are done, or after a few seconds in any case."""
        atexit.unregister(self.close)
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: not self._busy, _CLOSING_IN_SECONDS):
                for place in self._busy:
                    place.kill()
                self._changed.wait_for(lambda: not self._busy, GRACE_IN_SECONDS)
            for place in self._free:
                place.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _place(self) -> Iterator["_Place"]:
        """Wait for a free place, and have it to oneself: who came first is served first, and no backlog jumps in."""
        with self._changed:
            self._waiting.append(turn := object())
            self._changed.wait_for(lambda: self._closed or (self._free and self._waiting[0] is turn))
            self._waiting.remove(turn)
            self._changed.notify_all()
            self._refuse_when_closed()
            place = self._free.pop()
            self._busy.add(place)
        try:
            yield place
        finally:
            with self._changed:
                self._busy.remove(place)
                self._free.append(place)
                if self._closed:
                    place.clear()
                self._changed.notify_all()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise WorkersClosedError


class _Place:
    """Room for one worker. It is filled when there is work for it, so that a start that fails is tried again."""

    def __init__(self, context: ForkServerContext, memory_in_bytes: int) -> None:
        self._context = context
        self._memory_in_bytes = memory_in_bytes
        self._worker: WorkerProcess | None = None

    def fill(self) -> WorkerProcess:
        """Return the worker, started where there is none; raises WorkersUnavailableError."""
        if self._worker is None:
            try:
                self._worker = WorkerProcess(self._context, self._memory_in_bytes)
            except (OSError, EOFError) as error:
                raise WorkersUnavailableError(type(error).__name__) from None
        return self._worker

    def run(self, work: Callable[..., T], arguments: tuple[object, ...], timeout_in_seconds: float) -> T:
        worker = self.fill()
        try:
            return worker.run(work, arguments, timeout_in_seconds)
        finally:
            if not worker.is_usable:
                self.clear()

    def kill(self) -> None:
        """End the worker under its work; may be called by another thread."""
        worker = self._worker
        if worker is not None:
            worker.kill()

    def clear(self) -> None:
        """End the worker, where there is one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()
