"""The tables of candour.toml about mail servers: which mailboxes are watched, how they are signed in to, who sends."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from candour.app.setting_types import Address, Day, HttpsLink, Key, Port, Security
from candour.app.table import Table

Auth = Literal["password", "microsoft", "google"]
"""How a mail server is signed in to: the last two with tokens, as the tables of these names say."""


class MicrosoftTable(Table):
    """The [microsoft] application that signs in for auth = "microsoft".

    Its secret is CANDOUR_MICROSOFT_SECRET, or CANDOUR_MICROSOFT_CERTIFICATE holds private key and certificate.
    """

    tenant: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")]
    client_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")]
    authority: HttpsLink = "https://login.microsoftonline.com"
    scope: HttpsLink = "https://outlook.office365.com/.default"
    ca_file: str | None = None


class GoogleTable(Table):
    """The [google] service account that signs in for auth = "google".

    CANDOUR_GOOGLE_SERVICE_ACCOUNT may hold the file's JSON instead.
    """

    service_account_file: str | None = None
    ca_file: str | None = None


class MailboxTable(Table):
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
    folders: list[str] = Field(default_factory=list)
    subfolders: bool = False
    since: Day | None = None
    processed_folder: str = "Candour processed"
    aside_folder: str = "Candour aside"
    ca_file: str | None = None
    mode: Literal["dedicated", "shared", "confidential"] = "dedicated"
    other_schools: list[Key] = Field(default_factory=list)
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

    @model_validator(mode="after")
    def _is_what_it_seems(self) -> Self:
        """Refuse what is set for a confidential mailbox where its mode went missing: names would be kept."""
        if "aside_folder" in self.model_fields_set and self.mode != "confidential":
            raise ValueError(f'aside_folder is for mode = "confidential" alone, and the mode is {self.mode!r}')
        return self

    @property
    def watched(self) -> tuple[str, ...]:
        """The folders that are watched, most closely the first."""
        return tuple(self.folders) or (self.folder,)


class SmtpTable(Table):
    """The [smtp] server that takes the notices. Its password: CANDOUR_SMTP_PASSWORD."""

    host: str
    port: Port = 587
    security: Security = "starttls"
    auth: Auth = "password"
    user: str = ""
    from_address: Address
    from_name: str = "Candour"
    ca_file: str | None = None
