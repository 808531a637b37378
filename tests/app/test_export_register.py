"""`candour register export`: beside a running Candour, whole or not at all, and never with a case missing."""

import csv
import io
import os
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from candour.app import export_register as command
from candour.app import show_case
from candour.app.cli import app, main
from candour.app.export_register import exporter
from candour.app.stores import told_cases
from candour.cases.directory import Directory, Person
from candour.store.folders import CaseFolderStore
from candour.store.keys import create_key_file, read_key_file
from tests.app.configurations import GOOD, written
from tests.builders import a_report, a_value, some_facts, the_nth_case
from tests.service import DPO, HEAD, SAINT_FINNIAN, a_stage


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration of two schools, whose store is empty."""
    create_key_file(tmp_path / "candour.key")
    places = {"folder": str(tmp_path / "store"), "key_file": str(tmp_path / "candour.key")}
    first: Any = GOOD["school"]
    second = {**first[0], "key": "heol-ffug", "name": "Ysgol Heol Ffug", "prefix": "HF", "profile": "generic-school"}
    return written(tmp_path, {**GOOD, "store": places, "school": [*first, second]})


@pytest.fixture
def store(config: Path) -> Iterator[CaseFolderStore]:
    """The store, open for writing as in a running Candour."""
    key = read_key_file(config.parent / "candour.key", setting="store.key_file")
    with closing(CaseFolderStore(config.parent / "store", key)) as opened:
        yield opened


def export(config: Path, file: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["register", "export", str(file), "--config", str(config), *options])


def references(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8-sig")
    return [row["Reference"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_r89_the_register_is_written_beside_a_running_candour_for_its_owner_alone(
    config: Path, store: CaseFolderStore, tmp_path: Path
) -> None:
    for number in (1, 2):
        store.accept(the_nth_case(number, school="st-teilos"))
    file = tmp_path / "register.xlsx"
    done = export(config, file)
    assert done.exit_code == 0, done.output
    assert "2 cases" in done.output
    sheet = openpyxl.load_workbook(file)["saints-cardiff"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["SF-26-00001", "SF-26-00002"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".register")] == []


def test_r33_a_report_without_a_name_is_left_out_of_file_and_list_before_its_slot(
    config: Path, store: CaseFolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = datetime(2026, 11, 23, 11, 15, tzinfo=UTC)
    store.accept(the_nth_case(1, school="st-teilos"))
    waits = a_report(keys=("2",), confidential=True, anonymous=True, sender=None, told_at=slot)
    store.accept(the_nth_case(2, school="st-teilos", reports=(waits,)))
    seen = {}
    for moment in (slot - timedelta(minutes=1), slot):
        monkeypatch.setattr(command, "utc_now", lambda moment=moment: moment)
        monkeypatch.setattr(show_case, "utc_now", lambda moment=moment: moment)
        assert export(config, tmp_path / "register.csv", "--force").exit_code == 0
        listed = CliRunner().invoke(app, ["case", "list", "--config", str(config)]).output
        assert all((reference in listed) for reference in references(tmp_path / "register.csv"))
        seen[moment] = (len(references(tmp_path / "register.csv")), listed.count("SF-26-"))
    assert list(seen.values()) == [(1, 1), (2, 2)]


def test_r33_a_report_without_a_name_is_not_counted_before_its_slot(store: CaseFolderStore) -> None:
    slot = datetime(2026, 11, 23, 11, 15, tzinfo=UTC)
    store.accept(the_nth_case(1, reports=(a_report(anonymous=True, confidential=True, sender=None, told_at=slot),)))
    assert [len(told_cases(store, slot - timedelta(seconds=after))) for after in (1, 0)] == [0, 1]


def test_one_school_s_register_holds_its_cases_alone(config: Path, store: CaseFolderStore, tmp_path: Path) -> None:
    store.accept(the_nth_case(1, school="st-teilos"))
    store.accept(the_nth_case(2, school="heol-ffug"))
    file = tmp_path / "register.csv"
    assert export(config, file, "--school", "heol-ffug").exit_code == 0
    assert references(file) == ["SF-26-00002"]


def test_a_file_that_is_there_is_written_over_only_when_that_is_asked_for(
    config: Path, store: CaseFolderStore, tmp_path: Path
) -> None:
    store.accept(the_nth_case(1, school="st-teilos"))
    file = tmp_path / "register.csv"
    file.write_text("something else", encoding="utf-8")
    refused = export(config, file)
    assert "--force" in str(refused.exception)
    assert file.read_text(encoding="utf-8") == "something else"
    assert export(config, file, "--force").exit_code == 0
    assert references(file) == ["SF-26-00001"]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", ["register.pdf", "register", "nowhere/register.csv"])
def test_a_file_that_can_not_be_written_is_refused_in_plain_words(
    config: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["candour", "register", "export", str(config.parent / name), "--config", str(config)]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("candour: ")
    assert said.count("\n") == 1
    assert ".xlsx or .csv" in said or "can't be written: No such file or directory" in said


def test_an_unknown_school_is_refused_with_those_that_there_are(config: Path, tmp_path: Path) -> None:
    refused = export(config, tmp_path / "register.csv", "--school", "nowhere")
    assert "heol-ffug, st-teilos" in str(refused.exception)
    assert not (tmp_path / "register.csv").exists()


def test_a_damaged_case_has_its_row_is_named_and_fails_the_command(
    config: Path, store: CaseFolderStore, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        store.accept(the_nth_case(number, school="st-teilos"))
    (tmp_path / "store/data/cases/SF-26-00002/case.json").write_bytes(b"rubbish")
    file = tmp_path / "register.csv"
    done = export(config, file)
    assert done.exit_code == 1
    assert sorted(references(file)) == ["SF-26-00001", "SF-26-00002", "SF-26-00003"]
    assert "SF-26-00002 can't be opened" in done.output
    assert "3 cases, 1 of which could not be read" in done.output


def test_a_case_that_is_damaged_after_the_store_was_opened_has_its_row_too(
    config: Path, store: CaseFolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        store.accept(the_nth_case(number, school="st-teilos"))
    load_case = CaseFolderStore.load

    def spoiling(self: CaseFolderStore, reference: str) -> Any:
        (tmp_path / "store/data/cases/SF-26-00002/case.json").write_bytes(b"rubbish")
        return load_case(self, reference)

    monkeypatch.setattr(CaseFolderStore, "load", spoiling)
    done = export(config, tmp_path / "register.csv")
    assert done.exit_code == 1
    assert references(tmp_path / "register.csv") == ["SF-26-00001", "SF-26-00002"]


def test_an_export_that_breaks_off_leaves_no_half_written_file(
    config: Path, store: CaseFolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.accept(the_nth_case(1, school="st-teilos"))
    before = sorted(path.name for path in tmp_path.iterdir())

    def broken(*_arguments: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", broken)
    refused = export(config, tmp_path / "register.csv")
    assert "No space left" in str(refused.exception)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_how_far_it_is_is_told_where_it_takes_a_while(
    config: Path, store: CaseFolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_TOLD_EVERY", 2)
    for number in range(5):
        store.accept(the_nth_case(number, school="st-teilos"))
    done = export(config, tmp_path / "register.csv")
    assert "2 of 5 cases\n4 of 5 cases\n" in done.stderr
    assert "of 5 cases" not in done.stdout


def test_the_page_s_register_holds_the_cases_that_somebody_may_see_and_no_others() -> None:
    stage = a_stage()
    stage.reader.readings["report-2"] = some_facts(head_teacher_implicated=a_value(value=True))
    first = stage.service.receive(a_report()).reference
    about_the_head = stage.service.receive(a_report(id="report-2", keys=("<2@saint-finnian.example> 2",))).reference
    assert first is not None
    assert about_the_head is not None
    references = [first, about_the_head]
    directory = Directory(schools={SAINT_FINNIAN.key: SAINT_FINNIAN}, watched=frozenset())
    export_for = exporter(stage.service, directory, stage.clock)

    def shown_to(person: Person) -> list[str]:
        text = export_for(person, "csv", references).decode("utf-8-sig")
        return [row["Reference"] for row in csv.DictReader(io.StringIO(text, newline=""))]

    assert shown_to(DPO) == references
    assert [(taking.by, taking.count) for taking in stage.service.takings(DPO)] == [(DPO.name, 2)]
    assert shown_to(HEAD) == [first]
    assert shown_to(Person(name="Nobody", address="nobody@saint-finnian.example")) == []
    assert openpyxl.load_workbook(io.BytesIO(export_for(DPO, "xlsx", references))).sheetnames == ["saints-cardiff"]
