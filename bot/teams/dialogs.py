"""The message extension "Report this": a dialog with the form, from any message that its reader may see."""

from collections.abc import Mapping

from bot.events import Talker
from bot.form import DESCRIPTION, ChatForm
from bot.teams.cards.elements import Json
from bot.teams.cards.forms import form_card, page_with_trouble
from bot.teams.connector import CARD
from bot.teams.hearing import Hearing
from bot.teams.profiles import in_chat_with
from bot.teams.reading import filled_in, number_in, text_of_html
from bot.teams.sdk import Message, MessagingExtensionAction
from candour.cases.errors import SendError
from candour.cases.showing.words import one_line

_NO_CHAT = "Please open a chat with Candour first and say hello. Then use “Report this” once more."
_LONGEST_RECEIPT = 300


class Dialogs:
    """Dialogs of the message extension. What is said of a report stands in its writer's own chat with the bot."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def opened(self, value: MessagingExtensionAction, talker: Talker) -> Json:
        """Return the form, with the message in it; nothing is kept before it is sent."""
        known = self._in_own_chat(talker)
        if known is None:
            return _message(_NO_CHAT)
        return _form(_with_story(self._hearing.line.form(known), _quoted(value.message_payload)), 0)

    def sent(self, value: MessagingExtensionAction, event: str, talker: Talker) -> Json:
        """Take the form in, and return the next one where it has more pages or something is wrong in it."""
        known = self._in_own_chat(talker)
        data = value.data if isinstance(value.data, Mapping) else {}
        if known is None:
            return _message(_NO_CHAT)
        line = self._hearing.line
        filled = filled_in(data, line.form(known), event)
        line.note(filled, known)
        turn = line.hear(filled, known)
        if turn.form is not None:
            return _form(turn.form, page_with_trouble(turn.form))
        if "turns_to" in data and turn.chat.draft is not None:
            return _form(line.form(known), number_in(data, "turns_to"))
        self._hearing.answer(known, turn)
        said = next((message.plain for message in turn.messages), "That is reported already.")
        return _message(one_line(said, limit=_LONGEST_RECEIPT))

    def _in_own_chat(self, talker: Talker) -> Talker | None:
        try:
            return self._hearing.profiles.complete(in_chat_with(talker, self._hearing.connector))
        except SendError:
            return None


def _quoted(message: Message | None) -> str:
    """Return what the message says, with who wrote it."""
    if message is None or message.body is None:
        return ""
    text = text_of_html(message.body.content or "") if message.body.content_type == "html" else message.body.content
    user = message.from_.user if message.from_ else None
    name = one_line(user.display_name or "") if user else ""
    return f"{name} wrote in Teams: {text}" if name and text else text or ""


def _with_story(form: ChatForm, text: str) -> ChatForm:
    """Return the form with a message after what is told already."""
    entries = (
        entry.model_copy(update={"value": "\n\n".join(filter(None, [entry.value, text]))})
        if entry.id == DESCRIPTION
        else entry
        for entry in form.entries
    )
    return form.model_copy(update={"entries": tuple(entries)})


def _form(form: ChatForm, page: int) -> Json:
    card = {"contentType": CARD, "content": form_card(form, page, in_dialog=True)}
    task = {"type": "continue", "value": {"title": form.title, "height": "large", "width": "medium", "card": card}}
    return {"status": 200, "body": {"task": task}}


def _message(text: str) -> Json:
    return {"status": 200, "body": {"task": {"type": "message", "value": text}}}
