"""The [web] table: the pages, and who may reach them under which names."""

from pydantic import Field, ValidationInfo, field_validator

from candour.app.setting_types import HostName, PagesUrl, Port
from candour.app.table import Table
from candour.cases.network import is_loopback


class WebTable(Table):
    """The pages on which cases are worked: where they listen, and the address at which people reach them.

    Candour speaks no TLS itself. What does stands before it: on this machine, or (with an https address alone) on
    another one that reaches `host`. `anonymous` opens the pages on which people report without a name.
    """

    url: PagesUrl
    host: str = "127.0.0.1"
    port: Port = 8710
    anonymous: bool = True
    other_hosts: list[HostName] = Field(default_factory=list)

    @field_validator("host")
    @classmethod
    def _is_not_open(cls, host: str, others: ValidationInfo) -> str:
        """Refuse to listen to the network where the pages have no TLS."""
        if not is_loopback(host) and not str(others.data.get("url", "")).startswith("https://"):
            raise ValueError(f"is {host!r}; without an https address in web.url it must be 127.0.0.1")
        return host
