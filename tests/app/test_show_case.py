"""`candour case show`: the whole case at the terminal, but not a name that its writer asked to keep back."""

from contextlib import closing
from pathlib import Path
from random import SystemRandom

import pytest
from typer.testing import CliRunner

from candour.app.cli import app
from candour.cases.facts import Facts
from candour.cases.references import new_reference
from candour.store.folders import CaseFolderStore
from candour.store.keys import create_key_file, read_key_file
from tests.app.configurations import GOOD, written
from tests.builders import NOON, a_case, a_report, a_value, some_facts


def _shown(folder: Path, facts: Facts, **changes: object) -> str:
    """Store one case and return what the command prints of it."""
    create_key_file(folder / "candour.key")
    config = written(
        folder, {**GOOD, "store": {"folder": str(folder / "store"), "key_file": str(folder / "candour.key")}}
    )
    reference = new_reference("ST", NOON, SystemRandom())
    key = read_key_file(folder / "candour.key", setting="store.key_file")
    with closing(CaseFolderStore(folder / "store", key)) as store:
        store.accept(a_case(reference=reference, school="st-teilos", facts=facts, **changes))
    done = CliRunner().invoke(app, ["case", "show", reference, "--config", str(config)])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_writer_who_did_not_mind_is_named(tmp_path: Path) -> None:
    out = _shown(tmp_path, some_facts())
    assert "Seren Vaughan" in out
    assert "asked not to be named" not in out


@pytest.mark.parametrize("changes", [{}, {"reports": (a_report(sender=None),)}])
def test_r33_a_writer_who_asked_not_to_be_named_is_not(tmp_path: Path, changes: dict[str, object]) -> None:
    out = _shown(tmp_path, some_facts(wants_anonymity=a_value(value=True)), **changes)
    assert "asked not to be named" in out
    assert "Seren" not in out
    assert "vaughan" not in out.casefold()


def test_r33_of_a_confidential_report_it_says_who_knows_and_who_doesn_t(tmp_path: Path) -> None:
    reports = (a_report(sender=None, confidential=True),)
    out = _shown(tmp_path, some_facts(wants_anonymity=a_value(value=True)), reports=reports)
    assert "The school's mail system knows who sent it; Candour has not kept it." in out
    assert "asked not to be named" not in out
    assert "Seren" not in out
