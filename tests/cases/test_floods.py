"""Floods: what a program sends beyond its day's budget joins its first case; nothing is lost and few are told."""

from collections import Counter
from datetime import timedelta

import pytest

from candour.cases.case import Case
from candour.cases.dispatch import Outcome
from candour.cases.floods import FLOOD, KIND
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.report import Authentication, Automatic, Report, Sender
from tests.builders import a_report, a_value, some_facts
from tests.replies.stage import a_dispatch, read
from tests.service import SAINT_FINNIAN, Stage, a_stage

ROBOT = Sender(name="Forms", address="robot@forms.example")


def a_mail_of_a_program(number: int, automatic: Automatic = Automatic.GENERATED, sender: Sender = ROBOT) -> Report:
    return a_report(
        id=f"r{number}",
        keys=(f"key {number}",),
        message_id=f"<{number}@forms.example>",
        automatic=automatic,
        sender=sender,
        text=f"number {number}",
    )


def cases(stage: Stage) -> list[Case]:
    return [stage.store.load(entry.reference) for entry in stage.store.register()]


def flood(stage: Stage, count: int, start: int = 0, automatic: Automatic = Automatic.GENERATED) -> Counter[Outcome]:
    sent = range(start, start + count)
    return Counter(stage.service.receive(a_mail_of_a_program(number, automatic)).outcome for number in sent)


def test_a_flood_ends_in_one_case_that_holds_all_of_it_and_in_four_notices() -> None:
    stage, count = a_stage(cases_of_a_program=1), 100
    assert flood(stage, count) == {Outcome.NEW_CASE: 1, Outcome.JOINED: count - 1}
    [case] = cases(stage)
    assert [report.text for report in case.reports] == [f"number {number}" for number in range(count)]
    assert Counter(notice.kind for notice in case.notices) == {
        NoticeKind.ALERT: 1,
        NoticeKind.HEAD_NOTICE: 1,
        NoticeKind.UPDATE: 2,
    }
    assert {notice.rule for notice in case.notices if notice.kind is NoticeKind.UPDATE} == {FLOOD}
    assert all(notice.role != REPORTER for notice in case.notices)


@pytest.mark.parametrize("automatic", [Automatic.GENERATED, Automatic.BULK])
def test_twenty_cases_a_day_are_a_program_s_own_and_the_next_join_the_first_of_them(automatic: Automatic) -> None:
    stage = a_stage()
    assert flood(stage, 20, automatic=automatic) == {Outcome.NEW_CASE: 20}
    assert flood(stage, 5, 20, automatic) == {Outcome.JOINED: 5}
    first = next(case for case in cases(stage) if case.reports[0].text == "number 0")
    assert [report.text for report in first.reports] == [f"number {number}" for number in (0, *range(20, 25))]
    assert {len(case.reports) for case in cases(stage) if case.reference != first.reference} == {1}
    assert "nothing was filled in from them" in first.reports[-1].limits[-1]


def test_what_a_flood_says_fills_in_nothing_but_changes_nothing_that_is_known_either() -> None:
    stage = a_stage(cases_of_a_program=1)
    flood(stage, 1)
    [before] = cases(stage)
    stage.reader.readings["r1"] = some_facts(individuals=a_value(999))
    flood(stage, 1, 1)
    [after] = cases(stage)
    assert after.facts == before.facts
    assert "r1" not in stage.reader.asked


def test_who_decides_is_told_once_that_a_flood_has_begun() -> None:
    stage = a_stage(cases_of_a_program=1)
    flood(stage, 3)
    [case] = cases(stage)
    update = next(notice for notice in case.notices if (notice.rule, notice.role) == (FLOOD, "dpo"))
    mail = read(a_dispatch(NoticeKind.UPDATE, case, role="dpo", rule=update.rule))
    assert mail.says("Many messages come from one automatic sender today.")
    assert mail.says("You get no mail about the next ones")


def test_a_new_day_another_program_and_another_school_have_budgets_of_their_own() -> None:
    stage = a_stage(cases_of_a_program=1)
    flood(stage, 2)
    other = Sender(name="", address="scanner@forms.example")
    assert stage.service.receive(a_mail_of_a_program(2, sender=other)).outcome is Outcome.NEW_CASE
    stage.clock.move(timedelta(days=1))
    assert flood(stage, 2, 3) == {Outcome.NEW_CASE: 1, Outcome.JOINED: 1}
    assert len(stage.store.records(KIND)) == 1


def test_a_detail_of_the_address_that_changes_with_each_mail_makes_no_new_sender_and_none_is_written_down() -> None:
    stage = a_stage(cases_of_a_program=1)
    senders = [Sender(name="", address=f"Robot+{number}@forms.example") for number in range(3)]
    outcomes = [
        stage.service.receive(a_mail_of_a_program(number, sender=sender)).outcome
        for number, sender in enumerate(senders)
    ]
    assert outcomes == [Outcome.NEW_CASE, Outcome.JOINED, Outcome.JOINED]
    assert "forms" not in str(stage.store.records(KIND))


def test_a_person_s_reports_are_never_counted() -> None:
    stage = a_stage(cases_of_a_program=1)
    outcomes = [
        stage.service.receive(
            a_report(id=f"p{n}", keys=(f"p{n}",), message_id=f"<p{n}@x.example>", subject=f"{n}")
        ).outcome
        for n in range(4)
    ]
    assert outcomes == [Outcome.NEW_CASE] * 4


def test_a_flood_that_fills_its_case_begins_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("candour.cases.floods._A_CASE_HOLDS", 5)
    stage = a_stage(cases_of_a_program=1)
    assert flood(stage, 12) == {Outcome.NEW_CASE: 3, Outcome.JOINED: 9}
    assert sorted(len(case.reports) for case in cases(stage)) == [2, 5, 5]


def test_a_program_that_answers_on_and_on_in_one_case_is_kept_and_told_of_no_more() -> None:
    stage = a_stage(cases_of_a_program=5)
    reference = stage.service.receive(a_report()).reference or ""
    token = stage.store.load(reference).reply_token
    told: Counter[str] = Counter()
    for number in range(50):
        told = answered_by_a_program(stage, number, token)
    assert len(cases(stage)[0].reports) == 51
    assert told == {"dpo answer": 5, "head_teacher answer": 5, f"dpo {FLOOD}": 1, f"head_teacher {FLOOD}": 1}
    stage.clock.move(timedelta(days=1))
    for number in range(50, 60):
        told = answered_by_a_program(stage, number, token)
    assert told == {"dpo answer": 10, "head_teacher answer": 10, f"dpo {FLOOD}": 2, f"head_teacher {FLOOD}": 2}


def answered_by_a_program(stage: Stage, number: int, token: str) -> Counter[str]:
    """Let a program answer in the only case, and return which updates were told of until now."""
    mail = a_mail_of_a_program(number).model_copy(update={"thread_token": token, "received_at": stage.clock()})
    assert stage.service.receive(mail).outcome is Outcome.JOINED
    [case] = cases(stage)
    return Counter(f"{notice.role} {notice.rule}" for notice in case.notices if notice.kind is NoticeKind.UPDATE)


@pytest.mark.parametrize("budget", [0, 1, 2, 3])
def test_answers_to_one_sender_stay_within_the_day_s_budget_whatever_they_are(budget: int) -> None:
    stage = a_stage(answers=budget)
    lost = {"incident_type": a_value("loss_of_device", "lost"), "asset_type": a_value("laptop", "laptop")}
    for number in range(4):
        stage.reader.readings[f"n{number}"] = some_facts(**lost)
        token = cases(stage)[0].reply_token if number % 2 and cases(stage) else None
        report = a_report(
            id=f"n{number}", keys=(f"n{number}",), message_id=f"<n{number}@x.example>", thread_token=token
        )
        stage.service.receive(report)
    to_reporter = [notice for case in cases(stage) for notice in case.notices if notice.role == REPORTER]
    assert len(to_reporter) == budget


def test_the_budget_counts_over_all_mailboxes_and_spellings_of_the_address() -> None:
    stage = a_stage(answers=2)
    for number, address in enumerate(("s.v@x.example", "S.V@X.example", "s.v+1@x.example", "s.v+2@x.example")):
        report = a_report(
            id=f"n{number}",
            keys=(f"n{number}",),
            message_id=f"<n{number}@x.example>",
            sender=Sender(name="", address=address),
            mailbox="dataloss" if number % 2 else "office",
        )
        stage.service.receive(report)
    to_reporter = [notice for case in cases(stage) for notice in case.notices if notice.role == REPORTER]
    assert len(to_reporter) == 2


def test_what_machines_send_to_a_confidential_mailbox_joins_no_other_s_case() -> None:
    stage = a_stage(cases_of_a_program=1)
    for number in range(3):
        nameless = {"sender": None, "message_id": None, "confidential": True, "automatic": Automatic.BULK}
        receipt = stage.service.receive(a_report(id=f"c{number}", keys=(f"c{number}",), **nameless))
        assert receipt.outcome is Outcome.NEW_CASE


@pytest.mark.parametrize(
    ("address", "dmarc", "answers"),
    [
        ("s.vaughan@elsewhere.example", "fail", 0),
        ("s.vaughan@elsewhere.example", "pass", 1),
        ("s.vaughan@saint-teilo.example", "fail", 1),
    ],
)
def test_nobody_outside_is_answered_whom_the_mail_server_could_not_confirm(
    address: str, dmarc: str, answers: int
) -> None:
    teilo = SAINT_FINNIAN.model_copy(update={"key": "st-teilo", "prefix": "ST", "domains": ("saint-teilo.example",)})
    stage = a_stage(others=(teilo,))
    sender = Sender(name="Seren Vaughan", address=address)
    stage.service.receive(a_report(school="st-teilo", sender=sender, authentication=Authentication(dmarc=dmarc)))
    [case] = cases(stage)
    assert [notice.role for notice in case.notices].count(REPORTER) == answers
