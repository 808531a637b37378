"""The features that a statistical model sees: the writer's words, without anybody's name, address or number."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, combinations, islice
from sys import intern

from nlp.statistics.meanings import meanings_of
from nlp.text import Hit, Page

MAX_WORDS = 2_500
"""How many words of a stretch are looked at."""
MAX_CACHED = 20_000
"""Of how many words the pieces are kept at hand."""
MAX_MEANINGS = 24
"""How many meanings of a sentence are paired."""
_SHORTEST, _LONGEST = 4, 24
"""Of words of that many letters the pieces are features too: they see through spelling mistakes and endings."""
_TOKEN = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30}){1,4})"
    r"|(?P<link>https?://[^\s<>]{1,200}|www\.[^\s<>]{1,200})"
    r"|(?P<number>\d[\d,.:/-]{0,30})"
    r"|(?P<word>[^\W\d_]{1,30}(?:['-][^\W\d_]{1,20}){0,3})"
    r"|(?P<sign>[?!])"
)
_NOT = re.compile(r"\w{2,6}n't|(?:do|did|does|is|was|has|have|had|are|were|could|would|should|ca|wo)nt|cannot")
_TITLE = frozenset({"mr", "mrs", "ms", "miss", "dr", "mx", "sir", "madam"})
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'-]+")
_NO_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
        i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april
        may june july august september october november december whatsapp google facebook teams outlook excel word
        sims arbor bromcom cpoms dropbox gmail onedrive sharepoint chatgpt instagram twitter dojo seesaw parentmail
        parentpay welsh english head year reception deputy governor senco school class office data chromebook police
        council
        """,
    )
)
"""What is no name though it has a capital within a sentence."""


Place = tuple[Page, int, int]
"""The parts of a `Hit`, which is made only where it is shown: of hundreds of words and pairs a few are."""


@dataclass(frozen=True, eq=False)
class Bag:
    """Features by group, each with a value, and the words that it was seen in first.

    Groups: "w" words and pairs of words, "s" words of the subject, "m" meanings and pairs of them in a sentence, "l"
    the shape of the message, "r" what rules say, "d" what is said of the data's return, or what a clause looks like
    (`remedies`). The pieces of its words are
    features too, "c": they are read off the words where they are needed, for there are ten times as many.
    `judged` holds what models made of it, so that each looks at it once.
    """

    groups: dict[str, dict[str, float]] = field(default_factory=dict)
    places: dict[str, dict[str, Place]] = field(default_factory=dict)
    judged: dict[object, object] = field(default_factory=dict)

    def put(self, group: str, name: str, value: float = 1.0, place: Place | None = None) -> None:
        """Put a feature in; said twice it counts once."""
        names = self.groups.setdefault(group, {})
        if name not in names and place is not None:
            self.places.setdefault(group, {})[name] = place
        names[name] = value

    def see(self, group: str, seen: Mapping[str, Place]) -> None:
        """Put features in that stand at places of the text; of what is in already the first place stays."""
        places = self.places.setdefault(group, {})
        places.update({name: place for name, place in seen.items() if name not in places})
        self.groups.setdefault(group, {}).update(dict.fromkeys(seen, 1.0))

    @cached_property
    def words(self) -> Sequence[str]:
        """The words, each once, without the pairs of words."""
        return [name for name in self.groups.get("w", ()) if " " not in name]

    def features(self) -> Iterator[tuple[str, str]]:
        """Yield all features, each with its group."""
        for group, names in self.groups.items():
            yield from ((group, name) for name in names)
        yield from (("c", piece) for piece in dict.fromkeys(chain.from_iterable(map(pieces, self.words))))

    def place(self, group: str, name: str) -> Hit | None:
        """Return the words that a feature was seen in first; None where it stands for no words."""
        place = self.places.get(group, {}).get(name)
        return None if place is None else Hit(*place)

    def also(self, group: str, values: Iterable[tuple[str, float, Hit | None]]) -> "Bag":
        """Return a bag that holds a further group: name, value, and the words for it."""
        bag = Bag(dict(self.groups), dict(self.places))
        for name, value, place in values:
            bag.put(group, name, value, place)
        return bag


def bag_of(stretches: Iterable[tuple[str, Hit]]) -> Bag:
    """Return the features of stretches of text, each with the group of its words: "w", or "s" for a subject."""
    bag = Bag()
    for group, stretch in stretches:
        _put_words(bag, group, stretch)
    return bag


def whole(page: Page) -> Hit:
    """Return all of a page as one stretch."""
    return Hit(page, 0, len(page.low))


def _put_words(bag: Bag, group: str, stretch: Hit) -> None:
    page, before, sentence_end = stretch.page, "", 0
    said: dict[str, Place] = {}
    meant: dict[str, Place] = {}
    of_sentence: dict[str, Place] = {}
    for word, start, end in islice(_words(stretch), MAX_WORDS):
        place = (page, start, end)
        if start >= sentence_end:
            _pair_meanings(of_sentence, meant)
            before, of_sentence, (_, sentence_end) = "", {}, page.sentence_at(start)
        if word not in said:
            said[word] = place
        pair = f"{before} {word}" if before else ""
        if pair and pair not in said:
            said[pair] = place
        for meaning in meanings_of(word, pair):
            of_sentence.setdefault(meaning, place)
        before = word
    _pair_meanings(of_sentence, meant)
    bag.see(group, said)
    bag.see("m", meant)


def _pair_meanings(of_sentence: Mapping[str, Place], meant: dict[str, Place]) -> None:
    """Put in what a sentence speaks of, and what it speaks of together, whatever the order and the words."""
    chosen = sorted(islice(of_sentence, MAX_MEANINGS))
    for one in chosen:
        meant.setdefault(one, of_sentence[one])
    for one, other in combinations(chosen, 2):
        meant.setdefault(f"{one}+{other}", of_sentence[one])


def _words(stretch: Hit) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a stretch with their places; names, addresses and numbers are masked."""
    cased, titled, starts = stretch.page.cased, False, set(stretch.page.starts)
    for match in _TOKEN.finditer(stretch.page.low, stretch.start, stretch.end):
        kind, word, (start, end) = match.lastgroup, match[0], match.span()
        if kind == "word":
            is_capital = cased[start] != word[0] and start not in starts and word not in _NO_NAMES
            named = titled or (is_capital and bool(_CAPITAL.fullmatch(cased, start, end)))
            titled = word in _TITLE
            word = "<name>" if named and not titled else _plain(word)
        elif kind == "number":
            word = number_kind(word)
        elif kind != "sign":
            word = f"<{kind}>"
        yield word, start, end


@lru_cache(maxsize=MAX_CACHED)
def _plain(word: str) -> str:
    return "not" if _NOT.fullmatch(word) else intern(word)


def number_kind(digits: str) -> str:
    """Return what stands for a number: a small one, a year, a time, a long one."""
    if ":" in digits:
        return "<time>"
    if "/" in digits or "-" in digits:
        return "<date>"
    return "<digit>" if len(digits) == 1 else "<number>" if len(digits) < 5 else "<long>"  # noqa: PLR2004 - as said


@lru_cache(maxsize=MAX_CACHED)
def pieces(word: str) -> tuple[str, ...]:
    """Return the pieces of a word, 3 to 5 letters long, its beginning and end marked."""
    if not _has_pieces(word):
        return ()
    marked = f"^{word}$"
    return tuple([marked[at : at + size] for size in (3, 4, 5) for at in range(len(marked) - size + 1)])


def _has_pieces(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and not word.startswith("<")
