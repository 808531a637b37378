"""Another time for a process of its own: Debian's libfaketime moves its clock, nothing in the program is changed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

_LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)

needs_faketime = pytest.mark.skipif(_LIBRARY is None, reason="needs libfaketime: apt-get install faketime")


def clock_at(moment: datetime) -> Mapping[str, str]:
    """Return the environment in which a process that starts now believes that it is this moment; its clock runs on.

    Waiting is not faked, since that would only make it wait wrongly; nor are the times of files, by which Python knows
    its compiled modules.
    """
    offset_in_seconds = round((moment - datetime.now(UTC)).total_seconds())
    return {
        "LD_PRELOAD": str(_LIBRARY),
        "FAKETIME": f"{offset_in_seconds:+d}s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }
