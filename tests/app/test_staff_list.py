"""The list of a school's staff, from candour.toml to what is read (issue 5)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from candour.app.check_people import check_people
from candour.app.people import directory_of
from candour.app.settings import read_settings
from candour.app.staff_list import MOST_NAMES
from candour.cases.directory import Directory
from candour.cases.errors import SettingsError
from candour.cases.report import Door, Report, Sender
from candour.cases.surroundings import UNKNOWN, Surroundings
from nlp import ReportReader
from tests.app.configurations import GOOD, changed, written

LISTED = "# the staff in autumn\nGareth Pugh\n\n  Ada   Nwosu # job share\nGareth Pugh\nSiân Ap Rhys\n"


def _directory(folder: Path, text: str | bytes) -> Directory:
    (folder / "staff.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    file = written(folder, changed(GOOD, ("school", 0, "staff_list"), "staff.txt"))
    return directory_of(read_settings(file))


def test_the_names_reach_the_reader_s_surroundings(tmp_path: Path) -> None:
    school = _directory(tmp_path, LISTED).school("st-teilos")
    assert school.surroundings().staff == ("Gareth Pugh", "Ada Nwosu", "Siân Ap Rhys")


def test_the_file_is_looked_for_beside_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert len(_directory(tmp_path, LISTED).school("st-teilos").staff) == 3


def test_without_the_setting_there_is_no_staff(tmp_path: Path) -> None:
    assert directory_of(read_settings(written(tmp_path, GOOD))).school("st-teilos").staff == ()


def test_the_check_says_how_many_names_were_read_and_none_of_them(tmp_path: Path) -> None:
    said = [finding.what for finding in check_people(_directory(tmp_path, LISTED), "st-teilos")]
    assert "3 names were read from its staff list" in said
    assert not any("Pugh" in what for what in said)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Gareth Pugh\nMadonna\n", "line 2 is no full name"),
        (f"Ada {'N' * 90}", "line 1 is no full name"),
        (b"\xff\xfe\x00Gareth", "is no plain text: save it as text in UTF-8"),
        ("\n".join(f"Ada Nwosu-{number}" for number in range(MOST_NAMES + 1)), f"it may have {MOST_NAMES}"),
    ],
)
def test_a_wrong_list_is_refused_with_what_to_do_and_without_a_name(
    text: str | bytes, what: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=what) as refused:
        _directory(tmp_path, text)
    assert not any(name in str(refused.value) for name in ("Madonna", "Pugh", "Nwosu", "NNN"))


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, changed(GOOD, ("school", 0, "staff_list"), "staff.txt"))
    with pytest.raises(SettingsError, match=r"'st-teilos': staff_list .*staff\.txt is not there: write it"):
        directory_of(read_settings(file))


@pytest.fixture(scope="module")
def rules() -> ReportReader:
    return ReportReader("")


LEFT = "orlaith quillby left the class register on the bus this morning. it has 28 names and addresses in it."


@pytest.mark.parametrize(
    ("surroundings", "is_known"), [(Surroundings(staff=("Orlaith Quillby",)), True), (UNKNOWN, False)]
)
def test_a_name_in_small_letters_is_known_by_the_list(
    surroundings: Surroundings,
    is_known: bool,  # noqa: FBT001 - a case
    rules: ReportReader,
) -> None:
    report = Report(
        id="one",
        door=Door.EMAIL,
        school="",
        received_at=datetime(2026, 11, 18, 9, tzinfo=UTC),
        sender=Sender(name="Ada Nwosu", address="a.nwosu@stteilos.example"),
        subject="register",
        text=LEFT,
    )
    assert (rules.read(report, (), surroundings).shown("responsible_employee") == "orlaith quillby") is is_known
