"""The mail of `candour probe`: read and assessed like a report, and never a case."""

from datetime import timedelta

import pytest

from candour.cases.dispatch import Outcome
from candour.cases.mail_ledger import Fate, days_of, known_fate
from candour.cases.probes import KIND, last_probe, probe_of
from candour.cases.report import Automatic, Report
from candour.cases.sorting import Verdict
from tests.builders import NOON, a_report
from tests.service import DPO, MARKS, Stage, a_stage


def a_test_mail(mark: str, number: int = 1, **changes: object) -> Report:
    message_id = f"<probe-{number}@saint-finnian.example>"
    usual = {"id": f"probe-{number}", "keys": (message_id,), "message_id": message_id, "probe": mark}
    return a_report(**{**usual, "automatic": Automatic.GENERATED, **changes})


def records(stage: Stage) -> list[str]:
    return list(stage.store.records(KIND))


@pytest.mark.parametrize("automatic", [*Automatic, None])
def test_a_probe_is_read_and_assessed_and_leaves_a_record_alone(automatic: Automatic | None) -> None:
    stage = a_stage()
    token, mark = MARKS.make(NOON)
    receipt = stage.service.receive(a_test_mail(mark, automatic=automatic))
    assert (receipt.outcome, receipt.reference) == (Outcome.PROBE, None)
    assert "probe-1" in stage.reader.asked
    assert not stage.store.register()
    assert stage.woken == []
    probe = probe_of(stage.store.get(KIND, token) or {})
    assert (probe.mailbox, probe.made_at, probe.received_at, probe.failure) == ("dataloss", NOON, NOON, "")
    assert stage.service.mailbox_reports(DPO)[0].probe == probe
    assert known_fate(stage.store, ("<probe-1@saint-finnian.example>",)) is Fate.PROBE


def test_a_broken_worker_shows_in_the_record() -> None:
    stage = a_stage()
    stage.reader.readings["probe-1"] = "it took longer than 20 seconds"
    stage.service.receive(a_test_mail(MARKS.make(NOON)[1]))
    stage.service.receive(a_test_mail(MARKS.make(NOON)[1], 2, unreadable="it is cut off"))
    failures = {probe_of(record).failure for record in stage.store.records(KIND).values()}
    assert failures == {"it took longer than 20 seconds", "it is cut off"}
    assert not stage.store.register()


@pytest.mark.parametrize(
    "forge",
    [
        lambda mark: mark[:-1] + ("0" if mark[-1] != "0" else "1"),
        lambda mark: "0" + mark[1:],
        lambda mark: mark.partition(".")[0],
        lambda mark: mark.upper(),
        lambda _mark: "anything",
        lambda mark: mark + "\u0130",
    ],
)
def test_a_forged_mark_makes_no_difference_to_a_report(forge: object) -> None:
    stage = a_stage()
    assert callable(forge)
    receipt = stage.service.receive(a_test_mail(forge(MARKS.make(NOON)[1]), automatic=None))
    assert receipt.outcome is Outcome.NEW_CASE
    assert records(stage) == []


def test_a_mark_that_was_used_is_set_aside_whatever_mail_it_stands_in() -> None:
    stage = a_stage()
    _, mark = MARKS.make(NOON)
    outcomes = [stage.service.receive(a_test_mail(mark, number)).outcome for number in (1, 1, 2)]
    assert outcomes == [Outcome.PROBE, Outcome.DUPLICATE, Outcome.SET_ASIDE]
    assert len(records(stage)) == 1
    (day,) = days_of(stage.store, "dataloss", NOON.date(), NOON.date())
    assert day.reasons == {"automatic old_probe": 1}


@pytest.mark.parametrize("age", [timedelta(days=1, minutes=1), timedelta(days=-1, minutes=-1)])
def test_a_mark_that_is_older_than_a_day_or_of_the_future_is_set_aside(age: timedelta) -> None:
    stage = a_stage()
    receipt = stage.service.receive(a_test_mail(MARKS.make(NOON - age)[1]))
    assert (receipt.outcome, records(stage)) == (Outcome.SET_ASIDE, [])


def test_old_records_go_when_a_new_one_comes_and_not_before_their_mark_is_worthless() -> None:
    stage = a_stage()
    kept = []
    for number in range(5):
        token, mark = MARKS.make(stage.clock())
        stage.service.receive(a_test_mail(mark, number))
        kept.append(token)
        stage.clock.move(timedelta(days=1))
    assert records(stage) == kept[-3:]
    last = last_probe(stage.store, "dataloss")
    assert last is not None
    assert last.made_at == NOON + timedelta(days=4)
    assert last_probe(stage.store, "office") is None


def test_in_a_shared_mailbox_a_true_mark_is_taken_in_whatever_else_the_mail_looks_like() -> None:
    stage = a_stage()
    automatic = Automatic.OWN
    taken = stage.service.sort(a_test_mail(MARKS.make(NOON)[1], automatic=automatic))
    assert taken.verdict is Verdict.TAKE
    forged = stage.service.sort(a_test_mail("0" * 43 + "." + "0" * 64, automatic=automatic, recipients=()))
    assert forged.verdict is Verdict.LEAVE


def test_by_a_confidential_mailbox_a_probe_comes_as_well_and_its_key_is_not_kept() -> None:
    stage = a_stage()
    token, mark = MARKS.make(NOON)
    receipt = stage.service.receive(a_test_mail(mark, confidential=True, sender=None, message_id=None))
    assert receipt.outcome is Outcome.PROBE
    assert records(stage) == [token]
    assert known_fate(stage.store, ("<probe-1@saint-finnian.example>",)) is None
