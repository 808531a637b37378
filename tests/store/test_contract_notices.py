"""The contract of `Store`: what is to be sent, and how much was answered."""

from datetime import timedelta

import pytest

from candour.cases.notice import Notice, NoticeStatus
from candour.cases.ports import Store
from candour.cases.report import Sender
from tests.builders import NOON, a_case, a_notice, a_report, the_nth_case

MINUTE = timedelta(minutes=1)


def _notice(number: int, **changes: object) -> Notice:
    return a_notice(id=f"notice-{number}", message_id=f"<{number}@candour.example>", **changes)


def test_notices_are_due_from_their_moment_on_earliest_first(store: Store) -> None:
    store.accept(
        a_case(
            notices=(
                _notice(1, due_at=NOON + 2 * MINUTE),
                _notice(2, due_at=NOON + MINUTE),
                _notice(3, due_at=NOON + 3 * MINUTE),
            )
        )
    )
    due = store.due_notices(NOON + 2 * MINUTE, 10)
    assert [(notice.notice_id, notice.due_at) for notice in due] == [
        ("notice-2", NOON + MINUTE),
        ("notice-1", NOON + 2 * MINUTE),
    ]
    assert store.due_notices(NOON, 10) == []


def test_no_more_notices_are_returned_than_asked_for(store: Store) -> None:
    for number in range(5):
        store.accept(the_nth_case(number))
    assert [notice.reference for notice in store.due_notices(NOON, 2)] == ["SF-26-00000", "SF-26-00001"]
    assert store.due_notices(NOON, 0) == []


@pytest.mark.parametrize("status", [NoticeStatus.SENT, NoticeStatus.FAILED])
def test_a_notice_that_is_done_with_is_not_due(store: Store, status: NoticeStatus) -> None:
    store.accept(a_case(notices=(a_notice(status=status),)))
    assert store.due_notices(NOON + timedelta(days=9), 10) == []
    assert store.next_due() is None


def test_a_leased_notice_is_due_again_when_its_lease_has_run_out(store: Store) -> None:
    """A sender that died with a notice in its hands must not take it along."""
    leased = a_notice(status=NoticeStatus.LEASED, lease_until=NOON + 5 * MINUTE)
    store.accept(a_case(notices=(leased,)))
    assert store.due_notices(NOON + 4 * MINUTE, 10) == []
    assert [notice.notice_id for notice in store.due_notices(NOON + 5 * MINUTE, 10)] == ["notice-1"]
    assert store.next_due() == NOON + 5 * MINUTE


def test_the_next_due_moment_is_the_earliest_of_all_cases(store: Store) -> None:
    assert store.next_due() is None
    store.accept(the_nth_case(1, notices=(_notice(1, due_at=NOON + 2 * MINUTE),)))
    store.accept(the_nth_case(2, notices=(_notice(2, due_at=NOON + MINUTE),)))
    assert store.next_due() == NOON + MINUTE


def test_a_save_moves_notices_on(store: Store) -> None:
    case = a_case(notices=(_notice(1), _notice(2, due_at=NOON + MINUTE)))
    store.accept(case)
    sent = _notice(1, status=NoticeStatus.SENT, sent_at=NOON)
    store.save(case.model_copy(update={"version": 2, "notices": (sent, case.notices[1])}))
    assert [notice.notice_id for notice in store.due_notices(NOON + MINUTE, 10)] == ["notice-2"]
    assert store.next_due() == NOON + MINUTE


def test_a_sent_notice_is_still_found_when_it_bounces(store: Store) -> None:
    store.accept(a_case(notices=(a_notice(status=NoticeStatus.SENT, sent_at=NOON),)))
    found = store.find_notice("<notice-1@candour.example>")
    assert found is not None
    assert found.notice_id == "notice-1"


def test_answers_are_counted_for_an_address_however_it_is_written(store: Store) -> None:
    store.accept(the_nth_case(1))
    store.accept(the_nth_case(2))
    assert store.answers_since(" S.Vaughan@Saint-Finnian.EXAMPLE", NOON) == 2
    assert store.answers_since("someone@saint-finnian.example", NOON) == 0


def test_answers_are_counted_from_a_moment_on(store: Store) -> None:
    made = (_notice(1, created_at=NOON), _notice(2, created_at=NOON + MINUTE))
    store.accept(a_case(notices=made))
    address = "s.vaughan@saint-finnian.example"
    assert [store.answers_since(address, NOON + n * MINUTE) for n in (0, 1, 2)] == [2, 1, 0]


def test_what_the_dpo_is_told_does_not_count_as_an_answer(store: Store) -> None:
    store.accept(a_case(notices=(_notice(1), _notice(2, role="dpo"))))
    assert store.answers_since("s.vaughan@saint-finnian.example", NOON) == 1


def test_a_notice_counts_for_everybody_who_had_written_when_it_was_made(store: Store) -> None:
    later = Sender(name="Idris Penhale", address="i.penhale@saint-finnian.example")
    joined = a_report(id="report-2", keys=("second",), sender=later, received_at=NOON + MINUTE)
    made = (_notice(1, created_at=NOON), _notice(2, created_at=NOON + MINUTE))
    store.accept(a_case(reports=(a_report(), joined), notices=made))
    assert store.answers_since("s.vaughan@saint-finnian.example", NOON) == 2
    assert store.answers_since(later.address, NOON) == 1


def test_an_answer_made_before_any_report_by_the_clock_still_counts(store: Store) -> None:
    """Mail servers' clocks are not ours: a loop must not hide behind one that is fast."""
    ahead = a_report(received_at=NOON + timedelta(hours=1))
    store.accept(a_case(reports=(ahead,)))
    assert store.answers_since("s.vaughan@saint-finnian.example", NOON) == 1


def test_a_report_without_a_sender_counts_for_nobody(store: Store) -> None:
    store.accept(a_case(reports=(a_report(sender=None),)))
    assert store.answers_since("", NOON) == 0


def test_a_save_counts_each_answer_once(store: Store) -> None:
    case = a_case()
    store.accept(case)
    store.save(case.model_copy(update={"version": 2, "notices": (*case.notices, _notice(2))}))
    assert store.answers_since("s.vaughan@saint-finnian.example", NOON) == 2
