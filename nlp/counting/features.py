"""What speaks for each number that a report gives of people, for one person, and for none said."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from candour.cases.facts import PLEASE_CHECK
from nlp.counting.choice import Option
from nlp.counting.cues import CUES, OF_ONE
from nlp.counting.mentions import Mention, find_mentions, tokens
from nlp.counting.rules import Ruled, rules_of
from nlp.counting.words import classes_of
from nlp.reading import Reading
from nlp.scope import is_background, is_negated
from nlp.text import Hit, Page

MAX_OPTIONS = 40
MAX_CUES = 4
"""How many places of a sign are counted."""
MAX_NAMES = 60
_NEAR, _WIDE = 64, 110
_CLAUSE = re.compile(r"[.;:!?()\n]| - | but | because | so | who | which | when ")
_BUCKETS = (1, 2, 3, 5, 8, 12, 20, 34, 60, 120, 300, 900)
_NAMED = re.compile(
    r"(?<![.!?\n] )\b(?!I'|It|He|She|We|That|There|What|Who|Let)([A-Z][a-zà-ÿ]{1,14})'s? (?:[a-z'-]{1,14} ){0,2}?[a-z]"
)
_MR = re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Dr)\.? ([A-Z][\w'-]{1,20})")


def options_of(reading: Reading) -> list[Option]:
    """Return what the number may be, each with its features."""
    pages = reading.pages
    mentions = [mention for page in pages for mention in find_mentions(page)][: MAX_OPTIONS - 2]
    signs, hits = _signs(reading, mentions)
    ruled = [
        one
        for page in pages
        for one in rules_of(page, [mention.hit.start for mention in mentions if mention.hit.page is page])
    ]
    of_one = _of_value(None, ruled)
    signs += _of_rules(1, of_one, ruled)
    options = [_option(mention, mentions, ruled) for mention in mentions]
    said = ("", *signs, *_words(reading))
    one = Option(1, "one", said, hits, _strength(of_one), prefix="1:")
    return [*options, one, Option(None, "unsaid", said, prefix="0:")]


def _option(mention: Mention, every: Sequence[Mention], ruled: Sequence[Ruled]) -> Option:
    here = _of_value(mention, ruled)
    features = (*_features(mention, every), *_of_rules(mention.value, here, ruled))
    return Option(mention.value, mention.kind.replace(" ", "-"), features, (mention.hit,), _strength(here))


def _features(mention: Mention, every: Sequence[Mention]) -> Iterator[str]:
    hit = mention.hit
    page = hit.page
    before, after = tokens(page.before(hit.start, _NEAR)), tokens(page.after(hit.end, _NEAR))
    counted = mention.counted
    yield from ("n", f"kind:{mention.kind}", f"head:{counted}", f"kind+head:{mention.kind}+{counted}")
    yield f"size:{_bucket(mention.value)}"
    yield f"size+head:{_bucket(mention.value)}+{counted}"
    for place, word in enumerate(reversed(before[-3:]), start=1):
        yield from _at(f"b{place}", word)
    for place, word in enumerate(after[:4], start=1):
        yield from _at(f"a{place}", word)
    yield f"w-b2b1:{' '.join(before[-2:])}"
    yield f"w-a1a2:{' '.join(after[:2])}"
    if not before:
        yield "b:start"
    if not after or after[0] in {".", "!", "?"}:
        yield "a:end"
    yield from _around(mention)
    yield from _among(mention, every)


def _of_value(mention: Mention | None, ruled: Sequence[Ruled]) -> list[Ruled]:
    """Return the rules that speak for a number where it stands, or without one for a single person."""
    if mention is None:
        return [one for one in ruled if one.value == 1]
    here = mention.hit
    return [
        one
        for one in ruled
        if one.value == mention.value
        and one.hit.page is here.page
        and one.hit.start < here.end
        and here.start < one.hit.end
    ]


def _strength(ruled: Sequence[Ruled]) -> float:
    return max((one.strength for one in ruled), default=0.0)


def _of_rules(value: int, here: Sequence[Ruled], ruled: Sequence[Ruled]) -> list[str]:
    """Return what the rules say of a value, `here` of this place."""
    surest, others = _strength(here), _strength([one for one in ruled if one.value != value])
    found = {f"rule:{one.rule}" for one in here} | {f"rules:{round(surest, 1)}", f"others by rule:{round(others, 1)}"}
    if surest and surest == _strength(ruled):
        found.add("surest of the rules")
    return sorted(found)


def _at(place: str, word: str) -> Iterator[str]:
    if word.isalpha() or not word.isalnum():
        yield f"w-{place}:{word}"
    for name in classes_of(word):
        yield f"{place}:{name}"
        if place[1] in "123":
            yield f"{place[0]}:{name}"


def _around(mention: Mention) -> Iterator[str]:
    """Yield what the clause and the sentence around a number speak of."""
    hit = mention.hit
    page = hit.page
    left = _CLAUSE.split(page.before(hit.start, _WIDE))[-1]
    right = _CLAUSE.split(page.after(hit.end, _WIDE))[0]
    yield from sorted({f"left:{name}" for word in tokens(left) for name in classes_of(word)})
    yield from sorted({f"right:{name}" for word in tokens(right) for name in classes_of(word)})
    start, end = page.sentence_at(hit.start)
    yield from sorted({f"in:{name}" for word in tokens(page.low[start:end][:400]) for name in classes_of(word)})
    if is_negated(hit):
        yield "negated"
    if is_background(hit):
        yield "background"
    if len(page.low[start:end].split()) <= 6:  # noqa: PLR2004 - "32 pupils on it."
        yield "short sentence"


def _among(mention: Mention, every: Sequence[Mention]) -> Iterator[str]:
    """Yield how a number stands among the other numbers of the report."""
    page = mention.hit.page
    yield f"page:{page.source}"
    same = [other for other in every if other.value == mention.value]
    yield f"said:{min(len(same), 3)}"
    alone = [other for other in every if not other.kind.startswith(("sum", "and"))]
    yield "only" if len(alone) == 1 else f"of:{min(len(alone), 6)}"
    if alone and alone[0] is mention:
        yield "first"
    if alone and mention.value == max(other.value for other in alone):
        yield "largest"
    if any(other.kind.startswith("sum") and other.hit.start <= mention.hit.start < other.hit.end for other in every):
        yield "in a sum"
    heads = {other.counted for other in same}
    yield from sorted(f"also:{name}" for name in heads)
    people = [other for other in alone if other.counted in {"pupils", "adults"}]
    if people:
        yield "first of people" if people[0] is mention else "not first of people"
    if len(people) == 1 and people[0] is mention:
        yield "only of people"
    tenth = 10 * mention.hit.start // max(len(page.low), 1)
    yield f"place:{min(tenth // 2, 4)}"


def _bucket(value: int) -> int:
    return max(step for step in _BUCKETS if step <= value)


def _signs(reading: Reading, mentions: Sequence[Mention]) -> tuple[list[str], tuple[Hit, ...]]:
    """Return the signs of one person or of an untold number, and the words that speak of one person."""
    body = reading.body
    found: list[str] = []
    of_one: dict[str, Hit] = {}
    for name, pattern in CUES.items():
        seen = [hit for page in reading.pages for hit in islice(page.hits(pattern), MAX_CUES)]
        found += [f"{name}:{min(len(seen), MAX_CUES)}", *([name] if seen else [f"no {name}"])]
        if seen and name in OF_ONE:
            of_one[name] = seen[0]
    found += _names(body)
    found += _kinds(reading)
    heads = Counter(mention.counted for mention in mentions)
    found += [f"numbers of {name}:{min(count, 2)}" for name, count in heads.items()]
    found += [f"numbers:{min(len(mentions), 4)}"]
    length = len(" ".join(body.low.split()))
    found += [f"longer:{limit}" for limit in (120, 300, 600, 1200) if length > limit]
    return found, tuple(of_one[name] for name in OF_ONE if name in of_one)[:2]


def _kinds(reading: Reading) -> Iterator[str]:
    """Yield which kinds of data were found, how many, and what the rules of incident types say."""
    ticks = {tick.value for tick in reading.ticks.get("data_types", ()) if tick.confidence >= PLEASE_CHECK}
    yield from sorted(f"data:{tick}" for tick in ticks)
    yield f"kinds of data:{min(len(ticks), 5)}"
    yield from (f"type:{name}" for name in reading.bag.groups.get("r", ()))


def _names(page: Page) -> Iterable[str]:
    owners = {match[1] for match in islice(_NAMED.finditer(page.cased), MAX_NAMES)}
    titled = {match[1] for match in islice(_MR.finditer(page.cased), MAX_NAMES)}
    return (f"owners:{min(len(owners), 3)}", f"titled:{min(len(titled), 3)}")


def _words(reading: Reading) -> list[str]:
    """Return the words of the report and what they mean, as the other models see them."""
    groups = reading.bag.groups
    return [f"w-{name}" for group in ("w", "m") for name in groups.get(group, ())] + [
        f"l-{name}" for name in groups.get("l", ())
    ]
