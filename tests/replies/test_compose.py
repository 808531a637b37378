"""The mail around a notice: headers that loops, threads and clients depend on."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.case import Case, CaseStatus
from candour.cases.directory import Person
from candour.cases.errors import SendError
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.report import Sender
from replies.compose import compose
from replies.mail_headers import usable_address, usable_message_id
from tests.builders import LETTER, NOON, a_notice, a_report, a_value, some_facts
from tests.replies.stage import LINE, ROLES, WRITER, a_dispatch, a_told_case, anonymous
from tests.service import DPO, SAINT_FINNIAN

TOKEN_ADDRESS = "dataloss+c-k7qm4-example-token@saint-finnian.example"


def mail(kind: NoticeKind, case: Case | None = None, **changes: Any) -> EmailMessage:
    """Return a notice as the receiving side parses it."""
    sent = compose(a_dispatch(kind, case, **changes), identity=LINE, now=NOON)
    return message_from_bytes(sent.as_bytes(), policy=policy.default)


def test_sender_recipient_date_and_both_parts_are_there() -> None:
    message = mail(NoticeKind.ACKNOWLEDGEMENT)
    assert message["From"] == "St Finnian's incident line <dataloss@saint-finnian.example>"
    assert message["To"] == "Seren Vaughan <s.vaughan@saint-finnian.example>"
    assert message["Date"].datetime == NOON
    assert message.get_content_type() == "multipart/alternative"
    parts = [part for part in message.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert {part.get_content_charset() for part in parts} == {"utf-8"}


def test_everybody_who_holds_a_role_is_written_to_openly() -> None:
    other = Person(name="Tomos Reed", address="t.reed@council.example")
    message = mail(NoticeKind.ALERT, recipients=(DPO, other))
    assert [address.addr_spec for address in message["To"].addresses] == [DPO.address, other.address]
    assert message["Bcc"] is None
    assert message["Cc"] is None


@pytest.mark.parametrize("kind", list(ROLES))
def test_answers_go_to_an_address_that_only_this_case_has(kind: NoticeKind) -> None:
    assert mail(kind)["Reply-To"] == TOKEN_ADDRESS


def test_without_plus_addressing_answers_go_to_the_schools_address() -> None:
    school = SAINT_FINNIAN.model_copy(update={"plus_addressing": False})
    assert mail(NoticeKind.ACKNOWLEDGEMENT, school=school)["Reply-To"] == "dataloss@saint-finnian.example"


@pytest.mark.parametrize("kind", list(ROLES))
def test_no_machine_answers_and_own_mail_is_known_again(kind: NoticeKind) -> None:
    message = mail(kind)
    assert message["Auto-Submitted"] == ("auto-replied" if ROLES[kind] == REPORTER else "auto-generated")
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["X-Candour"].startswith("SF-26-K7QM4 n-")


def test_the_message_id_is_the_notices_at_every_try() -> None:
    dispatch = a_dispatch(NoticeKind.ALERT)
    tries = [compose(dispatch, identity=LINE, now=NOON)["Message-ID"] for _ in range(2)]
    assert tries == ["<alert@saint-finnian.example>"] * 2


def test_the_writers_mail_is_answered_in_its_thread() -> None:
    message = mail(NoticeKind.ACKNOWLEDGEMENT)
    assert message["In-Reply-To"] == message["References"] == "<trip-1@saint-finnian.example>"


def test_the_latest_of_the_writers_mails_is_answered() -> None:
    second = a_report(id="report-2", message_id="<trip-2@saint-finnian.example>")
    foreign = a_report(id="report-3", message_id="<dpo-1@x.example>", sender=Sender(name=DPO.name, address=DPO.address))
    case = a_told_case(reports=(a_report(), second, foreign))
    assert mail(NoticeKind.UPDATE, case)["In-Reply-To"] == "<trip-2@saint-finnian.example>"


def test_all_notices_to_a_role_hang_on_the_first_one() -> None:
    first = mail(NoticeKind.ALERT)
    later = mail(NoticeKind.UPDATE, role="dpo")
    assert first["References"] is None
    assert later["References"] == later["In-Reply-To"] == first["Message-ID"]


def test_the_dpos_thread_does_not_give_the_writers_message_id_away() -> None:
    assert b"trip-1@" not in compose(a_dispatch(NoticeKind.ALERT), identity=LINE, now=NOON).as_bytes()


@pytest.mark.parametrize(
    ("kind", "role", "words"),
    [
        (NoticeKind.ACKNOWLEDGEMENT, REPORTER, "Your report has arrived"),
        (NoticeKind.ALERT, "dpo", "New incident report: please decide (proposed level: Medium)"),
        (NoticeKind.HEAD_NOTICE, "head_teacher", "New incident report"),
        (NoticeKind.ASSET_LOSS, "service_desk", "A school device or item was lost"),
        (NoticeKind.COMPLAINT, "dpo", "A complaint about personal data: please answer it in time"),
        (NoticeKind.QUESTIONS, REPORTER, "Some questions about your report"),
        (NoticeKind.UPDATE, REPORTER, "Thank you for your answer"),
        (NoticeKind.UPDATE, "dpo", "News on this incident"),
        (NoticeKind.NOT_DELIVERED, "dpo", "A notice could not be delivered"),
    ],
)
def test_subjects_are_fixed_words_and_the_reference_whatever_the_report_says(
    kind: NoticeKind, role: str, words: str
) -> None:
    facts = some_facts(line_manager=a_value("Ffion Bowen"), incident_type=a_value("Ffion Bowen"))
    case = a_told_case(facts, reports=(a_report(subject="About Ffion Bowen"),))
    assert mail(kind, case, role=role)["Subject"] == f"[SF-26-K7QM4] {words}"


def test_subjects_tell_the_unreadable_and_the_doubtful_apart() -> None:
    unreadable = a_told_case(reports=(a_report(unreadable="too many parts"),))
    assert mail(NoticeKind.ALERT, unreadable)["Subject"].endswith("A report could not be read: please look at it")
    doubtful = a_told_case(status=CaseStatus.PROPOSED_NO_INCIDENT)
    assert mail(NoticeKind.ALERT, doubtful)["Subject"].endswith("Probably no incident: please check")


@pytest.mark.parametrize("kind", [kind for kind, role in ROLES.items() if role != REPORTER])
def test_r33_a_mail_to_others_holds_the_unnamed_writer_nowhere_its_headers_included(kind: NoticeKind) -> None:
    message = mail(kind, a_told_case(anonymous(some_facts(summary=a_value(LETTER)))))
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    everything = " ".join([*(f"{name}: {value}" for name, value in message.items()), *parts]).casefold()
    assert "vaughan" not in everything
    assert "seren" not in everything


@pytest.mark.parametrize(
    "name",
    [
        "Eve\r\nBcc: all@school.example",
        "Eve\nSubject: hi",
        "\u202eEve",
        "E" * 5_000,
        "Zoë Ŵyn \U0001f469",
        '"Eve" <x@y.example>',
    ],
)
def test_names_from_the_wild_cannot_write_headers(name: str) -> None:
    message = mail(NoticeKind.ACKNOWLEDGEMENT, recipients=(Person(name=name, address=WRITER.address),))
    assert message["Bcc"] is None
    assert message["Subject"] == "[SF-26-K7QM4] Your report has arrived"
    assert [address.addr_spec for address in message["To"].addresses] == [WRITER.address]


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "a b@c.example",
        "<a@b.example>",
        "a@",
        "@b.example",
        "a",
        "",
        "a@b..example",
        "a..b@c.example",
        ".a@b.example",
        "a@" + "b" * 300 + ".example",
        'a"b@c.example',
        "a@[127.0.0.1]",
    ],
)
def test_an_address_that_is_none_is_refused_for_good(address: str) -> None:
    with pytest.raises(SendError) as refused:
        mail(NoticeKind.ACKNOWLEDGEMENT, recipients=(Person(name="Eve", address=address),))
    assert (refused.value.code, refused.value.permanent) == ("bad-address", True)


def test_an_unusable_address_of_our_own_is_a_setting_that_can_be_mended() -> None:
    school = SAINT_FINNIAN.model_copy(update={"reply_address": "nobody"})
    with pytest.raises(SendError) as refused:
        mail(NoticeKind.ALERT, school=school)
    assert (refused.value.code, refused.value.permanent) == ("own-address", False)


def test_addresses_outside_ascii_are_kept_and_their_domains_put_into_ascii() -> None:
    found = usable_address("siân@ysgol-tŷ.example")
    assert found is not None
    assert (found.username, found.domain) == ("siân", "xn--ysgol-t-xvb.example")


@pytest.mark.parametrize(
    "message_id", ["<a@b>\r\nBcc: c@d.example", "<a b@c>", "no brackets", "<" + "x" * 2_000 + "@y>", "<ä@b>", ""]
)
def test_message_ids_from_the_wild_are_left_out_where_they_are_none(message_id: str) -> None:
    assert (
        mail(NoticeKind.ACKNOWLEDGEMENT, a_told_case(reports=(a_report(message_id=message_id),)))["In-Reply-To"] is None
    )


def test_a_long_message_id_is_neither_folded_nor_encoded() -> None:
    message_id = f"<{'x' * 200}@mail.example>"
    case = a_told_case(reports=(a_report(message_id=message_id),))
    content = compose(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, case), identity=LINE, now=NOON).as_bytes()
    assert f"References: {message_id}\r\n".encode() in content


def test_rfc5322_no_line_is_too_long_and_every_line_ends_with_crlf() -> None:
    case = a_told_case(some_facts(summary=a_value("x" * 100_000), line_manager=a_value("é" * 5_000)))
    content = compose(a_dispatch(NoticeKind.ALERT, case), identity=LINE, now=NOON).as_bytes()
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.isascii()


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_name_and_message_id_make_a_mail_with_the_same_headers(name: str, message_id: str) -> None:
    expected = compose(a_dispatch(NoticeKind.ACKNOWLEDGEMENT), identity=LINE, now=NOON).keys()
    case = a_told_case(notices=(a_notice(),), reports=(a_report(message_id=message_id),))
    person = Person(name=name, address=WRITER.address)
    content = compose(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, case, recipients=(person,)), identity=LINE, now=NOON)
    parsed = message_from_bytes(content.as_bytes(), policy=policy.default)
    optional = {"In-Reply-To", "References"}
    assert set(parsed.keys()) - optional == set(expected) - optional
    assert usable_message_id(message_id) is not None or parsed["References"] is None
