"""How predictions are scored against labels: counts of right, wrong and missed values a field."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from operator import eq
from typing import Any

SCALARS = (
    *("occurred_date", "occurred_time", "discovered_date", "discovered_time", "incident_type", "individuals"),
    *("circumstances", "recovered", "asset.type", "asset.reference", "asset.encrypted"),
)
NAMES = ("reporter_name", "responsible_employee", "line_manager", "school")
FLAGS = ("near_miss", "complaint", "wants_anonymity", "head_teacher_implicated", "not_an_incident")
TITLES = re.compile(r"\b(mr|mrs|ms|miss|mx|dr|sir|prof|rev|fr|sister)\b\.?", re.IGNORECASE)
Fields = Mapping[str, Any]


def tally(labels: Iterable[Fields], predictions: Mapping[str, Fields]) -> dict[str, Counter[str]]:
    """Return for each field how many values are right, wrong and missed."""
    counts: dict[str, Counter[str]] = {}
    for row in labels:
        want, have = row["expected"], predictions.get(row["id"], {})
        if want.get("not_an_incident"):
            have = {"not_an_incident": have.get("not_an_incident", False)}
        for field in SCALARS:
            count(counts, field, _get(want, field), _get(have, field))
        for field in NAMES:
            count(counts, field, want.get(field) or None, have.get(field) or None, same_name)
        for field in FLAGS:
            count(counts, field, want.get(field) or None, have.get(field) or None, lambda _one, _other: True)
        wanted, had = set(want.get("data_types") or []), set(have.get("data_types") or [])
        _add(counts, "data_types", len(wanted & had), len(had - wanted), len(wanted - had))
        spans, found = list(want.get("remedial_action") or []), list(have.get("remedial_action") or [])
        right = _matched(spans, found)
        _add(counts, "remedial_action", right, len(found) - right, len(spans) - right)
    return counts


def micro(counts: Mapping[str, Counter[str]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over all fields."""
    right, wrong, missed = (sum(count[key] for count in counts.values()) for key in ("right", "wrong", "missed"))
    return (
        right / max(1, right + wrong),
        right / max(1, right + missed),
        2 * right / max(1, 2 * right + wrong + missed),
    )


def count(
    counts: dict[str, Counter[str]], field: str, want: Any, have: Any, same: Callable[[Any, Any], bool] = eq
) -> None:
    """Count what became of a field: a value that is not the labelled one is both wrong and a miss of it."""
    right = have is not None and want is not None and same(have, want)
    _add(counts, field, int(right), int(not right and have is not None), int(not right and want is not None))


def lines(counts: Mapping[str, Counter[str]]) -> list[str]:
    """Return precision, recall and F1 a field as lines of text."""
    said = [f"{'field':24} precision recall   F1  labelled"]
    for name, one in counts.items():
        precision, recall, f1 = micro({name: one})
        said.append(f"{name:24} {precision:9.3f} {recall:6.3f} {f1:5.3f} {one['right'] + one['missed']:6d}")
    return said


def same_name(one: str, other: str) -> bool:
    """Tell whether two names mean the same: equal without titles, or one within the other."""
    a, b = _plain(one), _plain(other)
    return a == b or (min(len(a), len(b)) > 3 and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))


def same_words(one: str, other: str) -> bool:
    """Tell whether two stretches of a text have at least half of their words in common."""
    return overlap(one, other) >= 0.5


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w' -]", " ", TITLES.sub(" ", text).casefold()).split())


def overlap(one: str, other: str) -> float:
    """Return the share of their words that two stretches have in common (0 to 1)."""
    a, b = Counter(_plain(one).split()), Counter(_plain(other).split())
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if common else 0.0


def _matched(wanted: list[str], found: list[str]) -> int:
    hits = 0
    for span in found:
        best = max(wanted, key=lambda candidate: overlap(candidate, span), default=None)
        if best is not None and overlap(best, span) >= 0.5:
            hits += 1
            wanted = [candidate for candidate in wanted if candidate is not best]
    return hits


def _get(fields: Any, key: str) -> Any:
    for part in key.split("."):
        fields = (fields or {}).get(part)
    return fields


def _add(counts: dict[str, Counter[str]], field: str, right: int, wrong: int, missed: int) -> None:
    counts.setdefault(field, Counter()).update({"right": right, "wrong": wrong, "missed": missed})
