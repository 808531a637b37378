"""What the conversation may ask about, for a school of one of the shipped policies; nothing is read."""

from bot.turn import Around
from candour.cases.facts import Facts
from candour.cases.policy_file import load
from tests.bot.stage import ANONYMOUS
from tests.service import SAINT_FINNIAN


def around(profile: str = "saints-cardiff") -> Around:
    """Return the surroundings of a school that follows a profile, for somebody who has reported nothing."""
    return Around(
        school=SAINT_FINNIAN.model_copy(update={"profile": profile}),
        policy=load(profile),
        understand=lambda _report: Facts(),
        understand_reply=lambda _report, _reply: Facts(),
        own_cases=lambda: (),
        anonymous=lambda: ANONYMOUS,
    )
