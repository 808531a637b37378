"""Links made by a command while `candour run` works on the store: their marks are handed over, never the tokens."""

import json
import logging
from collections.abc import Callable, Iterable
from datetime import date
from threading import Event

from candour.cases import one_time_links
from candour.cases.directory import Directory
from candour.cases.errors import CandourError, SettingsError
from candour.cases.ports import Store
from candour.store.handover import Handover

log = logging.getLogger(__name__)

LOOK_EVERY_IN_SECONDS = 1.0


def in_words(school: str, marks: Iterable[str], until: date) -> str:
    """Return the piece that a command leaves."""
    return json.dumps({"school": school, "marks": sorted(marks), "until": until.isoformat()})


def take_links_until_stopped(handover: Handover, store: Store, directory: Directory, stop: Event) -> None:
    """Take in what commands leave, each second. What can't be taken now is tried again."""
    take = _taker(store, directory)
    while not stop.is_set():
        try:
            if count := handover.take_all(take):
                log.info("links were taken in", extra={"count": count})
        except CandourError as error:
            log.error("links could not be taken in", extra={"error": type(error).__name__})  # noqa: TRY400  a trace says no more than the type
        stop.wait(LOOK_EVERY_IN_SECONDS)


def _taker(store: Store, directory: Directory) -> Callable[[str], None]:
    def take(text: str) -> None:
        piece = json.loads(text)
        try:
            one_time_links.keep(store, directory, piece["school"], piece["marks"], date.fromisoformat(piece["until"]))
        except SettingsError:
            log.error("links of an unknown school were not taken in", extra={"school": piece["school"]})  # noqa: TRY400  likewise

    return take
