"""Somebody with Teams: what their client makes the service send to the bot."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx

from tests.bot.teams.standin import BOT, TENANT, BotFramework, Json

_IDS = count(1)


@dataclass
class Person:
    """A member of staff in a chat with the bot; `site` is the bot's address."""

    service: BotFramework
    site: str
    name: str = "Gareth Pugh"
    email: str = "g.pugh@saint-finnian.example"
    id: str = "29:gareth"
    object_id: str = "aaaaaaaa-0000-4000-8000-00000000000A"
    tenant: str = TENANT
    answers: list[httpx.Response] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: _IDS)

    def __post_init__(self) -> None:
        self.service.members[self.id] = {
            "id": self.id,
            "name": self.name,
            "aadObjectId": self.object_id,
            "email": self.email,
            "tenantId": self.tenant,
        }

    @property
    def chat(self) -> str:
        """The id of their chat with the bot."""
        return f"a:with-{self.id.removeprefix('29:')}"

    def activity(self, kind: str, **more: Any) -> Json:
        """Return an activity as Teams sends it."""
        return {
            "type": kind,
            "id": f"f:{next(self._ids)}",
            "timestamp": datetime.now(UTC).isoformat(),
            "channelId": "msteams",
            "serviceUrl": self.service.url,
            "from": {"id": self.id, "name": self.name, "aadObjectId": self.object_id},
            "recipient": BOT,
            "conversation": {"id": self.chat, "conversationType": "personal", "tenantId": self.tenant},
            "channelData": {"tenant": {"id": self.tenant}},
            "locale": "en-GB",
            **more,
        }

    def brings(self, activity: Json, token: str | None = None) -> httpx.Response:
        """Let the service send an activity, with its token where none is given; "" is none."""
        token = self.service.token() if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = httpx.post(f"{self.site}/api/messages", json=activity, headers=headers, timeout=30)
        self.answers.append(answer)
        return answer
