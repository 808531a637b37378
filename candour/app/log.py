"""Structured logs without personal data: only fields that are known to be harmless pass, and no error's text."""

import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Literal

import structlog

HARMLESS = frozenset(
    {
        "at", "attempts", "cases", "code", "count", "error", "event", "failures", "folder", "keyword", "kind", "level",
        "logger", "mailbox", "notice", "outcome", "reason", "reference", "role", "school", "seconds", "status",
        "timestamp", "tries", "version", "workers",
    }
)  # fmt: skip
"""`folder`, `mailbox` and `school` are settings' names; `reason` is always one of our own fixed sentences."""

_OURS = ("bot", "candour", "intake", "nlp", "replies")
_FOREIGN_TEXT = "(what a library said; it may quote somebody)"


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
        processors=[
            _name_error,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _keep_foreign_texts_back,
            _only_harmless,
            renderer,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    logging.raiseExceptions = False  # a message that can't be written would be printed whole, to say so
    _let_nobody_print_by_themselves()
    # These say a great deal at lower levels, and none of it would be shown.
    for talkative in ("imapclient", "mail.log", "pymap", "asyncio", "uvicorn", "httpx", "slack_bolt", "slack_sdk"):
        logging.getLogger(talkative).setLevel(logging.ERROR)


def _let_nobody_print_by_themselves() -> None:
    """Take away the handlers that libraries (spaCy is one) give to their own loggers: they print texts as they are."""
    for name, logger in logging.root.manager.loggerDict.items():
        if isinstance(logger, logging.Logger) and not _is_ours(name):
            logger.handlers.clear()


def _is_ours(logger: str) -> bool:
    return logger.partition(".")[0] in _OURS


def _keep_foreign_texts_back(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Leave of a library's message its logger, its level and the kind of its error: no text is known to be harmless."""
    if _is_ours(str(event.get("logger", ""))):
        return event
    kept = {name: event[name] for name in ("logger", "level", "timestamp", "error", "at") if name in event}
    return {**kept, "event": _FOREIGN_TEXT}


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
