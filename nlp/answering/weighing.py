"""How much of a reply weighs: an answer and a correction count, what is said in passing doesn't replace what stands."""

from collections.abc import Sequence

from candour.cases.asked import Asked
from candour.cases.facts import CERTAIN, Facts, Method, Value

ASIDE = 0.75
"""The most that is given to what a reply says in passing of something that is known already: below CERTAIN."""
_LASTING = frozenset(
    {
        *("occurred_date", "occurred_time", "discovered_date", "discovered_time", "individuals", "incident_type"),
        *("responsible_employee", "line_manager", "school", "service_area"),
        *("asset_type", "asset_reference", "asset_encrypted"),
    }
)
"""What doesn't change with time: whether it is back, who has been told and who complained does."""


def weighed(facts: Facts, asked: Sequence[Asked]) -> Facts:
    """Return the facts of a reply as they count beside what its writer was shown."""
    known = {entry.field for entry in asked if entry.shown}
    return Facts(values={field: _weighed(value, field in known & _LASTING) for field, value in facts.values.items()})


def _weighed(value: Value, is_known: bool) -> Value:  # noqa: FBT001 - private, and read where it is called
    if value.rule.startswith("form."):
        return value.model_copy(update={"method": Method.ANSWER})
    if is_known and value.confidence >= CERTAIN and not value.rule.startswith("correction."):
        return value.model_copy(update={"confidence": ASIDE})
    return value
