"""How to reach a mailbox, and what to do in it."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field, SecretStr

from candour.cases.authorisation import Authorisation
from candour.cases.record import Record

Security = Literal["tls", "starttls", "plain"]
Mode = Literal["dedicated", "shared", "confidential"]
"""It holds reports alone; ordinary mail with reports among it; reports whose writers aren't kept."""


class MailboxSettings(Record):
    """One mailbox that is watched.

    `name` identifies it in logs, `school` is the key of the school whose reports arrive there, `address` its mail
    address. `own_addresses` are further addresses that Candour watches or writes from: their automatic mail is its
    own come back. `ca_file` holds the certificates to trust in place of the system's. `keyword` marks what
    was accepted (RFC 9051, 2.3.2); `idle` may be turned off for servers whose IDLE is broken.

    It is signed in to with `password`, or with the tokens of `authorisation` where that is given. `folders` are
    watched, the first of them most closely, and what lies below them where `subfolders` is set; mail that arrived
    before the day `since` is none of ours.

    `left_keyword` marks what a shared mailbox keeps for itself, `aside_folder` takes what of a confidential one can't
    be cleaned. `among` are the keys of all schools that share the mailbox, `authserv_id` names the mail server whose
    Authentication-Results are believed.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: str
    school: str
    address: str
    host: str
    port: int = 993
    security: Security = "tls"
    user: str
    password: SecretStr = SecretStr("")
    authorisation: Authorisation | None = Field(default=None, repr=False)
    folders: tuple[str, ...] = Field(default=("INBOX",), min_length=1)
    subfolders: bool = False
    since: date | None = None
    processed_folder: str = "Candour processed"
    keyword: str = "CandourAccepted"
    ca_file: Path | None = None
    idle: bool = True
    mode: Mode = "dedicated"
    left_keyword: str = "CandourLeft"
    aside_folder: str = "Candour aside"
    among: tuple[str, ...] = ()
    authserv_id: str = ""
    own_addresses: frozenset[str] = frozenset()

    @property
    def folder(self) -> str:
        """The folder that is watched most closely."""
        return self.folders[0]

    @property
    def moves_accepted(self) -> bool:
        """Tell whether accepted messages are moved to the processed folder.

        In a shared mailbox they stay where people expect their mail, and in a confidential one nothing stays.
        """
        return self.mode == "dedicated"
