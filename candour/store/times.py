"""Times of files: of what came confidentially they tell no more than the case does, which is the hour.

A mail server logs each mail with its sender and the second, and a copy or a backup keeps the times of files. What the
file system itself notes beside them (when a file was made or last changed) can't be set; it stays on this disk.
"""

import errno
import logging
import os
from collections.abc import Iterable
from pathlib import Path

_log = logging.getLogger(__name__)
_HOUR_IN_NS = 3_600 * 1_000_000_000


def round_times(paths: Iterable[Path]) -> None:
    """Set the times of files and folders back to the hour; where that fails it is tried again at the next change."""
    for path in paths:
        try:
            found = path.stat()
            hour = found.st_mtime_ns - found.st_mtime_ns % _HOUR_IN_NS
            os.utime(path, ns=(hour, hour))
        except OSError as error:
            _log.warning("the time of a file could not be rounded (%s)", errno.errorcode.get(error.errno or 0))
