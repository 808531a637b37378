"""The words that mean the same at any time: cancel, help, status, start again, send, anonymous; and "I don't know"."""

import re
from collections.abc import Mapping

from bot.messages import Action

_PLEASE = r"(?:,? (?:please|pls|plz|thanks|thank you|ta|now))*"
_IT = r"(?: (?:it|this|that|the report|my report|the draft|everything|all of it))*"
_FIRST = (
    r"(?:(?:ok(?:ay)?|yes|yep|right|great|good|now|and|please|just|all good|all done|done|looks? (?:good|right|fine)"
    r"|go ahead(?: and)?|that's (?:it|all|everything|right|correct|fine))[,.!;:]* ){0,3}"
)
_WORDS: Mapping[Action, str] = {
    Action.SEND: rf"{_FIRST}(?:send|snd|sned|submit|submt|report){_IT}(?: (?:as it is|off|in|anyway))?{_PLEASE}"
    r"|(?:iawn,? )?(?:d?anfon(?:wch)?|gyrru|gyrrwch)(?: (?:o|fo|e|hwn|yr? adroddiad))?(?: os gwelwch yn dda)?",
    Action.CANCEL: rf"(?:please )?(?:cancel|delete|discard|forget|scrap|bin)(?: about)?{_IT}{_PLEASE}|never ?mind"
    r"|cansl(?:o|wch)"
    rf"|(?:please )?(?:don't|do not|dont) send{_IT}{_PLEASE}",
    Action.HELP: r"help(?: me)?(?: please)?|\?+|what can (?:you|i) do(?: here)?|how does (?:this|it) work"
    r"|help(?:wch|a) fi|cymorth",
    Action.STATUS: r"status|my reports?|(?:show|list)(?: me)? my reports?|status of my reports?"
    r"|what happened (?:to|with) my reports?|(?:any|is there any) (?:news|update)(?: on my reports?)?",
    Action.START_AGAIN: rf"(?:please )?(?:start|begin) (?:again|over|anew|afresh){_PLEASE}|restart",
    Action.CONTINUE: rf"(?:yes[,.!]? ?)?(?:please )?(?:continue|carry on|go on|resume|keep going){_PLEASE}",
    Action.EDIT: r"edit|form|(?:the )?(?:whole )?form|(?:show|open|edit|see)(?: me)? the (?:whole )?form",
    Action.SHOW: r"show|show (?:me )?(?:it|everything|the report|my draft|the draft|what you have|what you've got)"
    rf"(?: again)?{_PLEASE}|what have you (?:got|noted)(?: so far)?|summary",
    Action.ANONYMOUS: r"(?:report )?anonymous(?:ly)?(?: please)?|(?:can|may|could) i (?:report|do|say|tell)"
    r"(?: (?:this|it|something|an incident|a problem))? anonymously"
    r"|(?:how (?:can|do) i|i (?:want|would like|need|'d like) to|i'd like to) (?:report|do|tell you)"
    r"(?: (?:this|it|something|an incident|a problem))? anonymously"
    r"|(?:i )?(?:want|would like|need) to (?:stay|be|remain|report) anonymous(?:ly)?",
    Action.HOLD_NAME: r"(?:please )?go on here(?:,? (?:and )?keep my name back)?",
    Action.REPORT: r"(?:please )?report (?:it|this|that) (?:anyway|all the same)",
}
_COMMANDS = {action: re.compile(rf"\W{{0,4}}(?:{words})\W{{0,6}}", re.IGNORECASE) for action, words in _WORDS.items()}
_LONGEST, _LONG = 80, 4_000
_CANCELS_AND_WHY = re.compile(
    rf"\W{{0,4}}(?:please )?(?:cancel|scrap|forget)(?: about)?{_IT}{_PLEASE}\s*(?:[,.;:!-]|\bbecause\b)\s*"
    r"(?!send\b|there)[^\n]{1,60}",
    re.IGNORECASE,
)
_UNKNOWN = (
    r"(?:(?:i|we|really|honestly|sorry|um|er|hmm|no|oh)[,.]? ){0,3}(?:(?:do not|don't|dont|wouldn't|can't|cannot|cant"
    r"|couldn't) (?:know|remember|say|tell|be sure)|dunno|dk|idk|no idea|no clue|haven't (?:a clue|got a clue)|not sure"
    r"|unsure|(?:am|i'm|im|'m) not sure|skip|pass|n/?a|unknown|not known|next)"
    r"(?:[,.]? (?:yet|sorry|tbh|really|at the moment|right now|just now|i'm afraid"
    r"|(?:about )?(?:that|those|it|any of (?:it|that|them|those|these)|all of (?:it|that|them|those))"
    r"|either|them|this|these|the rest|exactly|i think|mate|thanks))*"
)
_DECLINES = re.compile(rf"\W{{0,4}}{_UNKNOWN}\W{{0,6}}", re.IGNORECASE)
_MARK = r"\d\s?[.):=-]"
_DECLINES_ONE = re.compile(
    r"(?:^|[\s,;])(?:q(?:uestion)?\.? ?)?(?P<n>\d)\s?[.):=-]\s{0,3}"
    rf"(?:{_UNKNOWN}|\?+)(?=\s*(?:$|[.,;\n]|{_MARK}))"
    rf"|\b(?:{_UNKNOWN})(?: about| to| for)? (?:number |no\.? |question |q)?(?P<about>\d)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\W{0,4}(?:yes|yeah|yep|yup|no|nope|nah|y|n|some|partly|maybe|probably)\W{0,4}", re.IGNORECASE)
_AGREES = re.compile(
    r"\W{0,4}(?:yes |yep |ok |oh |i think )?(?:ok(?:ay)?|yes|yep|yeah|fine|perfect|done|correct|right"
    r"|looks? (?:good|right|fine|ok)|that'?s (?:it|all|everything|right|correct|fine|good|about it)"
    rf"|all (?:good|correct|right|done)|sounds good|agreed){_PLEASE}\W{{0,4}}",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\W{0,4}(?:(?:oh|ok|and|also|now|hi|sorry|right|then|actually|by the way|btw)[,.!]? ){0,3}"
    r"(?:(?:there'?s|there is|there was|i have|i've got|i need to report|i want to report|can i report|new one)"
    r"[,:]? )?(?:(?:another|a second|a new|one more|a different|a separate|a further|second|new)"
    r" (?:(?:data )?(?:one|incident|report|breach)|(?:thing|problem|matter)(?= to report\b))"
    r"|a (?:different|separate) (?:thing|matter|problem))"
    r"(?: to (?:report|tell you(?: about)?))?(?: too| as well)?"
    r"\s*(?:[:;,.!\u2013\u2014-]\s*|\n|$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


def command_in(text: str) -> Action | None:
    """Return what a message commands; None for everything that says more than a command.

    One that cancels may say why ("cancel it, found it in my coat").
    """
    text = _flat(text)
    if len(text) > _LONGEST:
        return None
    found = next((action for action, words in _COMMANDS.items() if words.fullmatch(text)), None)
    return found or (Action.CANCEL if _CANCELS_AND_WHY.fullmatch(text) else None)


def declines(text: str) -> bool:
    """Tell whether a message says that what was asked isn't known, and nothing else."""
    text = _flat(text)
    return len(text) <= _LONGEST and _DECLINES.fullmatch(text) is not None


def declined_numbers(text: str) -> frozenset[int]:
    """Return the numbers of the questions to which a message says "don't know"."""
    found = (match["n"] or match["about"] for match in _DECLINES_ONE.finditer(_flat(text)[:2_000]))
    return frozenset(map(int, found))


def is_bare(text: str) -> bool:
    """Tell whether a message is "yes", "no" or the like alone: it answers something, and doesn't say what."""
    return _BARE.fullmatch(_flat(text)[:_LONGEST]) is not None


def agrees(text: str) -> bool:
    """Tell whether a message says that all is right as it stands."""
    return _AGREES.fullmatch(_flat(text)[:_LONGEST]) is not None


def another_incident(text: str) -> str | None:
    """Return what a message tells of another incident, "" where it only says that there is one; None for any other."""
    found = _ANOTHER.fullmatch(text.strip().replace("\u2019", "'"))
    return found["rest"].strip() if found else None


def _flat(text: str) -> str:
    """Return a text on one line with straight apostrophes; of a long one, what is surely no short message either."""
    return " ".join(text.replace("\u2019", "'").split()) if len(text) <= _LONG else text[:_LONG]
