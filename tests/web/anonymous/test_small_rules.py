"""The small rules of the anonymous pages: tickets, limits, proofs, and what says who writes."""

from datetime import date, timedelta
from random import Random

import pytest

from candour.cases.facts import Facts
from candour.web.anonymous.identity import hints
from candour.web.anonymous.limits import HourlyLimit, in_minutes
from candour.web.anonymous.proof import Proof, read_proof
from candour.web.anonymous.tickets import Standing, Tickets
from tests.builders import NOON, a_value

TODAY = date(2026, 11, 20)
PROOF = Proof("st-finnian", TODAY, "0" * 64)


def tickets(key: bytes = b"key") -> Tickets:
    return Tickets(key, Random(3))  # noqa: S311  the same tickets in each run


@pytest.mark.parametrize(
    ("days", "standing"),
    [(0, Standing.GOOD), (1, Standing.GOOD), (2, Standing.OLD), (400, Standing.OLD), (-1, Standing.GOOD)],
)
def test_a_ticket_is_good_for_its_day_and_the_next(days: int, standing: Standing) -> None:
    code, ticket = tickets().new("st-finnian", TODAY)
    assert tickets().standing(ticket, "st-finnian", code, TODAY + timedelta(days=days)) is standing


def test_a_ticket_is_of_its_key_school_and_code_alone() -> None:
    code, ticket = tickets().new("st-finnian", TODAY)
    assert tickets(b"other").standing(ticket, "st-finnian", code, TODAY) is Standing.NONE
    assert tickets().standing(ticket, "st-elodie", code, TODAY) is Standing.NONE
    assert tickets().standing(ticket, "st-finnian", "0" * 16, TODAY) is Standing.NONE


@pytest.mark.parametrize("place", [0, 9, 12, 30, -1])
def test_no_character_of_a_ticket_can_be_changed(place: int) -> None:
    code, ticket = tickets().new("st-finnian", TODAY)
    changed = ticket[:place] + ("1" if ticket[place] != "1" else "2") + (ticket[place + 1 :] if place != -1 else "")
    assert tickets().standing(changed, "st-finnian", code, TODAY) is Standing.NONE


@pytest.mark.parametrize("ticket", ["", ".", "..", "2026-11-20..", "x" * 10_000, "é.é.é", "\ud800"])
def test_what_is_no_ticket_is_none(ticket: str) -> None:
    assert tickets().standing(ticket.encode("utf-8", "replace").decode(), "st-finnian", "", TODAY) is Standing.NONE


def test_a_ticket_says_its_day_and_no_time() -> None:
    code, ticket = tickets().new("st-finnian", TODAY)
    assert ticket.startswith("2026-11-20.")
    assert code not in ticket


def test_a_seal_is_of_its_words_alone() -> None:
    seal = tickets().seal("a", "b")
    assert tickets().is_sealed(seal, "a", "b")
    assert not tickets().is_sealed(seal, "a", "c")
    assert not tickets().is_sealed("", "a", "b")
    assert not tickets(b"other").is_sealed(seal, "a", "b")


def test_a_limit_counts_a_thing_once_and_frees_its_place_after_an_hour() -> None:
    limit = HourlyLimit(2)
    assert [limit.wait("school", what, now=NOON) for what in ("a", "b", "a")] == [None, None, None]
    late = NOON + timedelta(minutes=45)
    assert limit.wait("school", "c", now=late) == timedelta(minutes=15)
    assert limit.wait("other school", "c", now=late) is None
    assert limit.wait("school", "b", now=late) is None
    assert limit.wait("school", "c", now=NOON + timedelta(hours=1)) is None


def test_without_a_name_each_call_counts() -> None:
    limit = HourlyLimit(2)
    assert [limit.wait("form", "", now=NOON) is None for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 2), (1, 2), (60, 2), (121, 3), (3_600, 60)])
def test_a_wait_is_told_in_whole_minutes(seconds: int, minutes: int) -> None:
    assert in_minutes(timedelta(seconds=seconds)) == minutes


def test_a_proof_is_read_as_it_was_written_however_its_lines_end() -> None:
    text = PROOF.signed("c2ln")
    assert read_proof(text) == (PROOF, "c2ln")
    assert read_proof(f"\r\n{text}\n".replace("\n", "\r\n")) == (PROOF, "c2ln")


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROOF.statement,
        PROOF.signed(""),
        PROOF.signed("c2ln") + " and more",
        PROOF.signed("c2ln").replace("2026-11-20", "2026-11-31"),
        PROOF.signed("c2ln").replace("0000", "zzzz"),
        PROOF.signed("c2ln").replace("st-finnian", "st finnian\nschool: x"),
    ],
)
def test_what_is_no_proof_is_not_read_as_one(text: str) -> None:
    assert read_proof(text) is None


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("The list was open.\n\nRhian Lloyd\nTeaching assistant", ["Rhian Lloyd", "Teaching assistant"]),
        ("The list was open.\nThanks,\nRhian", ["Thanks,", "Rhian"]),
        ("The list was open.\nPlease look at it at once.", []),
        ("The list was open\nand nobody had noticed it for as long as I can think", []),
        ("Rhian Lloyd", []),
        ("", []),
    ],
)
def test_short_lines_at_the_end_are_pointed_out_as_a_signature(text: str, signature: list[str]) -> None:
    assert [hint.words for hint in hints(None, text)] == signature


def test_what_was_read_is_pointed_out_once_in_the_order_of_the_text() -> None:
    parts = tuple(
        a_value(words).as_candidate().model_copy(update={"rule": rule})
        for words, rule in (
            ("as SENCO", "identify.role"),
            ("my class", "identify.theirs"),
            ("AS SENCO", "identify.new"),
        )
    )
    facts = Facts(
        values={
            "may_identify": a_value(("as SENCO", "my class"), parts=parts),
            "reporter_name": a_value("Rhian Lloyd"),
        }
    )
    text = "It was my class. I noticed it, as SENCO."
    assert [tuple(hint) for hint in hints(facts, text)] == [
        ("theirs", "my class"),
        ("role", "as SENCO"),
        ("signature", "Rhian Lloyd"),
    ]


def test_a_rule_without_words_of_its_own_is_pointed_out_all_the_same() -> None:
    part = a_value("the blue car").as_candidate().model_copy(update={"rule": "identify.car"})
    facts = Facts(values={"may_identify": a_value(("the blue car",), parts=(part,))})
    assert [tuple(hint) for hint in hints(facts, "")] == [("other", "the blue car")]
