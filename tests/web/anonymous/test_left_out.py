"""What was left out of files, or whole: the writer sees it, and who decides is told the kind and the reason alone."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from candour.cases.errors import WorkersUnavailableError
from candour.cases.ports import Cleaned
from candour.cases.showing.confidential import confidential_in_words
from candour.cleaning.kinds import KINDS
from candour.web.anonymous.refusals import notes_in, without_device
from candour.web.anonymous.wording import words_of
from tests.web.anonymous.coming_back import a_writer
from tests.web.anonymous.forms import form_in
from tests.web.anonymous.stage import AnonymousStage, an_anonymous_stage

LOCKED = ("Minutes of A. Writer.pdf", b"%PDF-1.7", "application/pdf")
PHOTO = ("a.jpg", b"a photo", "image/jpeg")
NOTES = [kind.note for kind in KINDS if kind.note]


def a_stage_that_notes(note: str) -> AnonymousStage:
    stage = an_anonymous_stage()
    around = stage.site.state.surroundings

    def clean(content: bytes, media_type: str) -> Cleaned:
        if content == b"broken":
            raise WorkersUnavailableError("no worker")
        return stage.hands.clean(content, media_type).model_copy(update={"notes": (note,)})

    stage.site.state.surroundings = replace(around, anonymous=replace(around.anonymous, clean=clean))
    return stage


def filed_with(stage: AnonymousStage, browser: TestClient, *files: tuple[str, bytes, str]) -> tuple[str, ...]:
    added = stage.on_details(browser).press(browser, "do", "add", files=files)
    assert form_in(added.text).press(browser, "do", "send").status_code == 200
    return stage.cases[0].reports[0].limits


def test_who_decides_is_told_that_a_file_was_refused_and_why_but_not_its_name() -> None:
    stage = an_anonymous_stage()
    [limit] = filed_with(stage, stage.browser(), LOCKED, PHOTO)
    assert limit == ("The writer added a file that was left out: a PDF; a picture of it (JPEG or PNG) can be cleaned.")
    case = stage.cases[0]
    assert limit in confidential_in_words(case, decides=True)
    assert limit not in confidential_in_words(case, decides=False)


def test_what_went_from_a_file_is_told_to_its_writer_and_to_who_decides() -> None:
    note = NOTES[0]
    stage = a_stage_that_notes(note)
    browser = stage.browser()
    added = stage.on_details(browser).press(browser, "do", "add", files=[PHOTO])
    assert "its links, attachments and notes went" in added.text
    in_welsh = form_in(added.text).press(browser, "to", "cy")
    assert "aeth ei ddolenni" in in_welsh.text
    assert "its links" not in in_welsh.text
    form_in(in_welsh.text).press(browser, "do", "send")
    assert stage.cases[0].reports[0].limits == (note,)


def test_of_a_file_that_was_taken_away_nothing_is_told() -> None:
    stage = a_stage_that_notes(NOTES[0])
    browser = stage.browser()
    added = stage.on_details(browser).press(browser, "do", "add", files=[PHOTO])
    gone = form_in(added.text).press(browser, "remove", "1")
    form_in(gone.text).press(browser, "do", "send")
    assert stage.cases[0].reports[0].limits == ()


def test_files_without_room_and_files_that_nobody_could_clean_are_told_too() -> None:
    stage = a_stage_that_notes("")
    photos = [(f"{number}.jpg", f"photo {number}".encode(), "image/jpeg") for number in range(5)]
    limits = filed_with(stage, stage.browser(), ("b.jpg", b"broken", "image/jpeg"), *photos)
    assert limits[-2:] == (
        "The writer added a file that was left out: a file that could not be cleaned just then.",
        "The writer added a file that was left out: a file; one form can have 5.",
    )


def test_what_is_added_later_tells_what_was_left_out_too() -> None:
    writer = a_writer()
    refused = writer.adds("Here are the minutes.", [LOCKED])
    assert refused.status_code == 422
    writer.sends(form_in(refused.text), "Here are the minutes.")
    assert "left out: a PDF" in writer.case.reports[-1].limits[0]


@pytest.mark.parametrize("kind", [kind.called for kind in KINDS if "picture" in kind.called])
def test_the_kind_of_a_picture_is_not_told_since_it_tells_of_the_phone(kind: str) -> None:
    assert without_device(f"{kind}: it moves") == "a picture: it moves"


@pytest.mark.parametrize("note", NOTES)
def test_each_note_of_the_cleaning_has_its_welsh(note: str) -> None:
    assert len(notes_in(words_of("cy"), [note])) == 1
    assert notes_in(words_of("en"), [note]) == [note]
