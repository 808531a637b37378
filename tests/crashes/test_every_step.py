"""After a death at any step of taking in and of sending, and of its successor too: nothing lost, nothing doubled.

Here every single step by name, and pairs at random. All pairs, and every single call to the disk, take minutes:
`python -m bench.crashes`.
"""

from itertools import product
from pathlib import Path
from random import Random

import pytest

from tests.crashes.dying import Life
from tests.crashes.scenes import DEDICATED, SCENES, Scene
from tests.crashes.world import World, check

_PARTS = 2
_PAIRS = 16


def lived_through(tmp_path: Path, life: Life, *deaths: int, scene: Scene = DEDICATED) -> World:
    world = World(tmp_path / "-".join(["deaths", *map(str, deaths)]), life, scene)
    for death in deaths:
        world.live(until=death)
    world.live()
    check(world)
    return world


def steps_of_a_whole_life(tmp_path: Path, life: Life, scene: Scene = DEDICATED) -> int:
    return World(tmp_path / "whole", life, scene).live()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_without_a_death_all_is_taken_in_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Scene
) -> None:
    world = lived_through(tmp_path, Life(monkeypatch, fine=False), scene=scene)
    assert world.lives == 1
    assert len(world.sent) == len(set(world.sent))


@pytest.mark.parametrize("part", range(_PARTS))
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_after_a_death_at_any_step_nothing_is_lost_or_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Scene, part: int
) -> None:
    life = Life(monkeypatch, fine=False)
    for step in range(1, steps_of_a_whole_life(tmp_path, life, scene) + 1)[part::_PARTS]:
        world = lived_through(tmp_path, life, step, scene=scene)
        assert world.lives == 2
        assert len(world.sent) - len(set(world.sent)) <= 1


@pytest.mark.parametrize("seed", range(_PARTS))
def test_after_two_deaths_at_any_steps_nothing_is_lost_or_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    life, random = Life(monkeypatch, fine=False), Random(seed)  # noqa: S311  the same pairs in each run
    steps = range(1, steps_of_a_whole_life(tmp_path, life) + 1)
    for first, second in random.sample(list(product(steps, repeat=2)), _PAIRS // _PARTS):
        world = lived_through(tmp_path, life, first, second)
        assert len(world.sent) - len(set(world.sent)) <= 2


def test_the_watch_over_the_disk_sees_every_change_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coarse = steps_of_a_whole_life(tmp_path / "coarse", Life(monkeypatch, fine=False))
    life = Life(monkeypatch, fine=True)
    assert steps_of_a_whole_life(tmp_path / "fine", life) > 4 * coarse
    World(tmp_path / "none", life).live(until=1)
    assert not list((tmp_path / "none").rglob("*.json"))
