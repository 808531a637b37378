"""Whom Slack vouches for: an address that anybody could have typed, or nobody has any more, finds nobody's cases."""

import pytest

from bot.slack.profiles import profile_in

TEAM = "T0SCHOOL"
DPO = "dpo@saint-finnian.example"
USER = {"id": "U1", "team_id": TEAM, "real_name": "Mair", "is_email_confirmed": True, "profile": {"email": DPO}}


def test_the_confirmed_address_of_somebody_in_the_workspace_counts() -> None:
    assert profile_in(USER, TEAM).address == DPO
    assert profile_in({**USER, "is_restricted": True}, TEAM).address == DPO


@pytest.mark.parametrize(
    "change",
    [
        {"is_email_confirmed": False},
        {"team_id": "T0OTHER"},
        {"is_stranger": True},
        {"deleted": True},
        {"is_bot": True},
        {"profile": {"email": "dpo"}},
        {"profile": {"email": f"{DPO},mair@evil.example"}},
        {"profile": {"display_name": DPO}},
        {"profile": {"email": f"{DPO}\u202e"}},
    ],
    ids=str,
)
def test_any_other_does_not(change: dict[str, object]) -> None:
    assert profile_in({**USER, **change}, TEAM).address == ""
