"""A process that is killed while it writes (bench/store_kill.py does this 200 times)."""

from pathlib import Path

import pytest

from tests.store.killing import Kills


@pytest.mark.slow
def test_what_was_acknowledged_survives_a_kill_at_any_moment(root: Path) -> None:
    """R122: nothing that was acknowledged is lost, nothing is left unreadable, and the next start works."""
    kills = Kills(root)
    for moment in range(8):
        kills.kill_once(seconds=0.013 * moment)
    kills.check(list(kills.versions))
    assert kills.wrong == []
    assert kills.writes > kills.count
