"""Somebody in Slack: the real Bolt app, over Socket Mode, against the stand-in."""

import html
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from bot.doors import Door
from bot.messages import Action
from bot.slack.door import SlackDoor
from candour.store.memory import MemoryStore
from tests.bot.conversations.current_line import CurrentLine
from tests.bot.conversations.people import OpenForm, Seen
from tests.bot.conversations.script import Script
from tests.bot.conversations.world import ANONYMOUS, World
from tests.bot.slack.stage import SETTLING_IN_SECONDS, keys_for, listening, standin
from tests.bot.slack.standin import Person, Posted, StandInSlack, View

_LIVE = frozenset({"user", "usergroup", "broadcast", "channel", "link"})
"""Parts of rich text that Slack acts on."""


class SlackSchool:
    """A running Slack with our app in it, for one conversation after the other."""

    def __init__(self, slack: StandInSlack) -> None:
        self.slack = slack
        self.current = CurrentLine()
        self._refused_before = 0
        self.door = SlackDoor(keys_for(slack), self.current.as_line, MemoryStore(), lambda: datetime.now(UTC))

    def meets(self, world: World, script: Script) -> "OnSlack":
        """Bring the writer of a script to its line."""
        self.current.world = world
        self._refused_before = len(self.slack.errors())
        name, address = script.writer
        self.slack.kept.profiles.clear()
        person = self.slack.person(script.name, address)
        profile = self.slack.kept.profiles[person.id]
        profile["real_name"] = profile["profile"]["real_name"] = name
        return OnSlack(self, person)

    def settle(self) -> None:
        """Wait until all that was acknowledged is carried out."""
        assert self.door.settle(SETTLING_IN_SECONDS)
        assert not self.slack.errors()[self._refused_before :]


@contextmanager
def running_slack() -> Iterator[SlackSchool]:
    """Run Slack and the app until the end of the block."""
    with standin().running() as slack:
        school = SlackSchool(slack)
        with listening(school.door, slack):
            yield school


class OnSlack:
    """A person with a direct message to the bot."""

    def __init__(self, stage: SlackSchool, person: Person) -> None:
        self._stage, self._person = stage, person
        self._written: dict[str, Posted] = {}
        self._known: dict[str, str] = {}
        self.door: Door = stage.door

    def says(self, text: str) -> str:
        message = self._person.types(html.escape(text, quote=False))
        self._written[message.ts] = message
        self._stage.settle()
        return message.ts

    def says_again(self) -> None:
        newest = list(self._written.values())[-1]
        self._person.types(newest.text, ts=newest.ts)
        self._stage.settle()

    def edits(self, message: str, text: str) -> None:
        self._person.edits(self._written[message], html.escape(text, quote=False))
        self._stage.settle()

    def deletes(self, message: str) -> None:
        self._person.deletes(self._written[message])
        self._stage.settle()

    def presses(self, button: Any) -> None:
        message, label = button
        self._person.presses(label, message)
        self._stage.settle()

    def opens(self, button: Any) -> OpenForm:
        self.presses(button)
        return OpenForm(self._person.modal)

    def fills_in(self, form: OpenForm, values: Mapping[str, str]) -> Sequence[str]:
        view: View = form.own
        labels = {name: _as_labelled(view, name, value) for name, value in values.items()}
        ack = self._person.submits(labels, view)
        self._stage.settle()
        return list(ack.body.get("errors", ()))

    def brings(self, name: str, content: bytes) -> None:
        path = f"/files-pri/{name}"
        self._stage.slack.kept.files[path] = (content, "")
        file = {
            "id": f"F{self._stage.slack.api.number()}",
            "name": name,
            "mimetype": "application/octet-stream",
            "size": len(content),
            "url_private_download": f"http://{self._stage.slack.host}{path}",
        }
        self._person.uploads(file)
        self._stage.settle()

    def sees(self) -> Sequence[Seen]:
        """Return what is new: a card that lost its buttons only is not."""
        new = [one for one in self._person.sees if self._known.get(one.ts) != one.words]
        self._known |= {one.ts: one.words for one in new}
        return [_seen(one) for one in new]

    def button(self, action: Action) -> Any | None:
        for message in reversed(self._person.sees):
            for button in message.buttons:
                if str(button["action_id"]).startswith(f"{action.value}:"):
                    return message, button["text"]["text"]
        return None


def _seen(message: Posted) -> Seen:
    actions = {_action(button): (message, button["text"]["text"]) for button in message.buttons}
    return Seen(text=message.words, buttons=actions, live=tuple(_live(message.blocks, message.text)))


def _action(button: Mapping[str, Any]) -> Action:
    return Action(str(button["action_id"]).partition(":")[0])


def _live(node: object, notification: str = "") -> Iterator[str]:
    """Yield whatever Slack would act on: markup in a text that is markup, and live parts of rich text."""
    if "<" in notification:
        yield notification
    if isinstance(node, list):
        for part in node:
            yield from _live(part)
    if isinstance(node, dict):
        is_live = node.get("type") in _LIVE and node.get("url") != ANONYMOUS
        if is_live or (node.get("type") == "mrkdwn" and "<" in node["text"]):
            yield str(node)
        for part in node.values():
            yield from _live(part)


def _as_labelled(view: View, name: str, value: str) -> str:
    """Return a value as a person chooses it: the words of an option in the place of its id."""
    element = next(block["element"] for block in view.view["blocks"] if block.get("block_id") == name)
    options = {option["value"]: option["text"]["text"] for option in element.get("options", ())}
    return "; ".join(options[one] for one in value.split(", ") if one) if options else value
