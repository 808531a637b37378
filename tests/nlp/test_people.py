"""Who was responsible, who manages them, who writes: tables of sentences (issue 5)."""

from datetime import UTC, datetime

import pytest

from candour.cases.facts import PLEASE_CHECK
from candour.cases.report import Door, Report, Sender
from candour.cases.surroundings import UNKNOWN, Surroundings
from nlp import ReportReader
from nlp.calibrating import NONE

WRITER = "Ada Nwosu"
DATA = " It has the names and addresses of 28 pupils."


@pytest.fixture(scope="module")
def rules() -> ReportReader:
    return ReportReader("", calibration=NONE)


def _read(reader: ReportReader, text: str, field: str, sender: str = WRITER, around: Surroundings = UNKNOWN) -> object:
    report = Report(
        id="one",
        door=Door.EMAIL,
        school="",
        received_at=datetime(2026, 11, 18, 9, tzinfo=UTC),
        sender=Sender(name=sender, address="office@stteilos.example"),
        subject="",
        text=text,
    )
    found = reader.read(report, (), around).value(field)
    return found.value if found and found.confidence >= PLEASE_CHECK else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I left the class register on the bus this morning.", WRITER),
        ("It was my fault, I forgot to lock my laptop.", WRITER),
        ("I've gone and sent the class list to the wrong parent.", WRITER),
        ("Our TA Gareth Pugh sent the class list to a parent this morning.", "Gareth Pugh"),
        ("The class list was sent to a parent by Gareth Pugh this morning.", "Gareth Pugh"),
        ("Gareth Pugh left the class register on the bus.", "Gareth Pugh"),
        ("Our TA Zebedee left the class register on the bus. I am Zebedee's line manager.", "Zebedee"),
        ("Our bursar Oluwaseun Adeyemi-Clarke emailed the pay slips to a parent.", "Oluwaseun Adeyemi-Clarke"),
    ],
)
def test_the_responsible_employee_is_who_did_it(text: str, name: str, rules: ReportReader) -> None:
    assert _read(rules, text + DATA, "responsible_employee") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I left the register on the bus. My line manager is Mrs Jones.", "Mrs Jones"),
        ("I left the register on the bus. My boss is Olu Fashola.", "Olu Fashola"),
        ("I left the register on the bus. My phase leader is Steve Abara.", "Steve Abara"),
        ("Collais y gofrestr ar y bws. Fy rheolwr llinell yw Mr Idris Calloway.", "Mr Idris Calloway"),
        ("I left the register on the bus. My line manager on paper is Mrs Jones.", "Mrs Jones"),
        ("I left the register on the bus. Told Linda Pryce, to whom I report.", "Linda Pryce"),
        ("I left the register on the bus and told Mrs Jones.", None),
    ],
)
def test_the_line_manager_is_who_the_text_says_it_is(text: str, name: str | None, rules: ReportReader) -> None:
    assert _read(rules, text + DATA, "line_manager") == name


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        (WRITER, WRITER),
        ("Office - Larkrise Nursery", "Vera Stannard"),
        ("V. Stannard", "Vera Stannard"),
        ("Vera", "Vera Stannard"),
    ],
)
def test_who_signs_tells_who_writes_where_the_header_says_less(sender: str, name: str, rules: ReportReader) -> None:
    text = f"A register was left on the bus.{DATA}\n\nRegards\n{name}\nAdministrator"
    assert _read(rules, text, "reporter_name", sender) == name


def test_the_one_holder_of_a_role_is_named_where_the_text_names_the_role_alone(rules: ReportReader) -> None:
    around = Surroundings(role_holders={"bursar": ("Olu Fashola",), "governor": ("Una Pask", "Ed Lund")})
    text = "The bursar left the register on the bus and it was found by a parent." + DATA
    assert _read(rules, text, "responsible_employee", "", around) == "Olu Fashola"
    assert _read(rules, text.replace("bursar", "governor"), "responsible_employee", "", around) is None


def test_a_form_that_says_nobody_was_responsible_names_nobody(rules: ReportReader) -> None:
    text = f"Employee Responsible for the Incident: unknown at present\nSummary: Gareth Pugh left it on the bus.{DATA}"
    assert _read(rules, text, "responsible_employee") is None
