"""Letters as mails: headers that loops depend on, subjects that say little, parts that are whole, the way out."""

import logging
import re
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest

from candour.cases.directory import Directory
from candour.cases.errors import SendError
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import NoticeKind, NoticeStatus
from candour.cases.policy_file import load, shipped_profiles
from replies.letter_mail import compose_letter
from replies.outbox import Outbox
from tests.letters import FRIDAY_DIGEST, PostRoom, a_post_room, a_school
from tests.plain_words import AVOID, LONGEST_AVERAGE, LONGEST_SENTENCE
from tests.replies.page import Page
from tests.replies.stage import LINE, Read
from tests.replies.test_outbox import DIRECTORY, KeepingSender

STAFF = "all-staff@saint-finnian.example"
DUE = datetime(2031, 1, 6, 7, 30, tzinfo=UTC)
"""A Monday on which every policy's review is overdue."""
MINUTE = timedelta(minutes=1)


def a_letter(kind: NoticeKind, profile: str = "saints-cardiff") -> LetterDispatch:
    """Return the first letter of a kind that goes out on a day on which all are due."""
    school = a_school(
        profile=profile,
        staff_addresses=(STAFF,),
        staff_reminder_days=(DUE.date(),),
        whistle_blowing_link="https://saint-finnian.example/whistle",
    )
    room = a_post_room(school, began=DUE - 60 * MINUTE).at(DUE)
    return next(each for each in room.post() if each.letter.notice.kind is kind)


def composed(dispatch: LetterDispatch) -> EmailMessage:
    return compose_letter(dispatch, identity=LINE, now=dispatch.now)


def read_mail(message: EmailMessage) -> Read:
    """Return both parts of a mail."""
    text, markup = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert markup is not None
    return Read(text=text.get_content(), markup=markup.get_content())


KINDS = [NoticeKind.DIGEST, NoticeKind.POLICY_REVIEW, NoticeKind.STAFF_REMINDER]


@pytest.mark.parametrize("kind", KINDS)
def test_no_machine_answers_a_letter_and_it_is_known_when_it_comes_back(kind: NoticeKind) -> None:
    dispatch = a_letter(kind)
    message = composed(dispatch)
    notice = dispatch.letter.notice
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["X-Candour"] == f"letter {notice.id}"
    assert message["Message-ID"] == notice.message_id
    assert message["In-Reply-To"] is None


@pytest.mark.parametrize("kind", KINDS)
def test_answers_go_to_the_mailbox_and_join_no_case(kind: NoticeKind) -> None:
    message = composed(a_letter(kind))
    assert message["Reply-To"] == "dataloss@saint-finnian.example"
    assert "+" not in str(message["Reply-To"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", shipped_profiles())
def test_every_letter_of_every_profile_is_whole(kind: NoticeKind, profile: str) -> None:
    if kind is NoticeKind.POLICY_REVIEW and load(profile).review is None:
        return
    said = read_mail(composed(a_letter(kind, profile)))
    assert said.page.faults == []
    assert said.page.count("h1") == 1
    assert not re.search(r"^- *$", said.text, re.MULTILINE)
    assert not re.search(r"\n\n\n", said.text)
    assert not re.search(r"<(li|p|td)[^>]*>\s*</\1>", said.markup)


def test_r129_the_review_s_letter_says_when_and_the_policy_s_own_words() -> None:
    said = read_mail(composed(a_letter(NoticeKind.POLICY_REVIEW)))
    review = load("saints-cardiff").review
    assert review is not None
    assert said.says("was due for review on Friday 30 April 2027")
    assert said.says(review.text)
    assert said.says(review.source)
    assert composed(a_letter(NoticeKind.POLICY_REVIEW, "wentworth-essex"))["Subject"] == (
        "The data protection incident policy was due for review on Monday 31 May 2021"
    )


@pytest.mark.parametrize("profile", shipped_profiles())
def test_r128_staff_are_told_where_to_report_at_once_near_misses_too_and_in_good_faith(profile: str) -> None:
    message = composed(a_letter(NoticeKind.STAFF_REMINDER, profile))
    said, wording = read_mail(message), load(profile).wording
    assert message["To"] == STAFF
    for words in ("dataloss@saint-finnian.example", "Write it at once", "Near misses count too"):
        assert said.says(words)
    for sentence in (wording.good_faith, wording.never_delay, wording.tell_line_manager, wording.no_self_investigation):
        assert said.says(" ".join(sentence.split()))
    assert said.mentions("https://saint-finnian.example/whistle") == bool(wording.whistle_blowing)


def test_r37_r128_the_reminder_to_staff_is_plain_and_threatens_nobody() -> None:
    text = read_mail(composed(a_letter(NoticeKind.STAFF_REMINDER))).text.partition("\n-- ")[0]
    lines = [line.removeprefix("- ") for line in text.splitlines() if line.endswith(".")]
    sentences = [sentence for line in lines for sentence in re.split(r"(?<=[.!?])\s+", line) if sentence]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert len(lengths) > 10
    assert max(lengths) <= LONGEST_SENTENCE
    assert sum(lengths) / len(lengths) <= LONGEST_AVERAGE
    assert set(re.findall(r"[a-z]+", " ".join(sentences).casefold())) & AVOID == set()


def an_outbox(room: PostRoom, directory: Directory = DIRECTORY) -> tuple[Outbox, KeepingSender]:
    sender = KeepingSender()
    return Outbox(room.service, sender, directory=directory, identity=LINE, now=room.clock), sender


def test_letters_go_out_after_the_notices_of_cases() -> None:
    room = a_post_room().at(FRIDAY_DIGEST)
    room.plan()
    room.incident()
    outbox, sender = an_outbox(room)
    assert outbox.deliver_due() == len(sender.sent) > 2
    assert [message["X-Candour"].startswith("letter") for message, _ in sender.sent] == [
        *[False] * (len(sender.sent) - 1),
        True,
    ]
    assert sender.sent[-1][1] == ["dpo@saint-finnian.example"]
    assert [letter.notice.status for letter in room.letters()] == [NoticeStatus.SENT]
    assert outbox.deliver_due() == 0


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (SendError("550", permanent=True), NoticeStatus.FAILED),
        (SendError("connection", permanent=False), NoticeStatus.QUEUED),
    ],
)
def test_a_letter_that_is_not_taken_is_recorded_with_its_code(error: SendError, status: NoticeStatus) -> None:
    room = a_post_room().at(FRIDAY_DIGEST)
    room.plan()
    outbox, sender = an_outbox(room)
    sender.failures = [error]
    assert outbox.deliver_due() == 0
    assert [(letter.notice.status, letter.notice.error) for letter in room.letters()] == [(status, error.code)]


def test_a_letter_that_cannot_be_written_holds_up_nothing_and_is_logged_by_type_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> EmailMessage:
        raise ValueError("Dilys Marlow can't be written")

    room = a_post_room().at(FRIDAY_DIGEST)
    room.plan()
    room.incident()
    outbox, sender = an_outbox(room)
    monkeypatch.setattr("replies.outbox.compose_letter", broken)
    with caplog.at_level(logging.DEBUG):
        outbox.deliver_due()
    assert len(sender.sent) > 1
    assert [letter.notice.error for letter in room.letters()] == ["render"]
    assert "Dilys" not in caplog.text
    assert "@" not in caplog.text


def test_a_letter_is_never_sent_to_a_watched_mailbox() -> None:
    school = a_school(
        staff_addresses=("DataLoss+staff@saint-finnian.example",), staff_reminder_days=(date(2026, 11, 20),)
    )
    room = a_post_room(school).at(FRIDAY_DIGEST)
    room.plan()
    outbox, sender = an_outbox(room)
    outbox.deliver_due()
    assert [addresses for _, addresses in sender.sent] == [["dpo@saint-finnian.example"]]
    assert {letter.notice.error for letter in room.letters()} == {None, "watched-address"}


def test_a_page_of_letters_has_no_script_and_asks_for_nothing_from_elsewhere() -> None:
    for kind in KINDS:
        page: Page = read_mail(composed(a_letter(kind))).page
        assert page.count("script") == page.count("img") == page.count("link") == 0
