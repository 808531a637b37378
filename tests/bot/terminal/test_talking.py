"""Somebody at a terminal, over the real line, service and reader."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.terminal.talking import Terminal
from tests.bot.stage import ANONYMOUS, ChatStage

STORY = "I left my school laptop on the train this morning."


class Sitting:
    """A person at a terminal who types these lines."""

    def __init__(self, stage: ChatStage, *lines: str) -> None:
        self._lines: Iterator[str] = iter(lines)
        self.shown: list[str] = []
        self.terminal = Terminal(
            stage.line, stage.talker, read=lambda _prompt: next(self._lines, None), write=self.shown.append, width=80
        )
        self.terminal.talk()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.shown).split())


@pytest.fixture
def stage() -> ChatStage:
    return ChatStage()


def cases(stage: ChatStage) -> Sequence[str]:
    return [entry.reference for entry in stage.core.store.register()]


@pytest.mark.parametrize("send", ["send", "#1", "Send"])
def test_r16_a_description_and_send_are_a_report(stage: ChatStage, send: str) -> None:
    sitting = Sitting(stage, STORY, send)
    assert sitting.terminal.references == cases(stage)
    assert len(cases(stage)) == 1
    assert cases(stage)[0] in sitting.text


def test_nothing_is_sent_when_the_lines_end_before(stage: ChatStage) -> None:
    assert Sitting(stage, STORY).terminal.references == []
    assert cases(stage) == []


def test_it_begins_with_what_it_is_for_and_ends_when_somebody_leaves(stage: ChatStage) -> None:
    sitting = Sitting(stage, "bye", STORY, "send")
    assert "St Finnian" in sitting.text
    assert cases(stage) == []


def test_a_report_of_an_earlier_sitting_does_not_count_as_sent_now(stage: ChatStage) -> None:
    Sitting(stage, STORY, "send")
    assert Sitting(stage, "help").terminal.references == []


def test_who_comes_back_goes_on_where_they_stopped(stage: ChatStage) -> None:
    Sitting(stage, STORY)
    assert Sitting(stage, "send").terminal.references == cases(stage)


def test_two_incidents_in_a_row_are_two_references(stage: ChatStage) -> None:
    sitting = Sitting(stage, STORY, "send", "I emailed the Year 3 list to the wrong parent yesterday", "send")
    assert sorted(sitting.terminal.references) == sorted(cases(stage))
    assert len(cases(stage)) == 2


def test_the_address_for_reports_without_a_name_is_said_and_nothing_is_kept(stage: ChatStage) -> None:
    sitting = Sitting(stage, STORY, "anonymous")
    assert ANONYMOUS in sitting.text
    assert cases(stage) == []
    assert not stage.core.store.records("chats")


def test_a_file_is_brought_by_its_path(stage: ChatStage, tmp_path: Path) -> None:
    file = tmp_path / "a photo.txt"
    file.write_bytes(b"what it looked like")
    sitting = Sitting(stage, STORY, f'file "{file}"', "send")
    [evidence] = stage.core.store.load(sitting.terminal.references[0]).reports[0].evidence
    assert (evidence.name, evidence.media_type) == ("a photo.txt", "text/plain")


@pytest.mark.parametrize(("name", "says"), [("gone.txt", "can't read"), ("tool.exe", "can't take this kind")])
def test_a_file_that_is_not_taken_is_said_and_the_report_goes_on(
    stage: ChatStage, tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "tool.exe").write_bytes(b"MZ")
    sitting = Sitting(stage, STORY, f"file {tmp_path / name}", "send")
    assert says in sitting.text
    assert stage.core.store.load(sitting.terminal.references[0]).reports[0].evidence == ()


def answers(stage: ChatStage, given: dict[str, str]) -> list[str]:
    """Return a line for each entry of the form: what is given for it, else nothing, which keeps it."""
    return [given.get(entry.id, "") for entry in stage.line.form(stage.talker).entries]


@pytest.mark.parametrize("word", ["form", "Edit the whole form"])
def test_the_whole_form_is_asked_entry_by_entry_and_enter_keeps_what_is_there(stage: ChatStage, word: str) -> None:
    Sitting(stage, STORY)
    stage_form = answers(stage, {"individuals": "31", "incident_type": "1"})
    before = {entry.id: entry for entry in stage.line.form(stage.talker).entries}
    sitting = Sitting(stage, "help", word, *stage_form, "send")
    facts = stage.core.store.load(sitting.terminal.references[0]).facts
    assert facts.shown("individuals") == 31
    assert facts.shown("incident_type") == before["incident_type"].choices[0][0]
    assert facts.shown("occurred_date") is not None


def test_what_is_wrong_in_the_form_is_asked_again_with_the_reason(stage: ChatStage) -> None:
    Sitting(stage, STORY)
    lines = answers(stage, {"individuals": "lots"})
    sitting = Sitting(stage, "form", *lines, "31", "send")
    assert "! " in sitting.text
    assert stage.core.store.load(sitting.terminal.references[0]).facts.shown("individuals") == 31


def test_a_full_stop_ends_the_form_with_what_it_holds(stage: ChatStage) -> None:
    sitting = Sitting(stage, "form", STORY, ".", "send")
    assert stage.core.store.load(sitting.terminal.references[0]).reports[0].text == STORY


@pytest.mark.parametrize("lines", [("form",), ("form", ""), ("form", STORY, "nonsense" * 3)])
def test_lines_that_end_within_the_form_end_the_sitting(stage: ChatStage, lines: tuple[str, ...]) -> None:
    assert Sitting(stage, *lines).terminal.references == []


def test_r23_what_the_line_says_by_itself_is_shown(stage: ChatStage) -> None:
    sitting = Sitting(stage, STORY)
    stage.clock.move(timedelta(minutes=30))
    before = len(sitting.shown)
    stage.line.pass_time({"terminal": sitting.terminal})
    assert len(sitting.shown) > before
