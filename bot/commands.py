"""The words that mean the same at any time: cancel, help, status, start again, send, anonymous."""

import re
from collections.abc import Mapping

from bot.messages import Action

_WORDS: Mapping[Action, str] = {
    Action.SEND: r"(?:please )?(?:send|submit|report)(?: it| this| that| now| please| it now| the report)*",
    Action.CANCEL: r"(?:please )?(?:cancel|delete|discard|forget|scrap)"
    r"(?: it| this| that| please| the report| my report| everything)*|never ?mind|nevermind",
    Action.HELP: r"help(?: me)?(?: please)?|\?+|what can you do|how does this work",
    Action.STATUS: r"status|my reports?|(?:show|list)(?: me)? my reports?|what happened (?:to|with) my reports?",
    Action.START_AGAIN: r"(?:start|begin) (?:again|over|anew|afresh)|restart|new report",
    Action.CONTINUE: r"continue|carry on|go on|resume",
    Action.EDIT: r"edit|form|(?:show|open|edit)(?: me)? the (?:whole )?form",
    Action.ANONYMOUS: r"(?:report )?anonymous(?:ly)?|(?:can|may) i (?:report|do|say|tell)(?: this| it)? anonymously"
    r"|(?:i )?(?:want|would like|need) to (?:stay|be|remain|report) anonymous(?:ly)?",
}
_COMMANDS = {action: re.compile(rf"\W{{0,4}}(?:{words})\W{{0,6}}", re.IGNORECASE) for action, words in _WORDS.items()}
_LONGEST = 80


def command_in(text: str) -> Action | None:
    """Return what a message commands; None for everything that says more than a command."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return None
    return next((action for action, words in _COMMANDS.items() if words.fullmatch(text)), None)
