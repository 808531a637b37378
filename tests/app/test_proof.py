"""`candour proof`: whether a proof of filing is genuine, with the installation's key or the public one alone."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from candour.app.cli import app
from candour.app.environment import configured
from candour.app.stores import installation_key
from candour.store.keys import InstallationKey, create_key_file
from candour.store.proofs import SigningProofs
from candour.web.anonymous.proof import Proof
from tests.app.configurations import GOOD, changed, written

PROOF = Proof("st-teilos", date(2026, 11, 16), "5" * 64)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    create_key_file(tmp_path / "candour.key")
    return written(tmp_path, changed(GOOD, ("store", "key_file"), str(tmp_path / "candour.key")))


@pytest.fixture
def genuine(config: Path) -> str:
    return PROOF.signed(SigningProofs(installation_key(*configured(config))).sign(PROOF.statement))


def check(config: Path, text: str, *more: str) -> Result:
    return CliRunner().invoke(app, ["proof", "check", "-", "--config", str(config), *more], input=text)


def test_a_genuine_proof_says_for_which_school_and_day(config: Path, genuine: str) -> None:
    result = check(config, f"\n{genuine}\r\n")
    assert result.exit_code == 0
    assert "Genuine: a report without a name was filed for st-teilos on 16 November 2026" in result.output


def test_it_may_stand_in_a_file(config: Path, genuine: str) -> None:
    file = config.parent / "proof.txt"
    file.write_text(genuine, encoding="utf-8-sig")
    assert CliRunner().invoke(app, ["proof", "check", str(file), "--config", str(config)]).exit_code == 0


@pytest.mark.parametrize(("old", "new"), [("2026-11-16", "2026-11-15"), ("st-teilos", "st-other"), ("555", "556")])
def test_a_proof_in_which_something_was_changed_is_not_genuine(config: Path, genuine: str, old: str, new: str) -> None:
    result = check(config, genuine.replace(old, new))
    assert (result.exit_code, result.output[:12]) == (1, "NOT genuine:")


def test_nor_is_one_of_another_candour(config: Path) -> None:
    forged = PROOF.signed(SigningProofs(InstallationKey(bytes(32))).sign(PROOF.statement))
    assert check(config, forged).output.startswith("NOT genuine:")


@pytest.mark.parametrize("text", ["", "hello", "Candour proof of filing 1\nschool: x"])
def test_what_is_no_proof_is_told_from_a_false_one(config: Path, text: str) -> None:
    result = check(config, text)
    assert (result.exit_code, result.output[:24]) == (1, "That is no proof of fili")


def test_anybody_checks_it_with_the_public_key_and_without_a_configuration(config: Path, genuine: str) -> None:
    printed = CliRunner().invoke(app, ["proof", "key", "--config", str(config)]).output
    assert printed.startswith("-----BEGIN PUBLIC KEY-----")
    key = config.parent / "key.pem"
    key.write_text(printed, encoding="ascii")
    assert check(Path("no-such.toml"), genuine, "--key", str(key)).exit_code == 0
    assert check(Path("no-such.toml"), genuine.replace("16", "17"), "--key", str(key)).exit_code == 1
