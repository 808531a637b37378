"""What officers do in a chat: buttons, forms, and the few words that show them their cases.

Who may do what is asked of the core at each press, by the address that the platform vouches for; what a button says
counts for nothing. A sentence is the same for a case that somebody may not see, that isn't shown in a chat, and that
there is none of.
"""

import re
from collections.abc import Mapping

from bot.draft import Chat
from bot.events import VOUCHING, Decided, Pressed, Said, Talker
from bot.form import REASON, VALUE, ChatForm
from bot.messages import Action, Message, say
from bot.officers.buttons import has_seen
from bot.officers.cards import card
from bot.officers.desk import OfficerDesk, Seen, officer_behind, seen_in_chat
from bot.officers.forms import no_form, officer_form, with_error
from bot.officers.listing import cases_message
from bot.officers.stamps import Stamp, stamp_of
from bot.turn import Turn
from candour.cases.case import SEEN
from candour.cases.channels import reads_in_chat
from candour.cases.directory import Person
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError, NotAllowedError, StalePageError
from candour.cases.order import Order
from candour.cases.references import normalise
from candour.cases.showing.words import as_sentence

NOT_SHOWN = "I can't show you that here. The cases that you have a part in stand on Candour's pages."
NOT_YOURS = "You have a part in this case, but this is for somebody else to decide. Nothing was done."
HAS_CHANGED = "This has changed since: somebody decided something, or a message came. Nothing was done by your press."
CONFIRMED = "Confirmed in chat: it is the level that the policy's rules propose."

_WHAT: Mapping[Action, str] = {
    Action.ACKNOWLEDGE: SEEN,
    Action.CONFIRM_LEVEL: "level",
    Action.CHANGE_LEVEL: "level",
    Action.ASK: "ask",
}
"""The ids are those of `decisions.DECISIONS`. A withheld name is never opened here: that has a page of its own."""
_FORMS = frozenset({Action.CHANGE_LEVEL, Action.ASK})
_LIST = re.compile(r"\W{0,4}(?:(?:show|list)(?: me)? )?(?:my |the |open )*(?:cases|digest)\W{0,4}", re.IGNORECASE)
_LONGEST_CASE = 40
_CASE = re.compile(r"\W{0,4}(?:(?:show|open)(?: me)? )?(?:case )?([\w\-\u2010-\u2015 ]{8,20})\W{0,4}", re.IGNORECASE)


class ChatOfficers:
    """The officers' side of the line (`line.Officers`). Its methods may be called from any thread; raise StoreError."""

    def __init__(self, desk: OfficerDesk) -> None:
        self._desk = desk

    def is_officer(self, talker: Talker) -> bool:
        """Tell whether somebody holds a role that is told by chat."""
        person = Person(name=talker.name, address=talker.address)
        return talker.platform in VOUCHING and reads_in_chat(person, self._desk.directory.schools.values())

    def said(self, event: Said, talker: Talker) -> Turn | None:
        """Return the list of their cases, or the case whose reference an officer typed; None for anything else."""
        if _LIST.fullmatch(event.text):
            officer = officer_behind(self._desk, talker)
            return self._turn(talker, cases_message(self._desk, officer)) if officer else None
        reference = self._reference_in(event.text)
        officer = officer_behind(self._desk, talker) if reference else None
        if reference is None or officer is None:
            return None
        if (seen := seen_in_chat(self._desk, reference, officer)) is not None:
            return self._turn(talker, card(seen, event.id, f"Case {reference}"))
        if any(own.reference == reference for own in self._desk.service.own_cases(talker.address)):
            return None  # they reported it: the conversation tells them what a reporter is told
        return self._turn(talker, say(NOT_SHOWN))

    def hear(self, event: Pressed | Decided, talker: Talker) -> Turn | None:
        """Return what comes of an officer's button or form; None where it is none of theirs."""
        what = _WHAT.get(event.action)
        if what is None:
            return None
        seen = self._seen(event.reference, talker)
        if seen is None:
            return self._turn(talker, say(NOT_SHOWN))
        stamp = stamp_of(event.stamp)
        if isinstance(event, Decided):
            return self._filled(event, what, seen, stamp, talker)
        if event.action in _FORMS:  # the platform opens the form by itself; this is one that could not
            return Turn(chat=self._chat(talker), form=officer_form(seen, event.action, stamp.message))
        return self._pressed(event, what, seen, stamp, talker)

    def form(self, event: Pressed, talker: Talker) -> ChatForm | None:
        """Return the form that an officer's button opens; None where it is none of theirs."""
        if event.action not in _FORMS:
            return None
        seen = self._seen(event.reference, talker)
        if seen is None:
            return no_form(event.action, event.reference, NOT_SHOWN)
        return officer_form(seen, event.action, stamp_of(event.stamp).message)

    def _pressed(self, event: Pressed, what: str, seen: Seen, stamp: Stamp, talker: Talker) -> Turn:
        """Carry out a button: what it proposes is decided only where it still is what the message shows."""
        if what == SEEN:
            order = Order(what=what, by=seen.officer)
            return self._told(talker, seen, stamp, "" if has_seen(seen) else self._decided(order, seen))
        order = Order(what=what, by=seen.officer, value=event.value, reason=CONFIRMED, stamp=stamp.case)
        if _is_done(order, seen):
            return self._told(talker, seen, stamp, "")
        is_proposed = event.value == seen.case.assessment.level.level
        return self._told(talker, seen, stamp, self._decided(order, seen) if is_proposed else HAS_CHANGED)

    def _filled(self, event: Decided, what: str, seen: Seen, stamp: Stamp, talker: Talker) -> Turn:
        """Carry out a form; what can't be taken comes back with what was typed."""
        order = Order(what=what, by=seen.officer, value=event.value, reason=event.reason, stamp=stamp.case)
        wrong = "" if _is_done(order, seen) else self._decided(order, seen)
        if not wrong or wrong == NOT_YOURS:
            return self._told(talker, seen, stamp, wrong)
        now = self._seen(event.reference, talker)
        if now is None:
            return self._turn(talker, say(NOT_SHOWN))
        typed = {VALUE: event.value, REASON: event.reason}
        if wrong == HAS_CHANGED:
            form = officer_form(
                now, event.action, stamp.message, note=f"{HAS_CHANGED} Look again, then send it.", **typed
            )
        else:
            form = with_error(officer_form(now, event.action, stamp.message, **typed), wrong)
        return Turn(chat=self._chat(talker), form=form)

    def _decided(self, order: Order, seen: Seen) -> str:
        """Record a decision; return why it was not taken, empty where it was."""
        try:
            self._desk.service.decide(seen.case.reference, order)
        except StalePageError:
            return HAS_CHANGED
        except NotAllowedError:
            return NOT_YOURS
        except DecisionRefusedError as error:
            return as_sentence(str(error))
        except CaseNotFoundError:
            return NOT_SHOWN
        return ""

    def _told(self, talker: Talker, seen: Seen, stamp: Stamp, sentence: str) -> Turn:
        """Return the case as it stands now, in the place of the message that was pressed."""
        now = self._seen(seen.case.reference, talker)
        if now is None:
            return self._turn(talker, say(NOT_SHOWN))
        return self._turn(talker, card(now, stamp.message, f"Case {now.case.reference}", sentence))

    def _seen(self, reference: str, talker: Talker) -> Seen | None:
        officer = officer_behind(self._desk, talker)
        return seen_in_chat(self._desk, reference, officer) if officer else None

    def _reference_in(self, text: str) -> str | None:
        """Return the reference that a message consists of, of one of our schools: "lost 26 books" looks like one."""
        found = _CASE.fullmatch(text) if len(text) <= _LONGEST_CASE else None
        reference = normalise(found[1]) if found else None
        prefixes = {school.prefix for school in self._desk.directory.schools.values()}
        return reference if reference and reference.partition("-")[0] in prefixes else None

    def _turn(self, talker: Talker, *messages: Message) -> Turn:
        return Turn(chat=self._chat(talker), messages=messages)

    def _chat(self, talker: Talker) -> Chat:
        """Return an empty conversation: nothing of an officer's presses is kept beside the case."""
        return Chat(talker=talker, school="")


def _is_done(order: Order, seen: Seen) -> bool:
    """Tell whether the same person decided the very same last: a button pressed twice is one decision."""
    last = seen.case.decided(order.what)
    name = order.by.name or order.by.address
    asked = (order.value.strip(), order.reason.strip() or (order.value.strip() if order.what == "ask" else ""))
    return (
        last is not None
        and last.person == name
        and (last.value, last.reason) == asked
        and order.stamp != seen.case.stamp
    )
