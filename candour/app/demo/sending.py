"""`candour demo --send`: a report of one's own to a demonstration that runs in another terminal."""

import smtplib
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

import typer

from candour.app.demo.folder import DemoFolder
from candour.cases.errors import SettingsError

LOOPBACK = "127.0.0.1"
DATALOSS = "dataloss@stteilos.example"
"""The address to which the demonstration's staff write."""


def send_report(folder: Path, text: str) -> None:
    """Mail a text to the running demonstration, as a member of staff would; raises SettingsError where none runs."""
    port = DemoFolder(folder).smtp_port()
    message = EmailMessage()
    message["From"] = "Robin Example <robin.example@stteilos.example>"
    message["To"] = DATALOSS
    message["Subject"] = "Something went wrong"
    message["Message-ID"] = make_msgid(domain="stteilos.example")
    message.set_content(text)
    try:
        with smtplib.SMTP(LOOPBACK, port, timeout=10) as client:
            client.send_message(message)
    except (OSError, smtplib.SMTPException):
        raise SettingsError(f"no demonstration answers on port {port}: start one with `candour demo`") from None
    typer.echo("Sent. The other terminal shows what becomes of it.")
