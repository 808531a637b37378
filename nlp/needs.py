"""What a pattern can't do without, read off it as the standard library parses it."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from math import prod
from re import _constants as op  # type: ignore[attr-defined]  # no public module tells how a pattern was understood
from re import _parser as parser  # type: ignore[attr-defined]  # likewise; `sre_parse`, its public name, is deprecated
from typing import Any

Marks = frozenset[str]
"""What can be seen of a text: " word ", "word word", the beginnings, ends and insides of its words."""
Way = tuple[Marks, ...]
"""One of several things that a pattern can match: of each of these sets the text must have a mark."""
Gate = tuple[Way, ...]
"""The ways in which a pattern can match: a text must have what one of them needs."""

PIECES = (3, 5)
"""How many letters of a word are a mark, the space at either end of the word counted."""
DIGIT = "\\d"
"""The mark of a text that has a digit."""
_EDGE = "\0"
"""Stands in what a pattern matches for a place where a word begins or ends."""
_BOUNDARY = (op.AT, op.AT_BOUNDARY)
_WORD = re.compile(r"\w+")
_WORD_OR_SIGN = re.compile(r"\w+|\W")
_MOST_WORDS = 128
_MOST_WAYS = 48
_MOST_OF_A_WAY = 4
_FEW_LETTERS = 6
_FREE: Gate = ((),)

_COMMON_WORDS = """
the and i to it in a on of for at s is was that one with have had has this so t me from my not been by who they she
two he her there about our all school out you told ve but what no we manager morning them name d put back as when are
be up address m which can his asked went came know time line say yesterday see off mr home today office staff us says
their an since parents left names got three sent only ten last mrs how were do rang year number officer past said dear
e don first read opened now am head into him gone form if four before because data five list date nobody did nothing
could then half people own other addresses done new please account friday every should service took monday through re
down over thursday o afternoon or some somebody saw child after log page full old found deleted mail nine families
minutes where each will like primary looked asking complaint also delete
"""
"""What stands in every tenth report of a page, or more often."""


def what_is_needed(pattern: re.Pattern[str]) -> Gate | None:
    """Return what a text must have for a pattern to match; None where it can do without anything."""
    if pattern.flags & re.IGNORECASE:
        return None
    ways = _of_sequence(list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))
    return ways if all(ways) else None


def pair_of(word: str, after: str) -> str:
    """Return the mark of two words side by side, whatever is between them."""
    return f"{word} {after}"


def pieces_of(word: str) -> list[str]:
    """Return a word between spaces, and the stretches of PIECES letters of that."""
    whole = f" {word} "
    return [whole, *(whole[start : start + size] for size in PIECES for start in range(len(whole) - size + 1))]


def _stretches(letters: str, size: int) -> list[str]:
    return [letters[start : start + size] for start in range(len(letters) - size + 1)]


_COMMON = frozenset[str]().union(*map(pieces_of, _COMMON_WORDS.split()))


def _of_sequence(parsed: Sequence[Any]) -> Gate:
    """Return the ways of a sequence: each part in one of its ways."""
    needs: list[Gate] = []
    run: frozenset[str] = frozenset({""})
    for place, (code, argument) in enumerate(parsed):
        words = _words(code, argument)
        if words is not None and len(run) * len(words) <= _MOST_WORDS:
            run = frozenset(one + other for one in run for other in words)
            continue
        needs.append(_of_words(run))
        run = words if words is not None else frozenset({""})
        if words is None:
            needs.append(_of_part(code, argument, _edge(parsed[:place][::-1]), _edge(parsed[place + 1 :])))
    return _joined([*needs, _of_words(run)])


def _edge(neighbours: Sequence[Any]) -> list[Any]:
    r"""Return an edge where what stands beside a part makes one: "\b", a sign; the nearest neighbour comes first."""
    for code, argument in neighbours:
        if _is_edge(code, argument) or (code is op.LITERAL and not _WORD.match(chr(argument))):
            return [_BOUNDARY]
        if code not in {op.ASSERT, op.ASSERT_NOT}:
            break
    return []


def _joined(needs: Sequence[Gate]) -> Gate:
    """Return the ways of parts one after the other; of the parts with the most ways only what these have in common."""
    parts = sorted((need for need in needs if all(need)), key=len)
    while prod(map(len, parts)) > _MOST_WAYS:
        parts = sorted((*parts[:-1], (_in_common(parts[-1]),)), key=len)
    return tuple(_most_telling(tuple(marks for way in ways for marks in way)) for ways in product(*parts))


def _in_common(ways: Gate) -> Way:
    """Return a set of marks of which each of several ways needs one."""
    return (frozenset[str]().union(*(way[0] for way in ways)),)


def _most_telling(way: Way) -> Way:
    return tuple(sorted(set(way), key=_commonness)[:_MOST_OF_A_WAY])


def _commonness(marks: Marks) -> tuple[int, tuple[str, ...]]:
    """Return roughly in how many of a hundred reports one of some marks is seen; equals have an order of their own."""
    return (sum(map(_seen_in_a_hundred, marks)), tuple(sorted(marks)))


def _seen_in_a_hundred(mark: str) -> int:
    first, _, last = mark.strip().partition(" ")
    if last:
        return 8 if f" {first} " in _COMMON and f" {last} " in _COMMON else 1
    return 50 if mark in _COMMON else 30 if len(mark) == min(PIECES) else 2


def _of_part(code: Any, argument: Any, before: list[Any], after: list[Any]) -> Gate:
    """Return the ways of a part that stands for no small number of words, with the edges beside it."""
    if code is op.SUBPATTERN and not argument[1] & re.IGNORECASE:
        return _of_sequence([*before, *argument[3], *after])
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT} and argument[0] > 0:
        return _of_sequence(list(argument[2]))
    if code is op.ATOMIC_GROUP:
        return _of_sequence([*before, *argument, *after])
    if code is op.IN and argument == [(op.CATEGORY, op.CATEGORY_DIGIT)]:
        return ((frozenset({DIGIT}),),)
    if code is op.BRANCH:
        return _of_branches([_of_sequence([*before, *branch, *after]) for branch in argument[1]])
    return _FREE


def _of_branches(each: Sequence[Gate]) -> Gate:
    """Return the ways of several choices; those that need one set of marks each become one."""
    ways = [way for ways in each for way in ways]
    if not all(ways):
        return _FREE
    plain = [way for way in ways if len(way) == 1]
    several = dict.fromkeys(way for way in ways if len(way) > 1)
    return (*((_in_common(tuple(plain)),) if plain else ()), *several)


def _of_words(words: Iterable[str]) -> Gate:
    """Return what a text has that has one of some words."""
    ways = tuple(_marks_needed(word) for word in sorted(words))
    return (_in_common(ways),) if all(ways) else _FREE


def _marks_needed(letters: str) -> Way:
    """Return what a text has that has these letters; nothing where they are too few to tell."""
    tokens = _WORD_OR_SIGN.findall(letters)
    places = [place for place, token in enumerate(tokens) if _WORD.match(token)]
    pairs = [
        pair_of(tokens[one], tokens[other]) for one, other in pairwise(places) if one > 0 and other < len(tokens) - 1
    ]
    marks = [*pairs, *(_piece(tokens, place) for place in places)]
    return _most_telling(tuple(frozenset({mark}) for mark in marks if mark))


def _piece(tokens: Sequence[str], place: int) -> str:
    """Return the mark of a word of which a pattern has these letters, or "" where they are too few."""
    begins, ends = place > 0, place < len(tokens) - 1
    letters = f"{' ' * begins}{tokens[place]}{' ' * ends}"
    if begins and ends:
        return letters
    size = max((size for size in PIECES if size <= len(letters)), default=0)
    return min(_stretches(letters, size), key=lambda piece: (piece in _COMMON, sum(map(piece.count, "eatoin"))))


def _words(code: Any, argument: Any) -> frozenset[str] | None:
    """Return all that a part can stand for, where that is little; what has no width stands for an edge or nothing."""
    if code is op.LITERAL:
        return frozenset({chr(argument)})
    if code in {op.AT, op.ASSERT, op.ASSERT_NOT}:
        return frozenset({_EDGE if _is_edge(code, argument) else ""})
    if code is op.SUBPATTERN:
        return None if argument[1] & re.IGNORECASE else _spelled(argument[3])
    if code is op.IN:
        letters = frozenset(chr(value) for kind, value in argument if kind is op.LITERAL)
        return letters if len(letters) == len(argument) <= _FEW_LETTERS else None
    return _choices(code, argument)


def _is_edge(code: Any, argument: Any) -> bool:
    r"""Tell whether a part is met only where a word ends or begins: "\b", "(?!\w)", "(?<![\w'])"."""
    if code is op.AT:
        return argument is op.AT_BOUNDARY
    if code is not op.ASSERT_NOT or len(argument[1]) != 1 or argument[1][0][0] is not op.IN:
        return False
    kinds = argument[1][0][1]
    return (op.CATEGORY, op.CATEGORY_WORD) in kinds and (op.NEGATE, None) not in kinds


def _choices(code: Any, argument: Any) -> frozenset[str] | None:
    """Return what one of several parts, or a part that may be left out, can stand for."""
    if code is op.BRANCH:
        each = [_spelled(branch) for branch in argument[1]]
        together = frozenset[str]().union(*(one for one in each if one is not None))
        return None if any(one is None for one in each) or len(together) > _MOST_WORDS else together
    if code in {op.MAX_REPEAT, op.MIN_REPEAT} and argument[:2] == (0, 1):
        once = _spelled(argument[2])
        return None if once is None else once | {""}
    return None


def _spelled(parsed: Iterable[Any]) -> frozenset[str] | None:
    words: frozenset[str] = frozenset({""})
    for code, argument in parsed:
        more = _words(code, argument)
        if more is None or len(words) * len(more) > _MOST_WORDS:
            return None
        words = frozenset(one + other for one in words for other in more)
    return words
