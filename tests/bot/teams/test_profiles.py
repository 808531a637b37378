"""Who somebody is: the mail address of their profile in Teams, or one that is none."""

import pytest

from tests.bot.teams.people import Person
from tests.bot.teams.stage import SEND, STORY, TeamsStage, the_report
from tests.bot.teams.standin import TENANT


def test_a_profile_that_is_not_to_be_had_keeps_nobody_from_reporting(stage: TeamsStage, gareth: Person) -> None:
    stage.service.members.clear()
    gareth.types(STORY)
    gareth.presses(SEND)
    sender = stage.chat.core.store.load(the_report(stage)).reports[0].sender
    assert sender is not None
    assert sender.address == f"aaaaaaaa-0000-4000-8000-00000000000a@{TENANT}.teams.invalid"
    assert sender.name == "Gareth Pugh"


MEMBERS = [
    ({"email": "G.Pugh@saint-finnian.example"}, "G.Pugh@saint-finnian.example"),
    ({"userPrincipalName": "g.pugh@saint-finnian.example"}, "g.pugh@saint-finnian.example"),
    ({"email": "", "userPrincipalName": "g.pugh_other.example#EXT#@saint.example"}, ".invalid"),
    ({"email": "not an address"}, ".invalid"),
    ({"email": "g.pugh@saint-finnian.example", "userRole": "user"}, "g.pugh@saint-finnian.example"),
    ({"email": "g.pugh@saint-finnian.example", "userRole": "guest"}, ".invalid"),
    ({}, ".invalid"),
]


@pytest.mark.parametrize(("member", "address"), MEMBERS)
def test_the_profiles_mail_address_is_its_owners(
    stage: TeamsStage, gareth: Person, member: dict[str, str], address: str
) -> None:
    stage.service.members[gareth.id] = {"id": gareth.id, "name": gareth.name, **member}
    gareth.types(STORY)
    gareth.presses(SEND)
    sender = stage.chat.core.store.load(the_report(stage)).reports[0].sender
    assert sender is not None
    assert sender.address.endswith(address)
