"""Microsoft's own client before the bot: a report, its form, its receipt and the DPO's alert, as people see them.

Pictures of it go where CANDOUR_SHOTS says, for people to look at.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.carrier import ChatCarrier
from bot.line import ChatLine, LineDesk
from bot.officers.desk import OfficerDesk
from bot.officers.pressing import ChatOfficers
from bot.teams.app import Registration
from bot.teams.cloud import THIS_MACHINE
from bot.teams.door import TeamsDoor
from candour.cases.notice import Channel
from candour.cases.policy_file import load
from replies.outbox import Outbox
from tests.bot.officers.stage import OFFICERS, PAGES
from tests.bot.officers.test_all_the_way import KeptMail
from tests.bot.teams.playground import BOT, TENANT, Client, needs_playground, playground
from tests.bot.teams.serving import served
from tests.browser.chromium import running_chromium
from tests.replies.stage import LINE
from tests.running import until
from tests.service import DPO, RuleReader, a_stage

pytestmark = [pytest.mark.playground, pytest.mark.long, needs_playground]

STORY = "I have just emailed 7B's reports to the wrong parent. See [this](https://evil.example) **now** <at>all</at>"

HOW_MANY = next(field.label for field in load("saints-cardiff").form.fields if field.type == "number")


class School:
    """A school with its chat in Teams: the line, the outbox, and the door that asks for no tokens."""

    def __init__(self) -> None:
        self.core = a_stage(chat_roles=OFFICERS, reader=RuleReader())
        directory = self.core.directory.model_copy(update={"pages": PAGES})
        desk = OfficerDesk(self.core.service, directory, load, self.core.clock)
        line = ChatLine(
            LineDesk(
                service=self.core.service,
                records=self.core.store,
                evidence=self.core.store,
                directory=directory,
                policies=load,
                now=self.core.clock,
                school_of=lambda _talker: "st-finnian",
                anonymous=lambda _school: f"{PAGES}/r/st-finnian",
                officers=ChatOfficers(desk),
            )
        )
        self.door = TeamsDoor(line, Registration(app_id=BOT, secret="", tenants=(TENANT,)), THIS_MACHINE)
        carrier = ChatCarrier(desk, line.receipts, line.contacts, {"teams": self.door}, patience=timedelta())
        self.outbox = Outbox(
            self.core.service,
            KeptMail(),
            directory=directory,
            identity=LINE,
            now=self.core.clock,
            carriers={Channel.CHAT: carrier},
        )

    def tells_officers(self) -> None:
        """Send what is due."""
        assert self.door.settle(30)
        self.outbox.deliver_due()

    @property
    def references(self) -> list[str]:
        return [line.reference for line in self.core.store.register()]


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    return Path(os.environ.get("CANDOUR_SHOTS") or tmp_path / "shots")


@pytest.fixture
def chats(tmp_path: Path, shots: Path) -> Iterator[tuple[School, Client, Client]]:
    """Gareth and the DPO, each before a Playground of their own."""
    school = School()
    with ExitStack() as stack:
        stack.callback(school.door.close)
        bot = stack.enter_context(served(Starlette(routes=school.door.routes)))
        theirs = stack.enter_context(
            playground(tmp_path / "gareth", bot, name="Gareth Pugh", email="g.pugh@saint-finnian.example", number=10)
        )
        dpos = stack.enter_context(playground(tmp_path / "dpo", bot, name=DPO.name, email=DPO.address, number=20))
        browser = stack.enter_context(running_chromium())
        yield school, Client.at(browser, theirs, shots), Client.at(browser, dpos, shots)


def test_a_report_goes_from_the_first_word_to_the_dpos_alert(chats: tuple[School, Client, Client]) -> None:
    school, gareth, dilys = chats
    dilys.sees("I am the incident line")
    gareth.types(STORY)
    gareth.sees("This is what I understood")
    gareth.takes_a_picture("1-understood")

    gareth.presses("Edit the whole form")
    gareth.sees("Report an incident")
    story = gareth.page.get_by_label("What happened?")
    assert story.input_value() == STORY
    gareth.page.get_by_text("Report an incident").last.scroll_into_view_if_needed()
    gareth.takes_a_picture("2-form")
    gareth.page.get_by_label(HOW_MANY).fill("31")
    story.fill("")
    gareth.presses("Send")
    gareth.sees("Please say in a few words what happened.")
    gareth.takes_a_picture("3-something-is-missing")
    assert school.references == []
    story.fill(STORY)
    gareth.takes_a_picture("4-form-filled-in")
    gareth.presses("Send")
    gareth.sees("Your reference is")
    (reference,) = school.references
    gareth.sees(reference)
    gareth.takes_a_picture("5-receipt")
    report = school.core.store.load(reference).reports[0]
    assert report.text == STORY
    assert 31 in report.typed.values()

    school.tells_officers()
    dilys.sees(reference)
    dilys.takes_a_picture("6-alert")
    dilys.presses("I have seen this")
    assert until(lambda: school.core.store.load(reference).decided("acknowledge") is not None, seconds=20)
    dilys.takes_a_picture("7-seen")
    dilys.page.get_by_role("button", name="the level").last.click()
    assert until(lambda: dilys.page.get_by_role("button", name="Close", exact=True).count() > 0, seconds=20)
    dilys.takes_a_picture("8-change-the-level")
