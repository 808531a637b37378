"""A memory with a bound forgets what came longest ago, and nothing else."""

from candour.cases.newest import Newest


def test_what_came_longest_ago_is_forgotten_for_what_comes() -> None:
    known: Newest[str, int] = Newest(2)
    for number, key in enumerate("abc"):
        known.put(key, number)
    assert known.items() == [("b", 1), ("c", 2)]
    assert "a" not in known
    assert known.get("a") is None


def test_what_comes_again_is_the_newest_and_tells_what_stood_there() -> None:
    known: Newest[str, int] = Newest(2)
    known.put("a", 1)
    known.put("b", 2)
    assert known.put("a", 3) == 1
    known.put("c", 4)
    assert known.items() == [("a", 3), ("c", 4)]


def test_being_asked_for_makes_nothing_newer() -> None:
    known: Newest[str, int] = Newest(2)
    known.put("a", 1)
    known.put("b", 2)
    assert known.get("a") == 1
    known.put("c", 3)
    assert "a" not in known


def test_what_is_taken_out_is_gone() -> None:
    known: Newest[str, int] = Newest(2)
    known.put("a", 1)
    assert known.pop("a") == 1
    assert known.pop("a") is None
    assert len(known) == 0
