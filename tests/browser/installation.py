"""An installation for one policy: the school, and who holds which role."""

from collections.abc import Mapping

from tests.app.configurations import GOOD, changed

DPO = "dpo@stteilos.example"
HEAD = "head@stteilos.example"
INVESTIGATOR = "i.bevan@stteilos.example"
OFFICER = "office@stteilos.example"
CALDICOTT = "caldicott@stteilos.example"
CHAMPION = "champion@stteilos.example"
REPORTER = "member1@stteilos.example"

_PEOPLE: Mapping[str, tuple[str, str]] = {
    "dpo": ("Dilys Marlow", DPO),
    "head_teacher": ("Alun Prosser", HEAD),
    "caldicott_guardian": ("Mair Tennant", CALDICOTT),
    "information_governance_board": ("Information Governance Board", "board@stteilos.example"),
    "information_champion": ("Gwen Pryce", CHAMPION),
}


def installation_of(profile: str, roles: tuple[str, ...]) -> Mapping[str, object]:
    """Return a configuration in which these roles are held."""
    held = {role: [{"name": _PEOPLE[role][0], "address": _PEOPLE[role][1]}] for role in roles}
    document = changed(GOOD, ("school", 0, "profile"), profile)
    return changed(document, ("school", 0, "roles"), held)
