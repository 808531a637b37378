"""Two reports of one event: a person makes one case of them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from candour.cases import audit
from candour.cases.asked import Asked
from candour.cases.case import CaseStatus
from candour.cases.dispatch import Outcome
from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Facts
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.register import merged_here, register_entry
from candour.cases.report import Report
from candour.cases.surroundings import UNKNOWN, Surroundings
from tests.builders import NOON, SEREN, a_report, a_value
from tests.cases.merged import OWAIN, a_second_case, now, two_cases, updated
from tests.cases.working import EVERYBODY, a_closed_case, a_received_case, needs
from tests.service import CHAIR, HEAD, a_stage, decide


def test_a_merged_case_is_closed_and_its_reports_and_files_are_in_the_other_one() -> None:
    stage = a_stage()
    file = stage.store.hold([b"the list"], name="list.csv", media_type="text/csv")
    older = a_received_case(stage)
    newer = a_second_case(stage, evidence=(file,))
    merged = decide(stage, newer.reference, "merge", older.reference, reason="one event")
    assert (merged.status, merged.merged_into) == (CaseStatus.CLOSED, older.reference)
    one = now(stage, older)
    assert [report.id for report in one.reports] == ["report-1", "report-2"]
    assert merged_here(one) == (newer.reference,)
    assert b"".join(stage.store.open_evidence(older.reference, file.digest)) == b"the list"
    assert b"".join(stage.store.open_evidence(newer.reference, file.digest)) == b"the list"
    assert stage.store.find_key("key-2") == newer.reference
    for case in (one, merged):
        audit.verify(case.events)


def test_a_reference_may_be_typed_as_people_type_it() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    merged = decide(stage, newer.reference, "merge", older.reference.lower().replace("-", " "))
    assert merged.merged_into == older.reference


def test_the_earlier_report_starts_the_clocks_whichever_case_is_merged() -> None:
    stage = a_stage()
    clocks = []
    for turned in (False, True):
        stage = a_stage()
        older, newer = two_cases(stage, minutes=120)
        kept, gone = (newer, older) if turned else (older, newer)
        decide(stage, gone.reference, "merge", kept.reference)
        one = now(stage, kept)
        assert [report.id for report in one.reports] == ["report-1", "report-2"]
        assert one.reports[0].received_at == NOON
        clocks.append(one.assessment.deadlines)
    assert clocks[0] == clocks[1]


def test_what_persons_confirmed_in_either_case_is_kept() -> None:
    stage = a_stage()
    older, newer = two_cases(stage, individuals=a_value(31), recovered=a_value("yes"))
    decide(stage, older.reference, "value", "individuals", answer="28")
    decide(stage, newer.reference, "value", "data_types", answer="name")
    decide(stage, newer.reference, "merge", older.reference)
    facts = now(stage, older).facts
    assert [facts.shown(field) for field in ("individuals", "data_types", "recovered")] == [28, ("name",), "yes"]
    number = facts.value("individuals")
    assert number is not None
    assert 31 in [candidate.value for candidate in number.alternatives]


@pytest.mark.parametrize("turned", [False, True])
def test_what_a_writer_corrected_stands_before_what_the_other_report_says(*, turned: bool) -> None:
    stage = a_stage()
    older, newer = two_cases(stage, individuals=a_value(31), recovered=a_value("yes"))
    mail: dict[str, Any] = {"id": "a-1", "keys": ("a-1",), "message_id": None}
    stage.reader.readings["a-1"] = Facts(values={"individuals": a_value(29, rule="correction.individuals")})
    stage.service.receive(
        a_report(**mail, thread_token=older.reply_token, text="29, not 27.", received_at=stage.clock())
    )
    kept, gone = (newer, older) if turned else (older, newer)
    decide(stage, gone.reference, "merge", kept.reference)
    number = now(stage, kept).facts.value("individuals")
    assert number is not None
    assert number.value == 29
    assert 31 in [candidate.value for candidate in number.alternatives]


def test_a_report_that_was_taken_for_no_incident_becomes_one_with_another_that_is() -> None:
    stage = a_stage()
    stage.reader.readings["report-1"] = Facts(values={"not_an_incident": a_value(value=True)})
    receipt = stage.service.receive(a_report())
    newer = a_second_case(stage)
    decide(stage, newer.reference, "merge", str(receipt.reference))
    one = stage.store.load(str(receipt.reference))
    assert one.status is CaseStatus.OPEN
    assert one.assessment.level.level is not None


@pytest.mark.parametrize("turned", [False, True])
def test_it_was_no_near_miss_where_one_of_the_reports_says_so(*, turned: bool) -> None:
    stage = a_stage()
    older = a_received_case(stage, near_miss=a_value(value=not turned))
    stage.clock.move(timedelta(minutes=1))
    newer = a_second_case(stage, near_miss=a_value(value=turned))
    decide(stage, newer.reference, "merge", older.reference)
    assert now(stage, older).facts.shown("near_miss") is False


def test_who_knew_the_case_gets_an_update_and_nobody_is_told_twice() -> None:
    stage = a_stage(EVERYBODY)
    lost: dict[str, Any] = {"asset_type": a_value("laptop"), "asset_lost": a_value(value=True)}
    older, newer = two_cases(stage, complaint=a_value(value=True), **lost)
    assert "service_desk" in [notice.role for notice in newer.notices]
    decide(stage, newer.reference, "merge", older.reference)
    one = now(stage, older)
    assert updated(one) == ["head_teacher"]
    new = [(notice.kind, notice.role) for notice in one.notices[len(older.notices) :]]
    assert new == [(NoticeKind.UPDATE, "head_teacher")]
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=older.reply_token))
    later = [notice.role for notice in now(stage, older).notices if notice.kind is NoticeKind.ASSET_LOSS]
    assert later == []


def test_whom_the_merged_report_is_about_is_passed_over_and_the_next_named_role_told() -> None:
    stage = a_stage()
    older, newer = two_cases(stage, head_teacher_implicated=a_value(value=True))
    decide(stage, newer.reference, "merge", older.reference)
    one = now(stage, older)
    assert updated(one) == []
    assert (NoticeKind.HEAD_NOTICE, "chair_of_governors") in [(each.kind, each.role) for each in one.notices]
    reached = {
        person
        for dispatch in stage.service.lease_notices(30)
        if dispatch.case.reference == older.reference
        for person in dispatch.recipients
    }
    assert HEAD not in reached
    assert CHAIR in reached


def test_no_writer_is_told_anything_of_the_others_report() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    decide(stage, newer.reference, "merge", older.reference)
    assert len([notice for notice in now(stage, older).notices if notice.role == REPORTER]) == 1
    assert len([notice for notice in now(stage, newer).notices if notice.role == REPORTER]) == 1


def test_what_waited_for_a_reporter_still_goes_to_them_where_anothers_report_comes_first() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    decide(stage, older.reference, "merge", newer.reference)
    to_reporters = {
        dispatch.case.reference: [person.address for person in dispatch.recipients]
        for dispatch in stage.service.lease_notices(30)
        if dispatch.notice.role == REPORTER
    }
    assert to_reporters == {
        older.reference: ["s.vaughan@saint-finnian.example"],
        newer.reference: [OWAIN.address],
    }


def test_a_merged_case_needs_nothing_and_time_brings_nothing_about_in_it() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    decide(stage, newer.reference, "merge", older.reference)
    line = register_entry(now(stage, newer))
    assert (line.needs, line.next_step, line.next_deadline, line.action_due) == ((), None, None, None)
    assert (line.merged_into, line.closed_at) == (older.reference, stage.clock())
    stage.clock.move(timedelta(days=200))
    events = len(now(stage, newer).events)
    stage.service.sweep()
    assert len(now(stage, newer).events) == events


def rules_of_the_fourth(*, merge: bool) -> set[str]:
    """Return the level rules that match the fourth of four like reports; with `merge` the first three are one case."""
    stage = a_stage(profile="generic-school")
    cases = []
    for number in (2, 3, 4):
        cases.append(a_second_case(stage, number))
        stage.clock.move(timedelta(days=1))
    for case in cases[1:] if merge else ():
        decide(stage, case.reference, "merge", cases[0].reference)
    return {match.rule for match in a_second_case(stage, 5).assessment.level.matches if match.hit}


def test_r79_reports_of_one_incident_count_as_one() -> None:
    several, one = rules_of_the_fourth(merge=False), rules_of_the_fourth(merge=True)
    assert one < several


def test_r117_merged_cases_count_once_at_the_re_evaluation() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    decide(stage, newer.reference, "merge", older.reference)
    stage.clock.move(timedelta(days=185))
    stage.service.sweep()
    counted = next(event for event in now(stage, older).events if "before" in event.details)
    assert (counted.details["before"], counted.details["after"]) == ("1", "0")


def test_later_mails_by_the_merged_cases_token_and_message_ids_join_the_other_one() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    decide(stage, newer.reference, "merge", older.reference)
    ways: list[dict[str, Any]] = [
        {"thread_token": newer.reply_token},
        {"answers_to": (newer.notices[0].message_id,)},
        {"answers_to": (str(newer.reports[0].message_id),)},
        {"subject": f"Re: {newer.reference}"},
    ]
    for number, way in enumerate(ways):
        mail = a_report(id=f"later-{number}", keys=(f"later-{number}",), message_id=None, sender=OWAIN, **way)
        receipt = stage.service.receive(mail)
        assert (receipt.outcome, receipt.reference) == (Outcome.JOINED, older.reference), way
    assert len(now(stage, newer).reports) == 1
    again = stage.service.receive(a_report(id="again", keys=("key-2",)))
    assert (again.outcome, again.reference) == (Outcome.DUPLICATE, newer.reference)


def test_a_mail_that_is_read_while_its_case_is_merged_joins_the_other_one(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    read = stage.reader.read

    def merged_meanwhile(report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
        if now(stage, newer).merged_into is None:
            decide(stage, newer.reference, "merge", older.reference)
        return read(report, asked, surroundings)

    monkeypatch.setattr(stage.reader, "read", merged_meanwhile)
    late = a_report(id="late", keys=("late",), message_id="<late@x.example>", thread_token=newer.reply_token)
    assert stage.service.receive(late).reference == older.reference
    assert [report.id for report in now(stage, older).reports] == ["report-1", "report-2", "late"]


def test_whom_the_merged_case_could_not_reach_is_told_by_the_other_one_but_no_writer() -> None:
    stage = a_stage(EVERYBODY)
    older = a_received_case(stage, incident_type=a_value("lost_or_stolen_equipment", confidence=0.3))
    newer = a_second_case(stage, incident_type=a_value("lost_or_stolen_equipment"))
    assert {"service_desk", REPORTER} <= {notice.role for notice in newer.notices}
    for dispatch in stage.service.lease_notices(50):
        if dispatch.case.reference == newer.reference:
            stage.service.notice_failed(newer.reference, dispatch.notice.id, code="refused", permanent=True)
    before = {notice.id for notice in now(stage, older).notices}
    decide(stage, newer.reference, "merge", older.reference)
    told = {(each.kind, each.role) for each in now(stage, older).notices if each.id not in before}
    assert (NoticeKind.ASSET_LOSS, "service_desk") in told
    assert REPORTER not in {role for _, role in told}


def test_each_who_reported_is_thanked_for_an_answer_and_told_their_own_words_alone() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    decide(stage, newer.reference, "merge", older.reference)
    stage.clock.move(timedelta(minutes=1))
    for number, sender in enumerate((OWAIN, SEREN)):
        mail: dict[str, Any] = {"id": f"a-{number}", "keys": (f"a-{number}",), "message_id": None, "sender": sender}
        stage.service.receive(
            a_report(**mail, thread_token=newer.reply_token, text="She wrote.", received_at=stage.clock())
        )
    thanked = [
        [person.address for person in dispatch.recipients]
        for dispatch in stage.service.lease_notices(50)
        if (dispatch.notice.kind, dispatch.notice.role) == (NoticeKind.UPDATE, REPORTER)
    ]
    assert sorted(thanked) == [[OWAIN.address], [SEREN.address]]


def test_a_merged_chain_ends_in_the_last_case_with_every_report_once() -> None:
    stage = a_stage()
    first, second = two_cases(stage)
    third = a_second_case(stage, 3)
    decide(stage, third.reference, "merge", second.reference)
    decide(stage, second.reference, "merge", first.reference)
    assert sorted(report.id for report in now(stage, first).reports) == ["report-1", "report-2", "report-3"]
    mail = a_report(id="later", keys=("later",), thread_token=third.reply_token)
    assert stage.service.receive(mail).reference == first.reference


def test_to_name_a_part_of_a_case_is_to_name_that_case() -> None:
    stage = a_stage()
    first, second = two_cases(stage)
    decide(stage, second.reference, "merge", first.reference)
    third = a_second_case(stage, 3)
    merged = decide(stage, third.reference, "merge", second.reference)
    assert merged.merged_into == first.reference
    assert len(now(stage, first).reports) == 3


def says(responsible: str, *, is_head: bool) -> dict[str, Any]:
    return {"head_teacher_implicated": a_value(is_head), "responsible_employee": a_value(responsible)}


@pytest.mark.parametrize("turned", [False, True])
def test_whom_one_of_two_cases_is_about_is_not_told_again_because_the_other_says_otherwise(*, turned: bool) -> None:
    stage = a_stage()
    says_no, says_yes = says("Ann Cole", is_head=False), says(HEAD.name, is_head=True)
    earlier, later = (says_no, says_yes) if turned else (says_yes, says_no)
    older = a_received_case(stage, **earlier)
    stage.clock.move(timedelta(minutes=1))
    newer = a_second_case(stage, **later)
    decide(stage, newer.reference, "merge", older.reference)
    assert now(stage, older).assessment.implicated == (HEAD.address,)


def test_a_new_report_may_be_merged_into_a_case_that_was_closed() -> None:
    stage = a_stage()
    older = a_closed_case(stage)
    newer = a_second_case(stage)
    decide(stage, newer.reference, "merge", older.reference)
    one = now(stage, older)
    assert (one.status, len(one.reports)) == (CaseStatus.CLOSED, 2)


def test_r114_actions_of_the_merged_case_go_on_in_the_other_one() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    details: dict[str, Any] = {"name": "Ann Cole", "address": "a.cole@saint-finnian.example", "due": "2026-11-23"}
    decide(stage, newer.reference, "action", "Use the class list", **details)
    stage.clock.move(timedelta(days=2))
    stage.service.sweep()
    reminded = [notice for notice in now(stage, newer).notices if notice.kind is NoticeKind.ACTION]
    decide(stage, newer.reference, "merge", older.reference)
    stage.service.sweep()
    one = now(stage, older)
    assert [action.text for action in one.actions] == ["Use the class list"]
    again = {topic for notice in one.notices for topic in notice.topics}
    assert not again & {topic for notice in reminded for topic in notice.topics}
    stage.clock.move(timedelta(days=3))
    stage.service.sweep()
    overdue = {notice.kind for notice in now(stage, older).notices if notice.topics}
    assert NoticeKind.FOLLOW_UP in overdue


def test_two_incidents_after_all_take_the_question_away() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    assert newer.possible_duplicates == (older.reference,)
    assert "duplicate" in needs(stage, newer)
    decide(stage, newer.reference, "not_duplicate", older.reference)
    assert "duplicate" not in needs(stage, newer)
    with pytest.raises(DecisionRefusedError, match="nobody asks any more"):
        decide(stage, newer.reference, "not_duplicate", older.reference)


@pytest.mark.parametrize("turned", [False, True])
def test_merging_either_way_answers_the_question_too(*, turned: bool) -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    kept, gone = (newer, older) if turned else (older, newer)
    decide(stage, gone.reference, "merge", kept.reference)
    assert "duplicate" not in needs(stage, kept)
    assert needs(stage, gone) == ()


def test_nobody_is_asked_whether_a_case_is_the_same_as_a_part_of_its_own_parts() -> None:
    stage = a_stage()
    first, second = two_cases(stage)
    third = a_second_case(stage, 3)
    assert set(third.possible_duplicates) == {first.reference, second.reference}
    decide(stage, first.reference, "merge", second.reference)
    decide(stage, second.reference, "merge", third.reference)
    assert "duplicate" not in needs(stage, third)
