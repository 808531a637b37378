"""The list that "cases" is answered with, and the digest: references, levels, clocks; no name and no words."""

from datetime import timedelta

import pytest

from bot.messages import Action, Message
from candour.cases.directory import Person
from candour.cases.filing import Filing
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import NoticeKind
from tests.bot.officers.stage import HILLTOP_DPO, OfficerStage, entries
from tests.builders import a_value
from tests.cases.working import DEPUTY
from tests.nameless import CODE
from tests.service import DPO, HEAD, decide


def receives(stage: OfficerStage, count: int) -> list[str]:
    """Let so many different cases come in."""
    references = []
    for number in range(count):
        stage.core.reader.usual = stage.core.reader.usual.with_values({"individuals": a_value(number + 1)})
        case = stage.receives_by_chat(id=f"c{number}", keys=(f"chat:{number}",), text=f"Matter number {number}.")
        references.append(case.reference)
    return references


def digest(stage: OfficerStage, person: Person = DPO) -> LetterDispatch:
    """Return the digest that goes out next."""
    stage.core.service.plan_letters()
    stage.core.clock.move(timedelta(days=3, hours=20))
    stage.core.service.plan_letters()
    letters = stage.core.service.lease_letters(20)
    return next(
        each
        for each in letters
        if each.letter.notice.kind is NoticeKind.DIGEST
        and each.letter.notice.recipient is not None
        and each.letter.notice.recipient.address == person.address
    )


def the_digest(stage: OfficerStage) -> Message:
    stage.carrier.carry_letter(digest(stage))
    return stage.posted(DPO)[-1]


def references_in(message: Message) -> list[str]:
    return [label.partition(",")[0] for label in entries(message)]


@pytest.mark.parametrize("words", ["cases", "Cases?", "my cases", "show me the open cases", "digest", "list my cases"])
def test_an_officer_asks_for_their_cases_in_a_word_or_a_few(words: str) -> None:
    stage = OfficerStage()
    [reference] = receives(stage, 1)
    assert references_in(stage.says(words)) == [reference]


def test_a_line_tells_level_kind_what_to_do_and_by_when() -> None:
    stage = OfficerStage()
    [reference] = receives(stage, 1)
    assert entries(stage.says("cases")) == {
        f"{reference}, level Low": (
            "Transfer of information to the wrong person (by email, fax, post, or phone). Decide the level. "
            "Decide whether the ICO is told. Decide whether the people concerned are told. Decide who else is told. "
            "Due: Monday 23 November 2026, 08:40 (Decide whether to report to the ICO (72 hours from the incident))."
        )
    }


def test_ten_are_shown_with_links_to_the_first_and_it_is_said_that_there_are_more() -> None:
    stage = OfficerStage()
    receives(stage, 12)
    said = stage.says("cases")
    assert len(references_in(said)) == 10
    assert "(12)" in said.plain
    assert "2 more are not shown here." in said.plain
    assert [each.label for each in said.buttons if each.action is Action.OPEN][-1] == "All cases"


def test_each_sees_their_own_cases_alone() -> None:
    stage = OfficerStage()
    first, second = receives(stage, 2)
    decide(stage.core, first, "value", "responsible_employee", answer=DEPUTY.name)
    assert references_in(stage.says("cases", DEPUTY)) == [second]
    assert stage.says("cases", HILLTOP_DPO).plain == "Nothing needs you at the moment."


def test_who_does_not_decide_is_shown_the_open_cases_that_they_see() -> None:
    stage = OfficerStage()
    [reference] = receives(stage, 1)
    said = stage.says("cases", HEAD)
    assert said.plain.startswith("Open cases that you can see (1)")
    assert references_in(said) == [reference]


def test_the_digest_begins_with_its_counts_and_lists_what_needs_its_reader() -> None:
    stage = OfficerStage()
    references = receives(stage, 2)
    said = the_digest(stage)
    assert said.plain.startswith("Where everything stands: Tuesday 24 November 2026, 08:00\n\nNeeds you: 2\n")
    assert sorted(references_in(said)) == sorted(references)


def test_a_digest_that_comes_at_once_says_because_of_which_case() -> None:
    stage = OfficerStage()
    stage.core.service.plan_letters()
    case = stage.receives(incident_type=a_value("unapproved_service"))
    assert f"It comes at once, because of {case.reference}: the highest level now." in the_digest(stage).plain


def test_the_digest_holds_twenty_cases_at_most() -> None:
    stage = OfficerStage()
    receives(stage, 23)
    said = the_digest(stage)
    assert len(references_in(said)) == 20
    assert "3 more are not shown here." in said.plain


def test_a_digest_with_nothing_in_it_says_so() -> None:
    stage = OfficerStage()
    assert "Nothing waits for you." in the_digest(stage).plain


def test_r33_a_report_without_a_name_is_counted_in_the_digest_and_nothing_else_is_said_of_it() -> None:
    stage = OfficerStage()
    stage.core.service.file(Filing(school="st-finnian", code=CODE, text="The medical list is on the website."))
    [line] = stage.store.register()
    said = the_digest(stage)
    assert "Needs you: 1" in said.plain
    assert line.reference not in said.model_dump_json()


def test_no_name_and_no_word_of_a_report_stands_in_a_list() -> None:
    stage = OfficerStage(detail=True)
    receives(stage, 2)
    for message in (stage.says("cases"), the_digest(stage)):
        assert not [word for word in ("Seren", "Vaughan", "Matter number", "trip") if word in message.model_dump_json()]


def test_other_letters_are_not_for_a_chat() -> None:
    stage = OfficerStage()
    letter = digest(stage)
    notice = letter.letter.notice.model_copy(update={"kind": NoticeKind.POLICY_REVIEW})
    review = letter.model_copy(update={"letter": letter.letter.model_copy(update={"notice": notice}), "digest": None})
    stage.carrier.carry_letter(review)
    assert stage.door.posted == []
