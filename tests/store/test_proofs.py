"""Proofs of filing: signed by one installation, checked by anybody with its public key."""

import base64
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.errors import SettingsError
from candour.store.keys import InstallationKey
from candour.store.proofs import SigningProofs, proofs_by

OURS = SigningProofs(InstallationKey(bytes(32)))
THEIRS = SigningProofs(InstallationKey(bytes([1] * 32)))
STATEMENT = "St Finnian's Primary School was told on 16 November 2026."
SIGNATURE = OURS.sign(STATEMENT)


def test_a_statement_is_signed_alike_each_time_and_is_genuine() -> None:
    assert OURS.sign(STATEMENT) == SIGNATURE
    assert len(SIGNATURE) == 88
    assert OURS.is_genuine(STATEMENT, SIGNATURE)


@pytest.mark.parametrize(
    ("statement", "signature"),
    [
        (STATEMENT.replace("16", "17"), SIGNATURE),
        (STATEMENT + "\n", SIGNATURE),
        (STATEMENT, THEIRS.sign(STATEMENT)),
        (STATEMENT, SIGNATURE[:-4]),
        (STATEMENT, base64.b64encode(bytes(64)).decode()),
        (STATEMENT, f" {SIGNATURE}"),
        (STATEMENT, ""),
    ],
)
def test_what_was_changed_or_is_somebody_else_s_is_not(statement: str, signature: str) -> None:
    assert not OURS.is_genuine(statement, signature)


@given(st.text(), st.text())
def test_whatever_is_given_as_a_signature_is_no_error(statement: str, signature: str) -> None:
    assert not OURS.is_genuine(statement, signature)


def test_the_public_key_alone_checks_a_proof() -> None:
    assert proofs_by(OURS.public_key()).is_genuine(STATEMENT, SIGNATURE)
    assert not proofs_by(THEIRS.public_key()).is_genuine(STATEMENT, SIGNATURE)


def test_openssl_checks_a_proof_too(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text(OURS.public_key(), encoding="ascii")
    (tmp_path / "statement").write_bytes(STATEMENT.encode())
    (tmp_path / "signature").write_bytes(base64.b64decode(SIGNATURE))
    command = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in statement -sigfile signature"
    done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False)
    assert b"Verified Successfully" in done.stdout, done.stderr


@pytest.mark.parametrize(
    "pem",
    [
        "",
        "no key",
        X25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    ],
    ids=["nothing", "no PEM", "another algorithm"],
)
def test_what_is_no_public_key_of_ours_is_refused(pem: str) -> None:
    with pytest.raises(SettingsError, match="candour proof key"):
        proofs_by(pem)
