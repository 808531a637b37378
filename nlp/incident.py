"""What kind of incident it is: the policies' types, from words that weigh for and against them."""

import re
from collections import defaultdict

from nlp.incident_rules import RULES, TypeRule
from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.text import Hit

SHOWN, SURE = 3.0, 4.0
_SUBJECT_WEIGHT = 0.8
_REPEAT = 0.25


def read_incident(reading: Reading) -> None:
    """Read incident_type."""
    weights: dict[str, float] = defaultdict(float)
    reasons: dict[str, list[tuple[float, str, Hit]]] = defaultdict(list)
    for rule in RULES:
        if best := _weigh(reading, rule):
            weights[rule.type] += best[0]
            reasons[rule.type].append((best[0], rule.id, best[1]))
    _adjust(reading, weights)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    for place, (type_, weight) in enumerate(ranked):
        rival = ranked[1][1] if place == 0 and len(ranked) > 1 else 0.0
        ordered = sorted(reasons[type_], key=lambda reason: -reason[0])
        confidence = _confidence(weight, weight - rival) if place == 0 else min(0.45, weight / 12)
        rule_id = ordered[0][1] if ordered else f"incident.{type_}.implied"
        reading.add("incident_type", type_, confidence, rule_id, [hit for _, _, hit in ordered[:3]])


def _weigh(reading: Reading, rule: TypeRule) -> tuple[float, Hit] | None:
    """Return a rule's weight and the words for it; the subject counts a little less, repetition a little more."""
    found = [hit for page in reading.pages for hit in page.hits(rule.pattern) if not is_negated(hit)]
    if not found:
        return None
    said = next((hit for hit in found if hit.page.source == "body"), found[0])
    share = 1.0 if said.page.source == "body" else _SUBJECT_WEIGHT
    return rule.weight * share + _REPEAT * min(len(found) - 1, 2), said


def _confidence(weight: float, lead: float) -> float:
    if weight < SHOWN - 0.8:
        return 0.4
    return min(0.95, 0.52 + 0.06 * min(weight, 5) + 0.05 * min(lead, 4))


_NEAR_MISS = re.compile(r"\bnear[- ]?miss|\babout to\b|\bnothing (?:was sent|left)")
_MAILED = re.compile(r"\b(?:e-?mail\w*|letter|envelope|attach\w*|send|sent|recipient|draft)\b")


_HANDED_IN = re.compile(
    r"\b(?:member of the public|passer-?by|stranger|neighbour|dog walker|verger|resident)\b[^.;\n]{0,40}"
    r"\b(?:handed|brought|found|picked)\b"
)
"""Whoever hands in what blew out of a bin reports a find; how it was disposed of is the second question."""


_LAY_ABOUT = re.compile(r"\b(?:blow(?:ing|n)|scattered|lying|strewn|floating)\b")


def reading_is_near_miss(low: str) -> bool:
    """Tell whether a text speaks of something that nearly happened."""
    return bool(_NEAR_MISS.search(low))


def _adjust(reading: Reading, weights: dict[str, float]) -> None:
    """Let what one type's words say about another count: a stick found in a car park was found, not lost by us."""
    low = reading.body.low
    if (
        weights["lost_or_stolen_equipment"] >= SURE
        and weights["found_in_public"]
        and not re.search(r"^\W*(?:hi\W+|hey\W+)?(?:i )?found\b|\b(?:i|we) found a\b|\bhanded in\b", low[:200])
    ):
        weights["found_in_public"] -= 2
    if any(answer.field in {"asset_type", "asset_reference"} and answer.value for answer in reading.layout.answers):
        weights["lost_or_stolen_equipment"] += SHOWN
    if weights["unauthorised_disclosure"] >= SURE:
        weights["sent_to_wrong_person"] -= 1.5
    if reading_is_near_miss(low) and max(weights.values(), default=0) < SHOWN and _MAILED.search(low):
        weights["sent_to_wrong_person"] += SHOWN
    if weights["poor_disposal"] >= SHOWN:
        weights["lost_or_stolen_information"] -= 2
        weights["found_in_public"] -= 0 if _HANDED_IN.search(low) else 1.5
        weights["poor_disposal"] -= 1.5 if _HANDED_IN.search(low) and _LAY_ABOUT.search(low) else 0
    if weights["found_in_public"] >= SHOWN:
        weights["lost_or_stolen_information"] -= 2
    if weights["received_in_error"] >= SHOWN:
        weights["sent_to_wrong_person"] -= 3
    for type_ in [type_ for type_, weight in weights.items() if weight <= 0]:
        del weights[type_]
