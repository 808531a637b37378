"""Two reports of one event are found, two like incidents are not: on the example mails, and on pairs made for it."""

import json
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import candour.app
from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.fingerprints import Fingerprint, fingerprint, likeness
from candour.cases.policy_file import load
from candour.cases.report import Report, Sender
from candour.cases.resembling import ALIKE, is_alike, may_be_one_day, may_be_one_type
from tests.builders import NOON, SEREN, a_report, a_value, some_facts
from tests.cases.working import needs
from tests.intake.mails import DATA, parsed
from tests.service import CHAIR, DPO, SAINT_FINNIAN, FillableStore, Stage, a_stage, decide

SCHOOL = SAINT_FINNIAN.model_copy(update={"name": "St Teilo's Primary School"})
POLICY = load("saints-cardiff")
SAMPLES = sorted((Path(candour.app.__file__).parent / "samples").glob("*.eml"))
LABELLED = sorted((Path(__file__).parents[1] / "nlp" / "data").glob("*.jsonl"))

SAME_EVENT = [
    (
        "01-wrong-parent",
        "Cath Bowen",
        "Year 4 list",
        (
            "Megan Tudor meant to send me the Year 4 class list at 8.20 this morning, and it went to a "
            "parent, Mrs Cathy Bowen, instead. 28 pupils, with dates of birth, home addresses and allergies. "
            "The parent says that she has deleted it.\n\nCath Bowen, School Office"
        ),
    ),
    (
        "02-stolen-laptop",
        "Alun Prosser",
        "Huw Pugh's laptop",
        (
            "Huw Pugh, our SENCo, has had his school laptop taken from the boot of his car overnight. IEPs "
            "and medical notes for around 35 children were on it. Police are informed. Asset tag ST-LT-0118."
        ),
    ),
    (
        "03-near-miss",
        "Nerys Vaughan",
        "The wrong envelope",
        (
            "Carys nearly gave a parent somebody else's report at 3.15 yesterday. The names on two envelopes "
            "were swapped; it was not opened. The other 24 are checked."
        ),
    ),
    (
        "04-head-teacher",
        "",
        "staff meeting",
        (
            "At the staff meeting on Monday Mr Prosser read out a list of who is in the union and who was "
            "off with stress. He wanted to embarrass these colleagues."
        ),
    ),
    (
        "07-complaint",
        "Tegan Moss",
        "Address given out",
        (
            "On Friday at about 2pm I read the home address and postcode of Lucy Hale over the phone to the "
            "father. I did not know about the court order. Bethan Ivory has rung the mother.\n\nTegan Moss, "
            "receptionist"
        ),
    ),
    (
        "08-folder-on-bus",
        "Nia Bevan",
        "swimming folder",
        (
            "Idris has left the blue folder with the Year 5 swimming register and the consent forms (asthma, "
            "epilepsy) on the 17 bus. 31 children.\n\nNia Bevan, swimming lead"
        ),
    ),
    (
        "09-ransomware",
        "Delyth Orme",
        "IT is down",
        (
            "The office server has been hit by ransomware, the shared drives are all encrypted. Rhys Cadogan "
            "has pulled the network cables and is looking at the backup. Mark books, care plans and bank "
            "details of staff are on there."
        ),
    ),
    (
        "10-shared-password",
        "Gwen Aubrey",
        "my SIMS login",
        (
            "I have just been told that the TAs were using my SIMS login. The password was on a post-it in "
            "the stock cupboard. They could see medical notes and free school meals.\n\nGwen Aubrey"
        ),
    ),
    (
        "11-html-with-attachment",
        "Pat Moss",
        "dinner money",
        (
            "A spreadsheet with the dinner money that every family owes has just come to all parents from "
            "Osian Webb. It shows 112 families with their email addresses."
        ),
    ),
    ("12-very-short", "Ffion Marsh", "Re: help", "I left my work phone on the train. It is the 8.15 to Cardiff."),
]
"""(a sample mail, and who reports the same event in what words)."""

OTHER_EVENT = [
    (
        "02-stolen-laptop",
        "Sian Rees",
        "Laptop left on train",
        (
            "Dear DPO,\n\nI left my school laptop on the train from Cardiff last night. It has the reading "
            "records of my class on it, about 28 children, and it is encrypted. I have told the rail company "
            "and IT have changed my password.\n\nSian Rees\nYear 2 teacher\nSt Teilo's Primary School"
        ),
    ),
    (
        "02-stolen-laptop",
        "Owen Hughes",
        "Laptop stolen",
        (
            "Dear DPO,\n\nMy school laptop was stolen from the staff room yesterday. The asset tag is "
            "ST-LT-0204. It is not encrypted. On it were reports about 30 children. I have told the "
            "police.\n\nOwen Hughes\nSt Teilo's Primary School"
        ),
    ),
    (
        "01-wrong-parent",
        "Rhian Gough",
        "Email to wrong parent",
        (
            "Hello,\n\nThis morning I emailed the Year 6 SATs results to the wrong parent. Outlook filled in "
            "the wrong name. It lists the marks of 30 pupils. I rang him and he has deleted it.\n\nRhian "
            "Gough\nClass teacher, St Teilo's Primary School"
        ),
    ),
    (
        "08-folder-on-bus",
        "Mari Ellis",
        "Folder left on the bus",
        (
            "I left a folder on the number 9 bus this afternoon. In it were the reading records of 12 "
            "children in Year 2. The bus company has it and I pick it up tomorrow.\n\nMari Ellis, St Teilo's "
            "Primary"
        ),
    ),
    ("12-very-short", "Ceri Hale", "help", "lost my work phone in town just now. what do i do??"),
    (
        "10-shared-password",
        "Huw Daniel",
        "passwords",
        (
            "Hello, the cleaners have been using the caretaker's login for the alarm system. The password is "
            "written on the wall.\n\nHuw"
        ),
    ),
]
"""(a sample mail, and who reports another incident of the same kind in what words)."""


def a_print(sender: Sender | None, subject: str, text: str) -> Fingerprint:
    return fingerprint(a_report(sender=sender, subject=subject, text=text), SCHOOL, POLICY)


def written(name: str, subject: str, text: str) -> Fingerprint:
    """Return the fingerprint of somebody's report; who gives no name has no address either."""
    first, _, last = name.casefold().partition(" ")
    address = f"{first[:1]}.{last}@stteilos.example"
    return a_print(Sender(name=name, address=address) if name else None, subject, text)


def of_file(path: Path) -> Fingerprint:
    message = parsed(path.read_bytes())
    return a_print(message.sender, message.subject, message.text)


def sample(name: str) -> Fingerprint:
    return of_file(next(path for path in SAMPLES if path.stem == name))


@pytest.mark.parametrize(("name", "writer", "subject", "text"), SAME_EVENT, ids=[pair[0] for pair in SAME_EVENT])
def test_a_second_report_of_one_event_is_like_the_first(name: str, writer: str, subject: str, text: str) -> None:
    first, second = sample(name), written(writer, subject, text)
    assert is_alike(first, second), likeness(first, second)
    assert is_alike(second, first)


@pytest.mark.parametrize(("name", "writer", "subject", "text"), OTHER_EVENT, ids=[pair[1] for pair in OTHER_EVENT])
def test_another_incident_of_the_same_kind_is_not(name: str, writer: str, subject: str, text: str) -> None:
    first, second = sample(name), written(writer, subject, text)
    assert not is_alike(first, second), likeness(first, second)


def test_the_threshold_lies_between_one_event_and_two_with_room_on_both_sides() -> None:
    same = [likeness(sample(name), written(*rest)) for name, *rest in SAME_EVENT]
    other = [likeness(sample(name), written(*rest)) for name, *rest in OTHER_EVENT]
    assert max(other) + 0.02 < ALIKE < min(same) - 0.02


def test_no_two_example_mails_are_alike() -> None:
    files = [*SAMPLES, *(path for path in sorted(DATA.glob("d0*.eml")))]
    prints = {path.stem: of_file(path) for path in files}
    assert [pair for pair in combinations(prints, 2) if is_alike(prints[pair[0]], prints[pair[1]])] == []


def test_no_two_labelled_reports_of_one_type_are_alike() -> None:
    by_type = defaultdict(list)
    for line in (line for file in LABELLED for line in file.read_text(encoding="utf-8").splitlines() if line):
        report = json.loads(line)
        sender = report.get("from")
        who = Sender(name=sender["name"], address=sender["email"]) if sender else None
        by_type[report["expected"].get("incident_type")].append(a_print(who, report["subject"] or "", report["body"]))
    pairs = [pair for kind, prints in by_type.items() if kind for pair in combinations(prints, 2)]
    assert len(pairs) > 400
    assert [likeness(*pair) for pair in pairs if is_alike(*pair)] == []


def test_two_filled_in_forms_are_not_alike_for_the_words_that_are_printed_on_them() -> None:
    def filled_in(answers: tuple[str, str]) -> str:
        return "\n".join(f"{field.label}: {answers[field.id == 'summary']}" for field in POLICY.form.fields)

    one = filled_in(("Rhian Gough", "SATs results to the wrong address"))
    other = filled_in(("Mari Ellis", "A register left in a shop"))
    assert not is_alike(written("Rhian Gough", "Form", one), written("Mari Ellis", "Form", other))


@given(one=st.text(max_size=200), other=st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_likeness_is_the_same_both_ways_and_between_none_and_whole(one: str, other: str) -> None:
    first, second = written("A B", "", one), written("C D", "", other)
    assert likeness(first, second) == likeness(second, first)
    assert 0.0 <= likeness(first, second) <= 1.0
    assert likeness(first, first) in {0.0, 1.0}


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("sent_to_wrong_person", "sent_to_wrong_person", True),
        ("sent_to_wrong_person", "received_in_error", True),
        ("lost_or_stolen_equipment", "found_in_public", True),
        ("cyber_attack", None, True),
        ("other", "cyber_attack", True),
        ("sent_to_wrong_person", "lost_or_stolen_equipment", False),
        ("cyber_attack", "poor_disposal", False),
    ],
)
def test_two_people_may_name_the_type_of_one_event_differently(one: str, other: str | None, *, may_be: bool) -> None:
    assert may_be_one_type(one, other) is may_be
    assert may_be_one_type(other, one) is may_be


@pytest.mark.parametrize(
    ("one", "other", "hours", "may_be"),
    [
        (("2026-11-20",), ("2026-11-20",), 500, True),
        (("2026-11-19", "2026-11-20"), ("2026-11-20",), 0, True),
        (("2026-11-19",), ("2026-11-20",), 0, False),
        ((), ("2026-11-20",), 48, True),
        ((), (), 49, False),
    ],
)
def test_it_may_be_one_day_by_what_is_known_of_it_else_by_when_the_reports_came(
    one: tuple[str, ...], other: tuple[str, ...], hours: int, *, may_be: bool
) -> None:
    assert may_be_one_day(one, other, (NOON, NOON + timedelta(hours=hours))) is may_be
    assert may_be_one_day(other, one, (NOON + timedelta(hours=hours), NOON)) is may_be


TOLD = (
    "Seren Vaughan's Year 5 trip list, 27 pupils with their inhalers, went to the wrong parent: she rang me about it."
)
OWAIN = Sender(name="Owain Price", address="o.price@saint-finnian.example")


def a_case(stage: Stage, number: int, **changes: Any) -> Case:
    report: dict[str, Any] = {
        "id": f"report-{number}",
        "keys": (f"key-{number}",),
        "message_id": f"<{number}@x.example>",
    }
    receipt = stage.service.receive(a_report(**{**report, "received_at": stage.clock(), **changes}))
    return stage.store.load(str(receipt.reference))


def test_a_second_report_names_the_first_case_and_the_dpo_is_asked() -> None:
    stage = a_stage()
    first = a_case(stage, 1)
    second = a_case(stage, 2, sender=OWAIN, text=TOLD)
    assert second.possible_duplicates == (first.reference,)
    assert needs(stage, second)[0] == "duplicate"
    assert "duplicate" not in needs(stage, first)
    found = next(event for event in second.events if event.kind == "duplicates_found")
    assert found.details == {"cases": first.reference}


class WaitingStore(FillableStore):
    """A store that holds up the first case until a second one comes, or for long enough to see that none comes."""

    def __init__(self) -> None:
        super().__init__()
        self._accepting = 0
        self._second = threading.Event()

    def accept(self, case: Case) -> None:
        self._accepting += 1
        if self._accepting > 1:
            self._second.set()
        self._second.wait(0.3)
        super().accept(case)


def test_of_two_reports_that_come_in_at_once_one_names_the_other() -> None:
    stage = a_stage(store=WaitingStore())
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(
            lambda changes: a_case(stage, **changes), ({"number": 1}, {"number": 2, "sender": OWAIN, "text": TOLD})
        )
    assert {one.possible_duplicates, other.possible_duplicates} in (
        {(), (one.reference,)},
        {(), (other.reference,)},
    )


def two_reports(stage: Stage, first: dict[str, Any], second: dict[str, Any]) -> tuple[str, ...]:
    for number, facts in ((1, first.pop("facts", {})), (2, second.pop("facts", {}))):
        stage.reader.readings[f"report-{number}"] = some_facts(**facts)
    a_case(stage, 1, **first)
    return a_case(stage, 2, **{"sender": OWAIN, "text": TOLD, **second}).possible_duplicates


@pytest.mark.parametrize(
    "second",
    [
        {"school": "st-mellon"},
        {"facts": {"incident_type": a_value("lost_or_stolen_equipment")}},
        {"facts": {"occurred_date": a_value("2026-11-18")}},
        {"facts": {"not_an_incident": a_value(value=True)}},
        {"text": "The Year 2 reading records went to another father."},
    ],
    ids=["school", "type", "day", "no incident", "words"],
)
def test_another_school_type_day_or_matter_is_another_incident(second: dict[str, Any]) -> None:
    stage = a_stage(others=(SAINT_FINNIAN.model_copy(update={"key": "st-mellon", "prefix": "SM"}),))
    assert two_reports(stage, {}, dict(second)) == ()


def test_a_case_about_who_would_be_asked_is_not_named_to_them() -> None:
    about: dict[str, Any] = {"facts": {"responsible_employee": a_value(DPO.name)}}
    assert two_reports(a_stage(), dict(about), {}) == ()
    assert len(two_reports(a_stage(), dict(about), dict(about))) == 1


def test_a_case_about_the_head_teacher_is_named_to_the_dpo() -> None:
    stage = a_stage(
        {"dpo": (DPO,), "head_teacher": (Person(name="Al Day", address="al@x.example"),), "chair": (CHAIR,)}
    )
    about: dict[str, Any] = {"facts": {"head_teacher_implicated": a_value(value=True)}}
    assert len(two_reports(stage, about, {})) == 1


def test_cases_that_are_decided_to_be_no_incident_or_merged_are_not_named_again() -> None:
    stage = a_stage()
    first = a_case(stage, 1)
    second = a_case(stage, 2, sender=OWAIN, text=TOLD)
    decide(stage, second.reference, "merge", first.reference)
    third = a_case(stage, 3, text=TOLD)
    assert third.possible_duplicates == (first.reference,)
    decide(stage, first.reference, "no_incident")
    assert a_case(stage, 4, text=TOLD).possible_duplicates == (third.reference,)


def test_the_most_alike_is_named_first() -> None:
    stage = a_stage()
    distant = a_case(stage, 1, sender=OWAIN, text=f"{TOLD} Gwenllian Probert of Harlech saw the envelope on Tuesday.")
    close = a_case(stage, 2, sender=OWAIN, text=TOLD)
    more_distant = a_case(
        stage, 3, sender=OWAIN, text=f"{TOLD} Ffion Bevan carried nineteen orange rucksacks upstairs."
    )
    found = a_case(stage, 4, sender=OWAIN, text=TOLD).possible_duplicates
    assert found[0] == close.reference
    assert set(found) == {distant.reference, close.reference, more_distant.reference}


def test_at_most_thirty_cases_are_opened_and_none_that_was_looked_at_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before = a_stage()
    for number in range(40):
        a_case(before, number, text=f"Report number{number} about place{number}.")
    stage = a_stage(store=before.store)  # it was started again, and remembers no case
    loaded: list[str] = []
    load = FillableStore.load

    def counted(store: FillableStore, reference: str) -> Case:
        loaded.append(reference)
        return load(store, reference)

    monkeypatch.setattr(FillableStore, "load", counted)
    a_case(stage, 40, text="Something else.")
    assert 30 <= len(loaded) <= 31
    loaded.clear()
    a_case(stage, 41, text="Something else again.")
    assert len(loaded) <= 3


def test_a_damaged_case_keeps_no_report_back() -> None:
    stage = a_stage()
    first = a_case(stage, 1)
    stage.store.damaged_case = first.reference
    assert a_case(stage, 2, sender=OWAIN, text=TOLD).possible_duplicates == ()


def test_who_sends_a_short_report_twice_is_found_too() -> None:
    short = "Left my work phone on the train just now."
    again: Report = a_report(sender=SEREN, subject="help", text=short)
    one = fingerprint(again, SCHOOL, POLICY)
    other = a_print(SEREN, "Re: help", "It was the train to Cardiff where I left the phone.")
    assert is_alike(one, other)
