"""What the SDK calls: one listener a kind of activity. Each notes in a thread, and answers Teams when that is done.

Answers are plain JSON, not the SDK's own models of cards: those leave out what they don't know.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from bot.doors import contact_of
from bot.events import Deleted, Edited, Opened, Said
from bot.messages import say
from bot.teams.cards.elements import Json
from bot.teams.dialogs import Dialogs
from bot.teams.hearing import Hearing
from bot.teams.profiles import is_personal, talker_of
from bot.teams.reading import text_of_html
from bot.teams.sdk import (
    Activity,
    ActivityContext,
    AdaptiveCardInvokeActivity,
    App,
    InstalledActivity,
    MessageActivity,
    MessageDeleteActivity,
    MessageExtensionFetchTaskInvokeActivity,
    MessageExtensionSubmitActionInvokeActivity,
    MessageUpdateActivity,
)

_SEE_BELOW = "Please see below."
"""Teams shows it for a moment under a card that stays as it is."""
_NOT_HERE = "Please write to me in a chat of our own: here others would read it."
TEAMS_WAITS_IN_SECONDS = 8.0
"""Teams gives up on a button after about ten; what takes longer is said in the chat when it is done."""
T = TypeVar("T")


class Listeners:
    """Registers itself with the SDK's App."""

    def __init__(self, hearing: Hearing, app: App) -> None:
        self._hearing = hearing
        self._dialogs = Dialogs(hearing)
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="teams")
        app.on_message(self.message)
        app.on_message_update(self.changed)
        app.on_message_delete(self.taken_back)
        app.on_install_add(self.installed)
        app.on_card_action_execute(self.card)
        app.on_message_ext_open(self.dialog_opened)
        app.on_message_ext_submit(self.dialog_sent)

    async def message(self, context: ActivityContext[MessageActivity]) -> None:
        """Hear a message with its files, or an older client's way to press a button."""
        await self._in_thread(lambda: self._said(context.activity))

    async def changed(self, context: ActivityContext[MessageUpdateActivity]) -> None:
        """Hear how a message reads now."""
        activity = context.activity
        await self._note(activity, Edited(id=activity.id, text=_words(activity), event=_event_of(activity)))

    async def taken_back(self, context: ActivityContext[MessageDeleteActivity]) -> None:
        """Hear that a message was deleted."""
        await self._note(context.activity, Deleted(id=context.activity.id, event=_event_of(context.activity)))

    async def installed(self, context: ActivityContext[InstalledActivity]) -> None:
        """Greet who has the bot now. Teams tells it once more as a change of the conversation: that isn't heard."""
        await self._note(context.activity, Opened(id=context.activity.id))

    async def card(self, context: ActivityContext[AdaptiveCardInvokeActivity]) -> Any:
        """Carry a button or a form out, and answer with the card that takes its place."""
        activity = context.activity
        if not is_personal(activity):  # a card of ours that somebody has taken elsewhere
            return _invoked(None)
        return _invoked(
            await self._waited_for(
                lambda: self._hearing.press(
                    activity.value.action.data, activity.id, activity.reply_to_id or "", talker_of(activity)
                )
            )
        )

    async def dialog_opened(self, context: ActivityContext[MessageExtensionFetchTaskInvokeActivity]) -> Any:
        """Open the form for a message that somebody wants to report."""
        activity = context.activity
        return await self._in_thread(lambda: self._dialogs.opened(activity.value, talker_of(activity)))

    async def dialog_sent(self, context: ActivityContext[MessageExtensionSubmitActionInvokeActivity]) -> Any:
        """Take the form in."""
        activity = context.activity
        return await self._in_thread(lambda: self._dialogs.sent(activity.value, activity.id, talker_of(activity)))

    def close(self) -> None:
        """Take nothing more in."""
        self._pool.shutdown(wait=False)

    def _said(self, activity: MessageActivity) -> None:
        talker = talker_of(activity)
        if not is_personal(activity):
            self._hearing.posting.say(contact_of(talker), [say(_NOT_HERE)])
        elif isinstance(activity.value, dict):
            self._hearing.press(activity.value, activity.id, activity.reply_to_id or "", talker)
        else:
            if (text := _words(activity)).strip():
                self._hearing.hear(Said(id=activity.id, text=text), talker)
            self._hearing.bring(activity.attachments or [], activity.id, talker)

    async def _note(self, activity: Activity, event: Edited | Deleted | Opened) -> None:
        if is_personal(activity):
            await self._in_thread(lambda: self._hearing.hear(event, talker_of(activity)))

    async def _waited_for(self, begin: Callable[[], "Future[Json | None]"]) -> Json | None:
        """Return what a future holds, None where that takes longer than Teams waits."""
        future = asyncio.wrap_future(await self._in_thread(begin))
        done, _ = await asyncio.wait({future}, timeout=TEAMS_WAITS_IN_SECONDS)
        return future.result() if done else None

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


def _words(activity: MessageActivity | MessageUpdateActivity) -> str:
    """Return what somebody typed; a message with mentions comes as markup."""
    return text_of_html(activity.text) if getattr(activity, "text_format", "") == "xml" else activity.text


def _event_of(activity: Activity) -> str:
    """Return the id of a change: Teams gives it that of the message, so that its time has to tell two apart."""
    return f"{activity.id} {activity.timestamp.isoformat() if activity.timestamp else ''}"


def _invoked(card: Json | None) -> Json:
    """Return the answer to a pressed button."""
    if card is None:
        value: object = _SEE_BELOW
        kind = "application/vnd.microsoft.activity.message"
    else:
        value, kind = card, "application/vnd.microsoft.card.adaptive"
    return {"status": 200, "body": {"statusCode": 200, "type": kind, "value": value}}
