"""Letters in every store: made once, leased, sent, tried again, given up, and still there after a crash."""

from datetime import timedelta
from pathlib import Path

import pytest

from candour.cases.errors import StoreFullError
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import NoticeKind, NoticeStatus
from candour.cases.ports import Store
from tests.letters import DAY, FRIDAY_DIGEST, PostRoom, a_post_room
from tests.store.conftest import OpenFolders

MINUTE = timedelta(minutes=1)


def leased_one(room: PostRoom) -> LetterDispatch:
    """Lease the one letter that is due."""
    (dispatch,) = room.service.lease_letters(10)
    return dispatch


def test_two_sweeps_make_one_letter(store: Store) -> None:
    room = a_post_room(store=store).at(FRIDAY_DIGEST)
    assert (room.plan(), room.plan()) == (1, 0)
    assert len(room.send()) == 1
    assert (room.plan(), room.send()) == (0, [])


def test_a_leased_letter_is_nobody_else_s_until_the_lease_ends_and_keeps_its_message_id(store: Store) -> None:
    room = a_post_room(store=store).at(FRIDAY_DIGEST)
    room.plan()
    first = leased_one(room)
    assert room.service.lease_letters(10) == []
    assert room.service.next_due() == FRIDAY_DIGEST + 2 * MINUTE
    room.at(FRIDAY_DIGEST + 2 * MINUTE)
    second = leased_one(room)
    assert second.letter.notice.message_id == first.letter.notice.message_id
    assert second.letter.notice.attempts == 2


def test_a_letter_that_was_not_taken_is_tried_again_later_and_given_up_after_days(store: Store) -> None:
    room = a_post_room(store=store).at(FRIDAY_DIGEST)
    room.plan()
    message_ids = set()
    while dispatches := room.service.lease_letters(1):
        message_ids.add(dispatches[0].letter.notice.message_id)
        room.service.letter_failed(dispatches[0].letter.notice.id, code="connection", permanent=False)
        due = room.service.next_due()
        if due is None:
            break
        assert due > room.clock()
        room.at(due + 240 * MINUTE)
    (letter,) = room.letters()
    assert (letter.notice.status, letter.notice.error) == (NoticeStatus.FAILED, "connection")
    assert room.clock() - FRIDAY_DIGEST > 3 * DAY
    assert len(message_ids) == 1


def test_a_letter_that_is_refused_for_good_is_not_tried_again(store: Store) -> None:
    room = a_post_room(store=store).at(FRIDAY_DIGEST)
    room.plan()
    room.service.letter_failed(leased_one(room).letter.notice.id, code="550", permanent=True)
    room.at(FRIDAY_DIGEST + 3 * timedelta(hours=1))
    assert room.post() == []
    assert room.service.next_due() is None
    assert [letter.failed_at for letter in room.letters()] == [FRIDAY_DIGEST]


def test_what_was_sent_stays_sent_whatever_is_reported_later(store: Store) -> None:
    room = a_post_room(store=store).at(FRIDAY_DIGEST)
    room.plan()
    letter_id = leased_one(room).letter.notice.id
    room.service.letter_sent(letter_id)
    room.service.letter_failed(letter_id, code="550", permanent=True)
    room.service.letter_sent("no such letter")
    assert [letter.notice.status for letter in room.letters()] == [NoticeStatus.SENT]


def test_a_clock_that_was_set_back_holds_no_letter(store: Store) -> None:
    room = a_post_room(store=store).at(FRIDAY_DIGEST + timedelta(hours=8))
    room.plan()
    leased_one(room)
    room.at(FRIDAY_DIGEST)
    assert room.service.lease_letters(1) == []
    room.plan()
    assert leased_one(room).letter.notice.attempts == 2


def test_letters_are_forgotten_after_weeks_but_not_up_to_when_somebody_was_told(store: Store) -> None:
    room = a_post_room(store=store)
    for day in range(50):
        room.at(FRIDAY_DIGEST + day * DAY).post()
    assert len(room.letters()) < 20
    last = room.letters()[-1].as_of
    room.at(FRIDAY_DIGEST + 119 * DAY)
    (dispatch,) = room.post()
    assert dispatch.digest is not None
    assert dispatch.digest.overview.since == last
    room.plan()
    assert len(room.letters()) == 1


def test_the_kind_of_a_letter_and_whom_it_is_for_are_kept(store: Store) -> None:
    room = a_post_room(store=store).at(FRIDAY_DIGEST)
    room.plan()
    (letter,) = room.letters()
    assert letter.notice.kind is NoticeKind.DIGEST
    assert letter.notice.recipient is not None
    assert letter.notice.recipient.address == "dpo@saint-finnian.example"
    assert letter.schools == ("st-finnian",)


def test_a_lease_survives_a_crash_and_the_letter_goes_out_once_more_with_the_same_message_id(
    open_folders: OpenFolders,
) -> None:
    store = open_folders()
    room = a_post_room(store=store).at(FRIDAY_DIGEST)
    room.plan()
    before = leased_one(room).letter.notice
    store.close()
    again = a_post_room(store=open_folders(), began=FRIDAY_DIGEST + MINUTE, seed=2)
    assert again.send() == []
    again.service.free_leases()
    (after,) = again.send()
    assert after.letter.notice.message_id == before.message_id
    assert again.plan() == 0


def test_a_restart_on_the_same_day_makes_no_second_digest(open_folders: OpenFolders) -> None:
    store = open_folders()
    a_post_room(store=store).at(FRIDAY_DIGEST).post()
    store.close()
    again = a_post_room(store=open_folders(), began=FRIDAY_DIGEST + 30 * MINUTE, seed=2)
    assert again.post() == []


def test_nothing_of_a_letter_stands_in_clear_on_the_disk(open_folders: OpenFolders, root: Path) -> None:
    room = a_post_room(store=open_folders()).at(FRIDAY_DIGEST)
    room.plan()
    assert room.letters()
    files = [file for file in root.rglob("*") if file.is_file()]
    assert not any(b"saint-finnian" in file.read_bytes() for file in files)


def test_a_full_disk_loses_no_letter(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    room = a_post_room(store=store).at(FRIDAY_DIGEST)

    def refuse(*_: object) -> None:
        raise StoreFullError("there is no room left")

    with monkeypatch.context() as full:
        full.setattr(store, "put", refuse)
        with pytest.raises(StoreFullError):
            room.plan()
    assert len(room.post()) == 1
