"""What officers are told in a chat: figures and clocks, and no word of a report unless the settings say so."""

import re
from datetime import timedelta

import pytest

from bot.messages import Action, Message
from candour.cases.case import Case
from candour.cases.channels import COPIED
from candour.cases.notice import Channel, NoticeKind
from tests.bot.officers.stage import OfficerStage, actions, button, entries
from tests.builders import SEREN, a_value
from tests.cases.working import DEPUTY, an_answer
from tests.service import DPO, HEAD, RuleReader, decide

STORY = (
    "Dear Dilys, Zebedee Quillfeather (7B) and Morwenna Tregarrick have asthma, and my spreadsheet about them "
    "went to Bartholomew Ffoulkes at Plumtree Nursery at twenty past eleven on 19 November 2026. 27 pupils stand in "
    "it. Mrs Ffoulkes wants to make a formal complaint about it.\n\nSeren Vaughan"
)
ANSWER = "The spreadsheet also named Peregrine Halliwell; 31 pupils are concerned. Seren Vaughan"
TO_DO = "Ring Bartholomew Ffoulkes"
TOLD_ANYWAY = {"and", "are", "have", "about", "them", "went", "the", "stand", "wants", "make", "complaint", "also"}
TOLD_ANYWAY |= {"named", "concerned", "past", "november", "dilys", "marlow", "ring"}
"""Words of these texts that messages consist of, or that are the officer's own name."""


def secret_words() -> set[str]:
    """Return every word of a report and its sender, and of what officers wrote about it, that must not be told."""
    texts = (STORY, ANSWER, TO_DO, SEREN.name, SEREN.address.partition("@")[0])
    words = {word for text in texts for word in re.findall(r"[A-Za-z]{3,}|7B", text)}
    return {word.lower() for word in words} - TOLD_ANYWAY


def everything_told(stage: OfficerStage) -> tuple[Case, list[tuple[NoticeKind, Message]]]:
    """Let a case bring about every kind of message, and return all of them."""
    told: list[tuple[NoticeKind, Message]] = []

    def carry() -> None:
        for dispatch in stage.core.service.lease_notices(100):
            if dispatch.notice.channel is Channel.CHAT:
                before = len(stage.door.posted)
                stage.carrier.carry(dispatch)
                told.extend((dispatch.notice.kind, message) for _, message in stage.door.posted[before:])
            stage.core.service.notice_sent(dispatch.case.reference, dispatch.notice.id)

    case = stage.receives_by_mail(STORY)
    carry()
    stage.core.clock.move(timedelta(hours=1))
    an_answer(stage.core, case, text=ANSWER)
    decide(stage.core, case.reference, "action", TO_DO, name=HEAD.name, address=HEAD.address, due="2026-11-24")
    carry()
    decide(stage.core, case.reference, "ask", "Who is Zebedee Quillfeather?")
    [asked] = [each for each in stage.core.service.lease_notices(50) if each.notice.kind is NoticeKind.QUESTIONS]
    stage.core.service.notice_failed(case.reference, asked.notice.id, code="550", permanent=True)
    stage.core.clock.move(timedelta(days=6))
    stage.core.service.sweep()
    carry()
    return case, told


def test_every_kind_of_copy_says_no_word_of_the_report_nor_who_wrote_it() -> None:
    stage = OfficerStage(reader=RuleReader())
    _, told = everything_told(stage)
    assert {kind for kind, _ in told} == COPIED
    for kind, message in told:
        words = set(re.findall(r"[a-z0-9]+", message.model_dump_json().lower()))
        assert words & secret_words() == set(), kind


def test_the_same_messages_hold_those_words_where_the_settings_say_so() -> None:
    stage = OfficerStage(reader=RuleReader(), detail=True)
    _, told = everything_told(stage)
    said = " ".join(message.plain for _, message in told)
    assert {"Quillfeather", "Halliwell", "Seren Vaughan", "Plumtree"} <= set(
        re.findall("Seren Vaughan|[A-Z][a-z]+", said)
    )


def test_r22_an_alert_tells_reference_school_kind_level_and_how_many_are_concerned() -> None:
    stage = OfficerStage()
    case = stage.receives()
    assert entries(stage.alerted(case)) == {
        "Reference": case.reference,
        "School": "St Finnian's Primary School",
        "Stands": "Open",
        "Kind of incident": "Transfer of information to the wrong person (by email, fax, post, or phone)",
        "Level": "Low, proposed",
        "People concerned": "27",
    }


def test_r100_an_alert_tells_by_when_in_london_time_and_what_is_estimated() -> None:
    stage = OfficerStage()
    told = stage.alerted(stage.receives()).plain
    assert "New incident report: please decide (proposed level: Low)." in told
    assert (
        "- Report to the ICO, if it must be told (72 hours from becoming aware): "
        "by Monday 23 November 2026, 08:40 (estimated)."
    ) in told


def test_a_clock_that_has_run_out_is_said_to_have() -> None:
    stage = OfficerStage()
    case = stage.receives()
    stage.core.clock.move(timedelta(days=5))
    assert stage.shown(case).plain.count("This time has passed.") == 2


def test_what_is_not_known_is_said_to_be_so() -> None:
    stage = OfficerStage()
    told = entries(stage.alerted(stage.receives(individuals=a_value("some of 7B"), incident_type=a_value("gibberish"))))
    assert told["People concerned"] == told["Kind of incident"] == "not known yet"


def test_what_waits_is_told_to_who_decides_and_to_nobody_else() -> None:
    stage = OfficerStage()
    case = stage.receives()
    assert "What waits:\n- Decide the level\n- Decide whether the ICO is told" in stage.alerted(case).plain
    [notice] = stage.posted(HEAD)
    assert "What waits" not in notice.plain


def test_r39_r34_a_head_teacher_is_asked_in_the_chat_too_not_to_investigate_nor_to_hold_it_against_anybody() -> None:
    stage = OfficerStage()
    stage.alerted(stage.receives())
    [notice] = stage.posted(HEAD)
    assert stage.core.policy.wording.no_self_investigation in notice.plain
    assert "don't hold it against anybody who reported in good faith" in notice.plain
    assert actions(notice) == ["acknowledge", "open"]


def test_an_alert_has_the_buttons_of_its_reader_and_they_work() -> None:
    stage = OfficerStage()
    case = stage.receives()
    alert = stage.alerted(case)
    assert actions(alert) == ["acknowledge", "confirm_level", "change_level", "ask", "open"]
    stage.presses(button(alert, Action.CONFIRM_LEVEL))
    assert stage.store.load(case.reference).decided("level") is not None


def test_an_update_says_which_entries_changed_and_of_figures_how() -> None:
    stage = OfficerStage()
    case = stage.receives()
    stage.alerted(case)
    stage.core.reader.readings["answer"] = stage.core.reader.usual.with_values(
        {"individuals": a_value(900), "incident_type": a_value("unapproved_service")}
    )
    an_answer(stage.core, case)
    told = stage.alerted(case).plain
    assert told.startswith("News on this incident.")
    assert "Proposed level: was Low, is now High." in told
    assert f"Changed: {stage.core.policy.form.field('individuals').label}." in told
    assert "900" not in told


@pytest.mark.parametrize("detail", [False, True])
def test_r33_a_name_that_is_withheld_is_in_no_message_whatever_the_settings_say(*, detail: bool) -> None:
    stage = OfficerStage(detail=detail)
    case = stage.receives(
        wants_anonymity=a_value(value=True), summary=a_value("Seren Vaughan sent it", "Seren Vaughan")
    )
    stage.alerted(case)
    for message in (*stage.posted(DPO), *stage.posted(HEAD), stage.shown(case), stage.says("cases")):
        assert "vaughan" not in message.model_dump_json().lower()


def test_r33_where_words_are_shown_it_is_asked_not_to_look_for_who_wrote_them() -> None:
    stage = OfficerStage(detail=True)
    told = stage.alerted(stage.receives(wants_anonymity=a_value(value=True))).plain
    assert "From [name withheld], Friday 20 November 2026, 12:00:" in told
    assert "> I sent the trip list for Year 5 to the wrong parent" in told
    assert "Please don't try to find out who it was." in told


def test_hostile_words_are_a_quotation_and_nothing_of_them_is_a_part_of_its_own() -> None:
    stage = OfficerStage(detail=True)
    text = "<!channel> \u202e*bold* <@U1>\n" + "x" * 50_000
    [quote] = [part for part in stage.alerted(stage.receives_by_mail(text)).parts if part.kind == "quote"]
    assert quote.text.startswith("<!channel> *bold* <@U1>")
    assert len(quote.text) < 2_000


def test_what_a_deputy_is_shown_names_who_decided_before() -> None:
    stage = OfficerStage()
    case = stage.receives()
    stage.presses(button(stage.shown(case), Action.CONFIRM_LEVEL))
    assert "Level: Low, by Dilys Marlow" in stage.shown(case, DEPUTY).plain
