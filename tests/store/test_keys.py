import base64
from pathlib import Path

import pytest

from candour.cases.errors import SettingsError
from candour.store.keys import (
    InstallationKey,
    create_key_file,
    generate_key,
    read_key,
    read_key_file,
    salted_subkey,
    subkey,
)

TEXT = base64.b64encode(bytes(range(32))).decode()


def test_a_key_is_read_from_base64() -> None:
    assert read_key(f"  {TEXT}\n", setting="CANDOUR_KEY") == InstallationKey(bytes(range(32)))


def test_a_generated_key_is_a_key_and_never_the_same() -> None:
    first, second = generate_key(), generate_key()
    assert first != second
    assert len(read_key(first, setting="CANDOUR_KEY").secret) == 32


@pytest.mark.parametrize(
    "text", ["", "short", TEXT[:-4], TEXT + "AAAA", "é" * 44, "!" + TEXT[1:], TEXT[:20] + " " + TEXT[20:]]
)
def test_what_is_no_key_is_refused_by_the_name_of_the_setting_and_is_not_repeated(text: str) -> None:
    with pytest.raises(SettingsError, match=r"CANDOUR_KEY must be 32 random bytes in base64.*openssl rand") as caught:
        read_key(text, setting="CANDOUR_KEY")
    assert not text or text not in str(caught.value)


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(SettingsError, match="32 bytes; this one has 16"):
        InstallationKey(bytes(16))


def test_a_key_does_not_show_itself() -> None:
    key = InstallationKey(b"never-shown-in-a-log-0123456789!")
    assert "never-shown" not in repr(key)
    assert "never-shown" not in str(key)


def test_a_key_file_that_was_created_opens_the_same_key(tmp_path: Path) -> None:
    path = tmp_path / "candour.key"
    created = create_key_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key_file(path, setting="store.key_file") == created


def test_a_key_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "candour.key"
    created = create_key_file(path)
    with pytest.raises(SettingsError, match="a key is never replaced"):
        create_key_file(path)
    assert read_key_file(path, setting="store.key_file") == created


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644, 0o666])
def test_a_key_file_that_others_can_open_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "candour.key"
    create_key_file(path)
    path.chmod(mode)
    with pytest.raises(SettingsError, match=r"store\.key_file: others can open the key file .*; run: chmod 600"):
        read_key_file(path, setting="store.key_file")


def test_a_key_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"store\.key_file: .*missing.key can't be read \(No such file"):
        read_key_file(tmp_path / "missing.key", setting="store.key_file")
    with pytest.raises(SettingsError, match="can't be written"):
        create_key_file(tmp_path / "missing" / "candour.key")


def test_a_key_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "candour.key"
    path.write_bytes(bytes(range(256)) * 100)
    path.chmod(0o600)
    with pytest.raises(SettingsError, match=r"store\.key_file must be 32 random bytes"):
        read_key_file(path, setting="store.key_file")


def test_no_two_purposes_and_no_two_files_share_a_key() -> None:
    key = bytes(range(32))
    made = {
        key,
        subkey(key, b"one"),
        subkey(key, b"two"),
        salted_subkey(key, b"salt", b"one"),
        salted_subkey(key, b"salt", b"two"),
        salted_subkey(key, b"other salt", b"one"),
    }
    assert len(made) == 6


def test_subkeys_are_those_of_rfc_5869() -> None:
    """Test case 1 of RFC 5869, cut to the 32 bytes of our keys: its info and salt are bytes like our purposes."""
    salted = salted_subkey(bytes([0x0B] * 22), bytes(range(13)), bytes(range(0xF0, 0xFA)))
    assert salted.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
