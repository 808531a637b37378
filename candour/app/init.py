"""`candour init`: a few questions, then a configuration with comments and a fresh key."""

import re
from pathlib import Path

import typer
from jinja2 import Environment, PackageLoader, StrictUndefined

from candour.app.settings import read_settings
from candour.cases.errors import SettingsError
from candour.cases.policy_file import load, shipped_profiles
from candour.store.keys import create_key_file

_STANDARD_PORTS = {"tls": 993, "starttls": 143, "plain": 143}
_SMTP_PORTS = {"tls": 465, "starttls": 587, "plain": 25}


def write_configuration(file: Path, *, force: bool) -> None:
    """Ask, write the file (readable by its owner alone) and the key beside it, and say what to do next.

    Raises SettingsError where a file would be overwritten. A key is never overwritten: it opens cases that exist.
    """
    if file.exists() and not force:
        raise SettingsError(f"{file} is there already: use --force to write it anew (the key stays as it is)")
    answers = _ask(file.resolve().parent)
    templates = Environment(loader=PackageLoader("candour.app"), undefined=StrictUndefined, autoescape=False)  # noqa: S701  TOML, each value through tojson
    text = templates.get_template("candour.toml.jinja").render(answers)
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
    read_settings(file)
    key_file = Path(str(answers["store"]["key_file"]))
    if not key_file.exists():
        create_key_file(key_file)
    _say_next(file, key_file, str(answers["mailbox"]["name"]))


def _ask(folder: Path) -> dict[str, dict[str, str | int]]:
    typer.echo("A few questions; Enter takes what stands in brackets. Nothing is sent anywhere.\n")
    name = typer.prompt("Name of the school")
    school: dict[str, str | int] = {
        "name": name,
        "key": _key_from(name),
        "prefix": typer.prompt("Two to four capital letters for case references", default=_initials(name)),
        "profile": typer.prompt(f"Policy profile ({', '.join(shipped_profiles())})", default=shipped_profiles()[0]),
        "country": typer.prompt("Bank holidays of (ENG, WLS, SCT, NIR)", default="WLS"),
    }
    load(str(school["profile"]))
    address = typer.prompt("Address that staff write to, for example dataloss@school.example")
    domain = address.rpartition("@")[2]
    security = typer.prompt("IMAP security (tls, starttls, plain)", default="tls")
    mailbox: dict[str, str | int] = {
        "name": _key_from(address.partition("@")[0]),
        "address": address,
        "host": typer.prompt("IMAP server", default=f"imap.{domain}"),
        "security": security,
        "port": typer.prompt("IMAP port", default=_STANDARD_PORTS.get(security, 993), type=int),
        "user": typer.prompt("IMAP user", default=address),
    }
    smtp_security = typer.prompt("SMTP security (starttls, tls, plain)", default="starttls")
    smtp: dict[str, str | int] = {
        "host": typer.prompt("SMTP server", default=f"smtp.{domain}"),
        "security": smtp_security,
        "port": typer.prompt("SMTP port", default=_SMTP_PORTS.get(smtp_security, 587), type=int),
        "user": typer.prompt("SMTP user (empty for none)", default=str(mailbox["user"])),
    }
    people = {
        role: {"name": typer.prompt(f"{title}: name"), "address": typer.prompt(f"{title}: address")}
        for role, title in (("dpo", "Data Protection Officer"), ("head", "Head teacher"))
    }
    data = typer.prompt("Folder for the cases", default=str(folder / "candour-data"))
    store = {"folder": data, "key_file": str(folder / "candour.key")}
    return {"school": school, "mailbox": mailbox, "smtp": smtp, "store": store, **people}


def _say_next(file: Path, key_file: Path, mailbox: str) -> None:
    variable = f"CANDOUR_IMAP_PASSWORD_{mailbox.upper().replace('-', '_')}"
    typer.echo(
        f"\nWritten: {file}\nThe key: {key_file}. Copy it to a safe place now; without it no case can ever be read.\n\n"
        f"Next: put the passwords into the environment ({variable}, CANDOUR_SMTP_PASSWORD),\n"
        f"then run: candour check --config {file}"
    )


def _key_from(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40] or "school"


def _initials(name: str) -> str:
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()[:4]
    return letters if len(letters) > 1 else "SC"
