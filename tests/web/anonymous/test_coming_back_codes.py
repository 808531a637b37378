"""Codes are typed forgivingly, right and wrong ones cost the same, and a wait grows for all and shuts out nobody."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier

import anyio
import pytest

from candour.cases.codes import in_groups
from candour.store.codes import PepperedCodes
from candour.web.anonymous import turnstile as turnstiles
from candour.web.anonymous.turnstile import LONGEST_IN_SECONDS, WITHOUT_DELAY, CrowdedError, Turnstile
from tests.web.anonymous.coming_back import a_writer
from tests.web.anonymous.forms import form_in
from tests.web.anonymous.stage import an_anonymous_stage

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WRONG = "0000-1111-2222-3333"


class Sleeper:
    """Sleeps no time, and remembers how long it would have been."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.mark.parametrize(
    "spelt",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\n",
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("-", "\u2013"),
        lambda code: f"\u202a{code}\u202c",
    ],
)
def test_a_code_is_known_however_it_is_typed(spelt: Callable[[str], str]) -> None:
    writer = a_writer()
    assert writer.comes_back(spelt(in_groups(writer.code))).status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Please type your code."),
        ("K7QM-4T0V", "here are 8"),
        ("K7QM-4T0V-9XWE-2HAB-1", "here are 17"),
        ("U7QM-4T0V-9XWE-2HAB", "the letter U is never used"),
        (WRONG, "There is no report with this code."),
    ],
)
def test_a_wrong_code_stays_in_its_field_and_the_page_says_how_to_check_it(typed: str, words: str) -> None:
    answer = a_writer().comes_back(typed or " ")
    assert answer.status_code == 422
    assert words in answer.text
    assert form_in(answer.text).fields["code"] == [typed]


def test_the_browser_is_told_to_remember_no_code() -> None:
    page = a_writer().browser.get("/back").text
    field = page[page.index('<input class="typed-code"') :].partition(">")[0]
    assert 'autocomplete="off"' in field
    assert 'spellcheck="false"' in field


def test_a_wrong_code_costs_as_many_derivations_as_a_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = a_writer()
    derived: list[str] = []
    for name in ("lookup", "unlocked"):
        method = getattr(PepperedCodes, name)

        def counted(codes: PepperedCodes, *given: str, method: Callable[..., str] = method) -> str:
            derived.append(method.__name__)
            return method(codes, *given)

        monkeypatch.setattr(PepperedCodes, name, counted)
    writer.comes_back()
    of_right, derived[:] = list(derived), []
    writer.comes_back(WRONG)
    assert derived == of_right == ["lookup", "unlocked"]


def test_everybody_waits_alike_and_longer_the_more_wrong_codes_came_and_nobody_for_ever() -> None:
    sleeper = Sleeper()
    stage = an_anonymous_stage(turnstile=Turnstile(sleeper))
    writer = a_writer(stage)
    for _ in range(WITHOUT_DELAY):
        writer.comes_back(WRONG)
    assert set(sleeper.slept) == {0}
    for _ in range(40):
        writer.comes_back(WRONG)
    grown = sleeper.slept[WITHOUT_DELAY:]
    assert grown == sorted(grown)
    assert (grown[1], grown[-1]) == (0.25, LONGEST_IN_SECONDS)
    assert writer.comes_back().status_code == 200
    assert sleeper.slept[-1] == LONGEST_IN_SECONDS
    stage.clock.move(timedelta(minutes=11))
    writer.comes_back()
    assert sleeper.slept[-1] == 0


def test_what_can_be_no_code_is_answered_without_waiting_and_counts_for_nothing() -> None:
    sleeper = Sleeper()
    writer = a_writer(an_anonymous_stage(turnstile=Turnstile(sleeper)))
    for _ in range(WITHOUT_DELAY + 3):
        writer.comes_back("not a code")
    assert sleeper.slept == []
    writer.comes_back()
    assert sleeper.slept == [0]


def test_where_too_many_wait_one_more_is_asked_to_come_again_with_all_that_was_typed() -> None:
    writer = a_writer(an_anonymous_stage(turnstile=Turnstile(most=1)))
    form = writer.opened()
    door = writer.stage.site.state.surroundings.anonymous
    door.turnstile._inside = 1  # noqa: SLF001  as if somebody were waiting
    answer = writer.sends(form, "An answer.")
    assert answer.status_code == 503
    assert "press the button again in a minute" in answer.text
    again = form_in(answer.text)
    assert (again.fields["code"], again.fields["text"]) == ([writer.code], ["An answer."])
    door.turnstile._inside = 0  # noqa: SLF001  and they had gone
    assert form_in(writer.presses(again, "show").text).fields["text"] == ["An answer."]


def test_who_waits_holds_no_thread_and_makes_room_when_done() -> None:
    async def many(turnstile: Turnstile, count: int) -> int:
        refused = 0

        async def one() -> None:
            nonlocal refused
            try:
                await turnstile.through(str, NOW)
            except CrowdedError:
                refused += 1

        async with anyio.create_task_group() as group:
            for _ in range(count):
                group.start_soon(one)
        return refused

    async def twice() -> tuple[int, int]:
        gate = anyio.Event()
        turnstile = Turnstile(lambda _: gate.wait(), most=200)
        async with anyio.create_task_group() as group:
            group.start_soon(many, turnstile, 200)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(CrowdedError):
                await turnstile.through(str, NOW)
            gate.set()
        return await many(turnstile, 200), await many(turnstile, 201)

    assert anyio.run(twice) == (0, 1)


def test_only_so_many_codes_are_derived_at_a_time() -> None:
    at_once = turnstiles._AT_WORK  # noqa: SLF001  the number that is promised
    together = Barrier(at_once)

    async def all_of_them() -> None:
        turnstile = Turnstile()
        async with anyio.create_task_group() as group:
            for _ in range(2 * at_once):
                group.start_soon(turnstile.through, lambda: together.wait(timeout=10), NOW)

    anyio.run(all_of_them)
    assert not together.broken


def test_who_is_sent_away_while_waiting_leaves_the_place_free() -> None:
    async def goes_away() -> str:
        turnstile = Turnstile(anyio.sleep, most=1)
        for _ in range(2 * WITHOUT_DELAY):
            turnstile.note_wrong(NOW)
        with anyio.move_on_after(0):
            await turnstile.through(str, NOW)
        return await turnstile.through(lambda: "in", NOW + timedelta(hours=1))

    assert anyio.run(goes_away) == "in"
