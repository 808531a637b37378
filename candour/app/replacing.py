"""Writing a file for its owner alone: whole, or as it was before."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from candour.cases.errors import SettingsError


@contextmanager
def replacing(file: Path) -> Iterator[BinaryIO]:
    """Open a file beside this one, for nobody else to read, and put it in its place when it is whole and synced.

    Raises SettingsError where that can't be written.
    """
    try:
        number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(number, "wb") as output:
                yield output
                output.flush()
                os.fsync(output.fileno())
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SettingsError(f"{file} can't be written: {error.strerror}") from error
