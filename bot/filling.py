"""The whole form, filled in or changed by its writer."""

from collections.abc import Mapping
from datetime import datetime

from bot.draft import Chat, Told
from bot.events import Filled
from bot.form import DESCRIPTION, ChatForm, FormEntry, entries_of
from bot.telling import begun, changed
from bot.turn import Around, Turn
from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Answer, Facts
from candour.cases.starts import LONDON
from candour.cases.typed_answers import typed_answer


def form_of(
    chat: Chat, around: Around, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> ChatForm:
    """Return the policy's form with what is known; without a draft it begins a report."""
    draft = chat.draft
    typed, errors = typed or {}, errors or {}
    story = "\n\n".join(told.text for told in draft.story) if draft else ""
    description = FormEntry(
        id=DESCRIPTION,
        section="",
        label="What happened?",
        kind="long_text",
        value=typed.get(DESCRIPTION, story),
        is_required=True,
        error=errors.get(DESCRIPTION, ""),
    )
    entries = entries_of(around.policy, draft.facts if draft else Facts(), errors, typed)
    return ChatForm(
        title="Report an incident",
        entries=(description, *entries),
        draft=draft.id if draft else "",
        version=draft.version if draft else 0,
    )


def wrong_in(event: Filled, chat: Chat, around: Around, now: datetime) -> ChatForm | None:
    """Return the form with what is wrong in it, None where nothing is; nothing is read, so it can be said at once."""
    shown = {entry.id: entry.value for entry in form_of(chat, around).entries}
    new = {name: text for name, text in event.values.items() if name != DESCRIPTION and text != shown.get(name, "")}
    _, errors = _read(new, around, now)
    if not event.values.get(DESCRIPTION, shown[DESCRIPTION]).strip():
        errors[DESCRIPTION] = "Say in a few words what happened."
    return form_of(chat, around, errors, event.values) if errors else None


def filled(event: Filled, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the draft with a form; what is wrong in it is said beside the entry, and nothing is lost."""
    if (wrong := wrong_in(event, chat, around, now)) is not None:
        return Turn(chat=chat, form=wrong)
    before = form_of(chat, around)
    shown = {entry.id: entry.value for entry in before.entries}
    new = {name: text for name, text in event.values.items() if name != DESCRIPTION and text != shown.get(name, "")}
    values, _ = _read(new, around, now)
    story = event.values.get(DESCRIPTION, shown[DESCRIPTION])
    draft = chat.draft or begun(event.id, chat, around, now)
    change: dict[str, object] = {"typed": {**draft.typed, **values}}
    if story != shown[DESCRIPTION] or not draft.story:
        change["story"] = (Told(id=event.id, text=story, at=now),)
    turn = changed(chat, draft, change, around, now, "This is your report now.")
    return turn.model_copy(update={"files": turn.chat.draft}) if event.sends else turn


def _read(new: Mapping[str, str], around: Around, now: datetime) -> tuple[dict[str, Answer], dict[str, str]]:
    values: dict[str, Answer] = {}
    errors: dict[str, str] = {}
    for name, text in new.items():
        field = around.policy.field(name)
        if field is None or not text:
            continue
        try:
            values[name] = typed_answer(field, text, today=now.astimezone(LONDON).date())
        except DecisionRefusedError as error:
            errors[name] = str(error)
    return values, errors
