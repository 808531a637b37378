"""Coverage-guided fuzzing of the parser of mail: no exception, no message over two seconds (`make fuzz`).

It begins with every sample of the tests, and changes them towards code that no sample has reached. An exception that
the parser's last resort would hide counts as well as one that escapes. The instrumented parser is several times slower
than the real one, so a message that stays under two seconds here is well under them there.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # `make fuzz` alone installs it

with atheris.instrument_imports(include=["intake"]):
    from intake.limits import Limits
    from intake.parse import message_keys, parse_message

from tests.intake.mails import ARRIVAL, DATA
from tests.intake.test_awkward import MAILS

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
)
_LONGEST_IN_BYTES = 60_000


def _is_understood(raw: bytes) -> None:
    """Parse under the usual and under narrow limits; raise for whatever no message may bring about."""
    for limits in (Limits(), NARROW):
        begun = time.perf_counter()
        found = parse_message(raw, ARRIVAL, limits)
        seconds = time.perf_counter() - begun
        if found.unreadable and "does not understand" in found.unreadable:
            raise AssertionError(found.unreadable)
        if seconds > LIMIT_IN_SECONDS:
            raise AssertionError(f"it took {seconds:.1f} seconds")
        assert found.keys == message_keys(raw, ARRIVAL.school, limits)
        (found.text + found.subject + "".join(file.name for file in found.attachments)).encode("utf-8")


def _samples() -> list[bytes]:
    found = [path.read_bytes() for path in DATA.rglob("*.eml")] + [each.raw for each in MAILS]
    return [raw for raw in found if len(raw) < _LONGEST_IN_BYTES]


def _fuzz(folder: Path, minutes: float, found: Path) -> None:
    """Fuzz in this process, which libFuzzer ends."""
    options = [f"-max_total_time={int(minutes * 60)}", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"]
    options += [f"-max_len={_LONGEST_IN_BYTES}", f"-dict={folder / 'words'}", f"-artifact_prefix={found}/"]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], _is_understood)
    atheris.Fuzz()


def main() -> None:
    """Fuzz for so many minutes; exits with what libFuzzer does: 0 where nothing was found, and the file is named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10.0)
    arguments.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "candour-fuzz")
    arguments.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.inside:
        _fuzz(chosen.inside, chosen.minutes, chosen.found)
        return
    chosen.found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="candour-fuzz-") as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        samples = _samples()
        for number, raw in enumerate(samples):
            (folder / "corpus" / f"sample-{number}").write_bytes(raw)
        (folder / "words").write_text("".join(f'"{word}"\n' for word in _WORDS), encoding="ascii")
        print(f"{len(samples)} samples; {chosen.minutes:g} minutes; what is found goes to {chosen.found}")
        again = [sys.executable, "-m", "bench.fuzz_mail", "--inside", name, "--minutes", str(chosen.minutes)]
        sys.exit(subprocess.run([*again, "--found", str(chosen.found)], check=False).returncode)


if __name__ == "__main__":
    main()
