"""The register as a file: read back as a spreadsheet reads it, whatever people wrote into the cases."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.cases.case import Case, CaseStatus, Deadline, Decision
from candour.cases.directory import Directory
from candour.cases.facts import Facts
from candour.cases.notice import NoticeKind
from candour.cases.policy_file import load, shipped_profiles
from replies.register_cells import CUT, LONGEST, csv_text, text_cell
from replies.register_columns import columns_of
from replies.register_export import write
from tests.builders import NOON, a_case, a_notice, a_report, a_value, an_assessment, some_facts, the_nth_case
from tests.service import DPO, LATER, SAINT_FINNIAN, Stage, a_stage, decide

WENTWORTH = SAINT_FINNIAN.model_copy(update={"key": "wentworth", "name": "Wentworth", "profile": "wentworth-essex"})
DIRECTORY = Directory(schools={school.key: school for school in (SAINT_FINNIAN, WENTWORTH)}, watched=frozenset())
CONTROLS = "a\x00b\x07c\u202ed"


def exported(
    cases: Iterable[Case],
    form: Literal["xlsx", "csv"] = "csv",
    *,
    now: datetime = LATER,
    not_read: tuple[str, ...] = (),
    directory: Directory = DIRECTORY,
) -> bytes:
    file = io.BytesIO()
    write(file, cases, directory=directory, policies=load, form=form, now=now, not_read=not_read)
    return file.getvalue()


def csv_rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet_rows(content: bytes, sheet: str = "saints-cardiff") -> list[Mapping[str, Any]]:
    header, *rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows()
    return [{str(name.value): cell for name, cell in zip(header, row, strict=True)} for row in rows]


def the_row(*cases: Case, now: datetime = LATER) -> Mapping[str, Any]:
    """Return the values of the only row of the workbook."""
    (row,) = sheet_rows(exported(cases, "xlsx", now=now))
    return {name: cell.value for name, cell in row.items()}


def accepted(stage: Stage, **changes: Any) -> str:
    reference = stage.service.receive(a_report(**changes)).reference
    assert reference is not None
    return reference


def test_r89_a_row_tells_how_a_case_came_and_where_it_stands() -> None:
    stage = a_stage()
    row = the_row(stage.store.load(accepted(stage)))
    assert row["School"] == "St Finnian's Primary School"
    assert row["Status"] == "open"
    assert row["Received"] == datetime(2026, 11, 20, 12, 0)  # noqa: DTZ001  spreadsheets know no zones
    assert row["Came by"] == "email"
    assert row["Level proposed"] == "Low"
    assert row["Level decided"] is None
    assert (row["Total Score: lowest"], row["Total Score: highest"]) == (4.5, 6)
    assert row["Policy"].startswith("saints-cardiff, version 1.0")


@pytest.mark.parametrize("profile", shipped_profiles())
def test_r89_every_entry_of_the_policy_s_forms_is_a_column_in_printed_order(profile: str) -> None:
    policy = load(profile)
    labels = [column.label for column in columns_of(policy)]
    printed = [text_cell(field.label) for field in policy.form.fields]
    if policy.asset_form:
        printed += [text_cell(f"{policy.asset_form.title}: {field.label}") for field in policy.asset_form.fields]
    assert [label for label in labels if label in printed] == printed
    assert len(labels) == len(set(labels))


def test_dates_times_and_numbers_are_such_and_not_texts() -> None:
    facts = some_facts(
        discovered_date=a_value("2026-06-01"), discovered_time=a_value("09:05"), recovered=a_value(value=True)
    )
    row = the_row(a_case(facts=facts))
    assert row["Date Incident was Discovered"].date() == date(2026, 6, 1)
    assert row["Time Incident was Discovered"] == time(9, 5)
    assert row["How many individuals does the data breach affect? Tick and identify your baseline score."] == 27
    assert row["2. Has the data been recovered?"] == "Yes"


def test_moments_are_london_s_in_summer_too() -> None:
    case = a_case(opened_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert the_row(case)["Opened"] == datetime(2026, 7, 1, 23, 30)  # noqa: DTZ001  spreadsheets know no zones
    assert csv_rows(exported([case]))[0]["Opened"] == "2026-07-01 23:30"


@pytest.mark.parametrize("text", ["1066-10-14", "last Friday", "0001-01-01"])
def test_a_date_that_a_spreadsheet_does_not_know_stays_as_it_was_written(text: str) -> None:
    assert the_row(a_case(facts=some_facts(occurred_date=a_value(text))))["Date of Incident"] == text


def test_r89_decisions_stand_with_person_moment_and_reason() -> None:
    stage = a_stage()
    reference = accepted(stage)
    questions = {question.id: "Yes, it was" for question in load("saints-cardiff").ico_questions}
    decide(stage, reference, "level", "high", reason="Health data of a whole class")
    decide(stage, reference, "ico", "report", by=DPO, reason="A risk to 27 children", **questions)
    decide(stage, reference, "ico_reported", day="2026-11-20")
    case = decide(stage, reference, "data_subjects", "not_inform", reason="The risk has passed")
    row = the_row(case)
    assert row["Level decided"] == "High"
    assert row["Level decided: by"] == "Dilys Marlow (Data Protection Officer)"
    assert row["Level decided: on"] == datetime(2026, 11, 20, 12, 0)  # noqa: DTZ001  spreadsheets know no zones
    assert row["Level decided: why"] == "Health data of a whole class"
    assert (row["ICO"], row["ICO: why"]) == ("to be reported", "A risk to 27 children")
    assert row["ICO: reported on"].date() == date(2026, 11, 20)
    assert (row["People concerned"], row["People concerned: why"]) == ("not to be told", "The risk has passed")
    assert all(question.text in row["ICO: questions gone through"] for question in load("saints-cardiff").ico_questions)


def test_r89_a_near_miss_and_the_reason_for_not_taking_it_as_an_incident_are_kept() -> None:
    stage = a_stage()
    case = decide(stage, accepted(stage), "no_incident", reason="The folder was empty")
    row = the_row(case)
    assert row["Status"] == "no incident"
    assert row["Taken for no incident"] == "yes"
    assert row["Taken for no incident: why"] == "The folder was empty"


def test_r89_actions_are_counted_by_how_they_stand() -> None:
    stage = a_stage()
    reference = accepted(stage)
    for text, due in (("Check the lists", "2026-11-21"), ("Train the office", "2026-12-24")):
        case = decide(stage, reference, "action", text, address="office@saint-finnian.example", name="Ffion", due=due)
    decide(
        stage,
        reference,
        "action",
        "Ring the parent",
        address="office@saint-finnian.example",
        name="Ffion",
        due="2026-11-21",
    )
    case = stage.store.load(reference)
    case = decide(stage, reference, "action_done", case.actions[2].id)
    row = the_row(case)
    assert (row["Actions"], row["Actions: open"], row["Actions: overdue"]) == (3, 2, 1)
    assert "Train the office (Ffion, due Thursday 24 December 2026; open)" in row["Actions: what, who, how it stands"]


def _clock(id_: str, due_at: datetime) -> Deadline:
    return Deadline(id=id_, label=id_, starts_at=NOON, due_at=due_at, source="5.7")


def _decision(what: str, at: datetime, value: str = "", **details: str) -> Decision:
    return Decision(id=f"{what}-{at}", at=at, person="D", what=what, value=value, reason="r", details=details)


DUE = NOON + timedelta(hours=72)
REPORT, NO_REPORT = (_decision("ico", NOON, value) for value in ("report", "no_report"))


@pytest.mark.parametrize(
    ("clock", "decisions", "now", "stands"),
    [
        ("ico_occurrence", (), NOON, "running"),
        ("ico_occurrence", (), DUE, "overdue"),
        ("ico_occurrence", (NO_REPORT,), DUE, "in time"),
        ("ico_occurrence", (REPORT,), DUE, "in time"),
        ("ico_occurrence", (_decision("ico", DUE + timedelta(hours=1), "report"),), LATER, "late"),
        ("ico_occurrence", (NO_REPORT, _decision("ico", LATER, "report")), LATER, "in time"),
        ("ico_awareness", (NO_REPORT,), DUE, "in time"),
        ("ico_awareness", (REPORT,), NOON, "running"),
        ("ico_awareness", (REPORT,), DUE, "overdue"),
        ("ico_awareness", (REPORT, _decision("ico_reported", LATER, day="2026-11-23")), LATER, "in time"),
        ("ico_awareness", (REPORT, _decision("ico_reported", LATER, day="2026-11-24")), LATER, "late"),
        ("report_by", (), LATER, "in time"),
    ],
)
def test_r100_a_clock_is_told_as_it_was_met_and_not_as_it_was_talked_about_later(
    clock: str, decisions: tuple[Decision, ...], now: datetime, stands: str
) -> None:
    case = a_case(assessment=an_assessment(deadlines=(_clock(clock, DUE),)), decisions=decisions)
    label = next(rule.label for rule in load("saints-cardiff").deadlines if rule.id == clock)
    assert the_row(case, now=now)[f"{label}: how it stands"] == stands


def test_a_clock_that_nobody_met_does_not_run_on_in_a_case_that_is_no_incident() -> None:
    deadlines = (_clock("ico_occurrence", DUE),)
    case = a_case(status=CaseStatus.NO_INCIDENT, assessment=an_assessment(deadlines=deadlines))
    label = next(rule.label for rule in load("saints-cardiff").deadlines if rule.id == "ico_occurrence")
    row = the_row(case)
    assert (row[f"{label}: met"], row[f"{label}: how it stands"]) == (None, "not running")


def test_what_is_read_with_doubt_is_named_as_to_be_checked_and_what_is_hardly_known_stays_open() -> None:
    facts = some_facts(service_area=a_value("Year 5", confidence=0.6), line_manager=a_value("Ms Reed", confidence=0.3))
    row = the_row(a_case(facts=facts))
    assert row["Service Area"] == "Year 5"
    assert row["Employee's Line Manager"] is None
    assert row["Entries that Candour read and is not sure of"] == "Service Area"


def test_the_form_about_a_lost_asset_is_filled_in_for_a_lost_asset_alone() -> None:
    name = "Asset Loss Personal Data Evaluation Form: Name"
    assert the_row(a_case())[name] is None
    lost = a_case(notices=(a_notice(kind=NoticeKind.ASSET_LOSS, role="service_desk"),))
    assert the_row(lost)[name] == "Seren Vaughan"


def test_r33_a_writer_who_asked_not_to_be_named_is_named_nowhere() -> None:
    stage = a_stage()
    stage.reader.readings["report-1"] = some_facts(wants_anonymity=a_value(value=True))
    reference = accepted(stage)
    decide(stage, reference, "level", "high", reason="Seren Vaughan says that it was the whole class")
    case = decide(
        stage,
        reference,
        "action",
        "Thank Seren",
        address="office@saint-finnian.example",
        name="Ffion",
        due="2026-11-27",
    )
    for form in ("xlsx", "csv"):
        content = exported([case], "xlsx" if form == "xlsx" else "csv")
        cells = (
            [str(cell.value) for row in sheet_rows(content) for cell in row.values()]
            if form == "xlsx"
            else [cell for row in csv_rows(content) for cell in row.values()]
        )
        assert not [cell for cell in cells if "seren" in cell.casefold() or "vaughan" in cell.casefold()]
    assert the_row(case)["Level decided: why"] == "[name withheld] says that it was the whole class"
    assert the_row(case)["Level decided: by"].startswith("Dilys Marlow")


def test_r33_nobody_finds_a_name_by_writing_names_and_looking_which_of_them_is_masked() -> None:
    stage = a_stage()
    stage.reader.readings["report-1"] = some_facts(wants_anonymity=a_value(value=True))
    case = decide(stage, accepted(stage), "level", "high", reason="Was it Seren?")
    file = io.BytesIO()
    write(file, [case], directory=DIRECTORY, policies=load, form="csv", now=LATER, reader=DPO.name)
    assert csv_rows(file.getvalue())[0]["Level decided: why"] == "Was it Seren?"
    assert csv_rows(exported([case]))[0]["Level decided: why"] == "Was it [name withheld]?"


def test_messages_and_files_are_no_part_of_the_register() -> None:
    case = a_case(reports=(a_report(text="KEEP-THIS-IN-THE-STORE", subject="AND-THIS"),))
    assert b"KEEP-THIS" not in exported([case])
    assert "AND-THIS" not in str(the_row(case))


HOSTILE = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example")',
    "@SUM(1+9)*cmd",
    "+1-2",
    "-2+3",
    "\uff1d1+1",
    "http://evil.example/",
    "mailto:x@evil.example",
    'a "quoted" one, with a comma; and a semicolon',
    "two\nlines",
    "{=1+1}",
    "12345",
    "_x0041_",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_keeps_a_hostile_text_as_a_text(text: str) -> None:
    case = a_case(facts=some_facts(service_area=a_value(text)))
    (row,) = sheet_rows(exported([case], "xlsx"))
    cell = row["Service Area"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_csv_file_keeps_a_hostile_text_from_being_calculated(text: str) -> None:
    content = exported([a_case(facts=some_facts(service_area=a_value(text)))])
    shown = csv_rows(content)[0]["Service Area"]
    assert shown == (f"'{text}" if text[0] in "=+-@\uff1d" else text)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_control_and_direction_characters_are_left_out(form: Literal["xlsx", "csv"]) -> None:
    content = exported([a_case(facts=some_facts(service_area=a_value(CONTROLS)))], form)
    shown = sheet_rows(content)[0]["Service Area"].value if form == "xlsx" else csv_rows(content)[0]["Service Area"]
    assert shown == "abcd"


@pytest.mark.parametrize("character", ["x", "\U0001f600", "\u0175"])
def test_a_text_that_no_cell_holds_is_cut_and_says_so(character: str) -> None:
    shown = the_row(a_case(facts=some_facts(summary=a_value(character * 40_000))))["Summary of Incident"]
    assert shown.startswith(character * 10_000)
    assert shown.endswith(CUT)
    assert LONGEST - 1 <= len(shown.encode("utf-16-le")) // 2 <= LONGEST


def test_a_text_that_just_fits_is_whole() -> None:
    assert text_cell("x" * LONGEST) == "x" * LONGEST


@given(st.text())
def test_any_text_stands_in_a_csv_file_as_it_is_shown_with_an_apostrophe_at_most(text: str) -> None:
    shown = text_cell(text)
    (row,) = csv_rows(exported([a_case(facts=some_facts(service_area=a_value(text)))]))
    assert row["Service Area"] == csv_text(shown or None)
    assert row["Service Area"].removeprefix("'") == shown.removeprefix("'")
    assert not row["Service Area"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_stands_in_a_workbook_as_it_is_shown(text: str) -> None:
    cell = sheet_rows(exported([a_case(facts=some_facts(service_area=a_value(text)))], "xlsx"))[0]["Service Area"]
    assert cell.value == (text_cell(text) or None)


def test_excel_is_told_that_a_csv_file_is_utf_8_and_lines_end_as_rfc_4180_says() -> None:
    content = exported([a_case(facts=some_facts(service_area=a_value("Tŷ Gwyn")))])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 2
    assert "Tŷ Gwyn" in content.decode("utf-8-sig")


def test_the_header_stays_in_sight_and_every_column_can_be_filtered() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported([a_case()], "xlsx")))
    sheet = book["saints-cardiff"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert all(8 <= sheet.column_dimensions[letter].width <= 60 for letter in ("A", "B", "C", "G"))


def test_the_properties_of_a_workbook_name_nobody_and_no_machine_s_clock() -> None:
    properties = openpyxl.load_workbook(io.BytesIO(exported([a_case()], "xlsx"))).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created == LATER.replace(tzinfo=None)


def test_each_policy_has_its_own_worksheet_and_an_empty_one_is_there_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported([a_case()], "xlsx")))
    assert book.sheetnames == ["saints-cardiff", "wentworth-essex"]
    assert (book["saints-cardiff"].max_row, book["wentworth-essex"].max_row) == (2, 1)


def test_a_csv_file_has_the_columns_of_all_policies_once_and_leaves_open_what_a_policy_has_not() -> None:
    rows = csv_rows(exported([the_nth_case(1), the_nth_case(2, school="wentworth")]))
    assert [row["School"] for row in rows] == ["St Finnian's Primary School", "Wentworth"]
    assert [row["Total Score: lowest"] for row in rows] == ["2", ""]
    header = list(rows[0])
    assert len(header) == len(set(header))
    wanted = {column.label for profile in ("saints-cardiff", "wentworth-essex") for column in columns_of(load(profile))}
    assert wanted == set(header)


def test_a_case_whose_school_is_gone_is_there_under_the_policy_that_it_was_opened_under() -> None:
    gone = the_nth_case(1, school="closed-school")
    book = openpyxl.load_workbook(io.BytesIO(exported([gone], "xlsx")))
    assert book.sheetnames == ["saints-cardiff", "wentworth-essex", "generic-school"]
    assert [cell.value for cell in book["generic-school"][2]][:2] == [gone.reference, "closed-school"]


def test_a_case_that_can_not_be_read_has_a_row_that_says_so() -> None:
    rows = csv_rows(exported([the_nth_case(1)], not_read=("SF-26-AAAAA",)))
    assert [row["Reference"] for row in rows] == ["SF-26-00001", "SF-26-AAAAA"]
    assert "restore it" in rows[1]["Status"]
    (row,) = sheet_rows(exported([the_nth_case(1)], "xlsx", not_read=("SF-26-AAAAA",)), "not read")
    assert row["Reference"].value == "SF-26-AAAAA"


def test_a_register_without_cases_has_its_header() -> None:
    assert csv_rows(exported([])) == []
    assert exported([]).decode("utf-8-sig").startswith('"Reference","School","Status"')


def test_an_entry_without_any_answer_is_an_empty_cell() -> None:
    row = the_row(a_case(facts=Facts()))
    assert row["Service Area"] is None
    assert row["What Personal Data is included? Tick and adjust your score where applicable;"] is None
