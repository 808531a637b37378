"""The whole form, filled in or changed by its writer."""

from collections.abc import Mapping
from datetime import datetime

from bot import words
from bot.anonymity import name_held
from bot.changing import begun, changed
from bot.draft import Chat, Draft, Told
from bot.events import Filled
from bot.form import DESCRIPTION, ChatForm, FormEntry, entries_of
from bot.messages import Message, say
from bot.overtaken import own_of
from bot.telling import announced, holding, shown, started
from bot.tidying import MOST_CHARACTERS, has_words, tidied
from bot.turn import Around, Turn
from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Answer, Facts
from candour.cases.merging import WISH
from candour.cases.record import Record
from candour.cases.starts import LONDON
from candour.cases.typed_answers import typed_answer


class _Read(Record):
    """What a form says otherwise than the draft does: new values, emptied entries, and what is wrong with others."""

    values: Mapping[str, Answer] = {}
    emptied: tuple[str, ...] = ()
    errors: Mapping[str, str] = {}


def form_of(
    chat: Chat,
    around: Around,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    note: str = "",
) -> ChatForm:
    """Return the policy's form with what is known; without a draft it begins a report."""
    draft = chat.draft
    typed, errors = typed or {}, errors or {}
    description = FormEntry(
        id=DESCRIPTION,
        section="",
        label=words.WHAT_HAPPENED,
        kind="long_text",
        value=typed.get(DESCRIPTION, _story_of(draft) if draft else ""),
        is_required=True,
        error=errors.get(DESCRIPTION, ""),
    )
    entries = entries_of(around.policy, draft.facts if draft else Facts(), errors, typed)
    return ChatForm(
        title=words.FORM_TITLE,
        entries=(description, *entries),
        draft=draft.id if draft else "",
        version=draft.version if draft else 0,
        note=note,
    )


def wrong_in(event: Filled, chat: Chat, around: Around, now: datetime) -> ChatForm | None:
    """Return the form with what is wrong in it, None where nothing is; nothing is read, so it can be said at once.

    One that was opened before the draft changed is wrong too: it shows what is not true any more.
    """
    draft = chat.draft
    if draft is None and event.draft:
        return None
    if draft is not None and (event.draft, event.version) != (draft.id, draft.version):
        return form_of(chat, around, typed=own_of(event.values, event.version, draft), note=words.FORM_IS_STALE)
    errors = dict(_read(event, draft, around, now).errors)
    told = event.values.get(DESCRIPTION, _story_of(draft) if draft else "")
    if not has_words(told):
        errors[DESCRIPTION] = words.SAY_WHAT_HAPPENED
    if DESCRIPTION in event.values and told != (_story_of(draft) if draft else "") and len(told) > MOST_CHARACTERS:
        errors[DESCRIPTION] = words.FORM_TOO_LONG.format(most=f"{MOST_CHARACTERS:,}")
    return form_of(chat, around, errors, event.values) if errors else None


def filled(event: Filled, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the draft with a form; what is wrong in it is said beside the entry, and nothing is lost."""
    if chat.draft is None and event.draft:
        return Turn(chat=chat, messages=(_gone(event, chat),))
    if (wrong := wrong_in(event, chat, around, now)) is not None:
        return Turn(chat=chat, form=wrong)
    before = chat.draft or begun(event.id, chat, around, now)
    read = _read(event, chat.draft, around, now)
    change = {
        "typed": {
            **{field: value for field, value in before.typed.items() if field not in read.emptied},
            **read.values,
        },
        "not_known": tuple(dict.fromkeys((*(f for f in before.not_known if f not in read.values), *read.emptied))),
        "hides_name": before.hides_name or read.values.get(WISH) is True,
        **_story(event, before, now),
    }
    draft = started(changed(chat, before, change, around, now), around)
    if event.sends and before.wants_no_name:
        draft = name_held(draft)
    if event.sends and not draft.wants_no_name:
        return Turn(chat=holding(chat, draft), files=draft)
    say_all = announced if chat.draft is None else shown
    return Turn(chat=holding(chat, draft), messages=say_all(holding(chat, draft), draft, around, now, words.FORM_TAKEN))


def _gone(event: Filled, chat: Chat) -> Message:
    done = next((one for one in chat.reported if one.draft == event.draft), None)
    return say(words.SENT_ALREADY.format(reference=done.reference) if done else words.GONE)


def _story_of(draft: Draft) -> str:
    return "\n\n".join(told.text for told in draft.story)


def _story(event: Filled, draft: Draft, now: datetime) -> Mapping[str, object]:
    """Return what a form changes of the story; a platform that can't show a long one leaves it out."""
    told = tidied(event.values.get(DESCRIPTION, ""))
    if not has_words(told) or told == tidied(_story_of(draft)):
        return {}
    return {
        "story": (Told(id=event.id, text=told, at=now),),
        "retold": (*draft.retold, *(each.id for each in draft.story)),
    }


def _read(event: Filled, draft: Draft | None, around: Around, now: datetime) -> _Read:
    """Read what was changed: an entry that shows what it showed before says nothing new."""
    facts = draft.facts if draft else Facts()
    values: dict[str, Answer] = {}
    emptied: list[str] = []
    errors: dict[str, str] = {}
    for name, text in event.values.items():
        field = around.policy.field(name)
        if field is None or field.visible_to or field.type == "file":
            continue
        shown = facts.shown(name)
        if not text.strip():
            emptied += [name] if shown is not None and name != WISH else []
            continue
        try:
            value = typed_answer(field, text, today=now.astimezone(LONDON).date())
        except DecisionRefusedError as error:
            errors[name] = str(error)
        else:
            values |= {} if _is_same(value, shown) else {name: value}
    return _Read(values=values, emptied=tuple(emptied), errors=errors)


def _is_same(value: Answer, shown: Answer | None) -> bool:
    """Tell whether an entry was left as it was; ticks come in any order."""
    if isinstance(value, tuple) and isinstance(shown, tuple):
        return set(value) == set(shown)
    return value == shown
