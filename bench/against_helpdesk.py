"""Mails a second from Dovecot to stored case, beside django-helpdesk 2.6.1 on SQLite, in turns in the same run.

python -m bench.against_helpdesk [--mails 300] [--rounds 3]

It makes django-helpdesk an environment of its own (from the package index that pip is set up for) and throws it away.
Both empty the same mailbox of the same mails, once sending their notices to the same SMTP server and once sending none.
Candour reads every report and fills in the form; django-helpdesk stores the text.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.mail_speed import first_case, stored
from bench.mails import mails
from tests.dovecot import PASSWORD, Dovecot, free_port, running_dovecot
from tests.mail_sink import MailSink
from tests.running import ADDRESS, an_installation, until

RELEASE = "django-helpdesk==2.6.1"


def main() -> None:
    """Measure in turns and print the median of each and their ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mails", type=int, default=300)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_dovecot() as dovecot:
        python = _environment(Path(folder))
        for sending in (True, False):
            ours, theirs = [], []
            for turn in range(options.rounds):
                user = f"{'sending' if sending else 'silent'}{turn}"
                ours.append(_candour(dovecot, f"ours-{user}", options.mails, sending=sending))
                theirs.append(_helpdesk(python, dovecot, f"theirs-{user}", options.mails, sending=sending))
            _tell(options.mails, ours, theirs, sending=sending)


def _tell(count: int, ours: list[float], theirs: list[float], *, sending: bool) -> None:
    own, other = statistics.median(ours), statistics.median(theirs)
    print(
        f"{count} mails, {'notices sent' if sending else 'no mail server'}: Candour {own:.1f} mails/s, "
        f"{RELEASE} {other:.1f}: {own / other:.2f} times (medians of {len(ours)} rounds)"
    )


def _environment(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--quiet", RELEASE, "setuptools<81"], check=True)
    return python


def _candour(dovecot: Dovecot, user: str, count: int, *, sending: bool) -> float:
    dovecot.deliver(user, *mails(count))
    with tempfile.TemporaryDirectory() as folder, MailSink() as sink:
        with an_installation(Path(folder), dovecot, user, sink.port if sending else free_port()) as candour:
            begun = first_case(candour)
            assert until(lambda: stored(candour) >= count, seconds=600), candour.log()[-2000:]
            seconds = time.monotonic() - begun
            candour.stop()
    return (count - 1) / seconds


def _helpdesk(python: Path, dovecot: Dovecot, user: str, count: int, *, sending: bool) -> float:
    dovecot.deliver(user, *mails(count))
    program = Path(__file__).with_name("helpdesk_project.py")
    with tempfile.TemporaryDirectory() as folder, MailSink() as sink:
        smtp = str(sink.port if sending else 0)
        command = [str(python), str(program), folder, str(dovecot.port), smtp, user, PASSWORD, ADDRESS]
        ended = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(ended.stdout)
    assert found["tickets"] == count, (found, ended.stderr[-2000:])
    return count / float(found["seconds"])


if __name__ == "__main__":
    main()
