"""`candour proof`: whether a proof of filing is genuine, and the public key by which anybody can tell."""

import sys
from pathlib import Path

import typer

from candour.app.environment import configured
from candour.app.stores import installation_key
from candour.cases.errors import SettingsError
from candour.store.proofs import Proofs, SigningProofs, proofs_by
from candour.web.anonymous.proof import read_proof

_MUCH = 10_000


def check_proof(config: Path, file: str, *, key_file: Path | None = None) -> bool:
    """Print whether a proof is genuine, and what it proves; return it. Nothing is written, and no case is opened.

    Raises SettingsError where a file can't be read.
    """
    found = read_proof(_read(file))
    if found is None:
        typer.echo("That is no proof of filing: copy it whole, from its first line to the signature.")
        return False
    proof, signature = found
    if not _proofs(config, key_file).is_genuine(proof.statement, signature):
        typer.echo("NOT genuine: another Candour signed it, or something in it was changed.")
        return False
    typer.echo(
        f"Genuine: a report without a name was filed for {proof.school} on {proof.filed_on:%d %B %Y}.\n"
        "What it said, the SHA-256 shows to whoever has the code and the words."
    )
    return True


def print_public_key(config: Path) -> None:
    """Print the public key as PEM. Raises SettingsError."""
    typer.echo(_proofs(config, None).public_key(), nl=False)


def _proofs(config: Path, key_file: Path | None) -> Proofs:
    if key_file is not None:
        return proofs_by(_read(str(key_file)))
    return SigningProofs(installation_key(*configured(config)))


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read(_MUCH)
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as opened:
            return opened.read(_MUCH)
    except OSError as error:
        raise SettingsError(f"{file} can't be read ({error.strerror})") from None
