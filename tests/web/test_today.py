"""The first page: what needs whom, from the register's lines alone."""

from datetime import timedelta

from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.errors import StoreDamagedError
from tests.builders import a_value, some_facts
from tests.service import DPO, HEAD, FillableStore, Stage, a_stage, decide
from tests.web.cases import EXPIRED, HEOL_FFUG, INVESTIGATOR, ROLES, let_in, reported, words_of
from tests.web.stage import WebStage, a_web_stage


def today(stage: WebStage, person: Person = DPO) -> str:
    return words_of(stage.signed_in(person).get("/").text)


def test_nothing_new_is_said_plainly() -> None:
    assert "0 cases are open. Nothing new: nothing waits for you, nothing came in." in today(a_web_stage())


def test_what_needs_the_dpo_is_told_with_its_clock_and_what_to_do() -> None:
    stage = a_web_stage()
    reference = reported(stage)
    page = today(stage)
    assert "1 case is open." in page
    assert "Nothing new" not in page
    assert "What needs you 1 case" in page
    assert reference in page
    assert "Decide the level Decide whether the ICO is told Decide whether the people concerned are told" in page
    assert "Monday 23 November 2026, 08:40" in page
    assert "Came in during the last 24 hours 1 case" in page
    assert page.count("What to do") == 1, "a case stands in full once"


def test_r100_what_is_due_within_24_hours_and_what_is_overdue_stand_in_lists_of_their_own() -> None:
    stage = a_web_stage()
    reported(stage)
    assert "Due within 24 hours" not in today(stage)
    stage.clock.move(timedelta(hours=50))
    assert "Due within 24 hours 1 case" in today(stage)
    stage.clock.move(timedelta(hours=30))
    late = today(stage)
    assert "Overdue 1 case" in late
    assert "Monday 23 November 2026, 08:40, has passed" in late


def test_r115_actions_overdue_waiting_and_taken_for_no_incident_have_their_lists() -> None:
    stage = a_web_stage()
    reference = reported(stage)
    doubtful = reported(stage, "report-2", some_facts(not_an_incident=a_value(value=True)))
    decide(stage.core, reference, "action", "Lock the room", name="A", address="a@b.example", due="2026-11-21")
    stage.clock.move(timedelta(days=3))
    page = today(stage)
    assert "Actions that are overdue 1 case" in page
    assert "Waiting for the person who reported 1 case" in page
    assert "Taken for no incident 1 case" in page
    assert "Say whether this is an incident" in page
    assert doubtful in page


def test_a_head_teacher_who_decides_nothing_sees_the_open_cases_of_their_school() -> None:
    stage = a_web_stage(a_stage(ROLES, others=(HEOL_FFUG,)))
    own, other = reported(stage), reported(stage, "report-2", school="heol-ffug")
    page = today(stage, HEAD)
    assert "Open cases that you can see 1 case" in page
    assert own in page
    assert other not in page
    assert "nothing for you now" in page
    assert "What needs you" not in page


def test_r80_where_the_head_teacher_decides_the_level_the_page_says_so() -> None:
    stage = a_web_stage(a_stage(profile="wentworth-essex"))
    reported(stage)
    assert "Decide the level" in today(stage, HEAD)


def test_who_decides_for_several_schools_sees_how_each_stands() -> None:
    both = HEOL_FFUG.model_copy(update={"roles": {**HEOL_FFUG.roles, "dpo": (DPO,)}})
    stage = a_web_stage(a_stage(ROLES, others=(both,)))
    reported(stage)
    reported(stage, "report-2", school="heol-ffug")
    reported(stage, "report-3", school="heol-ffug")
    page = today(stage)
    assert "St Finnian's Primary School 1 1 0" in page
    assert "Ysgol Heol Ffug 2 2 0" in page


def test_r40_an_investigator_sees_the_case_until_their_time_is_over() -> None:
    stage = a_web_stage()
    reference, other = reported(stage), reported(stage, "report-2")
    let_in(stage, reference, EXPIRED, "2026-11-20")
    let_in(stage, other, EXPIRED, "2026-12-01")
    let_in(stage, other, INVESTIGATOR, "2026-12-01")
    page = today(stage, EXPIRED)
    assert reference in page
    assert other in page
    stage.clock.move(timedelta(days=1))
    later = today(stage, EXPIRED)
    assert reference not in later
    assert other in later


def test_a_long_list_is_cut_and_leads_to_the_register() -> None:
    stage = a_web_stage()
    for number in range(22):
        reported(stage, f"report-{number}")
    page = today(stage)
    assert "What needs you 22 cases, the first 20 are shown" in page
    assert "All cases are in the register" in page


def test_today_and_register_open_no_case() -> None:
    class ShutStore(FillableStore):
        shut = False

        def load(self, reference: str) -> Case:
            if self.shut:
                raise StoreDamagedError(f"{reference} was opened")
            return super().load(reference)

    core: Stage = a_stage()
    core.store.__class__ = ShutStore
    stage = a_web_stage(core)
    reported(stage)
    browser = stage.signed_in()
    core.store.shut = True  # type: ignore[attr-defined]  # the class was changed above
    assert browser.get("/").status_code == 200
    assert browser.get("/register").status_code == 200
