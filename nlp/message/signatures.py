"""Which lines of a message sign it: not only those at its end, and never one that reads like a sentence."""

import re
from collections.abc import Sequence
from itertools import takewhile

from nlp.message.lines import Line, Part
from nlp.message.parts import signs_off
from nlp.message.writers import Forms

_LONGEST_SIGNATURE = 25
"""Lines; more below a sign-off is no signature."""
_SHORTEST_SENTENCE = 5
_SAYS_SOMETHING = re.compile(
    r"\b(?:i|i'm|i've|we|it|she|he|they|you|was|were|is|are|has|have|had|been|sent|lost|went|got|did|didn't|can|could"
    r"|will|would|should|please|mae|roedd|wedi|rydw|fe|mi)\b"
)
_OF_SIGNATURES = re.compile(
    r"\bi (?:do not |don't |usually |normally )?work (?:on |from |mon|tue|wed|thu|fri|part|term)"
    r"|\bworking (?:days|hours|pattern)\b|\bmy (?:normal |usual )?hours\b"
    r"|\bpronouns\b|\b(?:she|he|they)\s*/\s*(?:her|him|them)\b"
)
"""Sentences that stand in signatures alone, and say who it is."""
_CONTACT = re.compile(
    r"\W{0,3}(?:tel|telephone|phone|ff[oô]n|mob|mobile|symudol|direct|ext|fax|e-?mail|e-?bost|web(?:site)?|t|m|e|w)\b"
    r"\s{0,3}[.:|]|[+(]?\d[\d ()+.-]{8,}$|<?(?:mailto:)?\S{1,80}@\S{1,120}$|<?(?:https?://|www\.)\S{1,200}$"
)
_AFTERTHOUGHT = re.compile(r"\(?(?:p\.?\s?s\b|on\b)")
_LISTED = re.compile(r"(?:[-*+]|\d{1,2}[.)]) ")
_TITLES = r"(?:mr|mrs|ms|miss|mx|dr|prof|rev)\.? "


def signatures(lines: Sequence[Line], parts: Sequence[Part], forms: Forms) -> set[int]:
    """Return the lines of signatures: from a sign-off, a mark or the writer's name on, and contact lines at the end."""
    written = [number for number, line in enumerate(lines) if line.bare and parts[number] is not Part.QUOTED]
    cut = _letterhead(lines, written, forms)
    for place, number in enumerate(written[1:], start=1):
        begins = parts[number] is Part.SIGNATURE and parts[written[place - 1]] is not Part.SIGNATURE
        ends = len(written) - place <= _LONGEST_SIGNATURE
        if begins or names_alone(lines[number].bare, forms) or (ends and signs_off(lines[number].bare)):
            below = written[place:]
            cut.update(below[at] for at in signature_from([lines[later] for later in below[:_LONGEST_SIGNATURE]]))
    for number in reversed(written[1:]):
        if number not in cut and not _CONTACT.match(lines[number].bare):
            break
        cut.add(number)
    return cut


def _letterhead(lines: Sequence[Line], written: Sequence[int], forms: Forms) -> set[int]:
    """Return the lines by which somebody says above all else who writes: their name, and how to reach them."""
    if not written or not names_alone(lines[written[0]].bare, forms):
        return set()
    return {written[0], *takewhile(lambda number: _CONTACT.match(lines[number].bare), written[1:])}


def signature_from(below: Sequence[Line]) -> set[int]:
    """Return which of these lines are one signature, by their place, without the sentences among them.

    An afterthought, a list or the beginning of another message ends it.
    """
    cut = set()
    for place, line in enumerate(below[:_LONGEST_SIGNATURE]):
        if place and (_AFTERTHOUGHT.match(line.bare) or _LISTED.match(line.bare) or line.bare.endswith(":")):
            break
        if line.bare and not _is_sentence(line):
            cut.add(place)
    return cut


def _is_sentence(line: Line) -> bool:
    """Tell whether a line says something, and so may be part of the report."""
    return (
        len(line.bare.split()) >= _SHORTEST_SENTENCE
        and _SAYS_SOMETHING.search(line.bare) is not None
        and not _OF_SIGNATURES.search(line.bare)
    )


def names_alone(bare: str, forms: Forms) -> bool:
    """Tell whether a line is the writer's name, perhaps with a title before it and a role behind a comma or a dash."""
    return any(
        re.fullmatch(
            rf"\W*(?:{_TITLES})?{re.escape(form)}\W*|\W*(?:{_TITLES})?{re.escape(form)}\s*[,|(-].{{0,100}}", bare
        )
        for form in forms.all
    )


def holds(form: str, low: str) -> bool:
    """Tell whether a form of a name stands in a line, as words of its own."""
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", low) is not None
