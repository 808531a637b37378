"""Why a file can't be cleaned."""

from collections.abc import Iterator
from contextlib import contextmanager


class NotCleanedError(Exception):
    """A file keeps what it says about its author; the message is a sentence for people, without its end."""


@contextmanager
def refused_where_it_fails(otherwise: str) -> Iterator[None]:
    """Turn whatever a decoder stumbles over, in a file that may be made to hurt it, into a NotCleanedError.

    `otherwise` is its message where nobody has found out more.
    """
    try:
        yield
    except NotCleanedError:
        raise
    except MemoryError:
        raise NotCleanedError("it takes too much memory; a smaller copy or a part of it can be cleaned") from None
    except Exception:  # noqa: BLE001  decoders raise nearly anything
        raise NotCleanedError(otherwise) from None
