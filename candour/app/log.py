"""Structured logs without personal data: only fields that are known to be harmless pass, and no error's text."""

import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Literal

import structlog

HARMLESS = frozenset(
    {
        "at", "attempts", "cases", "code", "count", "error", "event", "folder", "kind", "level", "logger", "mailbox",
        "notice", "outcome", "reason", "reference", "role", "school", "seconds", "status", "timestamp", "version",
        "workers",
    }
)  # fmt: skip
"""`folder`, `mailbox` and `school` are settings' names; `reason` is always one of our own fixed sentences."""


def start_logging(level: str, form: Literal["text", "json"]) -> None:
    """Send the log to standard error, as text for people or a JSON object a line."""
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[_name_error, structlog.stdlib.ProcessorFormatter.remove_processors_meta, _only_harmless, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    # Both print addresses or whole commands at lower levels.
    for talkative in ("imapclient", "mail.log", "pymap", "asyncio"):
        logging.getLogger(talkative).setLevel(logging.ERROR)


def _only_harmless(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in event.items() if name in HARMLESS}


def _name_error(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its type and place: its text and its frames' values may hold what somebody wrote."""
    exc_info = event.pop("exc_info", None)
    if not exc_info or exc_info is True or exc_info[1] is None:
        return event
    error, trace = exc_info[1], exc_info[2]
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    event["error"] = type(error).__name__
    if trace is not None:
        event["at"] = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return event
