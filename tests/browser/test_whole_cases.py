"""Three whole cases, one a policy: from a mail to closed and re-evaluated, in a browser against the running program."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from candour.cases.case import CaseStatus
from candour.cases.policy_file import load
from tests.browser.chromium import needs_chromium
from tests.browser.installation import CALDICOTT, CHAMPION, DPO, HEAD
from tests.browser.story import (
    BEGIN,
    HALF_A_YEAR_LATER,
    Story,
    a_story,
    act,
    ask_the_reporter,
    authorise,
    confirm_and_change,
    decide_about_others,
    tell,
)
from tests.browser.visit import Visit, Way
from tests.dovecot import Dovecot, needs_dovecot
from tests.moved_clock import needs_faketime

pytestmark = [
    needs_chromium,
    needs_dovecot,
    needs_faketime,
    pytest.mark.browser,
    pytest.mark.dovecot,
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.timeout(400),
    pytest.mark.xdist_group("browser"),
]

LETTER = (
    "Hello,\n\nThis morning at twenty past eight I emailed the Year 4 class list to the wrong parent. It has the "
    "names, dates of birth and medical conditions of 28 pupils. I rang her and she has deleted it.\n\nMegan Tudor\n"
)


def close(visit: Visit) -> None:
    visit.decide("close", {"Why?": "The new way of sending lists works"}, done="The case is closed.")
    visit.sees("closed")


def re_evaluate(story: Story, url: str) -> None:
    """Half a year on, after a power cut and with the clock moved: it is due, and what was found is recorded."""
    story.candour.kill()
    story.start(HALF_A_YEAR_LATER)
    story.mail(DPO, "Looking at the incident again")
    with story.visit(url, DPO) as visit:
        visit.decide(
            "re_evaluated",
            {"Yes: none or fewer": "", "What did you find?": "No list was sent by mail again"},
            done="The re-evaluation is recorded.",
        )
    case = story.case()
    assert case.status is CaseStatus.CLOSED
    assert case.decided("re_evaluated") is not None


def nothing_was_amiss(story: Story) -> None:
    (story.shots / "advice.txt").write_text("\n".join(story.audit.advice), encoding="utf-8")
    assert not story.audit.violations, "\n".join(story.audit.violations)
    assert len(story.audit.seen) >= 20
    assert len(story.audit.pages) >= 10


def test_r40_r101_r104_r106_r113_r117_a_case_of_the_saints_goes_all_the_way_without_scripts(
    tmp_path: Path, dovecot: Dovecot, chromium: Browser
) -> None:
    roles = ("dpo", "head_teacher", "caldicott_guardian")
    way = Way(scripts=False)
    with a_story(tmp_path, "saints-cardiff", roles, dovecot=dovecot, browser=chromium, way=way) as story:
        story.start(BEGIN)
        url = story.report(LETTER)
        with story.visit(url, DPO) as visit:
            confirm_and_change(visit)
            visit.decide("level", {"High": "", "Why?": "Health data"}, done="The level is recorded.")
            ask_the_reporter(story, visit)
            decide_about_others(visit)
            tell(story, visit, CALDICOTT, form="route-caldicott_guardian")
            authorise(story, visit)
            act(story, visit)
            close(visit)
        re_evaluate(story, url)
        nothing_was_amiss(story)


def test_r80_r98_r99_a_case_of_wentworth_is_classified_and_closed_by_the_head_teacher_with_the_keyboard_alone(
    tmp_path: Path, dovecot: Dovecot, chromium: Browser
) -> None:
    policy = load("wentworth-essex")
    way = Way(keyboard_only=True)
    roles = ("dpo", "head_teacher", "information_champion")
    with a_story(tmp_path, policy.profile, roles, dovecot=dovecot, browser=chromium, way=way) as story:
        story.start(BEGIN)
        url = story.report(LETTER)
        with story.visit(url, HEAD) as visit:
            visit.decide("level", {"Major": "", "Why?": "Health data"}, done="The level is recorded.")
        with story.visit(url, DPO) as visit:
            assert visit.page.locator("[id='d-close']").count() == 0
            confirm_and_change(visit)
            ask_the_reporter(story, visit)
            decide_about_others(visit)
            route = next(rule for rule in policy.routes if rule.to == "information_champion")
            champion = f"{policy.role(route.to).title} ({route.source})"
            tell(story, visit, CHAMPION, form="route", picked=(champion,))
            authorise(story, visit)
            act(story, visit)
        with story.visit(url, HEAD) as visit:
            step = next(rule for rule in policy.steps if rule.id == "outcome_report")
            report = {f"{step.text} ({step.source})": "", "What was done?": "It is in the school's records"}
            visit.decide("step", report, done="The step is recorded.")
            close(visit)
        re_evaluate(story, url)
        nothing_was_amiss(story)


def test_r18_r106_r113_r117_a_case_of_the_generic_school_goes_all_the_way_on_a_screen_of_320_pixels(
    tmp_path: Path, dovecot: Dovecot, chromium: Browser
) -> None:
    roles = ("dpo", "head_teacher", "caldicott_guardian")
    way = Way(width=320)
    with a_story(tmp_path, "generic-school", roles, dovecot=dovecot, browser=chromium, way=way) as story:
        story.start(BEGIN)
        url = story.report(LETTER)
        with story.visit(url, DPO) as visit:
            visit.follow("Today", "Today")
            visit.follow("Register", "Register")
            visit.follow("Mailboxes", "Mailboxes")
            visit.follow("Away", "When you are away")
            visit.open(url, "back")
            confirm_and_change(visit)
            visit.decide("level", {"Medium": "", "Why?": "It was one known person"}, done="The level is recorded.")
            ask_the_reporter(story, visit)
            decide_about_others(visit)
            tell(story, visit, CALDICOTT, form="route-caldicott_guardian")
            authorise(story, visit)
            act(story, visit)
            close(visit)
        re_evaluate(story, url)
        nothing_was_amiss(story)
