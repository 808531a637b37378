"""How alike two reports are: of one event they are, of two like incidents not; on example mails and made-up pairs."""

import json
from collections import defaultdict
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import candour.app
from candour.cases.fingerprints import Fingerprint, fingerprint, likeness
from candour.cases.policy_file import load
from candour.cases.report import Report, Sender
from candour.cases.resembling import ALIKE, is_alike, may_be_one_day, may_be_one_type
from tests.builders import NOON, SEREN, a_report
from tests.intake.mails import DATA, parsed
from tests.service import SAINT_FINNIAN

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


def test_who_sends_a_short_report_twice_is_found_too() -> None:
    short = "Left my work phone on the train just now."
    again: Report = a_report(sender=SEREN, subject="help", text=short)
    one = fingerprint(again, SCHOOL, POLICY)
    other = a_print(SEREN, "Re: help", "It was the train to Cardiff where I left the phone.")
    assert is_alike(one, other)
