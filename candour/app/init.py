"""`candour init`: a few questions, then a configuration with comments and a fresh key."""

import re
import tomllib
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import typer
from jinja2 import Environment, PackageLoader, StrictUndefined

from candour.app.asking import asked, asked_for_person, asked_for_port
from candour.app.people import directory_of
from candour.app.setting_types import Address, Country, PagesUrl, Prefix, Security
from candour.app.settings import settings_of
from candour.cases.errors import SettingsError
from candour.cases.policy_file import shipped_profiles
from candour.store.keys import create_key_file

_IMAP_PORTS = {"tls": 993, "starttls": 143, "plain": 143}
_SMTP_PORTS = {"tls": 465, "starttls": 587, "plain": 25}
_NOBODY = "none"


def write_configuration(file: Path, *, force: bool) -> None:
    """Ask, write the file (readable by its owner alone) and the key beside it, and say what to do next.

    Nothing is written before all answers are known to fit. Raises SettingsError where a file would be overwritten or
    can't be written. A key is never overwritten: it opens cases that exist.
    """
    if file.exists() and not force:
        raise SettingsError(f"{file} is there already: use --force to write it anew (the key stays as it is)")
    answers = _ask(file.resolve().parent)
    templates = Environment(loader=PackageLoader("candour.app"), undefined=StrictUndefined, autoescape=False)  # noqa: S701  TOML, each value through tojson
    text = templates.get_template("candour.toml.jinja").render(answers)
    directory_of(settings_of(tomllib.loads(text), str(file)))
    key_file = Path(str(answers["store"]["key_file"]))
    _write(file, text, key_file)
    _say_next(file, key_file, str(answers["mailbox"]["name"]), sends_with_login=bool(answers["smtp"]["user"]))


def _write(file: Path, text: str, key_file: Path) -> None:
    try:
        if not key_file.exists():
            create_key_file(key_file)
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{file} can't be written: {error.strerror}") from None


def _ask(folder: Path) -> dict[str, dict[str, str | int]]:
    typer.echo("A few questions; Enter takes what stands in brackets. Nothing is sent anywhere.\n")
    school = _ask_about_school()
    mailbox = _ask_about_mailbox()
    smtp = _ask_about_smtp(str(mailbox["address"]), str(mailbox["user"]))
    people = {
        role: asked_for_person(title, mailbox=str(mailbox["address"]))
        for role, title in (("dpo", "Data Protection Officer"), ("head", "Head teacher"))
    }
    data = asked("Folder for the cases", default=str(folder / "candour-data"))
    store: dict[str, str | int] = {"folder": data, "key_file": str(folder / "candour.key")}
    return {"school": school, "mailbox": mailbox, "smtp": smtp, "store": store, "web": _ask_about_pages(), **people}


def _ask_about_pages() -> dict[str, str | int]:
    question = f"Address at which the pages of Candour are reached ({_NOBODY} for no pages)"
    accepts = "an address like https://candour.school.example, http://127.0.0.1:8710 for this machine alone, or none"
    url = asked(question, PagesUrl | Literal["none"], accepts, default="http://127.0.0.1:8710")
    return {
        "url": "" if url == _NOBODY else url,
        "port": (urlsplit(url).port if url.startswith("http:") else 0) or 8710,
    }


def _ask_about_school() -> dict[str, str | int]:
    name = asked("Name of the school")
    profiles = ", ".join(shipped_profiles())
    return {
        "name": name,
        "key": _key_from(name),
        "prefix": asked(
            "Two to four capital letters for case references", Prefix, "two to four of A to Z", default=_initials(name)
        ),
        "profile": asked(
            f"The procedure that the school works by ({profiles})", accepts=f"one of {profiles}",
            default=shipped_profiles()[0], among=shipped_profiles(),
        ),
        "country": asked(
            "Bank holidays of (ENG, WLS, SCT, NIR)", Country, "one of ENG, WLS, SCT, NIR", default="WLS"
        ),
    }  # fmt: skip


def _ask_about_mailbox() -> dict[str, str | int]:
    address = asked("Address that staff write to, for example dataloss@school.example", Address, "one mail address")
    security = asked("IMAP security (tls, starttls, plain)", Security, "one of tls, starttls, plain", default="tls")
    return {
        "name": _key_from(address.partition("@")[0]),
        "address": address,
        "host": asked("IMAP server", default=f"imap.{address.rpartition('@')[2]}"),
        "security": security,
        "port": asked_for_port("IMAP port", default=_IMAP_PORTS[security]),
        "user": asked("IMAP user", default=address),
    }


def _ask_about_smtp(address: str, imap_user: str) -> dict[str, str | int]:
    security = asked(
        "SMTP security (starttls, tls, plain)", Security, "one of tls, starttls, plain", default="starttls"
    )
    host = asked("SMTP server", default=f"smtp.{address.rpartition('@')[2]}")
    port = asked_for_port("SMTP port", default=_SMTP_PORTS[security])
    user = asked(f"SMTP user ({_NOBODY} for no log-in)", default=imap_user)
    return {"host": host, "security": security, "port": port, "user": "" if user == _NOBODY else user}


def _say_next(file: Path, key_file: Path, mailbox: str, *, sends_with_login: bool) -> None:
    variables = f"CANDOUR_IMAP_PASSWORD_{mailbox.upper().replace('-', '_')}"
    if sends_with_login:
        variables += ", CANDOUR_SMTP_PASSWORD"
    typer.echo(
        f"\nWritten: {file}\nThe key: {key_file}. Copy it to a safe place now; without it no case can ever be read.\n\n"
        f"Next: put the passwords into the environment ({variables}),\n"
        f"then run: candour check --config {file}"
    )


def _key_from(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40] or "school"


def _initials(name: str) -> str:
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()[:4]
    return letters if len(letters) > 1 else "SC"
