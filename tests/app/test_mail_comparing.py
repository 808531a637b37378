"""What lies in a mailbox against what the store knows: how each message stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from candour.app.mail_comparing import Known, State, compare, known_mails, state_of
from candour.cases.case import CaseStatus
from candour.cases.directory import WatchedMailbox
from candour.cases.mail_ledger import Fate
from intake.stocktaking import Lying, Use
from tests.builders import a_case, a_report

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OLD = NOW - timedelta(hours=1)
KNOWN = {"m:1": Known(Fate.CASE, "dataloss", OLD)}
MAILBOX = WatchedMailbox(name="dataloss", address="dataloss@saint-finnian.example", schools=("st-finnian",))


def a_message(**changes: object) -> Lying:
    """Return a message that has waited for an hour in the watched folder, and is unknown."""
    message = Lying(
        folder="INBOX",
        use=Use.WATCHED,
        uid_validity=7,
        uid=1,
        received_at=OLD,
        size_in_bytes=1000,
        is_accepted=False,
        is_left=False,
        is_deleted=False,
        keys=("m:2",),
    )
    return replace(message, **changes)  # type: ignore[arg-type]  # fields of the message, or the test fails here


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.WAITING),
        ({"received_at": NOW - timedelta(minutes=14)}, State.JUST_COME),
        ({"received_at": NOW - timedelta(minutes=15)}, State.WAITING),
        ({"received_at": NOW + timedelta(hours=1)}, State.JUST_COME),
        ({"received_at": None}, State.WAITING),
        ({"keys": ()}, State.WAITING),
        ({"keys": None}, State.WAITING),
        ({"is_deleted": True}, State.DELETED),
        ({"is_left": True, "keys": None}, State.LEFT),
        ({"is_accepted": True}, State.LOST),
        ({"is_accepted": True, "is_deleted": True}, State.LOST),
        ({"is_accepted": True, "keys": ()}, State.UNFETCHED),
        ({"is_accepted": True, "keys": None}, State.ASIDE),
        ({"use": Use.PROCESSED, "is_accepted": True}, State.LOST),
        ({"use": Use.PROCESSED}, State.STRAY),
        ({"use": Use.PROCESSED, "received_at": NOW}, State.STRAY),
        ({"use": Use.PROCESSED, "keys": ()}, State.UNFETCHED),
        ({"use": Use.ASIDE, "keys": None}, State.ASIDE),
        ({"keys": ("m:1",), "is_accepted": True}, State.ACCOUNTED),
        ({"keys": ("m:1",), "use": Use.PROCESSED}, State.ACCOUNTED),
        ({"keys": ("m:1",)}, State.UNMARKED),
        ({"keys": ("m:1",), "received_at": NOW}, State.ACCOUNTED),
        ({"keys": ("m:1",), "is_deleted": True}, State.ACCOUNTED),
    ],
)
def test_how_a_message_stands(changes: dict[str, object], state: State) -> None:
    assert state_of(a_message(**changes), KNOWN, NOW) is state


def test_where_the_server_keeps_no_keywords_the_cursor_tells_what_was_looked_at() -> None:
    lying = [a_message(uid=uid, keys=None) for uid in (3, 4, 5)]
    audit = compare(MAILBOX, lying, {}, now=NOW, looked_at={("INBOX", 7): 4, ("Other", 7): 9})
    assert {state: [message.uid for message in found] for state, found in audit.states.items()} == {
        State.LEFT: [3, 4],
        State.WAITING: [5],
    }
    assert set(compare(MAILBOX, lying, {}, now=NOW, looked_at={("INBOX", 6): 4}).states) == {State.WAITING}


def test_all_is_accounted_for_where_nothing_waits_and_nothing_is_unknown() -> None:
    lying = [
        a_message(keys=("m:1",), use=Use.PROCESSED),
        a_message(received_at=NOW),
        a_message(is_left=True),
        a_message(is_deleted=True),
        a_message(use=Use.ASIDE, keys=None),
    ]
    audit = compare(MAILBOX, lying, KNOWN, now=NOW)
    assert audit.is_complete
    assert audit.unknown == ()
    assert (audit.total, audit.fates.counts, audit.gone) == (5, {"case": 1}, 0)


@pytest.mark.parametrize(
    "difference",
    [{}, {"is_accepted": True}, {"use": Use.PROCESSED}, {"keys": ("m:1",)}],
)
def test_each_difference_is_one(difference: dict[str, object]) -> None:
    assert not compare(MAILBOX, [a_message(**difference)], KNOWN, now=NOW).is_complete


def test_what_can_be_taken_again_is_what_was_taken_and_is_unknown() -> None:
    lost, stray = a_message(is_accepted=True), a_message(use=Use.PROCESSED)
    audit = compare(MAILBOX, [a_message(), lost, a_message(keys=("m:1",)), stray], KNOWN, now=NOW)
    assert audit.unknown == (lost, stray)


def test_a_mail_that_lies_there_twice_is_a_duplicate_the_second_time() -> None:
    twice = [a_message(keys=("m:1",), use=Use.PROCESSED, uid=uid) for uid in (1, 2)]
    assert compare(MAILBOX, twice, KNOWN, now=NOW).fates.counts == {"case": 1, "duplicate": 1}


def test_mails_of_cases_that_are_on_the_server_no_more_are_counted_by_mailbox_and_from_a_day_on() -> None:
    known = {
        "m:1": Known(Fate.CASE, "dataloss", OLD),
        "m:2": Known(Fate.THREAD, "dataloss", OLD - timedelta(days=3)),
        "m:3": Known(Fate.CASE, "other", OLD),
        "m:4": Known(Fate.AUTOMATIC),
    }
    assert compare(MAILBOX, [], known, now=NOW).gone == 2
    assert compare(MAILBOX, [], known, now=NOW, since=NOW.date()).gone == 1
    assert compare(MAILBOX, [a_message(keys=("m:1",))], known, now=NOW).gone == 1


def test_the_fates_of_what_the_store_knows() -> None:
    def reports(*names: str, **changes: object) -> tuple[object, ...]:
        return tuple(a_report(id=name, keys=(name,), **changes) for name in names)

    cases = [
        a_case(reports=reports("first", "answer")),
        a_case(reports=reports("news"), status=CaseStatus.PROPOSED_NO_INCIDENT),
        a_case(reports=reports("thanks"), status=CaseStatus.NO_INCIDENT),
        a_case(reports=reports("broken", unreadable="it is cut off")),
    ]
    known = known_mails(cases, {"away": Fate.AUTOMATIC})
    assert {key: (mail.fate.value, mail.mailbox) for key, mail in known.items()} == {
        "first": ("case", "dataloss"),
        "answer": ("thread", "dataloss"),
        "news": ("no_incident", "dataloss"),
        "thanks": ("no_incident", "dataloss"),
        "broken": ("quarantine", "dataloss"),
        "away": ("automatic", ""),
    }
