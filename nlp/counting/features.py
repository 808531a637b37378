"""What speaks for each number that a report gives of people, for one person, and for none said."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from sys import intern

from nlp.counting.among import Among, Rulings, strength
from nlp.counting.around import Around
from nlp.counting.choice import ONE, UNSAID, Option
from nlp.counting.mentions import Mention, find_mentions
from nlp.counting.rules import rules_of
from nlp.counting.whole import signs_of
from nlp.reading import Reading

MAX_OPTIONS = 40
_BUCKETS = (1, 2, 3, 5, 8, 12, 20, 34, 60, 120, 300, 900)


def options_of(reading: Reading) -> list[Option]:
    """Return what the number may be, each with its features."""
    mentions = [mention for page in reading.pages for mention in find_mentions(page)][: MAX_OPTIONS - 2]
    rulings = _rulings(reading, mentions)
    among, around = Among(mentions), Around()
    options = [_option(mention, rulings, [*among.of(mention), *around.of(mention.hit)]) for mention in mentions]
    signs, hits = signs_of(reading, mentions)
    of_one = rulings.of_one()
    said = ("", *signs, *rulings.features(1, of_one))
    one = Option(1, "one", said, hits, strength(of_one), ONE, reading.bag)
    return [*options, one, Option(None, "unsaid", said, prefix=UNSAID, bag=reading.bag)]


def _rulings(reading: Reading, mentions: Sequence[Mention]) -> Rulings:
    starts = {page.source: [one.hit.start for one in mentions if one.hit.page is page] for page in reading.pages}
    return Rulings([one for page in reading.pages for one in rules_of(page, starts[page.source])])


def _option(mention: Mention, rulings: Rulings, seen: Sequence[str]) -> Option:
    here = rulings.of(mention)
    said = _of_number(mention.kind, mention.counted, _BUCKETS[bisect_right(_BUCKETS, mention.value) - 1])
    features = (*said, *seen, *rulings.features(mention.value, here))
    return Option(mention.value, mention.kind.replace(" ", "-"), features, (mention.hit,), strength(here))


@lru_cache(maxsize=2_000)
def _of_number(kind: str, counted: str, size: int) -> tuple[str, ...]:
    """Return the features of how a number is written, what it counts, and how large it is at least."""
    written = (f"kind:{kind}", f"head:{counted}", f"kind+head:{kind}+{counted}")
    return tuple(map(intern, ("n", *written, f"size:{size}", f"size+head:{size}+{counted}")))
