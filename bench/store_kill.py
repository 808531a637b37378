"""Kill a writing process many times, and count what was lost: python -m bench.store_kill [kills] [folder]."""

import random
import sys
import tempfile
from pathlib import Path

from tests.store.killing import Kills


def main(count: int, parent: str | None) -> int:
    """Print a summary line; return 1 where anything acknowledged was lost or unreadable."""
    dice = random.Random(20261122)  # noqa: S311  # a repeatable choice, no secret
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        kills = Kills(Path(folder) / "store")
        for _ in range(count):
            kills.kill_once(seconds=dice.uniform(0.0, 0.25))
        kills.check(list(kills.versions))
    print(
        f"{kills.count} kills, {kills.writes} acknowledged writes, {len(kills.versions)} cases: "
        f"{len(kills.wrong)} lost or unreadable"
    )
    print(*kills.wrong, sep="\n", end="")
    return 1 if kills.wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, sys.argv[2] if len(sys.argv) > 2 else None))
