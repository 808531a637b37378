"""The tables of candour.toml about chat: how the conversation goes, and by which platforms people reach it."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from candour.app.setting_types import Key
from candour.app.table import Table

_ID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
EntraId = Annotated[str, Field(pattern=_ID)]
"""An application or a tenant in Microsoft Entra ID, in small letters."""
WorkspaceId = Annotated[str, Field(pattern=r"^T[A-Z0-9]{2,20}$")]


class ChatTable(Table):
    """The [chat] table: when a report that its writer left is sent, what is said of anonymity, what the DPO is shown.

    `anonymous` is which address is said to who doesn't want to be named: the same for everybody, or a one-time link.
    With `personal_detail` what a report says stands in the messages to officers too, never in a channel.
    """

    sends_after_minutes: Annotated[int, Field(ge=10, le=240)] = 30
    anonymous: Literal["address", "links"] = "address"
    personal_detail: bool = False

    @property
    def sends_after(self) -> timedelta:
        """How long a report waits for its writer before it is sent as it is (R16, R23)."""
        return timedelta(minutes=self.sends_after_minutes)


class SlackTable(Table):
    """The [slack] table. Tokens and secrets stand in the environment, as CANDOUR_SLACK_...

    mode = "socket" asks Slack for a connection, so that nothing has to be reachable from outside; "http" is called by
    Slack at the address of [web]. `workspaces` are the ids of those that may install the app (OAuth); without them the
    bot token says which workspace it is. `schools` are the schools that are served, all where it is empty.
    """

    mode: Literal["socket", "http"] = "socket"
    workspaces: list[WorkspaceId] = Field(default_factory=list)
    schools: list[Key] = Field(default_factory=list)


class TeamsTable(Table):
    """The [teams] table. The client secret stands in the environment, as CANDOUR_TEAMS_CLIENT_SECRET.

    `tenants` are the ids of the Microsoft 365 tenants that are served, the bot's own first: nobody else gets an answer.
    """

    app_id: EntraId
    tenants: Annotated[list[EntraId], Field(min_length=1)]
    schools: list[Key] = Field(default_factory=list)
