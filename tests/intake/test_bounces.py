"""Bounces in the shapes that mail systems write them: which of our mails came back, and why."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.report import Automatic, BounceReason
from intake.bounce_reasons import reason_in_status, reason_in_words
from intake.our_mail import is_our_message_id
from tests.intake.mails import DATA, parsed

FOLDER = DATA / "bounces"
SAMPLES = sorted(FOLDER.glob("*.eml"))
EXPECTED: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
OURS = "<7zk4m9q2x0abwert.sf-26-k7qm4@saint-finnian.example>"


def test_there_are_enough_samples_and_an_expectation_for_each() -> None:
    assert len(SAMPLES) >= 40
    assert {sample.stem for sample in SAMPLES} == set(EXPECTED)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_bounce_is_read_as_the_table_says(sample: Path, line_end: bytes) -> None:
    message = parsed(sample.read_bytes().replace(b"\n", line_end))
    found: dict[str, Any] = {"kind": str(message.automatic or "person")}
    if message.bounce_of:
        found["of"] = "ours" if message.bounce_of == OURS else message.bounce_of
    if message.bounce_reason:
        found["reason"] = str(message.bounce_reason)
    assert found == EXPECTED[sample.stem]
    assert message.unreadable is None


def test_a_bounce_that_is_marked_as_a_mere_program_s_mail_must_return_a_mail_of_ours() -> None:
    raw = (FOLDER / "gateway_no_reference_in_subject.eml").read_bytes()
    assert parsed(raw).automatic is Automatic.BOUNCE
    assert parsed(raw.replace(b"sf-26-k7qm4", b"sf-26-k7qm5")).automatic is Automatic.GENERATED


@pytest.mark.parametrize(
    ("message_id", "ours"),
    [
        (OURS, True),
        ("<7ZK4M9Q2X0ABWERT.SF-26-K7QM4@saint-finnian.example>", True),
        ("<7zk4m9q2x0abwert.letter@saint-finnian.example>", True),
        ("<7zk4m9q2x0abwert.sign-in@saint-finnian.example>", True),
        ("<7zk4m9q2x0abwert.sf-26-k7qm5@saint-finnian.example>", False),
        ("<7zk4m9q2x0abwer.sf-26-k7qm4@saint-finnian.example>", False),
        ("<trip-1@saint-finnian.example>", False),
    ],
)
def test_a_message_id_of_ours_is_known_by_its_shape_and_its_check_character(message_id: str, *, ours: bool) -> None:
    assert is_our_message_id(message_id) is ours


@given(st.binary(max_size=2_000))
def test_any_bytes_in_a_delivery_status_are_read_without_an_exception(body: bytes) -> None:
    stated = reason_in_status(body)
    assert stated is None or stated.reason in {None, *BounceReason}


@given(st.text(max_size=200), st.text(max_size=2_000))
def test_any_words_of_a_bounce_have_a_reason_or_say_that_the_mail_arrived(subject: str, text: str) -> None:
    assert reason_in_words(subject, text) in {None, *BounceReason}
