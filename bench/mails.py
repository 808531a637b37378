"""The mails of the benchmarks: the labelled reports of the tests, each from a sender of its own, over and over."""

import json
from email.message import EmailMessage
from email.policy import SMTP
from itertools import cycle, islice
from pathlib import Path

from tests.running import ADDRESS

_REPORTS = Path(__file__).parents[1] / "tests" / "nlp" / "data"


def reports() -> list[tuple[str, str]]:
    """Return subject and text of every labelled report that is an incident."""
    lines = [line for file in sorted(_REPORTS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines() if line]
    examples = [json.loads(line) for line in lines]
    return [(e["subject"], e["body"]) for e in examples if not e["expected"]["not_an_incident"]]


def mails(count: int) -> list[bytes]:
    """Return so many mails, numbered in their Message-IDs and senders."""
    return [_mail(number, *report) for number, report in enumerate(islice(cycle(reports()), count))]


def _mail(number: int, subject: str, text: str) -> bytes:
    message = EmailMessage()
    message["From"] = f"Member {number} <member{number}@stteilos.example>"
    message["To"] = ADDRESS
    message["Subject"] = subject or "Report"
    message["Message-ID"] = f"<mail-{number}@stteilos.example>"
    message.set_content(text)
    return message.as_bytes(policy=SMTP)
