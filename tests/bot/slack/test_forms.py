"""The form as a modal: a skeleton at once, filled when it was read, mistakes beside their entries, nothing lost."""

import json
from collections.abc import Callable

import pytest

from bot.events import Decided, Event, Pressed, Talker
from bot.form import REASON, VALUE, ChatForm, FormEntry
from bot.messages import Action, Button, say
from bot.slack.inputs import NOT_KNOWN
from bot.turn import Turn
from candour.cases.errors import StoreFullError
from tests.bot.slack.stage import SlackStage
from tests.bot.slack.test_reporting import STORY


def opened(stage: SlackStage) -> None:
    """Tell the story and open the whole form."""
    stage.gareth.types(STORY)
    stage.settles()
    stage.gareth.presses("edit")
    stage.settles()


def test_a_command_without_words_opens_the_form_and_its_submission_is_a_report(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.uses_command()
    stage.settles()
    gareth.submits({"description": STORY})
    stage.settles()
    assert stage.case().reports[0].text == STORY
    assert stage.case().reference in gareth.modal.words
    assert stage.case().reference in gareth.sees[-1].words
    assert stage.slack.errors() == []


def test_the_modal_opens_before_anything_is_read(socket_stage: SlackStage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, form = socket_stage, socket_stage.line.form
    shown: list[int] = []

    def slow(talker: Talker, press: Pressed | None = None) -> ChatForm:
        stage.slack.waits_until(lambda: stage.slack.calls("views.open"))
        shown.append(len(stage.gareth.modal.view["blocks"]))
        return form(talker, press)

    monkeypatch.setattr(stage.line, "form", slow)
    stage.gareth.uses_command()
    stage.settles()
    assert shown == [1]
    assert stage.gareth.modal.updates == 1


def test_a_form_opens_while_a_message_of_the_same_person_is_being_read(
    socket_stage: SlackStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, hear = socket_stage, socket_stage.line.hear

    def slow(event: Event, talker: Talker) -> Turn:
        stage.slack.waits_until(lambda: stage.slack.calls("views.open"))
        return hear(event, talker)

    monkeypatch.setattr(stage.line, "hear", slow)
    stage.gareth.types(STORY)
    stage.gareth.uses_command()
    stage.settles()
    assert STORY in str(stage.gareth.modal.view)


def test_a_trigger_that_ran_out_is_said_in_the_chat(socket_stage: SlackStage) -> None:
    stage = socket_stage
    stage.slack.refuses("views.open", "expired_trigger_id")
    stage.gareth.uses_command()
    stage.settles()
    assert "once more" in stage.gareth.sees[-1].words


def test_the_form_holds_every_entry_with_what_was_understood(stage: SlackStage) -> None:
    opened(stage)
    form = stage.line.form(_talker(stage))
    blocks = {block["block_id"]: block for block in stage.gareth.modal.view["blocks"] if block["type"] == "input"}
    assert list(blocks) == [entry.id for entry in form.entries]
    filled = {entry.id: entry.value for entry in form.entries if entry.value}
    assert {"description", "incident_type"} <= set(filled)
    for name, value in filled.items():
        assert value.split()[0] in json.dumps(blocks[name]["element"])


def test_the_form_carries_the_drafts_id_and_version_alone(stage: SlackStage) -> None:
    opened(stage)
    form = stage.line.form(_talker(stage))
    carried = json.loads(stage.gareth.modal.view["private_metadata"])
    assert carried == {"draft": form.draft, "version": form.version}


def test_what_was_changed_in_the_form_is_in_the_case(stage: SlackStage) -> None:
    opened(stage)
    stage.gareth.submits({"individuals": "31", "occurred_date": "2026-11-17"})
    stage.settles()
    report = stage.case().reports[0]
    assert report.typed["individuals"] == 31
    assert report.typed["occurred_date"] == "2026-11-17"


def test_an_entry_that_nobody_touched_is_not_typed(stage: SlackStage) -> None:
    opened(stage)
    stage.gareth.submits()
    stage.settles()
    assert stage.case().reports[0].typed == {}


def test_a_mistake_is_said_beside_its_entry_and_the_modal_stays(stage: SlackStage) -> None:
    opened(stage)
    ack = stage.gareth.submits({"occurred_date": "2031-01-01"})
    assert ack.body["response_action"] == "errors"
    assert list(ack.body["errors"]) == ["occurred_date"]
    assert stage.gareth.modal.is_open
    stage.gareth.submits({"occurred_date": "2026-11-17"})
    stage.settles()
    assert stage.case().reports[0].typed["occurred_date"] == "2026-11-17"


def test_the_same_form_sent_twice_is_one_report(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.uses_command()
    stage.settles()
    view = gareth.modal
    before = view.view, view.hash
    gareth.submits({"description": STORY}, view)
    view.view, view.hash = before
    gareth.submits({"description": STORY}, view)
    stage.settles()
    assert len(stage.cases()) == 1


def test_two_open_forms_of_one_draft_make_one_report(stage: SlackStage) -> None:
    opened(stage)
    stage.gareth.presses("edit")
    stage.settles()
    first, second = stage.slack.views_of(stage.gareth.id)
    stage.gareth.submits(view=first)
    stage.gareth.submits(view=second)
    stage.settles()
    assert stage.case().reference in first.words
    assert stage.case().reference in second.words


def test_a_form_that_could_not_be_taken_is_shown_again_with_what_was_typed(
    stage: SlackStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    gareth = stage.gareth
    gareth.uses_command()
    stage.settles()
    monkeypatch.setattr(stage.line, "hear", _failing(stage.line.hear))
    gareth.submits({"description": STORY, "individuals": "31"})
    stage.settles()
    assert stage.cases() == []
    assert "Nothing is lost" in gareth.modal.words
    assert STORY in str(gareth.modal.view)
    gareth.submits()
    stage.settles()
    assert stage.case().reports[0].text == STORY
    assert stage.case().reports[0].typed["individuals"] == 31


@pytest.mark.parametrize("size", [2999, 3001, 9000, 20_000])
def test_a_long_story_is_whole_in_the_form_and_comes_back_whole(stage: SlackStage, size: int) -> None:
    story = f"{STORY}\n{'It was in a grey bag. ' * 1000}"[: size - 1] + "!"
    stage.gareth.types(story)
    stage.settles()
    stage.gareth.presses("edit")
    stage.settles()
    stage.gareth.submits()
    stage.settles()
    assert stage.case().reports[0].text == story


def test_a_story_that_no_modal_can_hold_is_kept_as_it_was_written(socket_stage: SlackStage) -> None:
    stage = socket_stage
    story = STORY + " It was in a grey bag." * 1500
    stage.gareth.types(story)
    stage.settles()
    stage.gareth.presses("edit")
    stage.settles()
    assert "too long" in stage.gareth.modal.words
    stage.gareth.submits({"individuals": "31"})
    stage.settles()
    assert stage.case().reports[0].text == story


def test_a_choice_can_be_taken_back(stage: SlackStage) -> None:
    opened(stage)
    element = next(b["element"] for b in stage.gareth.modal.view["blocks"] if b.get("block_id") == "incident_type")
    assert element["options"][-1]["value"] == NOT_KNOWN
    assert element["initial_option"]["value"] != NOT_KNOWN


def test_closing_the_form_changes_nothing(stage: SlackStage) -> None:
    opened(stage)
    assert stage.gareth.closes().status == 200
    stage.settles()
    stage.gareth.presses("send")
    stage.settles()
    assert stage.case().reports[0].text == STORY


def test_an_officers_form_comes_back_with_its_reference_and_stamp(
    stage: SlackStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided: list[Decided] = []

    def form(_talker: Talker, press: Pressed | None = None) -> ChatForm:
        assert press is not None
        levels = FormEntry(id=VALUE, section="", label="Level", kind="one", choices=(("high", "High"), ("low", "Low")))
        reason = FormEntry(id=REASON, section="", label="Why?", kind="long_text", is_required=True)
        return ChatForm(
            title="Change the level",
            entries=(levels, reason),
            reference=press.reference,
            stamp=press.stamp,
            asks="level",
        )

    def hear(event: Event, talker: Talker) -> Turn:
        assert isinstance(event, Decided)
        decided.append(event)
        return Turn(chat=stage.line_chat(talker), messages=(say("Changed."),))

    monkeypatch.setattr(stage.line, "form", form)
    monkeypatch.setattr(stage.line, "hear", hear)
    button = Button(action=Action.CHANGE_LEVEL, label="Change", reference="SF-26-K7QM4", stamp="s1")
    stage.says(stage.gareth, say("An alert", buttons=(button,)))
    stage.gareth.presses("change_level")
    stage.settles()
    stage.gareth.submits({VALUE: "High", REASON: "Many children"})
    stage.settles()
    assert [(d.action, d.reference, d.value, d.reason, d.stamp) for d in decided] == [
        (Action.CHANGE_LEVEL, "SF-26-K7QM4", "high", "Many children", "s1")
    ]
    assert "Changed." in stage.gareth.modal.words


def _failing(hear: Callable[[Event, Talker], Turn]) -> Callable[[Event, Talker], Turn]:
    """Return a line's `hear` that fails once."""
    failed: list[Event] = []

    def stumbling(event: Event, talker: Talker) -> Turn:
        if not failed:
            failed.append(event)
            raise StoreFullError
        return hear(event, talker)

    return stumbling


def _talker(stage: SlackStage) -> Talker:
    return Talker(
        platform="slack",
        place=stage.gareth.team,
        conversation=stage.gareth.id,
        person=stage.gareth.id,
        name="Gareth Pugh",
        address="g.pugh@saint-finnian.example",
    )
