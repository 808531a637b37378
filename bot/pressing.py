"""What a button, or the word that means the same, does."""

from datetime import datetime

from bot.draft import Chat
from bot.echo import echoed
from bot.events import Pressed
from bot.messages import Action, Message, say
from bot.turn import Around, Turn


def pressed(event: Pressed, chat: Chat, around: Around, now: datetime) -> Turn:  # noqa: PLR0911  one line an action
    """Return what comes of a button; a stale one is refused kindly."""
    del now
    done = next((one for one in chat.reported if one.draft == event.draft), None)
    if done is not None:
        return Turn(chat=chat, messages=(say(f"That is reported already: {done.reference}."),))
    draft = chat.draft
    match event.action:
        case Action.SEND if draft is not None and draft.id == event.draft:
            return Turn(chat=chat, files=draft)
        case Action.CANCEL | Action.START_AGAIN if draft is not None:
            return Turn(
                chat=chat.model_copy(update={"draft": None}), messages=(say("I deleted it. Nothing was sent."),)
            )
        case Action.ANONYMOUS:
            return Turn(chat=chat.model_copy(update={"draft": None}), messages=(_anonymous(around),), erases=True)
        case Action.HELP:
            return Turn(chat=chat, messages=(help_text(around),))
        case Action.STATUS:
            return Turn(chat=chat, messages=(_status(around),))
        case _ if draft is not None:
            return Turn(
                chat=chat, messages=(echoed(draft, around, "This card is an older one. This is how it stands now."),)
            )
        case _:
            return Turn(
                chat=chat, messages=(say("There is no report under way. Tell me what happened, in your own words."),)
            )


def help_text(around: Around) -> Message:
    """Return what the bot is for and how to use it."""
    return say(
        f"This is the incident line of {around.school.name}. Tell me in your own words what went wrong.",
        "Say “send”, “cancel”, “status”, “help” or “anonymous” at any time.",
    )


def _anonymous(around: Around) -> Message:
    address = around.anonymous()
    return say(
        "We don't record your name with this report. Your school's administrators of this chat may be able to see that "
        "you used this bot.",
        f"For more privacy use this page, from your own device: {address}" if address else "",
        "I deleted what you told me here.",
    )


def _status(around: Around) -> Message:
    cases = around.own_cases()
    if not cases:
        return say("You have no reports under your name.")
    return say("Your reports:", *(f"{case.reference}: {case.status.value.replace('_', ' ')}" for case in cases))
