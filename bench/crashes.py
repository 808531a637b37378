"""A death after every single step of acceptance and of sending, all pairs of them; and at every call to the disk.

python -m bench.crashes [--fine]

With --fine, single deaths at each call of the operating system that changes the disk, and pairs of them at random;
without, all pairs of the steps by name. Nothing may be lost or doubled; a notice may be handed over again with the
same Message-ID, and how often that happened is counted. (On tmpfs it is faster: TMPDIR=/dev/shm.)
"""

import argparse
import tempfile
from itertools import product
from pathlib import Path
from random import Random
from shutil import rmtree

import pytest

from tests.crashes.dying import Life
from tests.crashes.scenes import SCENES
from tests.crashes.world import World, check

_FINE_PAIRS = 2_000


def main() -> None:
    """Try them all; the first that loses or doubles something ends it with the pair."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--fine", action="store_true")
    options = arguments.parse_args()
    for scene in SCENES:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            life = Life(patch, fine=options.fine)
            steps = World(Path(folder) / "whole", life, scene).live()
            pairs = list(product(range(1, steps + 1), repeat=2))
            tried: list[tuple[int, ...]] = [(step,) for step in range(1, steps + 1)]
            tried += Random(1).sample(pairs, min(_FINE_PAIRS, len(pairs))) if options.fine else pairs  # noqa: S311  no secret
            again = sum(_handed_over_again(World(Path(folder) / "life", life, scene), deaths) for deaths in tried)
        said = f"{steps} steps, {len(tried)} ways to die: nothing lost or doubled"
        print(f"a {scene.name} mailbox: {said}, {again} mails handed over again", flush=True)


def _handed_over_again(world: World, deaths: tuple[int, ...]) -> int:
    for death in deaths:
        world.live(until=death)
    world.live()
    try:
        check(world)
    except AssertionError as error:
        raise AssertionError(f"after deaths at {deaths}: {error}") from error
    rmtree(world.root)
    return len(world.sent) - len(set(world.sent))


if __name__ == "__main__":
    main()
