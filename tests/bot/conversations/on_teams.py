"""Somebody in Teams: the real SDK over HTTP, against the stand-in of Microsoft's service."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from starlette.applications import Starlette

from bot.doors import Door
from bot.messages import Action
from bot.teams.cards.elements import Json
from bot.teams.cards.forms import FILL
from bot.teams.door import TeamsDoor
from tests.bot.conversations.current_line import CurrentLine
from tests.bot.conversations.people import OpenForm, Seen
from tests.bot.conversations.script import Script
from tests.bot.conversations.world import World
from tests.bot.teams.cards import buttons_in, checked, inputs_in, texts_in
from tests.bot.teams.people import Person
from tests.bot.teams.serving import served
from tests.bot.teams.stage import REGISTRATION
from tests.bot.teams.standin import BotFramework, bot_framework

_MARKUP = re.compile(r"<at|<[a-z/]|\]\(|https?://", re.IGNORECASE)
_BUTTONS = "ActionSet"


class TeamsSchool:
    """A running service with our bot behind it, for one conversation after the other."""

    def __init__(self, service: BotFramework) -> None:
        self.service = service
        self.current = CurrentLine()
        self.door = TeamsDoor(self.current.as_line, REGISTRATION, service.cloud())
        self.site = ""

    def meets(self, world: World, script: Script) -> "OnTeams":
        """Bring the writer of a script to its line."""
        self.current.world = world
        name, address = script.writer
        return OnTeams(self, Person(self.service, self, name=name, email=address, id=f"29:{script.name}"))


@contextmanager
def running_teams() -> Iterator[TeamsSchool]:
    """Run the service and the bot until the end of the block."""
    with bot_framework() as service:
        school = TeamsSchool(service)
        try:
            with served(Starlette(routes=school.door.routes)) as school.site:
                yield school
        finally:
            school.door.close()


class OnTeams:
    """A person in their chat with the bot."""

    def __init__(self, school: TeamsSchool, person: Person) -> None:
        self._school, self._person = school, person
        self._written: list[Json] = []
        self._known: dict[str, str] = {}
        self._redrawn: dict[str, Json] = {}
        self.door: Door = school.door

    def says(self, text: str) -> str:
        message = self._person.activity("message", text=text)
        self._written.append(message)
        self._person.does(message)
        return str(message["id"])

    def says_again(self) -> None:
        self._person.does(self._written[-1])

    def edits(self, message: str, text: str) -> None:
        self._person.does(self._change("messageUpdate", message, "editMessage", text=text))

    def deletes(self, message: str) -> None:
        self._person.does(self._change("messageDelete", message, "softDeleteMessage"))

    def presses(self, button: Any) -> None:
        activity, action = button
        self._press(activity, action, {})

    def opens(self, button: Any) -> OpenForm:
        self.presses(button)
        activity = self._person.newest[0]
        return OpenForm((activity, self._card(activity)))

    def fills_in(self, form: OpenForm, values: Mapping[str, str]) -> Sequence[str]:
        activity, card = form.own
        card = self._redrawn.get(activity, card)
        inputs = inputs_in(card)
        brought = {f"entry.{name}": each["value"] for name, each in inputs.items() if "value" in each}
        brought |= {f"entry.{name}": _as_brought(inputs[name], value) for name, value in values.items()}
        send = next(each for each in buttons_in(card) if each["data"]["action"] == FILL and "sends" in each["data"])
        self._press(activity, send, {name: value for name, value in brought.items() if value})
        self._redrawn[activity] = now = self._card(activity)
        return _wrong_in(now)

    def brings(self, name: str, content: bytes) -> None:
        self._person.attaches(name, content)

    def sees(self) -> Sequence[Seen]:
        """Return what is new: a card that lost its buttons only is not."""
        words = {activity: _words(body) for activity, body in self._chat.items()}
        new = [activity for activity in words if self._known.get(activity) != words[activity]]
        self._known = words
        return [self._seen(activity) for activity in new]

    def button(self, action: Action) -> Any | None:
        for activity in reversed(self._chat):
            for button in buttons_in(self._card(activity)):
                if button.get("data", {}).get("action") == action.value:
                    return activity, button
        return None

    @property
    def _chat(self) -> dict[str, Json]:
        return self._school.service.shown.get(self._person.chat, {})

    def _card(self, activity: str) -> Json:
        card: Json = self._chat[activity]["attachments"][0]["content"]
        return card

    def _change(self, kind: str, message: str, event: str, **more: str) -> Json:
        made = self._person.activity(kind, **more)
        return {**made, "id": message, "channelData": {**made["channelData"], "eventType": event}}

    def _press(self, activity: str, button: Json, values: Mapping[str, object]) -> None:
        data = {**button["data"], **values}
        action = {"type": "Action.Execute", "title": button["title"], "verb": button["verb"], "data": data}
        value = {"action": action, "trigger": "manual"}
        self._person.does(self._person.activity("invoke", name="adaptiveCard/action", value=value, replyToId=activity))

    def _seen(self, activity: str) -> Seen:
        body, card = self._chat[activity], checked(self._card(activity))
        buttons = {
            Action(each["data"]["action"]): (activity, each)
            for each in buttons_in(card)
            if each.get("data", {}).get("action") in set(Action)
        }
        return Seen(text=_words(body), buttons=buttons, live=tuple(_live(body)))


def _words(body: Json) -> str:
    """Return what a card says, without its buttons."""
    elements = [each for one in body.get("attachments", ()) for each in one["content"]["body"]]
    return "\n".join(texts_in([each for each in elements if each["type"] != _BUTTONS]))


def _live(node: object) -> Iterator[str]:
    """Yield whatever Teams would act on: mentions, and markup in a text that knows markup (a TextBlock's does)."""
    if isinstance(node, list):
        for each in node:
            yield from _live(each)
    if isinstance(node, dict):
        if node.get("entities"):
            yield str(node["entities"])
        if node.get("type") in {"TextBlock", "message"} and _MARKUP.search(str(node.get("text", ""))):
            yield str(node["text"])
        for each in node.values():
            yield from _live(each)


def _as_brought(element: Json, value: str) -> str:
    return value.replace(", ", ",") if element.get("isMultiSelect") else value


def _wrong_in(card: Json) -> Sequence[str]:
    """Return the entries behind which something is said in the colour of what is wrong."""
    found, newest = [], ""
    for each in card["body"]:
        newest = str(each.get("id", newest))
        if any(run.get("color") == "Attention" for run in each.get("inlines", ())):
            found.append(newest.removeprefix("entry."))
    return found
