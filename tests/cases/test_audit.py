"""R88: the events of a case are a chain that shows every change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.audit import BEGINNING, ChainBrokenError, append, daily_digest, head, verify
from candour.cases.case import Event
from tests.builders import NOON

KINDS = ("report_received", "report_read", "assessed", "notice_queued")


def a_chain(length: int = 4) -> tuple[Event, ...]:
    events: tuple[Event, ...] = ()
    for number in range(length):
        events = append(
            events,
            at=NOON + timedelta(seconds=number),
            actor="candour",
            kind=KINDS[number % len(KINDS)],
            reason="",
            details={"report": "report-1", "number": str(number)},
            salt=f"salt-{number}",
        )
    return events


def test_r88_an_untouched_chain_is_verified() -> None:
    verify(a_chain())
    verify(())
    assert [event.number for event in a_chain()] == [1, 2, 3, 4]


def test_a_chain_is_verified_after_it_was_written_and_read() -> None:
    events = tuple(Event.model_validate_json(event.model_dump_json()) for event in a_chain())
    verify(events, expected_head=head(a_chain()))


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize(
    "change",
    [
        {"actor": "somebody"},
        {"kind": "decided"},
        {"reason": "because"},
        {"details": {"report": "report-2", "number": "0"}},
        {"details": {}},
        {"salt": "another"},
        {"digest": "0" * 64},
        {"at": datetime(2026, 11, 19, tzinfo=UTC)},
        {"number": 7},
    ],
)
def test_r88_an_altered_event_is_noticed(place: int, change: dict[str, object]) -> None:
    events = list(a_chain())
    events[place] = events[place].model_copy(update=change)
    with pytest.raises(ChainBrokenError) as broken:
        verify(events)
    assert broken.value.number == place + 1


@pytest.mark.parametrize("place", range(3))
def test_r88_a_cut_event_is_noticed(place: int) -> None:
    events = a_chain()
    with pytest.raises(ChainBrokenError, match="is missing"):
        verify(events[:place] + events[place + 1 :])
    renumbered = [
        event.model_copy(update={"number": number})
        for number, event in enumerate(events[:place] + events[place + 1 :], start=1)
    ]
    with pytest.raises(ChainBrokenError, match="is not what was recorded"):
        verify(renumbered)


def test_r88_reordered_events_are_noticed() -> None:
    first, second, *rest = a_chain()
    with pytest.raises(ChainBrokenError):
        verify([second, first, *rest])
    swapped = [second.model_copy(update={"number": 1}), first.model_copy(update={"number": 2}), *rest]
    with pytest.raises(ChainBrokenError):
        verify(swapped)


def test_r88_an_event_replaced_with_its_digest_made_anew_breaks_the_next_link() -> None:
    events = a_chain()
    forged = append(events[:1], at=NOON, actor="somebody", kind="decided", reason="", details={}, salt="s")
    with pytest.raises(ChainBrokenError) as broken:
        verify([*forged, *events[2:]])
    assert broken.value.number == 3


def test_r88_a_cut_end_or_a_chain_made_anew_is_noticed_by_the_head_that_was_kept() -> None:
    events = a_chain()
    kept = head(events)
    verify(events[:-1])
    with pytest.raises(ChainBrokenError, match="is not the last one"):
        verify(events[:-1], expected_head=kept)
    with pytest.raises(ChainBrokenError, match="is not the last one"):
        verify((), expected_head=kept)
    with pytest.raises(ChainBrokenError, match="is not the last one"):
        verify(append((), at=NOON, actor="a", kind="b", reason="", details={}, salt="s"), expected_head=kept)


def test_adding_an_event_changes_none_of_the_earlier_ones() -> None:
    events = a_chain(3)
    more = append(events, at=NOON, actor="a", kind="b", reason="c", details={}, salt="s")
    assert more[:3] == events
    assert head(more) != head(events)


def test_without_the_salt_the_same_content_has_another_digest() -> None:
    one = append((), at=NOON, actor="a", kind="b", reason="", details={}, salt="one")
    other = append((), at=NOON, actor="a", kind="b", reason="", details={}, salt="other")
    assert one[0].digest != other[0].digest


TEXTS = st.text(max_size=8)


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.tuples(TEXTS, TEXTS, TEXTS))
def test_two_contents_never_read_alike(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    def digest(parts: tuple[str, str, str]) -> str:
        return append((), at=NOON, actor=parts[0], kind=parts[1], reason=parts[2], details={}, salt="")[0].digest

    assert (digest(one) == digest(other)) is (one == other)


def test_the_daily_digest_stands_for_every_head_whatever_their_order() -> None:
    heads = {"SF-26-K7QM4": head(a_chain()), "SF-26-00001": BEGINNING}
    assert daily_digest(heads) == daily_digest(dict(reversed(heads.items())))
    assert len(daily_digest({})) == 64


@pytest.mark.parametrize(
    "heads",
    [
        {},
        {"SF-26-K7QM4": "b"},
        {"SF-26-K7QM4": "a", "SF-26-00001": "a"},
        {"SF-26-00001": "b", "SF-26-K7QM4": "a"},
        {"SF-26-0000": "1a", "SF-26-K7QM4": "b"},
    ],
)
def test_the_daily_digest_notices_a_case_that_was_cut_added_or_replaced(heads: dict[str, str]) -> None:
    assert daily_digest(heads) != daily_digest({"SF-26-00001": "a", "SF-26-K7QM4": "b"})
