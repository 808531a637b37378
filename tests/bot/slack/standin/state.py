"""What the stand-in knows: workspaces, messages, views, files, and every call that it got."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Workspace:
    """A workspace with the bot in it. `scopes` are what its token may do."""

    id: str
    name: str
    token: str
    bot: str
    bot_id: str
    scopes: frozenset[str]
    is_enterprise: bool = False


@dataclass(frozen=True)
class Call:
    """A call of the Web API; `arguments` are as a program means them, `authorised` by a token that was right."""

    method: str
    arguments: Json
    token: str
    error: str = ""


@dataclass
class Posted:
    """A message: who wrote it, to be seen by whom. `versions` are what it said before it was updated."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    seen_by: str = ""
    versions: list["Posted"] = field(default_factory=list)
    options: Json = field(default_factory=dict)

    @property
    def buttons(self) -> list[Json]:
        """All its buttons."""
        rows = [block["elements"] for block in self.blocks if block["type"] == "actions"]
        return [element for row in rows for element in row if element["type"] == "button"]

    @property
    def labels(self) -> list[str]:
        return [button["text"]["text"] for button in self.buttons]

    @property
    def words(self) -> str:
        """Everything that a person reads in it, a line a text."""
        return "\n".join(texts_in(self.blocks)) or self.text


@dataclass
class View:
    """A modal or a home page of one person. `updates` counts how often it was replaced."""

    id: str
    owner: str
    workspace: str
    view: Json
    hash: str
    is_open: bool = True
    updates: int = 0

    @property
    def words(self) -> str:
        return "\n".join(texts_in(self.view["blocks"]))


@dataclass
class Trigger:
    """What lets a modal be opened: once, for three seconds."""

    made_at: float
    person: str
    workspace: str
    is_used: bool = False


@dataclass(frozen=True)
class Ack:
    """What the bot answered at once. `status` is 0 where nothing came in time; `body` is the payload."""

    status: int
    body: Mapping[str, Any]
    seconds: float = 0.0


@dataclass
class Kept:
    """Everything that the stand-in holds."""

    workspaces: dict[str, Workspace] = field(default_factory=dict)
    profiles: dict[str, Json] = field(default_factory=dict)
    messages: dict[tuple[str, str], Posted] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    codes: dict[str, Workspace] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)


def texts_in(node: object) -> list[str]:
    """Return all texts in blocks, in their order."""
    if isinstance(node, list):
        return [text for part in node for text in texts_in(part)]
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        own += [node["url"]] if node.get("type") == "link" else []
        return own + [text for part in node.values() for text in texts_in(part)]
    return []
