"""A confidential mailbox: the report is stored without its writer, and only then the mail is deleted."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import TypeVar

import pytest

from candour.cases.case import Case
from candour.cases.dispatch import Outcome
from candour.cases.errors import ReadingFailedError, StoreFullError
from candour.cases.facts import Facts
from candour.cases.ports import Workers
from candour.cases.report import Evidence, Report
from candour.cases.service import Service
from candour.cleaning.cleaner import FileCleaner
from intake.confidential import ConfidentialTaker
from intake.limits import Limits
from intake.message import Arrival
from intake.passing_keys import PassingKeys
from intake.taking import Disposal
from nlp.message.unsigning import unsigned
from tests.builders import NOON
from tests.cleaning.pdf_samples import pdfs_that_tell
from tests.cleaning.samples import a_picture, exif, saved
from tests.cleaning.word_samples import documents_that_tell
from tests.cleaning.workbook_samples import workbooks_that_tell
from tests.intake.awkward.mail import multipart, text_part
from tests.intake.fakes import WorkersHere
from tests.intake.mails import a_mail
from tests.service import FillableStore, Stage, a_stage

T = TypeVar("T")

ARRIVAL = Arrival(mailbox="quiet", school="st-finnian", received_at=NOON - timedelta(minutes=13, seconds=7))
TOLD = "I saw the trip list with 27 names on the floor of the bus."
NAMES = ("Seren", "Vaughan", "s.vaughan", "trip-1")
"""What the header of `a_mail` says of its writer."""


class WorkersThatFailOverFiles(WorkersHere):
    """Any work with a cleaner among its arguments is too much for them."""

    def run(self, work: Callable[..., T], *arguments: object, timeout_in_seconds: float) -> T:
        if any(isinstance(argument, FileCleaner) for argument in arguments):
            raise ReadingFailedError("it needed more memory than a report may")
        return super().run(work, *arguments, timeout_in_seconds=timeout_in_seconds)


class WatchedStore(FillableStore):
    """Remembers every byte that it was given to hold."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[bytes] = []

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        content = b"".join(chunks)
        self.held.append(content)
        return super().hold([content], name=name, media_type=media_type)


def a_taker(stage: Stage, workers: Workers | None = None) -> ConfidentialTaker:
    return ConfidentialTaker(
        store=stage.store,
        workers=workers or WorkersHere(),
        receive=stage.service.receive,
        unsign=unsigned,
        cleaner=FileCleaner(),
        keys=PassingKeys(stage.store, stage.clock),
        aside_folder="Candour aside",
        limits=Limits(),
        now=stage.clock,
    )


def with_files(*files: tuple[str, str, bytes], text: str = TOLD) -> bytes:
    message = EmailMessage()
    message["From"] = "Seren Vaughan <s.vaughan@saint-finnian.example>"
    message["Subject"] = "A list"
    message["Message-ID"] = "<trip-1@saint-finnian.example>"
    message.set_content(text)
    for media_type, name, content in files:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes(policy=SMTP)


PHOTO = ("image/jpeg", "IMG_Seren.jpg", saved(a_picture(), "JPEG", exif=exif()))
LETTER = ("application/pdf", "Seren.pdf", b"%PDF-1.7 /Author (Seren Vaughan)")
"""What nobody can clean: there is no page in it."""


def the_case(stage: Stage) -> Case:
    [entry] = stage.store.register()
    return stage.store.load(entry.reference)


def the_report(stage: Stage) -> Report:
    [report] = the_case(stage).reports
    return report


def test_r31_r32_r33_nothing_of_the_header_is_kept_and_the_words_are() -> None:
    stage = a_stage()
    mail = a_mail("Received: from a by b", "Reply-To: Seren <seren@home.example>", text=f"{TOLD}\n\nThanks\nSeren")
    taken = a_taker(stage).take(mail, ARRIVAL)
    report = the_report(stage)
    assert (taken.receipt.outcome, taken.disposal) == (Outcome.NEW_CASE, Disposal.EXPUNGE)
    assert (report.text, report.subject, report.mailbox) == (TOLD, "Trip list 1", "quiet")
    assert report.confidential
    of_header = ("sender", "sent_at", "message_id", "thread_token", "authentication", "recipients", "answers_to")
    assert not any(getattr(report, name) for name in (*of_header, "evidence", "forwarded", "doubts", "probe"))
    # The stage's reader answers with what the usual letter says; all else of the case is looked through.
    kept = the_case(stage).model_copy(update={"facts": Facts()}).model_dump_json()
    assert [name for name in NAMES if name in kept] == []


def test_no_raw_byte_is_ever_held() -> None:
    stage = a_stage()
    store = WatchedStore()
    stage = replace(stage, store=store, service=Service(replace(stage.service._desk, store=store)))  # noqa: SLF001  another store in the same stage
    a_taker(stage).take(with_files(PHOTO), ARRIVAL)
    [photo] = store.held
    assert photo.startswith(b"\xff\xd8\xff")
    assert b"Gwenllian" not in photo
    assert b"Gwenllian" in PHOTO[2]


def test_when_it_came_is_known_by_the_hour_alone() -> None:
    stage = a_stage()
    stage.clock.move(timedelta(minutes=41, seconds=3))
    a_taker(stage).take(a_mail(text=TOLD), replace(ARRIVAL, received_at=stage.clock()))
    case = the_case(stage)
    for _ in stage.service.lease_notices(10):
        pass
    times = {case.opened_at, case.reports[0].received_at, *(event.at for event in case.events)}
    times |= {notice.created_at for notice in case.notices}
    assert times == {NOON}


def test_the_time_of_sending_is_known_by_the_hour_alone() -> None:
    stage = a_stage()
    stage.clock.move(timedelta(minutes=41))
    a_taker(stage).take(a_mail(text=TOLD), ARRIVAL)
    for dispatch in stage.service.lease_notices(10):
        stage.service.notice_sent(dispatch.case.reference, dispatch.notice.id)
    case = the_case(stage)
    assert {notice.sent_at for notice in case.notices} == {NOON}
    assert {event.at for event in case.events} == {NOON}


def test_files_get_names_that_say_nothing_and_are_cleaned() -> None:
    stage = a_stage()
    table = ("text/csv", "Seren's pupils.csv", b"Gwyn Ifans,5\r\n")
    words = ("text/plain", "ATT00001.txt", b"It was on the bus to the museum.\n\nSent from my iPhone\n\nSeren")
    taken = a_taker(stage).take(with_files(PHOTO, table, words), ARRIVAL)
    report = the_report(stage)
    assert taken.disposal is Disposal.EXPUNGE
    assert [(file.name, file.media_type) for file in report.evidence] == [
        ("file-1.jpg", "image/jpeg"),
        ("file-2.csv", "text/csv"),
        ("file-3.txt", "text/plain"),
    ]
    kept = [b"".join(stage.store.open_evidence(the_case(stage).reference, file.digest)) for file in report.evidence]
    assert kept[1:] == [b"Gwyn Ifans,5\n", b"It was on the bus to the museum."]


def test_documents_are_kept_as_far_as_they_can_be_cleaned_and_the_case_says_what_went() -> None:
    stage = a_stage()
    letter = ("application/pdf", "Seren.pdf", pdfs_that_tell()["pdf-info-and-id"])
    note = ("application/octet-stream", "Seren.docx", documents_that_tell()["docx-comment"])
    marks = ("application/vnd.ms-excel", "Seren.xls", workbooks_that_tell()["xlsx-comment"])
    taken = a_taker(stage).take(with_files(letter, note, note, marks), ARRIVAL)
    report = the_report(stage)
    assert taken.disposal is Disposal.EXPUNGE
    assert [file.name for file in report.evidence] == ["file-1.pdf", "file-2.docx", "file-3.docx", "file-4.xlsx"]
    for word in ("pictures of its pages", "deleted words", "formulas"):
        assert len([limit for limit in report.limits if word in limit]) == 1, word


def test_a_file_that_can_t_be_cleaned_leaves_the_mail_in_a_folder_of_its_own_and_the_case_says_so() -> None:
    stage = a_stage()
    taken = a_taker(stage).take(with_files(PHOTO, LETTER), ARRIVAL)
    report = the_report(stage)
    assert taken.disposal is Disposal.ASIDE
    assert report.text == TOLD
    assert [file.name for file in report.evidence] == ["file-1.jpg"]
    [waits] = [limit for limit in report.limits if "Not kept" in limit]
    assert "a PDF: it is damaged" in waits
    assert "'Candour aside'" in waits
    assert "Seren" not in waits


@pytest.mark.parametrize(
    "mail",
    [
        a_mail(text=f"{TOLD}\r\n" * 2_000),
        with_files(("text/plain", "list.txt", b"Gwyn Ifans, Year 5\n" * 20_000)),
        multipart(b"mixed", *[text_part(TOLD)] * 501),
    ],
    ids=["a text that was cut", "a file that is too long to look through", "too many parts"],
)
def test_where_not_all_of_it_was_kept_the_mail_is_not_deleted(mail: bytes) -> None:
    stage = a_stage()
    assert a_taker(stage).take(mail, ARRIVAL).disposal is Disposal.ASIDE
    report = the_report(stage)
    assert (report.text.startswith(TOLD), report.evidence) == (True, ())
    assert any("Not kept" in limit and "'Candour aside'" in limit for limit in report.limits)


def test_what_can_t_be_parsed_becomes_a_case_without_content_and_stays_with_the_mail_system() -> None:
    stage = a_stage()
    taken = a_taker(stage).take(a_mail(text=TOLD), replace(ARRIVAL, unreadable="it has 70 MB"))
    report = the_report(stage)
    assert (taken.receipt.outcome, taken.disposal) == (Outcome.NEW_CASE, Disposal.ASIDE)
    assert (report.text, report.subject, report.evidence, report.sender) == ("", "", (), None)
    assert "'Candour aside'" in str(report.unreadable)
    assert "70 MB" not in the_case(stage).model_dump_json()


def test_where_cleaning_is_too_much_for_a_worker_the_words_are_kept_without_the_files() -> None:
    stage = a_stage()
    taken = a_taker(stage, WorkersThatFailOverFiles()).take(with_files(PHOTO), ARRIVAL)
    report = the_report(stage)
    assert taken.disposal is Disposal.ASIDE
    assert (report.text, report.evidence) == (TOLD, ())
    assert any("too long or too much memory" in limit for limit in report.limits)


@pytest.mark.parametrize(("files", "disposal"), [((PHOTO,), Disposal.EXPUNGE), ((LETTER,), Disposal.ASIDE)])
def test_after_a_crash_before_its_disposal_a_mail_is_known_and_disposed_of_as_it_should_have_been(
    files: tuple[tuple[str, str, bytes], ...], disposal: Disposal
) -> None:
    stage = a_stage()
    mail = with_files(*files)
    a_taker(stage).take(mail, ARRIVAL)
    again = a_taker(stage).take(mail, ARRIVAL)
    assert (again.receipt.outcome, again.disposal) == (Outcome.DUPLICATE, disposal)
    assert again.receipt.reference == the_case(stage).reference


def test_where_the_store_is_full_nothing_is_disposed_of_and_nothing_stays_held() -> None:
    stage = a_stage()
    stage.store.full = True
    with pytest.raises(StoreFullError):
        a_taker(stage).take(with_files(PHOTO), ARRIVAL)
    stage.store.full = False
    assert a_taker(stage).take(with_files(PHOTO), ARRIVAL).receipt.outcome is Outcome.NEW_CASE


def test_an_answer_to_a_case_s_own_address_joins_it_without_saying_who() -> None:
    stage = a_stage()
    a_taker(stage).take(a_mail(text=TOLD), ARRIVAL)
    token = the_case(stage).reply_token
    answer = a_mail(f"To: dataloss+c-{token}@saint-finnian.example", text="It was on Monday.", number=2)
    taken = a_taker(stage).take(answer, ARRIVAL)
    case = the_case(stage)
    assert (taken.receipt.outcome, taken.disposal) == (Outcome.JOINED, Disposal.EXPUNGE)
    assert (case.reports[1].sender, case.reports[1].thread_token) == (None, None)
    assert "somebody" in {event.actor for event in case.events if event.kind == "message_received"}


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "X-Autoreply: yes", "Subject: Automatic reply: Seren is away\r\nX-Autorespond: y"],
)
def test_what_a_machine_answers_is_counted_and_nothing_of_it_is_kept(header: str) -> None:
    stage = a_stage()
    taken = a_taker(stage).take(a_mail(header, text=f"{TOLD} Seren"), ARRIVAL)
    assert taken.receipt.outcome is Outcome.SET_ASIDE
    assert taken.disposal is Disposal.ASIDE
    assert list(stage.store.register()) == []
    assert not any(name in repr(stage.store.__dict__) for name in NAMES)


def test_a_forged_mark_of_a_test_mail_is_not_kept() -> None:
    stage = a_stage()
    a_taker(stage).take(a_mail("X-Candour-Probe: Seren-wrote-this", text=TOLD), ARRIVAL)
    assert the_report(stage).probe == ""


def test_no_acknowledgement_goes_to_who_wrote_and_the_officer_is_told() -> None:
    stage = a_stage()
    a_taker(stage).take(a_mail(text=TOLD), ARRIVAL)
    assert {notice.role for notice in the_case(stage).notices} >= {"dpo"}
    assert "reporter" not in {notice.role for notice in the_case(stage).notices}


def test_nothing_of_a_mail_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    stage = a_stage()
    with caplog.at_level(logging.DEBUG):
        a_taker(stage, WorkersThatFailOverFiles()).take(with_files(PHOTO, LETTER), ARRIVAL)
    logged = "".join(repr(record.__dict__) for record in caplog.records)
    assert "a message was accepted" in logged
    assert not any(secret in logged for secret in (*NAMES, the_case(stage).reference, "A list"))


def test_a_key_fits_its_mail_for_a_week_at_least_and_no_mail_after_two() -> None:
    stage = a_stage()
    first = PassingKeys(stage.store, stage.clock).of(["m:1"])[0]
    stage.clock.move(timedelta(days=6))
    assert PassingKeys(stage.store, stage.clock).of(["m:1"]) == (first,)
    stage.clock.move(timedelta(days=3))
    newer, older = PassingKeys(stage.store, stage.clock).of(["m:1"])
    assert older == first != newer
    stage.clock.move(timedelta(days=5))
    assert first not in PassingKeys(stage.store, stage.clock).of(["m:1"])


def test_a_secret_that_is_over_is_gone_from_the_store_when_candour_starts() -> None:
    stage = a_stage()
    PassingKeys(stage.store, stage.clock).of(["m:1"])
    assert len(stage.store.records("confidential-secret")) == 1
    stage.clock.move(timedelta(days=14))
    PassingKeys(stage.store, stage.clock)
    assert stage.store.records("confidential-secret") == {}


def test_another_installation_makes_other_keys_of_the_same_mail() -> None:
    one, other = (PassingKeys(stage.store, stage.clock) for stage in (a_stage(), a_stage()))
    assert one.of(["m:1"]) != other.of(["m:1"])
    assert one.of(["m:1"]) == one.of(["m:1"]) != one.of(["m:2"])


def test_headings_of_ours_lose_their_names_and_sentences_like_them_stay() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Seren Vaughan <s.vaughan@saint-finnian.example>", "Seren's list"
    inner.set_content("Here is the list.")
    typed = "Asked by the head I looked again.\nIn the archive room there was another one.\nAttached message from home."
    message = EmailMessage()
    message["From"] = "Seren Vaughan <s.vaughan@saint-finnian.example>"
    message.set_content(typed)
    message.add_attachment(inner)
    stage = a_stage()
    a_taker(stage).take(message.as_bytes(policy=SMTP), ARRIVAL)
    assert the_report(stage).text == f"{typed}\n\nAttached message:\n\nHere is the list."
