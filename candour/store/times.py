"""Times of files: of what came confidentially they tell no more than the case does, the hour or the day.

A mail server logs each mail with its sender and the second, everybody knows who sat at a keyboard at five past eleven,
and a copy or a backup keeps the times of files. What the file system itself notes beside them can't be set: when a file
was last changed in any way (ctime) becomes the moment of the last `Store.even_times`, alike for all; when it was made
(where a file system notes that) and the order of its inodes stay on this disk.
"""

import errno
import logging
import os
from collections.abc import Iterable
from pathlib import Path

_log = logging.getLogger(__name__)
HOUR_IN_NS = 3_600 * 1_000_000_000
DAY_IN_NS = 24 * HOUR_IN_NS


def round_times(paths: Iterable[Path], step_in_ns: int) -> None:
    """Set the times of files and folders back to the hour or the day (UTC); where that fails it is tried again later.

    A file that has gone meanwhile needs none.
    """
    for path in paths:
        try:
            found = path.stat()
            back = found.st_mtime_ns - found.st_mtime_ns % step_in_ns
            os.utime(path, ns=(back, back))
        except FileNotFoundError:
            continue
        except OSError as error:
            _log.warning("the time of a file could not be rounded (%s)", errno.errorcode.get(error.errno or 0))
