"""What a report is about, reduced to what two reports of one event have in common. Pure but for the memory of it.

A fingerprint holds the words that tell one incident from another: names, numbers, places, things. Left out is what
nearly every report of a school says ("laptop", "parent", "this morning"), the words of the form and the school's own
name. Words are kept as numbers that mean nothing outside this process.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from candour.cases.directory import School, folded
from candour.cases.facts import Facts
from candour.cases.newest import Newest
from candour.cases.policy import Policy
from candour.cases.report import Report

_READ = 5_000
"""Characters of a message that count: an incident is told in its beginning, threads and logs hang below."""
_SHORTEST = 3
_SHORTEST_STEM = 4
_ENDINGS = ("ing", "ed", "es", "s")
_KEPT = 500
_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    _WORD.findall("""
    the and for was were has have had been being not but with that this from they them their there then than when what
    which who whom whose will would could should can may might about into onto over under after before again also just
    very only some any all each every our your his her its she him you are did does done doing how why where because
    while until since upon off out one two got get let see saw say said says tell told know knew think thought went gone
    go take took taken come came give gave given make made put set use used using need want like still now here back
    dear hello hiya thanks thank regards best wishes kind sincerely please sorry asap last morning afternoon evening
    night today yesterday tonight monday tuesday wednesday thursday friday saturday sunday week day time hour minute
    past quarter half january february march april june july august september october november december school primary
    academy college ysgol class year teacher head office staff pupil child children parent mother father mum dad people
    person family mrs miss data information personal incident breach report protection dataloss dpo ico email mail
    message send sent wrong lost lose left leave stolen steal theft missing found find attachment attached copy address
    name list file document letter paper phone laptop computer tablet ipad stick usb device folder bag car home house
    work number ask asked call called rang ring mistake accident accidentally realise realised notice noticed happen
    """)
)


class Fingerprint(NamedTuple):
    """The telling words of a report, and its writer (None where there is none); all as numbers of this process."""

    words: frozenset[int]
    writer: int | None


class Fingerprints:
    """The fingerprints of the cases that were looked at last: a case need not be opened for each report that comes."""

    def __init__(self) -> None:
        self._known: Newest[str, Fingerprint] = Newest(_KEPT)

    def of(self, reference: str, taken: Callable[[], Fingerprint]) -> Fingerprint:
        """Return a case's fingerprint, `taken` where it is not known; raises what that raises."""
        known = self._known.get(reference)
        if known is None:
            known = taken()
            self.keep(reference, known)
        return known

    def keep(self, reference: str, fingerprint: Fingerprint) -> None:
        """Keep a case's fingerprint until many others have come."""
        self._known.put(reference, fingerprint)


def fingerprint(report: Report, school: School, policy: Policy) -> Fingerprint:
    """Return what a report is about. Its writer's own name counts: another report of the event may name them."""
    sender = report.sender
    text = "\n".join((sender.name if sender else "", *report.own_texts.values()))[:_READ]
    common = _of_form(policy) | _stems(school.name)
    words = frozenset(map(hash, _stems(text) - common))
    return Fingerprint(words, hash(folded(sender.address)) if sender else None)


def likeness(one: Fingerprint, other: Fingerprint) -> float:
    """Return how alike two reports are, from 0 to 1, the same both ways: Dice's coefficient of their telling words."""
    size = len(one.words) + len(other.words)
    return 2 * len(one.words & other.words) / size if size else 0.0


def days_of(facts: Facts) -> tuple[str, ...]:
    """Return the days on which it happened and was discovered, as far as they are known ("YYYY-MM-DD")."""
    shown = (facts.shown(field) for field in ("occurred_date", "discovered_date"))
    return tuple(dict.fromkeys(day for day in shown if isinstance(day, str)))


def _stems(text: str) -> frozenset[str]:
    """Return the telling words of a text, without endings ("meals" is "meal")."""
    found = {word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST or word.isdecimal()}
    return frozenset(map(_stem, found - _COMMON)) - _COMMON_STEMS


def _stem(word: str) -> str:
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM), "")
    return word.removesuffix(ending) if ending else word


def _of_form(policy: Policy) -> frozenset[str]:
    """Return the words that are printed on the forms: a report that fills one in holds them all."""
    return _printed(
        tuple(field.label for form in (policy.form, policy.asset_form) if form for field in form.fields)
        + tuple(
            option.label
            for form in (policy.form, policy.asset_form)
            if form
            for field in form.fields
            for option in field.options
        )
    )


@lru_cache(maxsize=32)
def _printed(labels: Iterable[str]) -> frozenset[str]:
    return _stems("\n".join(labels))


_COMMON_STEMS = frozenset(map(_stem, _COMMON))
