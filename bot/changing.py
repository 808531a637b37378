"""What a change makes of a draft: it is read anew, held back where it must be, and its time runs anew."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from bot import policy_questions, words
from bot.draft import Chat, Draft
from bot.overtaken import with_earlier
from bot.plain_values import in_plain_words
from bot.reporting import open_fields, understood
from bot.sentences import in_sentences, tells
from bot.turn import Around
from candour.cases.facts import CERTAIN, Facts, Method
from candour.cases.form import FormField
from candour.cases.merging import WISH
from candour.cases.policy import Policy
from candour.cases.showing.words import one_line

MOST_ASKED = 3
_ROUNDS = 2
"""Questions are asked once, and what is left of them once more: no ping-pong."""
_MOST_CHANGES = 6
_LONGEST_VALUE = 120
_NOT_SHOWN = frozenset({"summary", "reporter_name", WISH})


def begun(event: str, chat: Chat, around: Around, now: datetime) -> Draft:
    """Return an empty draft; the same event makes the same one, so that a retry is the same report."""
    draft = Draft(id=uuid5(NAMESPACE_URL, f"{chat.talker.key} {event}").hex, version=0, began_at=now, touched_at=now)
    return attended(draft, around, now)


def changed(chat: Chat, draft: Draft, change: Mapping[str, object], around: Around, now: datetime) -> Draft:
    """Return a draft after a change: read anew, its time running anew."""
    draft = with_earlier(draft).model_copy(update={**change, "version": draft.version + 1})
    return attended(_settled(understood(draft, chat.talker, around)), around, now)


def attended(draft: Draft, around: Around, now: datetime) -> Draft:
    """Return a draft to which its writer came back now: it goes by itself, or is forgotten, so much later."""
    later = now + around.sends_after
    return draft.model_copy(
        update={
            "touched_at": now,
            "touched_by": around.process,
            "was_announced": False,
            "sends_at": later if draft.goes_by_itself else None,
            "ends_at": None if draft.goes_by_itself else later,
        }
    )


def _settled(draft: Draft) -> Draft:
    """Return a draft with whether it may go by itself: not where its writer may not want to be named, or in doubt.

    A wish not to be named counts however unsurely it was read, in doubt only where it was said. What read like an
    incident once is never doubted again: to lose one costs more than to ask for many.
    """
    wish = draft.facts.value(WISH)
    is_meant = draft.is_meant or (bool(draft.story) and _reads_like_one(draft))
    wishes = draft.facts.holds(WISH) or (is_meant and wish is not None and wish.value is True)
    return draft.model_copy(
        update={
            "wants_no_name": wishes and not draft.hides_name,
            "is_meant": is_meant,
            "is_doubtful": bool(draft.story) and not is_meant and not wishes,
        }
    )


def _reads_like_one(draft: Draft) -> bool:
    """Tell whether a draft reads like an incident; "is it a breach that I lost the list?" reads like an enquiry too.

    What is left unsent here is lost: where only statistics say "none", words for what happened stand above them.
    """
    facts = draft.facts
    none, kind = facts.value("not_an_incident"), facts.value("incident_type")
    if none is None or not facts.holds("not_an_incident"):
        return True
    is_shown = facts.shown("incident_type") is not None
    if none.method is Method.MODEL:
        is_named = is_shown or (kind is not None and kind.method is Method.RULE)
        return is_named or (_tells(draft) and facts.value("data_types") is not None)
    return is_shown and any(policy_questions.asks_and_tells(told.text) for told in draft.story)


def _tells(draft: Draft) -> bool:
    return any(tells(sentence) for told in draft.story for sentence in in_sentences(told.text))


def asking(draft: Draft, around: Around) -> Draft:
    """Return a draft with the questions of the first round: what matters most of what its words leave open."""
    return draft.model_copy(update={"asked": tuple(open_fields(draft, around)[:MOST_ASKED]), "rounds": 1})


def asking_on(draft: Draft, around: Around) -> Draft:
    """Return a draft after an answer: what is left of the first round is asked once more, then nothing."""
    still = open_fields(draft, around)
    left = tuple(field for field in draft.asked if field in still) if draft.rounds < _ROUNDS else ()
    return draft.model_copy(update={"asked": left, "rounds": _ROUNDS})


def visible_fields(policy: Policy) -> Iterator[FormField]:
    """Yield the entries of the form that a writer is shown in the chat."""
    return (field for field in policy.form.fields if not field.visible_to and field.id not in _NOT_SHOWN)


def changes(before: Facts, after: Facts, policy: Policy) -> tuple[str, ...]:
    """Return in words what is understood otherwise now: what its writer put right first, then what is new."""
    right: list[str] = []
    new: list[str] = []
    for field in visible_fields(policy):
        old, value = before.shown(field.id), after.shown(field.id)
        if old == value:
            continue
        name = words.name_of(field)
        if value is None:
            right.append(words.NOT_KNOWN_ANY_MORE.format(name=name))
            continue
        told = _as_sure(after, field, one_line(in_plain_words(field, value), limit=_LONGEST_VALUE))
        right += [words.CHANGED.format(name=name, value=told)] if old is not None else []
        new += [words.NEW.format(name=name, value=told)] if old is None else []
    return tuple((right + new)[:_MOST_CHANGES])


def _as_sure(facts: Facts, field: FormField, told: str) -> str:
    found = facts.value(field.id)
    return words.TO_CHECK.format(value=told) if found and found.confidence < CERTAIN else told


def loses(before: Draft, after: Draft, policy: Policy) -> bool:
    """Tell whether something that was understood before is open now."""
    known = (field.id for field in visible_fields(policy) if before.facts.shown(field.id) is not None)
    return any(after.facts.shown(field) is None for field in known)
