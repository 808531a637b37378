"""What is looked for first, since it is found sooner, stands in all that the patterns behind it match."""

# ruff: noqa: SLF001 - lists that stand beside patterns are nobody else's

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp import scope
from nlp.message import form_lines, parts, thread_heads
from nlp.outcome import actions
from nlp.outcome.clause_words import _CAPITALISED
from nlp.people import first_names, identity, rules, ties
from nlp.people.words import last_words
from nlp.text import page
from nlp.when import verb_cues

Guard = Callable[[str], bool]
_LETTERS = st.characters(max_codepoint=0x17F, exclude_categories=("Cc", "Lu"), include_characters="\n")


def _ends_with(words: frozenset[str]) -> Guard:
    return lambda text: not words.isdisjoint(last_words(text, len(text)))


GUARDS: tuple[tuple[re.Pattern[str], Guard], ...] = (
    *((pattern, _ends_with(frozenset(ends))) for _, ends, pattern in ties._TIE_BEFORE),
    (ties._BY_BEFORE, lambda text: " by " in text),
    (rules._STAFF_BEFORE, _ends_with(rules._ENDS_OF_ROLES)),
    (rules._BY_STAFF, _ends_with(rules._ENDS_OF_ROLES)),
    (first_names._STAFF_BEFORE, _ends_with(first_names._ENDS_OF_STAFF)),
    (identity._SAYS_WHO, lambda text: text.endswith(identity._ENDS_OF_SAYING_WHO)),
    (verb_cues._MODAL, lambda text: text.endswith(verb_cues._ENDS_OF_MODALS)),
    (scope._BEFORE, lambda text: scope._HINT.search(text) is not None),
    (scope._OR, lambda text: scope._HINT.search(text) is not None),
    (actions._NOT_DONE, lambda text: actions._MAY_DENY.search(text) is not None),
    (re.compile(r"\s[^\W\d_a-z]['-]?[a-z]+\s"), lambda text: _CAPITALISED.search(text, 1) is not None),
    (parts._DISCLAIMER, lambda text: any(word in text for word in parts._OF_DISCLAIMERS)),
    (re.compile(rf"\A(?:{parts._FOOTER.pattern})"), lambda text: text.startswith(parts._OPENS_FOOTER)),
    *(
        (re.compile(rf"\A(?:{pattern.pattern})"), thread_heads.may_hold_head)
        for pattern in (
            *(thread_heads._THREAD, thread_heads._WROTE, thread_heads._WROTE_IN_ANY_LANGUAGE),
            *(thread_heads._FROM, thread_heads._OPENED),
        )
    ),
)


@pytest.mark.parametrize(("pattern", "guard"), GUARDS, ids=lambda one: getattr(one, "pattern", "")[:40])
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_looked_for_first_stands_in_all_that_a_pattern_matches(
    pattern: re.Pattern[str], guard: Guard, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern, alphabet=_LETTERS))
    assert guard(text)


@pytest.mark.parametrize("end", form_lines._ENDS, ids=lambda end: str(end.mark))
@settings(max_examples=80)
@given(st.text("ab ?:=->→._…|\t/*", max_size=24), st.integers(0, 3))
def test_the_first_end_of_a_label_is_found_by_its_signs(end: form_lines._End, head: str, begin: int) -> None:
    found, expected = end.first_in(head, begin, end.signs), end.pattern.search(head, begin + 1)
    assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("it was sent", ["sent"]),
        ("they should send it", []),
        ("they should \nsend it", []),
        ("not to\n\nsend", ["send"]),
    ],
)
def test_what_should_be_done_was_not_done_wherever_its_line_breaks(text: str, verbs: list[str]) -> None:
    whole = page("body", text, [(0, len(text))])
    cues = [verb_cues.find_cues(whole, *whole.sentence_at(start)) for start in whole.starts]
    assert [cue.hit.text for each in cues for cue in each] == verbs
