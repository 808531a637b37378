"""`candour prefill`: the form from a report, with the words behind each value. Stores nothing, sends nothing."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TextIO
from uuid import uuid4

import typer

from candour.app.environment import utc_now
from candour.cases.errors import SettingsError
from candour.cases.facts import Facts
from candour.cases.policy_file import load
from candour.cases.report import Door, Report
from candour.cases.scoring import score
from candour.cases.showing.form import fill_form
from intake.message import Arrival
from intake.parse import parse_message
from nlp.prediction import predict_lines
from nlp.worker import preload, read_report
from replies.form_text import render_text


def prefill_file(file: str, *, as_json: bool, model: str, profile: str) -> None:
    """Print the filled form of one report, or its facts as JSON; raises SettingsError where it can't be read."""
    policy = load(profile)
    raw = _bytes_of(file)
    report = _report_of_mail(raw) if _is_mail(file, raw) else _report_of_text(raw)
    _load_model(model)
    facts = read_report(report)
    if as_json:
        typer.echo(json.dumps(_as_json(facts), ensure_ascii=False, indent=2))
        return
    typer.echo(render_text(fill_form(policy, facts, score(policy, facts))))
    if facts.holds("not_an_incident"):
        typer.echo("This reads like no data incident at all. Candour would ask the DPO to look.")


def prefill_lines(source: TextIO, target: TextIO, *, model: str) -> None:
    """Read reports as JSON lines and write a prediction line for each; progress goes to standard error.

    Raises ExampleLineError naming the line that is no report.
    """
    _load_model(model)
    for count, line in enumerate(predict_lines(source), start=1):
        target.write(f"{line}\n")
        if sys.stderr.isatty():
            typer.echo(f"\r{count} reports read", err=True, nl=False)
    target.flush()
    if sys.stderr.isatty():
        typer.echo("", err=True)


def _load_model(model: str) -> None:
    try:
        preload(model)
    except OSError:
        raise SettingsError(f"spaCy has no model {model!r} here; install it, or name another with --model") from None


def _bytes_of(file: str) -> bytes:
    if file == "-":
        if sys.stdin.isatty():
            typer.echo("Type or paste the report; Ctrl-D ends it.", err=True)
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise SettingsError(f"{file} can't be read: {error.strerror}") from None


def _is_mail(file: str, raw: bytes) -> bool:
    """Tell a mail from a text by its name, or on standard input by its first header line."""
    if file != "-":
        return Path(file).suffix.casefold() == ".eml"
    first = raw.lstrip().partition(b"\n")[0]
    name = first.partition(b":")[0]
    return name.lower() in {b"from", b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version"}


def _report_of_mail(raw: bytes) -> Report:
    """Return the mail as a report that arrived when it was sent: relative dates count from there."""
    now = utc_now()
    parsed = parse_message(raw, Arrival(mailbox="prefill", received_at=now))
    return Report(
        id=uuid4().hex,
        door=Door.EMAIL,
        school="",
        received_at=parsed.sent_at or now,
        sent_at=parsed.sent_at,
        sender=parsed.sender,
        subject=parsed.subject,
        text=parsed.text,
        automatic=parsed.automatic,
        unreadable=parsed.unreadable,
        limits=parsed.limits,
    )


def _report_of_text(raw: bytes) -> Report:
    now: datetime = utc_now()
    text = raw.decode("utf-8", errors="replace")
    return Report(id=uuid4().hex, door=Door.TERMINAL, school="", received_at=now, text=text)


def _as_json(facts: Facts) -> dict[str, object]:
    return {field: value.model_dump(mode="json") for field, value in sorted(facts.values.items())}
