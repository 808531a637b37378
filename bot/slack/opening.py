"""Opening the form: a skeleton at once, because a trigger lives for three seconds, and the entries when it was read."""

from collections.abc import Callable

from bot.events import Pressed, Talker
from bot.messages import say
from bot.slack.hearing import SORRY, Hearing, Who
from bot.slack.modal import form_view, notice, skeleton
from candour.cases.errors import SendError

TITLE = "Report an incident"
TOO_LATE = "I could not open the form in time. Please press once more."


def opens(hearing: Hearing, who: Who, trigger: str, press: Pressed | None = None) -> None:
    """Open a modal for somebody; it is filled after what is under way in their conversation."""

    def open_now() -> None:
        try:
            view_id = hearing.posting.open(who.team, trigger, skeleton(TITLE))
        except SendError as error:
            hearing.failed(who, error, lambda: hearing.posting.say(who.team, who.person, [say(TOO_LATE)]))
            return
        hearing.later(who, lambda talker: _fill(hearing, talker, view_id, press), _sorry_in(hearing, who, view_id))

    hearing.openers.put(f"{who.key} {trigger}", open_now)


def _fill(hearing: Hearing, talker: Talker, view_id: str, press: Pressed | None) -> None:
    form = hearing.line.form(talker, press)
    if press is not None and press.draft and form.draft != press.draft:
        # The card is about a draft that is gone: the conversation knows what became of it.
        turn = hearing.line.hear(press, talker)
        hearing.posting.modal(talker.place, view_id, notice(TITLE, turn.messages))
        return
    hearing.posting.modal(talker.place, view_id, form_view(form))


def _sorry_in(hearing: Hearing, who: Who, view_id: str) -> Callable[[], None]:
    return lambda: hearing.posting.modal(who.team, view_id, notice(TITLE, [say(SORRY)]))
