"""Somebody with Teams: what their client makes the service send to the bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, Protocol

import httpx

from bot.teams.door import TeamsDoor
from tests.bot.teams.cards import buttons_in, inputs_in, texts_in
from tests.bot.teams.standin import BOT, TENANT, BotFramework, Json

_IDS = count(1)
FILE = "application/vnd.microsoft.teams.file.download.info"


class Bot(Protocol):
    """Where the bot answers."""

    @property
    def site(self) -> str: ...

    @property
    def door(self) -> TeamsDoor: ...


@dataclass
class Person:
    """A member of staff in a chat with the bot."""

    service: BotFramework
    bot: Bot
    name: str = "Gareth Pugh"
    email: str = "g.pugh@saint-finnian.example"
    id: str = "29:gareth"
    object_id: str = "AAAAAAAA-0000-4000-8000-00000000000A"
    tenant: str = TENANT
    answers: list[httpx.Response] = field(default_factory=list)

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
            "id": f"f:{next(_IDS)}",
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
        answer = httpx.post(f"{self.bot.site}/api/messages", json=activity, headers=headers, timeout=30)
        self.answers.append(answer)
        return answer

    def does(self, activity: Json) -> str:
        """Bring something and wait until it is carried out; returns what was said since, as text."""
        before = len(self.service.sent)
        assert self.brings(activity).status_code == 200
        assert self.bot.door.settle(30)
        new = [sent.body for sent in self.service.sent[before:] if sent.conversation == self.chat]
        return "\n".join(text for body in new for text in texts_in(body.get("attachments", [])))

    def types(self, text: str, **more: Any) -> str:
        """Say something; returns what is answered."""
        return self.does(self.activity("message", text=text, **more))

    def attaches(self, name: str, content: bytes, text: str = "", *, url: str = "") -> str:
        """Send a file, which lies in SharePoint."""
        self.service.files[name] = content
        brought = {"downloadUrl": url or f"{self.service.url}/files/{name}", "uniqueId": "1", "fileType": "x"}
        return self.types(text, attachments=[{"contentType": FILE, "name": name, "content": brought}])

    @property
    def newest(self) -> tuple[str, Json]:
        """The newest card of the chat: the id of its activity, and the card."""
        activity = self.service.last_id(self.chat)
        return activity, self.card(activity)

    def card(self, activity: str) -> Json:
        """Return the card that stands under an id now."""
        card: Json = self.service.shown[self.chat][activity]["attachments"][0]["content"]
        return card

    def reads(self) -> str:
        """Return the text of the newest card."""
        return "\n".join(texts_in(self.newest[1]))

    def has(self, button: str, on: str = "") -> bool:
        """Tell whether a card has a button: the newest, or another."""
        return any(_is(button, each) for each in buttons_in(self.card(on or self.newest[0])))

    def press(self, button: str, on: str = "", values: Mapping[str, object] | None = None) -> Json:
        """Return the activity of a button by its action or its title, on the newest card or on another.

        Inputs come along as they stand, but for `values`.
        """
        activity = on or self.newest[0]
        card = self.card(activity)
        pressed = next(each for each in buttons_in(card) if _is(button, each))
        data = dict(pressed["data"])
        if pressed["associatedInputs"] == "auto":
            data |= {each["id"]: each["value"] for each in inputs_in(card).values() if "value" in each}
            data |= {f"entry.{name}": value for name, value in (values or {}).items()}
        action = {"type": "Action.Execute", "title": pressed["title"], "verb": pressed["verb"], "data": data}
        name = "adaptiveCard/action"
        return self.activity("invoke", name=name, value={"action": action, "trigger": "manual"}, replyToId=activity)

    def presses(self, button: str, on: str = "", values: Mapping[str, object] | None = None) -> str:
        """Press a button; returns what is said then."""
        return self.does(self.press(button, on, values))


def _is(button: str, drawn: Json) -> bool:
    return button in {drawn["title"], drawn.get("data", {}).get("action")}
