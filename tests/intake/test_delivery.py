"""The order of acceptance: written down, known?, understood, files, told (facts, mail 1-4)."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from candour.cases.dispatch import Outcome
from candour.cases.errors import EvidenceNotFoundError, StoreFullError, WorkersClosedError, WorkersUnavailableError
from candour.cases.report import Door, Evidence, Report
from candour.store.memory import MemoryStore
from intake.delivery import Delivery
from intake.limits import Limits
from tests.intake.fakes import Core, WorkersThatFail, WorkersThatGoAway, delivery_to
from tests.intake.mails import ARRIVAL, DATA, NOON, a_mail


class CountingStore(MemoryStore):
    """Knows what was held and released, and can be full after so many holdings."""

    def __init__(self) -> None:
        super().__init__()
        self.claims: list[str] = []
        self.room = 1000
        self.forgets_keys = False

    def find_key(self, key: str) -> str | None:
        """Answer the delivery's look with nothing where told so, as if another thread accepted the mail after it."""
        if self.forgets_keys:
            self.forgets_keys = False
            return None
        return super().find_key(key)

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        if len(self.claims) >= self.room:
            raise StoreFullError("there is no room left")
        evidence = super().hold(chunks, name=name, media_type=media_type)
        self.claims.append(evidence.digest)
        return evidence

    def release(self, digest: str) -> None:
        super().release(digest)
        self.claims.remove(digest)


def test_a_mail_becomes_a_report_with_the_raw_message_as_its_first_evidence() -> None:
    core = Core()
    raw = (DATA / "zip_attached.eml").read_bytes()
    receipt = delivery_to(core).take(raw, ARRIVAL).receipt
    (report,) = core.reports
    assert (receipt.outcome, receipt.reference) == (Outcome.NEW_CASE, "SF-26-00001")
    assert (report.door, report.school, report.received_at) == (Door.EMAIL, "st-finnian", NOON)
    assert [(item.name, item.media_type) for item in report.evidence] == [
        ("message.eml", "message/rfc822"),
        ("data fŵr cod.zip", "application/zip"),
    ]
    assert core.evidence(report)[0] == raw
    assert core.evidence(report)[1].startswith(b"PK")


def test_a_copy_of_the_breached_data_is_kept_as_evidence() -> None:
    """R63: the attached copy stands in the case's evidence, as it was sent."""
    core = Core()
    delivery_to(core).take((DATA / "d015.eml").read_bytes(), ARRIVAL)
    (report,) = core.reports
    assert report.evidence[1].name == "allergy_list_copy.csv"
    assert core.evidence(report)[1].count(b",") > 10


def test_the_same_mail_again_is_a_duplicate_before_it_is_parsed_and_leaves_nothing_held() -> None:
    store = CountingStore()
    core = Core(store=store)
    delivery_to(core).take(a_mail(), ARRIVAL)
    held = list(store.claims)
    unreading = Delivery(
        store=store, workers=WorkersThatFail(), receive=core.receive, limits=Limits(), now=lambda: NOON
    )
    receipt = unreading.take(b"Received: from mx.example\r\n" + a_mail(), ARRIVAL).receipt
    assert (receipt.outcome, receipt.reference) == (Outcome.DUPLICATE, "SF-26-00001")
    assert store.claims == held
    assert len(core.reports) == 1


def test_a_mail_to_two_schools_is_a_report_to_each_and_each_takes_it_once() -> None:
    core = Core()
    delivery = delivery_to(core)
    both = [ARRIVAL, replace(ARRIVAL, mailbox="incidents", school="st-teilo")]
    outcomes = [delivery.take(a_mail(), arrival).receipt.outcome for arrival in both * 2]
    assert outcomes == [Outcome.NEW_CASE, Outcome.NEW_CASE, Outcome.DUPLICATE, Outcome.DUPLICATE]
    assert [report.school for report in core.reports] == ["st-finnian", "st-teilo"]


def test_the_same_message_id_with_another_body_is_kept() -> None:
    core = Core()
    delivery = delivery_to(core)
    delivery.take(a_mail(), ARRIVAL)
    assert delivery.take(a_mail(text="It was found again."), ARRIVAL).receipt.outcome is Outcome.NEW_CASE
    assert [report.message_id for report in core.reports] == ["<trip-1@saint-finnian.example>"] * 2


def test_a_duplicate_that_only_the_core_notices_leaves_nothing_held() -> None:
    store = CountingStore()
    core = Core(store=store)
    delivery_to(core).take(a_mail(), ARRIVAL)
    held = list(store.claims)

    store.forgets_keys = True
    assert delivery_to(core).take(a_mail(), ARRIVAL).receipt.outcome is Outcome.DUPLICATE
    assert store.claims == held


def test_an_out_of_office_answer_is_accounted_for_and_leaves_nothing_held() -> None:
    store = CountingStore()
    receipt = delivery_to(Core(store=store)).take((DATA / "out_of_office.eml").read_bytes(), ARRIVAL).receipt
    assert receipt.outcome is Outcome.SET_ASIDE
    assert store.claims == []


def test_what_became_of_every_message_is_logged_and_nothing_of_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    delivery = delivery_to(Core())
    for raw in (a_mail(), a_mail(), (DATA / "out_of_office.eml").read_bytes()):
        delivery.take(raw, ARRIVAL)
    logged = [vars(record) for record in caplog.records if record.name == "intake.delivery"]
    assert [(entry["levelname"], entry["mailbox"], entry["outcome"], entry["reference"]) for entry in logged] == [
        ("INFO", "dataloss", "new_case", "SF-26-00001"),
        ("INFO", "dataloss", "duplicate", "SF-26-00001"),
        ("INFO", "dataloss", "set_aside", None),
    ]
    assert "aughan" not in str(logged)
    assert "rip list" not in str(logged)
    assert "Penrose" not in str(logged)


def test_a_message_that_defeats_the_worker_becomes_an_unreadable_report_with_its_raw_bytes() -> None:
    core = Core()
    raw = a_mail("X-Loop: somebody@else.example")
    delivery = Delivery(
        store=core.store,
        workers=WorkersThatFail(),
        receive=core.receive,
        limits=Limits(parsing_in_seconds=3),
        now=lambda: NOON,
    )
    delivery.take(raw, ARRIVAL)
    (report,) = core.reports
    assert report.unreadable == "it took longer than 3 seconds"
    assert report.sender is not None
    assert (report.subject, report.text) == ("Trip list 1", "")
    assert report.automatic is not None
    assert core.evidence(report) == [raw]


@pytest.mark.parametrize("error", [WorkersClosedError(), WorkersUnavailableError("no memory")])
def test_workers_that_are_gone_say_nothing_about_the_message(error: Exception) -> None:
    store = CountingStore()
    core = Core(store=store)
    delivery = delivery_to(core, workers=WorkersThatGoAway(error))
    with pytest.raises(type(error)):
        delivery.take(a_mail(), ARRIVAL)
    assert (core.reports, store.claims) == ([], [])
    assert delivery.take(a_mail(), ARRIVAL).receipt.outcome is Outcome.NEW_CASE
    assert core.reports[0].unreadable is None


@pytest.mark.parametrize("room", [0, 1])
def test_without_room_nothing_is_accepted_and_nothing_stays_held(room: int) -> None:
    store = CountingStore()
    store.room = room
    core = Core(store=store)
    with pytest.raises(StoreFullError):
        delivery_to(core).take((DATA / "zip_attached.eml").read_bytes(), ARRIVAL)
    assert (core.reports, store.claims) == ([], [])
    store.room = 1000
    assert delivery_to(core).take((DATA / "zip_attached.eml").read_bytes(), ARRIVAL).receipt.outcome is Outcome.NEW_CASE


def test_what_the_core_refuses_is_released_and_the_error_goes_on() -> None:
    def refuse(report: Report) -> None:
        raise EvidenceNotFoundError(report.evidence[0].digest)

    store = CountingStore()
    with pytest.raises(EvidenceNotFoundError):
        delivery_to(Core(store=store, trouble=refuse)).take(a_mail(), ARRIVAL)
    assert store.claims == []


def test_a_mail_server_whose_clock_is_fast_gives_no_extra_time() -> None:
    core = Core()
    delivery_to(core, now=lambda: NOON - timedelta(hours=3)).take(a_mail(), ARRIVAL)
    assert core.reports[0].received_at == NOON - timedelta(hours=3)


def test_two_messages_with_the_same_attachment_both_keep_it() -> None:
    core = Core()
    delivery = delivery_to(core, Limits())
    raw = (DATA / "nested.eml").read_bytes()
    delivery.take(raw, ARRIVAL)
    delivery.take(raw.replace(b"<a11@", b"<b11@"), ARRIVAL)
    first, second = core.reports
    assert core.evidence(first)[1:] == core.evidence(second)[1:]
