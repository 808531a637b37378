"""A process that is killed while a report comes by chat: after the next start there is one report, with every word."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.events import Pressed, Said, Talker
from bot.files import Offered, interrupted
from bot.line import ChatLine, LineDesk
from bot.messages import Action
from candour.cases.errors import StoreError
from candour.cases.policy_file import load
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey
from tests.bot.kept_door import KeptDoor
from tests.crashes.dying import DeathError, Life
from tests.service import HandClock, RuleReader, a_stage

KEY = InstallationKey(secrets.token_bytes(32))
GARETH = Talker(
    platform="slack",
    place="T1",
    conversation="U1",
    person="U1",
    name="Gareth Pugh",
    address="g.pugh@saint-finnian.example",
)
SAID = (
    Said(id="m1", text="I left my school laptop on the train this morning"),
    Said(id="m2", text="It was about 31 pupils"),
)
PICTURE = Offered(event="m1 F1", name="list.png", media_type="image/png", fetch=lambda: iter((b"\x89PNG\r\n\x1a\n",)))
_DEATHS = 6


@contextmanager
def a_process(root: Path) -> Iterator[tuple[ChatLine, HandClock, CaseFolderStore]]:
    """Return the line of one process over the store on the disk."""
    store = CaseFolderStore(root, KEY)
    core = a_stage(reader=RuleReader(), store=store)  # type: ignore[arg-type]  # the real one in the place of a fake
    desk = LineDesk(
        service=core.service,
        records=store,
        evidence=store,
        directory=core.directory,
        policies=load,
        now=core.clock,
        school_of=lambda _talker: next(iter(core.directory.schools)),
        anonymous=lambda _school: "",
    )
    yield ChatLine(desk), core.clock, store
    with suppress(StoreError, DeathError):
        store.close()


def tells_and_sends(line: ChatLine) -> None:
    """Bring what Gareth does, as a platform brings it: noted, acknowledged, carried out."""
    for said in SAID:
        line.note(said, GARETH)
        line.hear(said, GARETH)
    line.note(interrupted(PICTURE.event, PICTURE.name), GARETH)
    line.bring(PICTURE, GARETH)
    form = line.form(GARETH)
    press = Pressed(id="p1", action=Action.SEND, draft=form.draft, version=form.version)
    line.note(press, GARETH)
    line.hear(press, GARETH)


@pytest.mark.parametrize("part", range(_DEATHS))
def test_after_a_death_there_is_one_report_with_every_word_and_the_file_or_a_question_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    life = Life(monkeypatch, fine=True)
    with a_process(tmp_path / "whole") as (line, _, _), life.lived(until=0):
        tells_and_sends(line)
    with a_process(tmp_path / "dies") as (line, _, _), life.lived(until=1 + part * life.steps // _DEATHS):
        tells_and_sends(line)
    life.is_dead = False
    with a_process(tmp_path / "dies") as (line, clock, store):
        door = KeptDoor(platform="slack")
        line.pass_time({"slack": door})
        for said in SAID:  # what was not acknowledged is brought again, and what was acknowledged may be
            line.hear(said, GARETH)
        line.bring(PICTURE, GARETH)
        for _ in range(2):
            clock.move(timedelta(minutes=31))
            line.pass_time({"slack": door})
        (report,) = (each for entry in store.register() for each in store.load(entry.reference).reports)
    told = f"{report.text} {' '.join(reply.text for reply in report.replies)}"
    assert [told.count(said.text) for said in SAID] == [1, 1]
    was_asked = any("send it once more" in message.plain for _, message in door.posted)
    assert len(report.evidence) + was_asked == 1
