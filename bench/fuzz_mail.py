"""Coverage-guided fuzzing of the parser of mail: no exception, no message over two seconds (`make fuzz`).

It begins with every sample of the tests, and with files of every kind that is opened, as they are: what is written in
base64 is hard to change in a useful way. It changes them towards code that no sample has reached. An exception that the
parser's last resort would hide counts as well as one that escapes. Seconds are those of the processor, so that a busy
machine isn't taken for a slow parser; the instrumented one is several times slower than the real one, and a message
that stays under two seconds here is well under them there.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # `make fuzz` alone installs it

with atheris.instrument_imports(include=["intake"]):
    from intake.formats.compound import SIGNATURE as COMPOUND
    from intake.formats.tnef import SIGNATURE as TNEF
    from intake.limits import Limits
    from intake.parse import message_keys, parse_message

from tests.intake.mails import ARRIVAL, DATA
from tests.intake.test_awkward import MAILS
from tests.intake.test_formats_any_bytes import FILES

LIMIT_IN_SECONDS = 2.0
NARROW = Limits(message_bytes=100_000, header_bytes=2_000, parts=20, depth=4, attachments=5, text_characters=5_000)
_WORDS = (
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Type: multipart/alternative; boundary=b",
    "Content-Type: message/rfc822",
    "Content-Type: message/delivery-status",
    "Content-Type: application/ms-tnef",
    "Content-Type: application/vnd.ms-outlook",
    "Content-Type: application/pkcs7-mime; smime-type=signed-data",
    "Content-Type: application/zip",
    "Content-Type: text/calendar",
    "Content-Type: text/html; charset=utf-7",
    "Content-Type: text/rtf",
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable",
    "Content-Disposition: attachment; filename*0*=utf-8''a",
    "Authentication-Results: mx.example; dmarc=fail",
    "In-Reply-To: <a@b.example>",
    "Auto-Submitted: auto-replied",
    "Message-ID: <a@b.example>",
    "-----Original Message-----",
    "---------- Forwarded message ---------",
    "BEGIN:VCALENDAR",
    "begin 644 a",
    "--b--",
    "=?utf-8?q?a?=",
    "-----BEGIN PGP SIGNED MESSAGE-----",
    "From: a <a@b.example>\\x0aSent: 3 November 2026 14:05\\x0aSubject: c\\x0a",
    "METHOD:CANCEL",
    "BEGIN:VEVENT",
    "DTSTART;TZID=\\x22a\\x22:20261103T140500Z",
)
_BINARY_WORDS = (
    COMPOUND,  # .msg, .doc, .xls
    "__properties_version1.0".encode("utf-16-le"),
    "__substg1.0_1000001F".encode("utf-16-le"),
    "__attach_version1.0_#00000000".encode("utf-16-le"),
    TNEF,
    b"\x02\x06\x90\x02\x00",  # TNEF: a file begins
    b"\x02\x0f\x80\x06\x00",  # and its content
    b"\x01\x03\x90\x06\x00",  # the properties of the message
    b"LZFu",
    b"MELA",
    b"{\\rtf1\\ansi\\fromhtml1",
    b"{\\*\\htmltag64",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"[Content_Types].xml",
    b"\x1f\x8b\x08\x00",
    b"BZh91AY&SY",
    b"\xfd7zXZ\x00",
    b"ustar\x0000",
    b"ustar  \x00",
    b"7z\xbc\xaf\x27\x1c",
    b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80",  # signed data, of unknown length
    b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03",  # enveloped data
    b"\x30\x84\xff\xff\xff\xff",
    b"\xff\xff\xff\xff",
    b"\xfe\xff\xff\xff",
)
_FILE_HEADER = (
    b"From: Seren <s@saint-finnian.example>\r\nContent-Type: %s; name=%s\r\nContent-Disposition: attachment\r\n\r\n"
)
_LONGEST_IN_BYTES = 30_000


def _is_understood(raw: bytes) -> None:
    """Parse under the usual and under narrow limits; raise for whatever no message may bring about."""
    for limits in (Limits(), NARROW):
        begun = time.process_time()
        found = parse_message(raw, ARRIVAL, limits)
        seconds = time.process_time() - begun
        if found.unreadable and "does not understand" in found.unreadable:
            raise AssertionError(found.unreadable)
        if seconds > LIMIT_IN_SECONDS:
            raise AssertionError(f"it took {seconds:.1f} seconds")
        assert found.keys == message_keys(raw, ARRIVAL.school, limits)
        (found.text + found.subject + "".join(file.name for file in found.attachments)).encode("utf-8")


def _dictionary() -> str:
    """Return the words as libFuzzer reads them."""
    packed = ("".join(f"\\x{byte:02x}" for byte in word) for word in _BINARY_WORDS)
    return "".join(f'"{word}"\n' for word in (*_WORDS, *packed))


def _samples() -> list[bytes]:
    found = [path.read_bytes() for path in DATA.rglob("*.eml")] + [each.raw for each in MAILS]
    found += [_FILE_HEADER % (file.media_type.encode(), file.name.encode()) + file.content for file in FILES]
    return [raw for raw in found if len(raw) < _LONGEST_IN_BYTES]


def _fuzz(folder: Path, minutes: float, seed: int, found: Path) -> None:
    """Fuzz in this process, which libFuzzer ends."""
    options = [f"-max_total_time={int(minutes * 60)}", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"]
    options += [
        f"-max_len={_LONGEST_IN_BYTES}",
        f"-dict={folder / 'words'}",
        f"-artifact_prefix={found}/",
        f"-seed={seed}",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], _is_understood)
    atheris.Fuzz()


def main() -> None:
    """Fuzz for so many minutes; exits with what libFuzzer does: 0 where nothing was found, and the file is named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10.0)
    arguments.add_argument("--seed", type=int, default=1, help="another one tries other changes")
    arguments.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "candour-fuzz")
    arguments.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.inside:
        _fuzz(chosen.inside, chosen.minutes, chosen.seed, chosen.found)
        return
    chosen.found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="candour-fuzz-") as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        samples = _samples()
        for number, raw in enumerate(samples):
            (folder / "corpus" / f"sample-{number}").write_bytes(raw)
        (folder / "words").write_text(_dictionary(), encoding="ascii")
        print(f"{len(samples)} samples; {chosen.minutes:g} minutes; what is found goes to {chosen.found}")
        again = [sys.executable, "-m", "bench.fuzz_mail", "--inside", name, "--minutes", str(chosen.minutes)]
        again += ["--seed", str(chosen.seed), "--found", str(chosen.found)]
        sys.exit(subprocess.run(again, check=False).returncode)


if __name__ == "__main__":
    main()
