"""Forms that were sent: what is wrong is said beside its entry at once, the rest is carried out after the answer."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from slack_bolt import Ack, App

from bot.events import Decided, Filled, Talker
from bot.form import REASON, VALUE
from bot.messages import Action
from bot.slack.hearing import SORRY, Hearing, Who
from bot.slack.inputs import refilled, values_in
from bot.slack.modal import FORM, carried_by, errors_of, form_view, notice, once_more, skeleton, title_of
from bot.slack.text import Json

_OFFICERS = {"level": Action.CHANGE_LEVEL, "question": Action.ASK}


def register(app: App, hearing: Hearing) -> None:
    """Listen to our forms."""

    @app.view_submission(FORM)
    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        who = Who(str(body["team"]["id"]), str(body["user"]["id"]))
        event = _event_of(view)
        errors = _errors(event, view, who, hearing)
        if errors:
            ack(response_action="errors", errors=errors)
            return
        hearing.note(event, who)
        name = uuid4().hex
        ack(response_action="update", view=skeleton(title_of(view), name))
        shows = partial(_shows, hearing, who, name)
        again = once_more(view, refilled(view), SORRY)
        hearing.later(who, lambda talker: _carry_out(hearing, talker, event, view, shows), lambda: shows(again))


def _shows(hearing: Hearing, who: Who, name: str, view: Json) -> None:
    """Show the outcome in the modal. Slack may have to be asked a few times: nobody's next message waits for that."""
    hearing.openers.put(f"{who.key} {name}", partial(hearing.posting.modal_after_answer, who.team, name, view))


def _event_of(view: Json) -> Filled | Decided:
    """Return a form that was sent. The same form sent twice is the same event: Slack changes the hash when we do."""
    holds, values = carried_by(view), values_in(view)
    event = f"form {view['id']} {view.get('hash', '')}"
    if (asked := _OFFICERS.get(holds.get("asks", ""))) is not None:
        return Decided(
            id=event,
            action=asked,
            reference=holds.get("reference", ""),
            value=values.get(VALUE, ""),
            reason=values.get(REASON, ""),
            stamp=holds.get("stamp", ""),
        )
    version = holds.get("version", "")
    number = int(version) if version.isdecimal() else 0
    return Filled(id=event, draft=holds.get("draft", ""), version=number, values=values)


def _errors(event: Filled | Decided, view: Json, who: Who, hearing: Hearing) -> dict[str, str]:
    if isinstance(event, Decided):
        return {}
    form = hearing.line.wrong(event, hearing.profiles.at_once(who.team, who.person))
    return errors_of(form, view) if form is not None else {}


def _carry_out(
    hearing: Hearing, talker: Talker, event: Filled | Decided, view: Json, shows: Callable[[Json], None]
) -> None:
    """Hear a form; what comes of it is shown where it was sent, and said in the chat."""
    turn = hearing.line.hear(event, talker)
    if turn.form is not None:
        shows(form_view(turn.form, "\n".join(message.plain for message in turn.messages)))
        return
    hearing.answer(talker, turn)
    shows(notice(title_of(view), [message for message in turn.messages if not message.only_replaces]))
