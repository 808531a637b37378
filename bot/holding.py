"""What is said of a draft that doesn't go by itself: it reads like no incident, or its writer won't be named."""

from bot import words
from bot.draft import Draft
from bot.echo import buttons
from bot.messages import Action, Message, Text, say
from bot.turn import Around


def choice(draft: Draft, around: Around, *said: str) -> Message:
    """Return what chat can and can't promise, and the choice: the anonymous page, or to go on here.

    Where a school has no such page its policy's own sentence stands there, if it has one.
    """
    address = around.anonymous()
    promise = (promised(address),) if address else no_page(around)
    leave = Action.ANONYMOUS if address else Action.CANCEL
    return say(*said, *promise, words.NOT_BY_ITSELF, buttons=buttons(draft, leave, Action.HOLD_NAME), key=draft.id)


def promised(address: str) -> Text:
    """Return what chat can and can't promise, with the address of the anonymous page."""
    return Text(text=words.NO_PROMISE.format(address=address), link=address)


def no_page(around: Around) -> tuple[str, ...]:
    """Return what is said where a school has no page for reports without a name."""
    return (words.NO_PAGE, around.policy.wording.anonymity)


def doubt(draft: Draft, *said: str) -> Message:
    """Return why something is not made an incident, and how it becomes one all the same."""
    return say(*said, buttons=buttons(draft, Action.REPORT, Action.CANCEL), key=draft.id)
