"""Every mail has one fate, which is counted; what belongs to no case is known when it comes again."""

from datetime import date, timedelta

import pytest

from candour.cases.directory import Person
from candour.cases.dispatch import Outcome
from candour.cases.errors import StoreError
from candour.cases.facts import Facts
from candour.cases.mail_ledger import Fate, MailDay, account, added_up, days_of, kept_keys, known_fate
from candour.cases.report import Automatic, BounceReason, Door, Report
from tests.builders import NOON, a_report, a_value
from tests.letters import a_post_room
from tests.service import DPO, HEAD, SAINT_FINNIAN, FillableStore, Stage, a_stage

TODAY = NOON.date()
NO_INCIDENT = Facts(values={"not_an_incident": a_value(value=True)})


def taken(stage: Stage, *reports: Report) -> None:
    for report in reports:
        stage.service.receive(report)


def the_day(stage: Stage, day: date = TODAY) -> MailDay | None:
    """Return a day's line in the report that the Data Protection Officer sees."""
    (report,) = stage.service.mailbox_reports(DPO)
    return next((each for each in report.days if each.day == day), None)


def counted(stage: Stage) -> dict[str, int]:
    day = the_day(stage)
    return dict(day.counts) if day else {}


def a_mail(name: str, **changes: object) -> Report:
    return a_report(
        **{"id": name, "keys": (f"key of {name}",), "message_id": f"<{name}@saint-finnian.example>", **changes}
    )


def test_every_fate_of_a_mail_is_counted_once_and_what_comes_again_by_who_takes_it_in() -> None:
    stage = a_stage()
    stage.reader.readings["thanks"] = NO_INCIDENT
    taken(stage, a_mail("first"), a_mail("thanks"), a_mail("broken", unreadable="it is cut off"), a_mail("first"))
    case = stage.store.load(stage.store.register()[0].reference)
    notice = case.notices[0].message_id
    taken(
        stage,
        a_mail("answer", answers_to=(notice,)),
        a_mail("away", automatic=Automatic.REPLY),
        a_mail("back", automatic=Automatic.BOUNCE, bounce_of=notice, bounce_reason=BounceReason.REFUSED),
        a_mail("lost", automatic=Automatic.BOUNCE, bounce_of="<nobody-knows@saint-finnian.example>"),
    )
    assert counted(stage) == {
        "case": 1,
        "no_incident": 1,
        "quarantine": 1,
        "thread": 1,
        "automatic": 2,
        "bounce": 1,
    }
    day = the_day(stage)
    assert day is not None
    assert day.reasons == {"automatic auto_reply": 1, "automatic bounce": 1, "bounce refused": 1}


@pytest.mark.parametrize("automatic", [Automatic.REPLY, Automatic.OWN, Automatic.BOUNCE])
def test_an_automatic_mail_that_comes_again_is_a_duplicate_and_belongs_to_no_case(automatic: Automatic) -> None:
    stage = a_stage()
    outcomes = [stage.service.receive(a_mail("away", automatic=automatic)).outcome for _ in range(2)]
    assert outcomes == [Outcome.SET_ASIDE, Outcome.DUPLICATE]
    assert known_fate(stage.store, ("key of away",)) is Fate.AUTOMATIC
    assert not stage.store.register()


def test_all_keys_of_what_belongs_to_no_case_are_found_wherever_they_are_kept() -> None:
    stage = a_stage()
    mails = [a_mail(f"away-{number}", automatic=Automatic.REPLY) for number in range(2_000)]
    taken(stage, *mails)
    assert kept_keys(stage.store) == {mail.keys[0]: Fate.AUTOMATIC for mail in mails}


def test_a_returned_mail_that_comes_again_changes_its_case_once() -> None:
    stage = a_stage()
    taken(stage, a_mail("first"))
    (line,) = stage.store.register()
    notice = stage.store.load(line.reference).notices[0].message_id
    back = a_mail("back", automatic=Automatic.BOUNCE, bounce_of=notice, bounce_reason=BounceReason.REFUSED)
    taken(stage, back)
    version = stage.store.load(line.reference).version
    assert stage.service.receive(back).outcome is Outcome.DUPLICATE
    assert stage.store.load(line.reference).version == version


def test_a_mail_that_comes_again_is_counted_when_it_is_told() -> None:
    stage = a_stage()
    stage.service.came_again("dataloss")
    assert counted(stage) == {"duplicate": 1}


def test_of_a_confidential_mail_no_key_is_kept_even_where_it_is_automatic() -> None:
    stage = a_stage()
    taken(stage, a_mail("away", automatic=Automatic.REPLY, confidential=True, sender=None, message_id=None))
    assert counted(stage) == {"automatic": 1}
    assert known_fate(stage.store, ("key of away",)) is None


def test_what_comes_by_no_mailbox_is_not_counted() -> None:
    stage = a_stage()
    taken(stage, a_mail("chat", door=Door.CHAT, mailbox=""))
    assert counted(stage) == {}


def test_a_day_ends_at_midnight_in_london() -> None:
    stage = a_stage()
    stage.clock.moment = NOON.replace(month=7, day=1, hour=22, minute=59)
    taken(stage, a_mail("before"))
    stage.clock.move(timedelta(minutes=2))
    taken(stage, a_mail("after"), a_mail("later"))
    (report,) = stage.service.mailbox_reports(DPO)
    assert [(each.day, each.counts["case"]) for each in report.days] == [
        (date(2026, 7, 2), 2),
        (date(2026, 7, 1), 1),
    ]


def test_ordinary_mail_of_a_shared_mailbox_is_counted_with_the_reason_and_nothing_else_is_written() -> None:
    room = a_post_room()
    for reason in ("ordinary", "ordinary", "newsletter"):
        account(room.desk, "dataloss", Fate.LEFT, reason)
    today = room.clock().date()
    (day,) = days_of(room.store, "dataloss", today, today)
    assert (day.counts, day.reasons) == ({"left": 3}, {"left ordinary": 2, "left newsletter": 1})


class FullLedgerStore(FillableStore):
    """Has room for cases and none for records."""

    def put(self, kind: str, key: str, document: object) -> None:
        del kind, key, document
        raise StoreError("the store's disk refused")


def test_where_the_count_can_not_be_written_a_case_is_safe_and_an_automatic_mail_stays_in_the_mailbox() -> None:
    stage = a_stage(store=FullLedgerStore())
    assert stage.service.receive(a_mail("first")).outcome is Outcome.NEW_CASE
    with pytest.raises(StoreError):
        stage.service.receive(a_mail("away", automatic=Automatic.REPLY))


def test_a_report_is_for_the_dpo_and_the_deputy_of_the_mailbox_s_schools() -> None:
    deputy = Person(name="Deri Nash", address="deputy@saint-finnian.example")
    other = SAINT_FINNIAN.model_copy(
        update={"key": "heol-ffug", "roles": {"dpo": (Person(name="Tegan Lloyd", address="dpo@heol-ffug.example"),)}}
    )
    stage = a_stage({**SAINT_FINNIAN.roles, "deputy_dpo": (deputy,)}, others=(other,))
    seen = {
        person.address: [report.mailbox.name for report in stage.service.mailbox_reports(person)]
        for person in (DPO, deputy, HEAD, *other.roles["dpo"])
    }
    assert seen == {
        DPO.address: ["dataloss"],
        deputy.address: ["dataloss"],
        HEAD.address: [],
        "dpo@heol-ffug.example": [],
    }


def test_days_add_up() -> None:
    days = (
        MailDay(day=date(2026, 11, 20), counts={"case": 1, "left": 2}, reasons={"left ordinary": 2}),
        MailDay(day=date(2026, 11, 19), counts={"case": 3}),
    )
    assert added_up(days) == MailDay(
        day=date(2026, 11, 19), counts={"case": 4, "left": 2}, reasons={"left ordinary": 2}
    )
