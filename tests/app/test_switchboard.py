"""What has to be done for a chat all the time: trouble with a door stops neither Candour nor the other doors."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from starlette.routing import Route

from candour.app import switchboard
from candour.app.switchboard import OpenDoor, Switchboard, room_for_calls
from candour.cases.errors import StoreFullError
from tests.bot.kept_door import KeptDoor
from tests.bot.stage import ChatStage

STORY = "I left my school laptop on the train this morning."


def run_until(holds: Event, loop: Callable[[Event], None]) -> None:
    """Run a loop of the switchboard in a thread until something has happened; fail where it does not, or never ends."""
    stop = Event()
    thread = Thread(target=loop, args=(stop,), daemon=True)
    thread.start()
    assert holds.wait(20)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switchboard, "_AFTER_TROUBLE_IN_SECONDS", 0.01)
    monkeypatch.setattr(switchboard, "EVERY_IN_SECONDS", 0.01)


@pytest.mark.parametrize("error", [RuntimeError("some words of a report"), StoreFullError("full")])
def test_a_door_that_fails_is_tried_again_and_the_log_says_no_words(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    stage, tried, again = ChatStage(), list[Event](), Event()

    def run(stop: Event) -> None:
        tried.append(stop)
        if len(tried) < 3:
            raise error
        again.set()
        stop.wait()

    board = Switchboard(stage.line, [OpenDoor(stage.door, run)], now=stage.clock)
    run_until(again, dict(board.loops())["terminal"])
    failures = [record for record in caplog.records if record.name == switchboard.__name__]
    assert [record.__dict__["kind"] for record in failures] == ["terminal", "terminal"]
    assert "words of a report" not in " ".join(record.getMessage() for record in failures)


def test_a_door_that_ends_by_itself_is_opened_again() -> None:
    stage, rounds, enough = ChatStage(), list[int](), Event()

    def run(_stop: Event) -> None:
        rounds.append(1)
        if len(rounds) == 3:
            enough.set()

    run_until(enough, dict(Switchboard(stage.line, [OpenDoor(stage.door, run)], now=stage.clock).loops())["terminal"])


def test_r16_time_passes_from_the_start_on() -> None:
    stage, told = ChatStage(), Event()

    class TellingDoor(KeptDoor):
        def post(self, *arguments: object) -> None:
            del arguments
            told.set()

    stage.says(STORY)
    stage.clock.move(stage.line._desk.sends_after)  # noqa: SLF001  as long as the stage's line waits
    board = Switchboard(stage.line, [OpenDoor(TellingDoor(platform="terminal"))], now=stage.clock)
    run_until(told, dict(board.loops())["chat"])


def test_without_any_door_time_passes_all_the_same() -> None:
    stage = ChatStage()
    assert [name for name, _ in Switchboard(stage.line, [], now=stage.clock).loops()] == ["chat"]


def test_routes_rooms_and_ends_of_all_doors_come_together() -> None:
    stage, closed = ChatStage(), list[str]()
    routes = [Route(path, lambda _request: None) for path in ("/one", "/two")]
    doors = [KeptDoor(platform="slack"), KeptDoor(platform="teams")]
    opened = [
        OpenDoor(door, None, (route,), (room_for_calls(route.path),), lambda: closed.append("x"))
        for door, route in zip(doors, routes, strict=True)
    ]
    board = Switchboard(stage.line, opened, now=stage.clock)
    assert board.routes == tuple(routes)
    assert [(room.begins, room.hands_on) for room in board.rooms] == [("/one", True), ("/two", True)]
    assert set(board.doors) == {"slack", "teams"}
    board.close()
    assert closed == ["x", "x"]
