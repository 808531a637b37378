"""What people say about the report that they are telling: "that's all", "is it sent?", "oops, wrong chat".

It is no part of what happened, so none of it is added to the report. Only a message that is nothing else counts.
"""

import re
from collections.abc import Mapping

from bot import words
from bot.draft import Chat, Draft
from bot.echo import buttons
from bot.messages import Action, Message, say
from bot.turn import Around
from bot.whom_to_ask import officer

_LONGEST = 80
"""Characters."""
_NOT_YET = "No, it is not sent yet. Press Send, or say “send”."
_HOW_TO_CHANGE = "Just tell me what is right, for example “it was Tuesday” or “12 children”. “form” shows everything."
_HOW_TO_DELETE = "Say “cancel”, or press Cancel: I delete it, and nothing is sent."
_NO_CALLS = "I can't make calls. You can write to {officer}."
_TELL_ME_FIRST = "Or tell me what happened, and say that you would like a call: they read it."
_BEFORE = (
    r"(?:(?:ok(?:ay)?|no|nope|yes|yep|right|well|so|um|er|oh|oops|whoops|and|but|sorry|thanks|thank you|diolch|please"
    r"|i think|i guess|hi|hello) )*"
)
_AFTER = (
    r"(?: (?:thanks|thank you|thx|ta|cheers|mate|love|diolch|now|really|then|for now|sorry|please|pls|i think|yet"
    r"|already|bye|here|today))*"
)
_REPORT = r"(?:it|this|that|my report|the report)"
_KINDS: Mapping[str, str] = {
    "all": r"(?:thats|that is|this is) (?:it|all|everything|the lot|all of it|about (?:it|all))"
    r"(?: (?:that )?i(?:ve)? (?:know|remember|saw|(?:can|could) (?:say|tell you|think of|remember)|have|got))?"
    r"|nothing (?:else|more|to add)|(?:im |i am |we are |all |thats me )?(?:done|finished)"
    r"|gtg|g2g|(?:(?:ive|i have|i) )?(?:got to|gotta|must|have to|need to) (?:go|dash|run|teach)\b(?: \w+){0,4}"
    r"|(?:the )?bells? (?:has |just |s )?gone|(?:a )?dyna(?:r| r|i|\u2019r)? ?(?:cyfan|cwbl|gyd|ni)(?: i gyd)?",
    "is_sent": rf"sent|(?:is|was) {_REPORT} (?:reported|done|in|sent|submitted|logged)"
    rf"|(?:is|was) {_REPORT} (?:it|all)|have (?:you|i) (?:now )?(?:sent|reported|submitted|logged) {_REPORT}"
    rf"|has {_REPORT} (?:gone(?: through| off)?|been (?:sent|reported|submitted|logged))"
    rf"|did (?:{_REPORT}|you|i) (?:go(?: through| off)?|send|get it|get (?:that|this)|(?:send|report|submit) {_REPORT})"
    r"|am i (?:done|finished)",
    "how_to_send": rf"how (?:do|can|should) (?:i|you) (?:send|submit|finish)(?: {_REPORT})?"
    r"|(?:what|wot|wat) (?:do|should|must|shall) i do (?:now|next)|(?:what|wot|wat) (?:now|next)|now (?:what|wot)"
    r"|(?:what|wot|what else) do you need(?: from me| to know)?|is there anything else(?: you need)?"
    r"|what (?:am i (?:meant|supposed) to|do i|should i|shall i) (?:put|write|say|type|tell you)(?: here)?"
    r"|do (?:i|you) (?:need|have) (?:to do )?(?:anything|something) (?:else|more)(?: (?:from|of) me)?",
    "how_to_change": rf"(?:can|could|may|how (?:do|can|should)) i (?:change|edit|correct|fix|undo|add|alter)"
    rf"(?: (?:something|anything|more|{_REPORT}))?|undo(?: (?:that|it))?|i(?:ve)? made a (?:mistake|typo)"
    r"|(?:thats|that is|its|it is|this is) (?:wrong|not right|incorrect|not what i said)|wrong|typo",
    "how_to_delete": rf"how (?:do|can|should) i (?:delete|cancel|stop|remove|get rid of|withdraw)(?: {_REPORT})?"
    rf"|(?:can|could) (?:i|you|we) (?:delete|cancel|remove|withdraw|stop) {_REPORT}"
    r"|(?:this (?:is|was) the |thats the )?wrong (?:chat|window|channel|thread|place|bot)"
    r"|(?:(?:wrong (?:chat|window|person|place|one)) )?(?:ignore|disregard) (?:that|this|me|it|my last(?: message)?)"
    r"|(?:that|this)(?: one)? (?:was not|wasnt|was nt|isnt|is not) (?:meant )?for (?:you|here|this(?: chat)?)"
    r"|(?:i )?didnt mean to (?:send|post|write|put) (?:that|this|it)|(?:sent|posted) (?:that )?by mistake",
    "bare": r"(?:yes|yeah|yep|yup|no|nope|nah|maybe|y|n|go ahead)",
    "call": r"(?:can|could|will|would) (?:someone|somebody|you|anyone|any one|they|the dpo) (?:please )?"
    r"(?:call|ring|phone)(?: me)?(?: back)?|(?:call|ring|phone) me(?: back)?"
    r"|(?:i want|i would like|id like|i need) (?:a call(?: ?back)?"
    r"|(?:someone|somebody) to (?:call|ring|phone)(?: me)?)",
}
_REMARKS = {kind: re.compile(rf"{_BEFORE}(?:{said}){_AFTER}") for kind, said in _KINDS.items()}
_OFFERED: Mapping[str, tuple[Action, ...]] = {
    "all": (Action.SEND, Action.EDIT, Action.CANCEL),
    "is_sent": (Action.SEND, Action.EDIT, Action.CANCEL),
    "how_to_send": (Action.SEND, Action.EDIT, Action.CANCEL),
    "how_to_change": (Action.EDIT, Action.SEND, Action.CANCEL),
    "how_to_delete": (Action.CANCEL, Action.SEND),
}
_TO_DRAFT: Mapping[str, str] = {
    "all": words.ENOUGH,
    "is_sent": _NOT_YET,
    "how_to_send": words.STILL_HERE,
    "how_to_change": _HOW_TO_CHANGE,
    "how_to_delete": _HOW_TO_DELETE,
}


def remark_in(text: str) -> str:
    """Return which kind of remark a message is, "" where it says anything else."""
    if len(text) > _LONGEST:
        return ""
    flat = " ".join(re.findall(r"\w+", re.sub(r"['\u2018\u2019`]", "", text.casefold())))
    return next((kind for kind, said in _REMARKS.items() if said.fullmatch(flat)), "")


def on_draft(text: str, draft: Draft) -> Message | None:
    """Return the answer to a remark on an open report; None for everything that may be part of it.

    Who asks to be called is part of it: somebody must read that.
    """
    kind = remark_in(text)
    return say(_TO_DRAFT[kind], buttons=buttons(draft, *_OFFERED[kind])) if kind in _TO_DRAFT else None


def without_draft(text: str, chat: Chat, around: Around) -> Message | None:
    """Return the answer to a remark where no report is under way; None for everything that may begin one."""
    kind = remark_in(text)
    if kind == "call":
        return say(_NO_CALLS.format(officer=officer(around)), _TELL_ME_FIRST)
    if kind in {"", "all"}:
        return None
    sent = chat.reported[0].reference if chat.reported else ""
    if kind == "is_sent" and sent:
        return say(words.REPORTED_ALREADY.format(reference=sent))
    return say(words.SENT_ALREADY.format(reference=sent) if sent else words.TELL_ME)


def on_call(text: str, around: Around) -> Message | None:
    """Return who to write to for a message that only asks to be called."""
    return say(_NO_CALLS.format(officer=officer(around))) if remark_in(text) == "call" else None
