"""One-time links for a chat: made at fixed times, always as many, and handed out without a trace."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import SystemRandom

import pytest

from bot.events import Pressed
from bot.line import ChatLine
from bot.messages import Action
from candour.app.link_pool import BATCH, GOOD_FOR, LinkPool, anonymous_addresses
from candour.cases.errors import LinkSpentError, StoreFullError
from candour.cases.one_time_links import KIND
from tests.bot.stage import ChatStage
from tests.service import HandClock, Stage, a_stage

PAGES = "https://candour.school.example"
SCHOOL = "st-finnian"
MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def a_pool(stage: Stage) -> LinkPool:
    return LinkPool(stage.directory, stage.service.mint_links, SystemRandom(), started_at=stage.clock())


@pytest.fixture
def stage() -> Stage:
    stage = a_stage()
    stage.clock.moment = MORNING
    return stage


def marks(stage: Stage) -> Mapping[str, Mapping[str, str]]:
    return dict(stage.store.records(KIND))


def filled(stage: Stage, at: datetime) -> LinkPool:
    """Return a pool whose slot has come."""
    pool = a_pool(stage)
    stage.clock.moment = at
    pool.fill(stage.clock())
    return pool


def test_links_are_made_at_the_next_slot_and_not_at_the_start(stage: Stage) -> None:
    pool = a_pool(stage)
    pool.fill(stage.clock())
    assert (pool.take(SCHOOL), marks(stage)) == ("", {})
    stage.clock.move(timedelta(minutes=31))
    pool.fill(stage.clock())
    assert len(marks(stage)) == BATCH
    assert stage.service.school_of_link(pool.take(SCHOOL)) == SCHOOL


def test_handing_out_writes_nothing_and_the_next_day_makes_as_many_as_ever(stage: Stage) -> None:
    pool = filled(stage, MORNING + timedelta(hours=1))
    before = marks(stage)
    handed_out = [pool.take(SCHOOL) for _ in range(BATCH)]
    assert len(set(handed_out)) == BATCH
    assert marks(stage) == before
    pool.fill(MORNING + timedelta(hours=9))
    assert marks(stage) == before
    pool.fill(MORNING + timedelta(days=1, hours=1))
    assert len(marks(stage)) == 2 * BATCH
    assert pool.take(SCHOOL) not in handed_out


def test_the_disk_holds_no_token_and_no_time_of_day(stage: Stage) -> None:
    pool = filled(stage, MORNING + timedelta(hours=1))
    kept = str(marks(stage))
    assert pool.take(SCHOOL) not in kept
    until = MORNING.date() + GOOD_FOR
    assert {record["until"] for record in marks(stage).values()} == {until.isoformat()}
    assert "07:" not in kept


def test_links_are_handed_out_in_no_order_of_their_making() -> None:
    made: list[str] = []

    def mint(school: str, count: int, _until: date) -> Sequence[str]:
        made.extend(f"{school}-{number}" for number in range(count))
        return made

    stage = a_stage()
    clock = HandClock(MORNING)
    pool = LinkPool(stage.directory, mint, SystemRandom(), started_at=clock())
    pool.fill(MORNING + timedelta(hours=1))
    handed_out = [pool.take(SCHOOL) for _ in range(BATCH)]
    assert sorted(handed_out) == sorted(made)
    assert handed_out not in (made, made[::-1])


def test_a_link_lapses_after_thirty_days(stage: Stage) -> None:
    token = filled(stage, MORNING + timedelta(hours=1)).take(SCHOOL)
    stage.clock.move(GOOD_FOR)
    assert stage.service.school_of_link(token) == SCHOOL
    stage.clock.move(timedelta(days=1))
    with pytest.raises(LinkSpentError):
        stage.service.school_of_link(token)


def test_a_full_store_leaves_the_address_that_is_the_same_for_everybody(stage: Stage) -> None:
    def mint(_school: str, _count: int, _until: date) -> Sequence[str]:
        raise StoreFullError

    pool = LinkPool(stage.directory, mint, SystemRandom(), started_at=stage.clock())
    pool.fill(MORNING + timedelta(hours=1))
    assert anonymous_addresses(PAGES, pool)(SCHOOL) == f"{PAGES}/r/{SCHOOL}"


def test_the_last_link_is_followed_by_the_address_of_the_school(stage: Stage) -> None:
    address = anonymous_addresses(PAGES, filled(stage, MORNING + timedelta(hours=1)))
    said = [address(SCHOOL) for _ in range(BATCH + 1)]
    assert all(each.startswith(f"{PAGES}/o/") for each in said[:-1])
    assert said[-1] == f"{PAGES}/r/{SCHOOL}"


def test_without_a_pool_everybody_gets_the_same_address_and_without_pages_none() -> None:
    assert anonymous_addresses(PAGES, None)(SCHOOL) == f"{PAGES}/r/{SCHOOL}"
    assert anonymous_addresses("", None)(SCHOOL) == ""


def test_the_bots_own_page_spends_no_link() -> None:
    stage = ChatStage()
    pool = LinkPool(stage.core.directory, stage.core.service.mint_links, SystemRandom(), started_at=stage.clock())
    stage.clock.move(timedelta(days=1))
    pool.fill(stage.clock())
    line = ChatLine(
        replace(
            stage.line._desk,  # noqa: SLF001  the stage's, with one thing changed
            anonymous=anonymous_addresses(PAGES, pool),
            same_for_all=anonymous_addresses(PAGES, None),
        )
    )
    assert f"{PAGES}/r/{SCHOOL}" in line.home(stage.talker).plain
    press = Pressed(id="p", action=Action.ANONYMOUS)
    assert f"{PAGES}/o/" in line.hear(press, stage.talker).messages[0].plain
