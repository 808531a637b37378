"""Files in a chat: held as evidence, refused with a reason, let go of where nobody wants them any more."""

import pytest

from bot.bringing import MOST_FILES
from bot.files import MEBIBYTE
from tests.bot.stage import ChatStage

LAPTOP = "I left my school laptop on the train this morning"


def test_a_file_goes_with_the_report() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    assert "seat.png" in stage.brings("seat.png", b"a seat")
    stage.says("send")
    (file,) = stage.case.reports[0].evidence
    assert b"".join(stage.core.store.open_evidence(stage.case.reference, file.digest)) == b"a seat"


def test_a_file_can_come_first_and_the_words_are_asked_for() -> None:
    stage = ChatStage()
    assert "what happened" in stage.brings("found.png")
    stage.says("found this on the printer, it's a pupil's safeguarding form")
    stage.says("send")
    assert [file.name for file in stage.case.reports[0].evidence] == ["found.png"]


@pytest.mark.parametrize("name", ["update.exe", "all.zip", "list.docm", "run.js", "photo.png.bat", "noextension"])
def test_what_could_run_or_hide_something_is_refused_and_the_report_goes_on(name: str) -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    said = stage.brings(name)
    assert name in said
    assert "goes on" in said
    assert stage.draft.evidence == ()
    assert stage.evidence.claims.total() == 0


def test_a_file_beyond_the_cap_is_refused_while_it_comes() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    assert "too large" in stage.brings("long.png", b"x" * (20 * MEBIBYTE + 1))
    assert stage.evidence.claims.total() == 0


def test_so_many_files_can_be_held_and_no_more() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    for number in range(MOST_FILES):
        stage.brings(f"{number}.png", str(number).encode())
    assert str(MOST_FILES) in stage.brings("more.png", b"more")
    assert len(stage.draft.evidence) == stage.evidence.claims.total() == MOST_FILES


def test_all_files_together_have_a_cap_too() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    for number in range(3):
        stage.brings(f"{number}.png", bytes([number]) * (20 * MEBIBYTE))
    assert "60 MB" in stage.brings("more.png", b"more")


def test_the_same_file_twice_is_one() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.brings("seat.png", b"a seat")
    assert "already" in stage.brings("again.png", b"a seat")
    assert stage.evidence.claims.total() == 1


def test_the_files_of_a_report_that_is_cancelled_are_let_go_of() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.brings("seat.png")
    stage.says("cancel")
    assert stage.evidence.claims.total() == 0


def test_a_file_right_after_the_receipt_joins_the_report() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.says("send")
    assert stage.case.reference in stage.brings("seat.png", b"a seat")
    assert [file.name for report in stage.case.reports for file in report.evidence] == ["seat.png"]
    assert stage.chat.draft is None


def test_a_hostile_name_is_harmless_in_what_is_said_and_kept() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    assert "\u202e" not in stage.brings("../../etc/pass\u202ewd\n.png")
    assert "/" not in stage.draft.evidence[0].name
