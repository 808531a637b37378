"""What a digest holds beside its lists: the day's number over all records, and what was set aside."""

from datetime import date, timedelta

from candour.cases.audit import daily_digest, head
from candour.cases.daily_audit import KIND
from candour.cases.digests import Digest
from candour.cases.report import Automatic
from tests.builders import a_report, some_facts
from tests.letters import DAY, FRIDAY_DIGEST, GRAVE, THURSDAY, PostRoom, a_post_room, a_school, digests
from tests.service import DPO

MINUTE = timedelta(minutes=1)


def the_digest(room: PostRoom) -> Digest:
    """Send what is due; return the one digest."""
    ((_, dispatch),) = digests(room.post())
    assert dispatch.digest is not None
    return dispatch.digest


def test_r88_every_digest_holds_the_day_s_number_over_the_chains_of_all_cases() -> None:
    room = a_post_room()
    for _ in range(3):
        room.incident()
    heads = {entry.reference: head(room.store.load(entry.reference).events) for entry in room.store.register()}
    room.at(FRIDAY_DIGEST)
    audit = the_digest(room).audit
    assert (audit.digest, audit.count, audit.day) == (daily_digest(heads), 3, date(2026, 11, 20))
    kept = room.store.get(KIND, "2026-11-20")
    assert kept == {"digest": audit.digest, "count": "3", "at": FRIDAY_DIGEST.isoformat()}


def test_r88_all_digests_of_a_day_hold_the_same_number_and_the_next_day_s_another() -> None:
    room = a_post_room(a_school(roles={"dpo": (DPO, DPO.model_copy(update={"address": "second@x.example"}))}))
    room.incident()
    room.at(FRIDAY_DIGEST)
    first = {dispatch.digest.audit.digest for _, dispatch in digests(room.post()) if dispatch.digest}
    room.at(FRIDAY_DIGEST + MINUTE).incident(facts=some_facts(**GRAVE))
    at_once = {dispatch.digest.audit.digest for _, dispatch in digests(room.post()) if dispatch.digest}
    assert len(first) == 1
    assert at_once == first
    room.at(FRIDAY_DIGEST + 3 * DAY)
    assert {dispatch.digest.audit.digest for _, dispatch in digests(room.post()) if dispatch.digest} != first


def test_what_was_set_aside_on_the_whole_days_since_the_last_digest_is_counted() -> None:
    room = a_post_room()
    for day, kinds in enumerate([[Automatic.REPLY], [Automatic.REPLY, Automatic.OWN], [Automatic.BOUNCE]]):
        for number, kind in enumerate(kinds):
            room.at(THURSDAY + day * DAY)
            room.service.receive(a_report(id="a", keys=(f"{day} {number}",), automatic=kind))
        if day == 0:
            assert the_digest(room.at(FRIDAY_DIGEST)).set_aside == {Automatic.REPLY: 1}
    monday = the_digest(room.at(FRIDAY_DIGEST + 3 * DAY))
    assert monday.set_aside == {Automatic.REPLY: 1, Automatic.OWN: 1, Automatic.BOUNCE: 1}


def test_a_digest_is_as_of_when_it_is_sent_not_of_when_it_was_due() -> None:
    room = a_post_room().at(FRIDAY_DIGEST)
    room.plan()
    room.at(FRIDAY_DIGEST + 30 * MINUTE).incident()
    ((_, dispatch),) = digests(room.send())
    assert dispatch.digest is not None
    assert dispatch.digest.overview.now == FRIDAY_DIGEST + 30 * MINUTE
    assert dispatch.digest.overview.open_count == 1
