"""Hostile words from a report never ping, link or format anything, wherever Slack shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.form import ChatForm, FormEntry
from bot.messages import Entries, Entry, Message, Question, Questions, Quote, Text
from bot.slack.blocks import payloads
from bot.slack.modal import form_view, notice
from bot.slack.text import clipped, length, pieces
from bot.slack.typed import as_typed
from tests.bot.slack.stage import SlackStage
from tests.bot.slack.standin.limits import InvalidBlocksError, check_blocks, check_view
from tests.bot.slack.standin.state import texts_in

HOSTILE = (
    "<!channel>",
    "<!here|look>",
    "<@UT0SCHOOLGARETHPUGH>",
    "<!subteam^S1>",
    "<#C0STAFF>",
    "<https://evil.example|Slack support>",
    "*bold* _it_ ~no~ `code` ```block```",
    "> quote",
    ":wave: :knife:",
    "@channel @here @everyone",
    "&lt;!channel&gt;",
    "<script>alert(1)</script>",
    "</div><img src=x onerror=alert(1)>",
    "\u202egnihtemos\u202c",
)


def everything(text: str) -> Message:
    """Return a message with a text in every part that can hold one."""
    return Message(
        parts=(
            Text(text=text, tone="heading"),
            Text(text=text),
            Text(text=text, tone="quiet"),
            Quote(text=text),
            Entries(entries=(Entry(label=text, value=text, words=text),)),
            Questions(questions=(Question(number=1, text=text, offered=text),)),
        )
    )


def kinds_of_text(node: object) -> set[str]:
    """Return the types of all text objects in blocks."""
    if isinstance(node, list):
        return {kind for part in node for kind in kinds_of_text(part)}
    if isinstance(node, dict):
        own = {str(node["type"])} if isinstance(node.get("text"), str) else set()
        return own | {kind for part in node.values() for kind in kinds_of_text(part)}
    return set()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stand_in_text_that_is_no_markup(text: str) -> None:
    for payload in payloads(everything(text)):
        assert kinds_of_text(payload["blocks"]) <= {"plain_text", "text"}
        assert not any(mark in payload["text"] for mark in ("<!", "<@", "<#", "<http"))
        assert (payload["parse"], payload["link_names"], payload["mrkdwn"]) == ("none", False, False)
        assert (payload["unfurl_links"], payload["unfurl_media"]) == (False, False)
    assert kinds_of_text(notice("A title", [everything(text)])["blocks"]) <= {"plain_text", "text"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_they_were_typed(text: str) -> None:
    (payload,) = payloads(everything(text))
    assert sum(text in shown for shown in texts_in(payload["blocks"])) >= 6


@pytest.mark.parametrize("text", HOSTILE)
def test_a_form_with_hostile_words_is_one(text: str) -> None:
    entry = FormEntry(id="summary", section=text, label=text, kind="long_text", value=text, hint=text, error=text)
    view = form_view(ChatForm(title=text, entries=(entry,), sends=text), note=text)
    check_view(view)
    assert kinds_of_text(view) <= {"plain_text"}


def test_a_hostile_report_goes_through_and_arrives_as_it_was_typed(stage: SlackStage) -> None:
    # As Slack sends what was typed: its control characters are entities, its own markup is brackets.
    stage.gareth.types("I left my laptop on the train. &lt;!channel&gt; *b* <https://evil.example|school.example>")
    stage.settles()
    stage.gareth.presses("send")
    stage.settles()
    told = "I left my laptop on the train. <!channel> *b* school.example (https://evil.example)"
    assert stage.case().reports[0].text == told
    assert all("<!" not in one.text for one in stage.gareth.sees)


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("plain words", "plain words"),
        ("a &amp; b &lt; c &gt; d", "a & b < c > d"),
        ("&amp;lt;", "&lt;"),
        ("<@U1> and <@U2|mali>", "@Gareth Pugh and @mali"),
        ("<@U9>", "@U9"),
        ("<!channel> <!here|here>", "@channel here"),
        ("<!subteam^S1|@office>", "@office"),
        ("<#C1|staff> <#C2>", "#staff #C2"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("<https://a.example/x|a.example/x>", "a.example/x (https://a.example/x)"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<tel:+44292|+44292>", "+44292"),
        ("<javascript:alert(1)|x>", "<javascript:alert(1)|x>"),
        ("a <b> c", "a <b> c"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_what_slack_makes_of_a_message_becomes_letters_again(sent: str, typed: str) -> None:
    assert as_typed(sent, {"U1": "Gareth Pugh"}.get) == typed  # type: ignore[arg-type]  # None for nobody is fine too


@given(st.text(max_size=400))
def test_any_text_makes_a_message_that_slack_takes(text: str) -> None:
    for payload in payloads(everything(text)):
        check_blocks(payload["blocks"], "message")


@given(st.text(max_size=300), st.integers(min_value=2, max_value=60))
def test_pieces_fit_and_make_the_text_again(text: str, most: int) -> None:
    cut = list(pieces(text, most))
    assert "".join(cut) == text
    assert all(length(piece) <= most for piece in cut)


@given(st.text(max_size=300), st.integers(min_value=2, max_value=60))
def test_a_clipped_label_fits(text: str, most: int) -> None:
    assert length(clipped(text, most)) <= most


def test_the_stand_in_refuses_what_slack_would() -> None:
    with pytest.raises(InvalidBlocksError, match="unsupported type"):
        check_blocks([{"type": "markdown", "text": "x"}], "message")
    with pytest.raises(InvalidBlocksError, match="51 blocks"):
        check_blocks([{"type": "divider"}] * 51, "message")
