"""The bot's own page, where a platform has one: somebody's reports, a way to report, the anonymous address."""

from datetime import datetime

from bot.conversation import hear
from bot.draft import Chat
from bot.events import Pressed
from bot.messages import Action, Button, Message, Part, Text
from bot.turn import Around


def home(chat: Chat, around: Around, now: datetime) -> Message:
    """Return the page; it is made from what is known and changes nothing."""
    status = hear(Pressed(id="", action=Action.STATUS), chat, around, now)
    address = around.anonymous()
    parts: list[Part] = [
        Text(text=f"The incident line of {around.school.name}", tone="heading"),
        Text(
            text="Has something gone wrong with personal data? Tell me in the chat, in your own words, or use the form."
        ),
        Text(text="Your reports", tone="heading"),
        *(part for message in status.messages for part in message.parts),
    ]
    if address:
        parts += [
            Text(text="Without your name", tone="heading"),
            Text(text=f"Use this page, from your own device: {address}", link=address),
            Text(text="In a chat nobody can promise that you stay unknown: it keeps who wrote to it.", tone="quiet"),
        ]
    return Message(
        parts=tuple(parts), buttons=(Button(action=Action.REPORT, label="Report an incident", style="primary"),)
    )
