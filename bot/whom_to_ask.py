"""Who answers what a bot can't: the Data Protection Officer, by name."""

from bot.turn import Around
from candour.cases.showing.words import listed, one_line


def officer(around: Around) -> str:
    """Return the officer's title in the policy, with who holds it at this school and how they are reached."""
    title = around.policy.role("dpo").title
    holders = tuple(f"{one_line(person.name)} ({person.address})" for person in around.school.roles.get("dpo", ()))
    return f"the {title}, {listed(holders)}" if holders else f"the {title}"
