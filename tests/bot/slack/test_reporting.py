"""A report from the first word to the receipt, by everything that Slack has for it."""

import pytest

from tests.bot.slack.stage import SlackStage

STORY = "I left my school laptop on the train to Cardiff this morning. About thirty pupils' reports were on it."


def test_a_message_becomes_a_report_and_the_receipt_names_it(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.types(STORY)
    stage.settles()
    gareth.presses("send")
    stage.settles()
    report = stage.case().reports[0]
    assert stage.case().reference in gareth.sees[-1].words
    assert report.text == STORY
    assert report.sender is not None
    assert (report.sender.name, report.sender.address) == ("Gareth Pugh", "g.pugh@saint-finnian.example")
    assert stage.slack.errors() == []


def test_the_receipt_takes_the_place_of_the_card_that_was_pressed(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.types(STORY)
    stage.settles()
    card = gareth.sees[-1]
    gareth.presses("send", card)
    stage.settles()
    assert gareth.sees[-1].ts == card.ts
    assert "send" not in {button["action_id"].partition(":")[0] for button in gareth.sees[-1].buttons}


def test_a_double_click_makes_one_report(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.types(STORY)
    stage.settles()
    card = gareth.sees[-1]
    gareth.presses("send", card)
    gareth.presses("send", card)
    stage.settles()
    assert len(stage.cases()) == 1


def test_a_retry_of_slack_is_heard_once(stage: SlackStage) -> None:
    gareth = stage.gareth
    event = {"type": "message", "channel": gareth.channel, "channel_type": "im", "user": gareth.id, "ts": "1795.1"}
    gareth.event({**event, "text": STORY}, event_id="Ev1")
    stage.settles()
    answers = len(gareth.sees)
    gareth.event({**event, "text": STORY}, event_id="Ev1", retry=1)
    stage.settles()
    gareth.presses("send")
    stage.settles()
    assert len(gareth.sees) == answers
    assert stage.case().reports[0].text == STORY


def test_a_retry_of_what_leaves_no_trace_is_heard_once_too(stage: SlackStage) -> None:
    gareth = stage.gareth
    event = {"type": "message", "channel": gareth.channel, "channel_type": "im", "user": gareth.id, "ts": "1795.1"}
    for retry in range(3):
        gareth.event({**event, "text": "status"}, event_id="Ev1", retry=retry)
        stage.settles()
    assert len(gareth.sees) == 1
    assert stage.chat.core.store.records("chat-inbox") == {}


def test_messages_stay_in_the_order_in_which_they_were_typed(socket_stage: SlackStage) -> None:
    gareth = socket_stage.gareth
    lines = [f"This is sentence {number} of what happened to the reports of 7B." for number in range(8)]
    for line in lines:
        gareth.types(line)
    socket_stage.settles()
    gareth.presses("send")
    socket_stage.settles()
    told = socket_stage.case().reports[0]
    everything = "\n".join([told.text, *(reply.text for reply in told.replies)])
    assert [everything.index(line) for line in lines] == sorted(everything.index(line) for line in lines)


def test_a_message_that_was_changed_is_reported_as_it_reads_now(stage: SlackStage) -> None:
    gareth = stage.gareth
    message = gareth.types(STORY)
    stage.settles()
    gareth.edits(message, STORY.replace("thirty", "forty"))
    stage.settles()
    gareth.presses("send")
    stage.settles()
    assert stage.case().reports[0].text == STORY.replace("thirty", "forty")


def test_a_preview_of_a_link_is_no_change(stage: SlackStage) -> None:
    gareth = stage.gareth
    message = gareth.types(STORY)
    stage.settles()
    answers = [one.words for one in gareth.sees]
    gareth.edits(message, STORY)
    stage.settles()
    assert [one.words for one in gareth.sees] == answers


def test_a_message_that_was_taken_back_is_not_sent(stage: SlackStage) -> None:
    gareth = stage.gareth
    message = gareth.types(STORY)
    stage.settles()
    gareth.deletes(message)
    stage.settles()
    gareth.presses("send")
    stage.settles()
    assert stage.cases() == []


def test_a_message_that_was_taken_back_out_of_a_thread_is_not_sent(stage: SlackStage) -> None:
    gareth = stage.gareth
    message = gareth.types(STORY)
    stage.settles()
    old = {"type": "message", "user": gareth.id, "text": STORY, "ts": message.ts}
    changed = {"message": {"subtype": "tombstone", "ts": message.ts}, "previous_message": old}
    event = {"type": "message", "subtype": "message_changed", "channel": gareth.channel, "channel_type": "im"}
    gareth.event({**event, **changed, "ts": "1795.7"})
    stage.settles()
    gareth.presses("send")
    stage.settles()
    assert stage.cases() == []


@pytest.mark.parametrize(
    "more",
    [{"bot_id": "BT0SCHOOLBOT", "user": "UT0SCHOOLBOT"}, {"bot_id": "B2", "subtype": "bot_message", "user": None}],
    ids=["our own", "another bot's"],
)
def test_what_a_bot_writes_is_no_report(socket_stage: SlackStage, more: dict[str, object]) -> None:
    socket_stage.gareth.types(STORY, **more)
    socket_stage.settles()
    assert socket_stage.gareth.sees == []


def test_what_is_written_in_a_channel_is_not_heard(socket_stage: SlackStage) -> None:
    socket_stage.gareth.types(STORY, channel="C0STAFF", channel_type="channel")
    socket_stage.settles()
    assert socket_stage.slack.kept.calls[-1].method in {"apps.connections.open", "auth.test"}


def test_a_command_with_words_begins_a_report_in_the_direct_message(stage: SlackStage) -> None:
    gareth = stage.gareth
    ack = gareth.uses_command(STORY)
    stage.settles()
    assert "direct message" in str(ack.body)
    assert STORY not in str(ack.body)
    gareth.presses("send")
    stage.settles()
    assert stage.case().reports[0].text == STORY


def test_the_shortcut_begins_a_report_with_the_message_and_opens_the_form(stage: SlackStage) -> None:
    gareth, mali = stage.gareth, stage.slack.person("Mali Rees", "m.rees@saint-finnian.example")
    gareth.uses_shortcut(STORY, user=mali.id)
    stage.settles()
    assert STORY in str(gareth.modal.view["blocks"])
    gareth.submits()
    stage.settles()
    assert stage.case().reports[0].text == f"@Mali Rees wrote:\n{STORY}"
    assert stage.case().reference in gareth.modal.words


def test_a_mention_in_a_channel_is_sent_to_the_direct_message_and_its_words_are_not_kept(stage: SlackStage) -> None:
    stage.gareth.mentions(f"<@UT0SCHOOLBOT> {STORY}")
    stage.settles()
    (whisper,) = stage.gareth.sees
    assert (whisper.channel, whisper.seen_by) == ("C0STAFF", stage.gareth.id)
    assert "direct message" in whisper.text
    assert list(stage.chat.core.store.records("chats")) == []


def test_who_opens_the_chat_for_the_first_time_is_greeted_once(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.opens_home("messages")
    gareth.opens_home("messages")
    stage.settles()
    assert len(gareth.sees) == 1


def test_the_home_page_shows_my_reports_a_button_and_the_anonymous_address(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.types(STORY)
    stage.settles()
    gareth.presses("send")
    stage.settles()
    gareth.opens_home()
    stage.settles()
    assert stage.case().reference in gareth.home.words
    assert "https://candour.school.example/r/" in gareth.home.words
    gareth.presses("report", gareth.home)
    stage.settles()
    assert gareth.modal.view["callback_id"] == "form"


def test_looking_at_the_home_page_leaves_no_trace(stage: SlackStage) -> None:
    stage.gareth.opens_home()
    stage.settles()
    assert {kind: stage.chat.core.store.records(kind) for kind in ("chats", "chat-contacts", "chat-inbox")} == {
        "chats": {},
        "chat-contacts": {},
        "chat-inbox": {},
    }


def test_a_profile_without_an_address_has_one_that_no_mail_reaches(stage: SlackStage) -> None:
    supply = stage.slack.person("Supply Teacher")
    supply.types(STORY)
    stage.settles()
    supply.presses("send")
    stage.settles()
    sender = stage.case().reports[0].sender
    assert sender is not None
    assert sender.address == f"{supply.id}@t0school.slack.invalid".lower()


def test_who_leaves_for_the_anonymous_page_takes_the_cards_with_them(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.types(STORY)
    stage.settles()
    gareth.presses("anonymous")
    stage.settles()
    assert "https://candour.school.example/r/" in gareth.sees[-1].words
    assert not any("laptop" in one.words for one in gareth.sees)
    assert list(stage.chat.core.store.records("chats")) == []


def test_after_a_restart_the_same_card_still_sends(slack_stage_twice: tuple[SlackStage, SlackStage]) -> None:
    before, after = slack_stage_twice
    with before.listening():
        before.gareth.types(STORY)
        before.settles()
    with after.listening():
        after.gareth.presses("send")
        after.settles()
        assert after.case().reports[0].text == STORY
        assert after.case().reference in after.gareth.sees[-1].words


def test_an_older_card_loses_its_buttons_when_there_is_a_newer_one(socket_stage: SlackStage) -> None:
    gareth = socket_stage.gareth
    gareth.types(STORY)
    socket_stage.settles()
    card = gareth.sees[-1]
    gareth.types("show")
    gareth.types("It was about 31 pupils.")
    socket_stage.settles()
    newest = [one for one in gareth.sees if one.buttons]
    assert len(newest) == 2, "the card as it stands, and the short answer below it"
    assert all(one.ts > card.ts for one in newest)


def test_a_stale_card_is_refused_kindly(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.types(STORY)
    stage.settles()
    card = gareth.sees[-1]
    gareth.presses("send", card)
    stage.settles()
    said = len(gareth.sees)
    gareth.presses("edit", card)
    stage.settles()
    assert stage.case().reference in gareth.modal.words
    assert len(gareth.sees) == said
    assert len(stage.cases()) == 1
