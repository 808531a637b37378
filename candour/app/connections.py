"""Connections to the pages that are held open without asking for anything: they end, to leave room for others."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_IN_SECONDS = 20.0
"""By when the first line and the headers of a request are to be there, however slowly they come."""


class PromptProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, but for requests whose head never ends: uvicorn waits for these as long as they like.

    There is a bound on connections, and whoever holds that many would keep everybody out.
    """

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn's own
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Take what arrived, and wait on where it was not a whole head."""
        super().data_received(data)
        if not self._is_idle():
            self._stop_waiting()
        elif self._timer is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        self._timer = self.loop.call_later(HEAD_IN_SECONDS, self._end)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _end(self) -> None:
        self._timer = None
        if self._is_idle():
            self.timeout_keep_alive_handler()

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr]  # None until the first
