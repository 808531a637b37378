"""Messages in the direct message: said, with files, changed, taken back."""

from functools import partial
from typing import Any

from slack_bolt import App

from bot.events import Deleted, Edited, Said
from bot.slack.hearing import Hearing, Who
from bot.slack.text import Json

_SAID = frozenset({"", "me_message", "thread_broadcast", "file_share"})
_GONE = "tombstone"
"""What stands in the place of a deleted message that has answers in its thread."""


def register(app: App, hearing: Hearing) -> None:
    """Listen to direct messages."""

    @app.event("message")
    def message(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("channel_type") == "im":
            _message(event, str(body.get("team_id", "")), hearing)


def _message(event: Json, team: str, hearing: Hearing) -> None:
    match event.get("subtype") or "":
        case "message_changed":
            _changed(event, team, hearing)
        case "message_deleted":
            _deleted(event, event.get("previous_message") or {}, str(event.get("deleted_ts", "")), team, hearing)
        case kind if kind in _SAID and _is_a_person(event):
            _said(event, Who(team, str(event["user"])), hearing)


def _said(event: Json, who: Who, hearing: Hearing) -> None:
    ts, text = str(event["ts"]), str(event.get("text") or "")
    if text.strip():
        hearing.hear_text(partial(_as_said, ts), text, who)
    hearing.bring(list(event.get("files") or ()), ts, who)


def _changed(event: Json, team: str, hearing: Hearing) -> None:
    """Hear a change of the words; Slack tells of previews of links and of new answers in a thread in the same way."""
    new, old = event.get("message") or {}, event.get("previous_message") or {}
    if new.get("subtype") == _GONE:
        _deleted(event, old, str(old.get("ts", "")), team, hearing)
    elif _is_a_person(new) and new.get("text") != old.get("text"):
        make = partial(_as_edited, str(new["ts"]), _id_of(event))
        hearing.hear_text(make, str(new.get("text") or ""), Who(team, str(new["user"])))


def _deleted(event: Json, old: Json, ts: str, team: str, hearing: Hearing) -> None:
    if ts and _is_a_person(old):
        hearing.hear(Deleted(id=ts, event=_id_of(event)), Who(team, str(old["user"])))


def _as_said(ts: str, text: str) -> Said:
    return Said(id=ts, text=text)


def _as_edited(ts: str, change: str, text: str) -> Edited:
    return Edited(id=ts, text=text, event=change)


def _is_a_person(message: Json) -> bool:
    return bool(message.get("user")) and not message.get("bot_id") and message.get("subtype") != "bot_message"


def _id_of(event: Json) -> str:
    """Return the id of a change: it is the same when Slack tells of it again."""
    return f"change {event.get('event_ts') or event.get('ts')}"
