"""A shared mailbox's mail sorted: what is taken, what is left, what is named, and what is written of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from candour.cases.directory import Person, WatchedMailbox
from candour.cases.dispatch import Outcome
from candour.cases.errors import SettingsError, StoreFullError
from candour.cases.facts import Answer, Facts
from candour.cases.leaving import KEPT, KIND
from candour.cases.mail_ledger import days_of
from candour.cases.report import Automatic, Report, Sender
from candour.cases.sorting import HEADER_RULES, READING_RULES, Verdict, sort_by_header, sort_by_reading
from candour.cases.sorting_signs import FOR_SORTING, Seen
from tests.builders import NOON, a_report, a_value, some_facts
from tests.service import DPO, HEAD, SAINT_FINNIAN, FillableStore, Stage, a_stage

ADMIN = "admin@saint-finnian.example"
OFFICE = WatchedMailbox(name="admin", address=ADMIN, schools=("st-finnian",), mode="shared")
DAY = timedelta(days=1)


def a_mail(**changes: Any) -> Report:
    """Return a mail to the office's mailbox."""
    message_id = changes.get("message_id", "<mail-1@mailbox.example>")
    return a_report(
        **{
            "recipients": (ADMIN,),
            "mailbox": "admin",
            "sender": Sender(name="Rhian Pugh", address="rhian.pugh@mailbox.example"),
            "message_id": message_id,
            "keys": (f"{message_id} 77aa",),
            **changes,
        }
    )


def facts(**values: Answer | tuple[Answer, float]) -> Facts:
    """Return facts; a pair is a value with how sure it is."""
    return Facts(
        values={
            field: a_value(value[0], confidence=value[1])
            if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], float)
            else a_value(value)
            for field, value in values.items()
        }
    )


def an_office(store: FillableStore | None = None) -> Stage:
    return a_stage(mailboxes=(OFFICE,), store=store)


LOST = "lost_or_stolen_information"
BY_HEADER = [
    ("answer", a_mail(automatic=Automatic.REPLY), True),
    ("own", a_mail(automatic=Automatic.OWN), False),
    ("automatic", a_mail(automatic=Automatic.REPLY), False),
    ("automatic", a_mail(automatic=Automatic.BOUNCE), False),
    ("reporting_address", a_mail(recipients=("DataLoss@saint-finnian.example", ADMIN)), False),
    (
        "reporting_address",
        a_mail(recipients=("dataloss+c-k7qm4@saint-finnian.example",), unreadable="too large"),
        False,
    ),
    ("named_in_subject", a_mail(subject="Fwd: Data  Incident: see below"), False),
    ("unreadable", a_mail(unreadable="it has 70 MB"), False),
    (None, a_mail(), False),
    (None, a_mail(automatic=Automatic.GENERATED, subject="Data incident training"), False),
    (None, a_mail(automatic=Automatic.BULK, subject="The data incident of the month"), False),
]


@pytest.mark.parametrize(("rule", "report", "answers"), BY_HEADER)
def test_the_header_alone_decides_what_needs_no_reading(rule: str | None, report: Report, answers: bool) -> None:  # noqa: FBT001  a column of the table
    found = sort_by_header(Seen(report, answers, frozenset({"dataloss@saint-finnian.example"})))
    assert (found.rule if found else None) == rule


NEWSLETTER = a_mail(automatic=Automatic.BULK)
BY_READING = [
    ("not_read", a_mail(), None),
    ("notice_to_many", NEWSLETTER, facts(signs_of_harm=("says_so",), harm_to_information=True)),
    ("bulk", NEWSLETTER, facts(signs_of_harm=("says_so",), harm_to_information=(True, 0.7))),
    ("says_so", a_mail(), facts(signs_of_harm=("says_so",))),
    ("says_so", a_mail(), facts(signs_of_harm=("tricked", "gone"), not_an_incident=(True, 0.66))),
    ("ordinary", a_mail(), facts(signs_of_harm=("says_so",), not_an_incident=(True, 0.88))),
    ("harm", a_mail(), facts(harm_to_information=(True, 0.9))),
    ("ordinary", a_mail(), facts(harm_to_information=(True, 0.9), not_an_incident=(True, 0.84))),
    (
        "weak_signs",
        a_mail(),
        facts(harm_to_information=(True, 0.9), not_an_incident=(True, 0.84), signs_of_harm=("wrong_reader",)),
    ),
    ("at_risk", a_mail(), facts(harm_to_information=(True, 0.55), individual_at_risk=(True, 0.88))),
    ("at_risk", a_mail(), facts(harm_to_information=(True, 0.55), wants_anonymity=(True, 0.93))),
    ("near_harm", a_mail(), facts(harm_to_information=(True, 0.7), signs_of_harm=("wrong_reader",))),
    ("near_harm", a_mail(), facts(harm_to_information=(True, 0.7), incident_type=LOST, data_types=("name",))),
    ("kind_and_details", a_mail(), facts(incident_type=LOST, data_types=("name", "health"))),
    ("kind_and_story", a_mail(), facts(incident_type="cyber_attack", discovered_time="08:10")),
    ("kind_and_story", a_mail(), facts(incident_type=LOST, data_types=("name",), near_miss=True)),
    ("weak_signs", a_mail(), facts(harm_to_information=(True, 0.7), signs_of_harm=("gone",))),
    ("weak_signs", a_mail(), facts(harm_to_information=(True, 0.55))),
    ("weak_signs", a_mail(), facts(incident_type="lost_or_stolen_equipment", signs_of_harm=("gone",))),
    ("weak_signs", a_mail(), facts(incident_type="poor_disposal", signs_of_harm=("gone", "found"))),
    ("weak_signs", a_mail(), facts(incident_type="sent_to_wrong_person", signs_of_harm=("wrong_reader",))),
    ("weak_signs", a_mail(), facts(incident_type=LOST, data_types=("health",))),
    ("asks_for_data", a_mail(), facts(asks_for_data=True)),
    ("ordinary", a_mail(), facts(asks_for_data=True, not_an_incident=(True, 0.84))),
    ("ordinary", a_mail(), facts(incident_type=LOST, data_types=("name",))),
    ("ordinary", a_mail(), facts(incident_type="poor_disposal", signs_of_harm=("found",))),
    ("ordinary", a_mail(), facts(incident_type=LOST, signs_of_harm=("gone",))),
    ("weak_signs", a_mail(), facts(harm_to_information=(True, 0.9), signs_of_harm=("regret",))),
    ("like_a_report", a_mail(), facts(reads_like_incident=(True, 0.97), signs_of_harm=("gone",))),
    ("ordinary", a_mail(), facts(reads_like_incident=(True, 0.97))),
    ("ordinary", a_mail(), facts(reads_like_incident=(True, 0.9), signs_of_harm=("gone",))),
    ("ordinary", a_mail(), facts(complaint=True)),
    ("ordinary", a_mail(), Facts()),
]


@pytest.mark.parametrize(("rule", "report", "read"), BY_READING)
def test_the_first_rule_that_applies_decides(rule: str, report: Report, read: Facts | None) -> None:
    assert sort_by_reading(Seen(report, answers=False, reporting=frozenset(), facts=read)).rule == rule


def test_every_rule_stands_in_a_table_above() -> None:
    shown = {rule for rule, *_ in (*BY_HEADER, *BY_READING)}
    assert {rule.id for rule in (*HEADER_RULES, *READING_RULES)} <= shown


def test_ordinary_mail_is_counted_by_its_rule_and_nothing_else_is_written() -> None:
    stage = an_office()
    stage.reader.readings["lunch"] = Facts()
    sorting = stage.service.sort(a_mail(id="lunch"))
    assert sorting.verdict is Verdict.LEAVE
    (day,) = days_of(stage.store, "admin", NOON.date(), NOON.date())
    assert (day.counts, day.reasons) == ({"left": 1}, {"left ordinary": 1})
    assert stage.store.register() == []
    assert stage.service.doubtful(DPO) == []
    assert stage.store.find_key("<mail-1@mailbox.example> 77aa") is None


def test_a_mail_that_is_taken_is_neither_counted_nor_noted_before_it_is_received() -> None:
    stage = an_office()
    assert stage.service.sort(a_mail()).verdict is Verdict.TAKE
    assert days_of(stage.store, "admin", NOON.date(), NOON.date()) == ()


def test_what_is_read_for_sorting_does_not_stand_in_the_case() -> None:
    stage = an_office()
    stage.reader.readings["taken"] = some_facts(
        harm_to_information=a_value(value=True), signs_of_harm=a_value(("gone",))
    )
    assert stage.service.sort(a_mail(id="taken")).rule == "harm"
    reference = stage.service.receive(a_mail(id="taken")).reference or ""
    assert not FOR_SORTING & stage.store.load(reference).facts.values.keys()


def test_an_answer_to_a_case_is_taken_by_its_token_whatever_it_says() -> None:
    stage = an_office()
    case = stage.store.load(stage.service.receive(a_report()).reference or "")
    answer = a_mail(id="answer", thread_token=case.reply_token, unreadable="it has 70 MB")
    assert stage.service.sort(answer).rule == "answer"
    assert stage.service.receive(answer).outcome is Outcome.JOINED


def test_an_answer_is_taken_by_the_message_id_of_our_notice_and_by_the_reference_in_its_subject() -> None:
    stage = an_office()
    case = stage.store.load(stage.service.receive(a_report()).reference or "")
    stage.reader.readings["thanks"] = Facts()
    for changes in ({"answers_to": (case.notices[0].message_id,)}, {"subject": f"Re: {case.reference}"}):
        assert stage.service.sort(a_mail(id="thanks", **changes)).rule == "answer"
    assert stage.service.sort(a_mail(id="thanks", thread_token="NEVERSEEN")).verdict is Verdict.LEAVE


def test_a_mail_of_ours_that_came_back_is_taken_and_anybody_elses_is_left() -> None:
    stage = an_office()
    case = stage.store.load(stage.service.receive(a_report()).reference or "")
    returned = a_mail(automatic=Automatic.BOUNCE, bounce_of=case.notices[0].message_id)
    assert stage.service.sort(returned).rule == "answer"
    assert stage.service.receive(returned).outcome is Outcome.BOUNCE
    assert stage.service.sort(a_mail(automatic=Automatic.BOUNCE, bounce_of="<x@elsewhere.example>")).rule == "automatic"


def test_the_address_for_reports_counts_only_where_it_is_not_the_office_itself() -> None:
    stage = an_office()
    stage.reader.readings["lunch"] = Facts()
    to_us = a_mail(id="lunch", recipients=("dataloss@saint-finnian.example",))
    assert stage.service.sort(to_us).rule == "reporting_address"
    only_office = WatchedMailbox(
        name="admin", address="DataLoss@saint-finnian.example", schools=("st-finnian",), mode="shared"
    )
    alone = a_stage(mailboxes=(only_office,))
    alone.reader.readings["lunch"] = Facts()
    assert alone.service.sort(to_us).rule == "ordinary"


def test_the_addresses_that_tell_schools_apart_make_no_mail_a_report() -> None:
    other = SAINT_FINNIAN.model_copy(
        update={"key": "st-teilo", "addresses": ("office@st-teilo.example",), "reply_address": "loss@st-teilo.example"}
    )
    stage = a_stage(mailboxes=(OFFICE,), others=(other,))
    stage.reader.readings["lunch"] = Facts()
    both = ("st-finnian", "st-teilo")
    assert stage.service.sort(a_mail(id="lunch", recipients=("office@st-teilo.example",)), both).rule == "ordinary"
    assert (
        stage.service.sort(a_mail(id="lunch", recipients=("loss@st-teilo.example",)), both).rule == "reporting_address"
    )


def test_an_unknown_school_is_refused() -> None:
    with pytest.raises(SettingsError, match="no school 'nowhere'"):
        an_office().service.sort(a_mail(school="nowhere"))


def doubt(stage: Stage, address: str, **changes: Any) -> None:
    """Let a mail that can't be read come from an address."""
    report = a_mail(unreadable="it has 70 MB", sender=Sender(name="Somebody", address=address), **changes)
    assert stage.service.sort(report).verdict is Verdict.DOUBTFUL


def test_a_doubtful_mail_is_named_by_day_and_domain_and_nothing_else_of_it_is_written() -> None:
    stage = an_office()
    doubt(
        stage,
        "Rhian.Pugh@Mailbox.Example",
        subject="My ex-husband",
        received_at=datetime(2026, 11, 19, 23, 50, tzinfo=UTC),
    )
    doubt(stage, "someone@mailbox.example", received_at=datetime(2026, 11, 19, 8, 0, tzinfo=UTC))
    (mail,) = stage.service.doubtful(DPO)
    assert (mail.mailbox, mail.school, mail.day) == ("admin", "st-finnian", date(2026, 11, 19))
    assert (mail.domain, mail.count, mail.noted_at) == ("mailbox.example", 2, NOON)
    written = str(stage.store.records(KIND)).casefold()
    for word in ("rhian", "pugh", "husband", "mail-1", "77aa", "someone"):
        assert word not in written


@pytest.mark.parametrize(
    "address",
    ["", "no-domain", "a@my daughter.example", "a@<b>.example", "a@x", f"a@{'x' * 80}.example", "a@ysgol.cymrü"],
)
def test_a_domain_that_is_none_is_not_written(address: str) -> None:
    stage = an_office()
    doubt(stage, address)
    assert [mail.domain for mail in stage.service.doubtful(DPO)] == [""]


def test_a_mail_without_sender_is_named_too() -> None:
    stage = an_office()
    stage.service.sort(a_mail(unreadable="it has 70 MB", sender=None))
    assert [mail.domain for mail in stage.service.doubtful(DPO)] == [""]


def test_made_up_domains_are_counted_together_after_the_first_hundred_of_a_day() -> None:
    stage = an_office()
    for number in range(130):
        doubt(stage, f"a@made-up-{number}.example")
    named = stage.service.doubtful(DPO)
    assert len(named) == 101
    assert [mail.count for mail in named if not mail.domain] == [30]
    doubt(stage, "a@next-day.example", received_at=NOON + DAY)
    assert "next-day.example" in {mail.domain for mail in stage.service.doubtful(DPO)}


def test_what_was_doubtful_is_forgotten_after_thirty_days() -> None:
    stage = an_office()
    doubt(stage, "a@first.example")
    stage.clock.move(KEPT)
    assert [mail.domain for mail in stage.service.doubtful(DPO)] == ["first.example"]
    stage.clock.move(timedelta(seconds=1))
    assert stage.service.doubtful(DPO) == []
    doubt(stage, "a@second.example")
    assert [record["domain"] for record in stage.store.records(KIND).values()] == ["second.example"]


@pytest.mark.parametrize(
    "somebody", [HEAD, Person(name="Stranger", address="stranger@elsewhere.example")], ids=["head", "stranger"]
)
def test_only_who_decides_is_told_of_doubtful_mail(somebody: Person) -> None:
    stage = an_office()
    doubt(stage, "a@first.example")
    assert stage.service.doubtful(DPO)
    assert stage.service.doubtful(somebody) == []


def test_a_mail_that_could_not_be_read_in_time_is_doubtful_and_why_is_not_kept() -> None:
    stage = an_office()
    stage.reader.readings["slow"] = "it took longer than 20 seconds"
    assert stage.service.sort(a_mail(id="slow")).rule == "not_read"
    assert "20 seconds" not in str(stage.store.records(KIND))


def test_a_full_disk_is_told_so_that_the_mail_is_looked_at_again() -> None:
    class FullStore(FillableStore):
        def put(self, kind: str, key: str, document: Any) -> None:
            del kind, key, document
            raise StoreFullError("there is no room left")

    with pytest.raises(StoreFullError):
        an_office(FullStore()).service.sort(a_mail(unreadable="it has 70 MB"))
