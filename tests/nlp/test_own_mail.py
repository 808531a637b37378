"""Nothing of our own mail is ever read as the reporter's words, however it is quoted back."""

import textwrap
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.cases.asked import Asked
from candour.cases.notice import NoticeKind
from intake.markup import text_of_html
from nlp import ReportReader
from tests.nlp.quoting import (
    OUTLOOK,
    WAYS,
    WELSH,
    another_language,
    badly_wrapped,
    gmail,
    outlook_rendered,
    without_head,
)
from tests.nlp.replying import SCENES, WHO, a_reply
from tests.replies.stage import ROLES, Read

RULES = ReportReader("")
PERSONS_QUESTION = "Is the list back?\nWho has it, and did anybody complain on Monday?"
THANKS = "Thank you, I will."
NOT_READ = frozenset({"summary", "signs_of_harm", "harm_to_information"})
"""The writer's own words as a whole, and what sorts the mail of a shared mailbox: quoted text counts there."""
TO_WRITERS = (NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS, NoticeKind.UPDATE, NoticeKind.ASSET_FORM)
HEADS = (
    OUTLOOK,
    WELSH,
    f"{'_' * 32}\n{OUTLOOK}",
    f"-----Original Message-----\n{OUTLOOK}",
    f"On Friday, 20 November 2026 at 12:01:33 GMT, {WHO} wrote:",
    f"On 20 Nov 2026, at 12:01, {WHO} wrote:",
    f"Ar ddydd Gwener, 20 Tachwedd 2026 am 12:01, {WHO} ysgrifennodd:",
    f"Le ven. 20 nov. 2026 à 12:01, {WHO} a écrit :",
)


@cache
def our_mail(scene: str, kind: NoticeKind) -> Read:
    changes = {"text": PERSONS_QUESTION} if kind is NoticeKind.QUESTIONS else {}
    return SCENES[scene].mail(kind, **changes)


@cache
def asked_in(scene: str) -> tuple[Asked, ...]:
    return SCENES[scene].asked(question=PERSONS_QUESTION)


def read_of(text: str, asked: tuple[Asked, ...]) -> dict[str, Any]:
    facts = RULES.read(a_reply(text, subject=""), asked)
    return {field: value.value for field, value in facts.values.items() if field not in NOT_READ}


def quoted(way: Callable[[str, Read], str], scene: str, kind: NoticeKind, words: str = THANKS) -> str:
    return way(words, our_mail(scene, kind))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("kind", [NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS])
def test_of_a_mail_to_a_writer_nothing_is_read_in_any_programs_quoting(
    way: Callable[[str, Read], str], kind: NoticeKind
) -> None:
    assert read_of(quoted(way, "trip", kind), asked_in("trip")) == read_of(THANKS, asked_in("trip"))


@pytest.mark.parametrize("kind", sorted(ROLES))
@pytest.mark.parametrize(
    "way", [gmail, outlook_rendered, badly_wrapped, another_language], ids=lambda way: way.__name__
)
def test_of_no_kind_of_notice_is_anything_read(way: Callable[[str, Read], str], kind: NoticeKind) -> None:
    assert read_of(quoted(way, "wide", kind), asked_in("wide")) == read_of(THANKS, asked_in("wide"))


@pytest.mark.parametrize("scene", sorted(SCENES))
@pytest.mark.parametrize("kind", TO_WRITERS)
def test_of_no_profiles_mail_is_anything_read_even_without_head_and_mark(scene: str, kind: NoticeKind) -> None:
    assert read_of(quoted(without_head, scene, kind), asked_in(scene)) == read_of(THANKS, asked_in(scene))


@pytest.mark.parametrize("way", [gmail, outlook_rendered, another_language], ids=lambda way: way.__name__)
def test_a_reply_without_a_word_of_its_own_says_nothing(way: Callable[[str, Read], str]) -> None:
    text = quoted(way, "trip", NoticeKind.ACKNOWLEDGEMENT, words="")
    assert read_of(text, asked_in("trip")) == read_of("", asked_in("trip"))
    assert RULES.read(a_reply(text, subject=""), asked_in("trip")).value("summary") is None


@pytest.mark.parametrize("way", [gmail, outlook_rendered, without_head], ids=lambda way: way.__name__)
def test_our_mail_in_a_message_of_which_nobody_knows_the_case_is_not_read_either(
    way: Callable[[str, Read], str],
) -> None:
    assert read_of(quoted(way, "trip", NoticeKind.ACKNOWLEDGEMENT), ()) == read_of(THANKS, ())


LINES = {
    (scene, kind): (our_mail(scene, kind).text.split("\n"), text_of_html(our_mail(scene, kind).markup).split("\n"))
    for scene in ("trip", "essex")
    for kind in TO_WRITERS[:3]
}


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a piece of a mail of ours as some program may quote it, with the scene that it is from."""
    (scene, _), versions = draw(st.sampled_from(sorted(LINES.items(), key=str)))
    lines = draw(st.sampled_from(versions))
    start = draw(st.integers(0, len(lines) - 1))
    piece = lines[start : start + draw(st.integers(1, len(lines)))]
    mark, head = draw(st.sampled_from([("> ", ""), (">> ", ""), *(("", head) for head in HEADS), ("> ", HEADS[4])]))
    width = draw(st.integers(55, 120))
    wrapped = [part for line in piece for part in (textwrap.wrap(line, width) or [""])]
    body = "\n".join(f"{mark}{line}".rstrip() for line in wrapped)
    spaces = "\n" * draw(st.integers(1, 3))
    return scene, f"{THANKS}{spaces}{head}{spaces}{body}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(quotations())
def test_whatever_is_quoted_of_our_own_mail_nothing_is_read_of_it(quotation: tuple[str, str]) -> None:
    scene, text = quotation
    assert read_of(text, asked_in(scene)) == read_of(THANKS, asked_in(scene))
