"""The texts that a pattern finds, as far as they are few: what must stand before a quick look passes all of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]  # no public module tells how a pattern was understood
from re import _parser as parser  # type: ignore[attr-defined]  # likewise
from typing import Any

_FEW = 12
_KINDS = {op.CATEGORY_WORD: "x", op.CATEGORY_DIGIT: "7", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_SPACE: "x"}


def ways(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield a text a way in which a pattern can match; of what may be left out or be there often, none of it and one.

    What may be there any number of times is left out, and of a class of letters one stands for all.
    """
    for text in _ways(list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))):
        if pattern.search(text):
            yield text


def _ways(parsed: Sequence[tuple[Any, Any]]) -> list[str]:
    return ["".join(each) for each in product(*(_of_part(code, argument) for code, argument in parsed))]


def _of_part(code: Any, argument: Any) -> list[str]:
    if code is op.LITERAL:
        found = [chr(argument)]
    elif code is op.IN:
        found = _of_class(argument)
    elif code is op.BRANCH:
        found = [text for branch in argument[1] for text in _ways(list(branch))]
    elif code is op.SUBPATTERN:
        found = _ways(list(argument[3]))
    elif code in {op.MAX_REPEAT, op.MIN_REPEAT}:
        found = _of_repeat(*argument)
    else:
        found = ["x" if code is op.NOT_LITERAL else ""]
    return found


def _of_repeat(least: int, most: int, inner: Sequence[tuple[Any, Any]]) -> list[str]:
    if not least and most is op.MAXREPEAT:
        return [""]
    every = [text * max(least, 1) for text in _ways(list(inner))]
    return every if least else ["", *every]


def _of_class(choices: Sequence[tuple[Any, Any]]) -> list[str]:
    if choices[0][0] is op.NEGATE:
        return ["x"]
    letters = [chr(argument) for code, argument in choices if code is op.LITERAL]
    ranges = [chr(argument[0]) for code, argument in choices if code is op.RANGE]
    return (
        letters[: None if len(letters) < _FEW else 1]
        + ranges[:1]
        + [_KINDS[argument] for code, argument in choices if code is op.CATEGORY][:1]
    )
