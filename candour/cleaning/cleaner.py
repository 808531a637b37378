"""The core's `Cleaner`: a file without its author, or the reason why not."""

from dataclasses import dataclass

from candour.cases.ports import Cleaned
from candour.cleaning.bounds import MAX_BYTES, TOO_LARGE
from candour.cleaning.kinds import kind_of
from candour.cleaning.refusal import NotCleanedError

_SHEETS = frozenset({"text/csv", "application/csv", "text/comma-separated-values", "application/vnd.ms-excel"})
_SAID_OF_WORDS = _SHEETS | {"", "text/plain", "text/tab-separated-values", "application/octet-stream"}


@dataclass(frozen=True)
class FileCleaner:
    """Cleans a file by what it holds. It keeps nothing, so it can travel to a worker, where hostile files belong."""

    def clean(self, content: bytes, media_type: str) -> Cleaned:
        """Return the file cleaned, or the reason why it can't be; never raises for any bytes.

        `media_type` is what the file says that it is. It is believed only where it makes a text doubtful: other formats
        are written in letters too.
        """
        kind, said = kind_of(content), media_type.strip().casefold()
        if kind is None or (kind.media_type == "text/plain" and said not in _SAID_OF_WORDS):
            return _refused("a file of a kind that Candour doesn't know")
        if kind.clean is None:
            return _refused(f"{kind.called}; {kind.instead}" if kind.instead else kind.called)
        try:
            cleaned = kind.clean(content)
        except NotCleanedError as error:
            return _refused(f"{kind.called}: {error}")
        if len(cleaned) > MAX_BYTES:
            return _refused(f"{kind.called}: {TOO_LARGE}")
        is_table = kind.media_type == "text/plain" and said in _SHEETS
        media_type = "text/csv" if is_table else kind.media_type
        return Cleaned(content=cleaned, media_type=media_type, notes=(kind.note,) if kind.note else ())


def _refused(reason: str) -> Cleaned:
    return Cleaned(content=None, media_type="", reason=reason)
