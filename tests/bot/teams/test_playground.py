"""Microsoft's own client before the bot: a report, its form, its receipt and the DPO's alert, as people see them.

Pictures of it go where CANDOUR_SHOTS says, for people to look at.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.teams.app import Registration
from bot.teams.cloud import THIS_MACHINE
from candour.cases.policy_file import load
from tests.bot.teams.playground import BOT, TENANT, Client, needs_playground, playground
from tests.bot.teams.school import School
from tests.bot.teams.serving import served
from tests.browser.chromium import running_chromium
from tests.running import until
from tests.service import DPO

pytestmark = [pytest.mark.playground, pytest.mark.long, needs_playground]

STORY = "I have just emailed 7B's reports to the wrong parent. See [this](https://evil.example) **now** <at>all</at>"

HOW_MANY = next(field.label for field in load("saints-cardiff").form.fields if field.type == "number")


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    return Path(os.environ.get("CANDOUR_SHOTS") or tmp_path / "shots")


@pytest.fixture
def chats(tmp_path: Path, shots: Path) -> Iterator[tuple[School, Client, Client]]:
    """Gareth and the DPO, each before a Playground of their own."""
    school = School(Registration(app_id=BOT, secret="", tenants=(TENANT,)), THIS_MACHINE)
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
