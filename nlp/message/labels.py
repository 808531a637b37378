"""Which entry of the form a label asks for, told by its words: those of the policies' forms and of people's own."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.message.asset_answers import ASSET_LABELS
from nlp.message.label_words import kinds_of, kinds_of_token
from nlp.text import lower

LONGEST_LABEL = 150


@dataclass(frozen=True)
class Label:
    """A known label: `field` is empty where it belongs to none that is read from an answer.

    `asks_time` says that it asks for a time and no date, `is_bare_time` that it doesn't say of what; `is_weak` that it
    may be any other word as well, so that it is a label only among others.
    """

    field: str
    asks_time: bool = False
    is_bare_time: bool = False
    is_weak: bool = False


# Long questions of the printed forms, whose words others use too. The first that fits wins, here and below.
QUESTIONS: tuple[tuple[str, str], ...] = (
    *ASSET_LABELS,
    (
        (
            r"(?:please provide )?(?:specific )?(?:details (?:of|regarding) )?(?:the )?(?:nature and amount"
            r"|amount and nature) of (?:the )?personal (?:data|information).{0,40}"
        ),
        "data",
    ),
    (
        (
            r"how (?:did|was|were|has) (?:the |this |it )?(?:\w+ )?(?:incident |loss )?"
            r"(?:occur|happen|come about|lost).*"
        ),
        "summary",
    ),
    (r"(?:made )?aware of (?:your |my )?(?:responsibilities|duties)", "device_duties_known"),
    (r"(?:your )?roles? (?:and|&) responsibilities", "employee_role"),
    (r"less than (?:11|eleven)|(?:fewer|more) than \d+", "individuals"),
    (r"reports? to|managed by", "line_manager"),
    (r"reported to|(?:manager|head|dpo|line manager)s? (?:told|informed|notified).{0,10}", ""),
    (r"(?:name of )?(?:the )?person (?:who makes|making) the discovery", "reporter_name"),
    (r"(?:has the (?:member of staff|employee).{0,90})?training.{0,60}|what training.{0,120}", "training"),
    (r"(?:do you have )?(?:a )?copy of (?:the )?(?:breached |lost )?data.{0,40}", "copy"),
    (r"has any(?:body|one) complained", "complaint"),
    (r"data (?:got|gone|went|gets) out|(?:was |is )?(?:the |any )?data lost|data out", ""),
    (r"dates(?: (?:and|&) times)?|names|when and where|who,? what,? when", "other"),
)
_PRINTED = re.compile("|".join(f"({pattern})" for pattern, _ in QUESTIONS))
OPENINGS = frozenset(
    re.findall(
        r"\S+",
        """
        amount any aware before can copy data dates details do dpo dpos employee fewer has head heads how is less line
        made managed manager managers more my name names nature payroll person please report reported reports role
        roles specific staff training was what when who your
        """,
    )
) | {"the nature", "the amount", "the person", "the data", "a copy"}
"""The first word of all that `_PRINTED` knows, or the first two."""
_ARTICLES = frozenset({"a", "an", "the"})

# What the words must hold, what they must not, and the entry.
_RULES: tuple[tuple[str, str, str], ...] = (
    ("near miss", "", "near_miss"),
    ("miss", "", ""),
    ("anonymous", "", "wants_anonymity"),
    ("score", "", ""),
    ("policies", "", ""),
    ("manager told", "", ""),
    ("manager reporter", "responsible", ""),
    ("manager", "", "line_manager"),
    ("name own", "responsible manager", "reporter_name"),
    ("own", "name event found date time when responsible manager", ""),
    ("training", "", "training"),
    ("encrypted", "", "asset_encrypted"),
    ("complaint", "", "complaint"),
    ("recovered", "", "recovered"),
    ("copy", "", "copy"),
    ("asset data", "", "data"),
    ("asset count", "kind", "asset_reference"),
    ("asset reference", "kind", "asset_reference"),
    ("asset", "", "asset_type"),
    ("reference", "", ""),
    ("near", "", ""),
    ("found reporter", "date time when", ""),
    ("found employee", "date time when", ""),
    ("found action", "", "action"),
    ("found", "", "discovered"),
    ("date reporter", "event", ""),
    ("time reporter", "event", ""),
    ("date report", "event", ""),
    ("date name", "", ""),
    ("employee count", "people responsible data", "employee_number"),
    ("people name", "employee reporter responsible", ""),
    ("people kind", "", "data"),
    ("people summary data", "count", "data"),
    ("people", "", "individuals"),
    ("count", "event date time action asset kind data", "individuals"),
    ("count responsible", "", "individuals"),
    ("data action", "kind", "action"),
    ("data", "employee", "data"),
    ("kind", "service", "incident_type"),
    ("action", "date time", "action"),
    ("responsible circumstances", "", "circumstances"),
    ("did summary", "event employee data people", "action"),
    ("date", "", "occurred"),
    ("time", "", "occurred"),
    ("when", "", "occurred"),
    ("responsible", "summary action", "responsible_employee"),
    ("responsible employee", "", "responsible_employee"),
    ("summary event", "", "summary"),
    ("did employee", "", "responsible_employee"),
    ("service reporter", "", "service_area"),
    ("reporter", "", "reporter_name"),
    ("you", "summary", "reporter_name"),
    ("report employee", "", "reporter_name"),
    ("employee", "", "responsible_employee"),
    ("service", "", "service_area"),
    ("school", "", "school"),
    ("name", "", "reporter_name"),
    ("circumstances", "", "summary"),
    ("recipients", "", "circumstances"),
    ("told", "", ""),
    ("comments", "", "other"),
    ("place", "event", "other"),
    ("parent", "", ""),
    ("event", "", "summary"),
    ("summary", "", "summary"),
    ("report", "", "summary"),
    ("did", "", "summary"),
    ("line", "", ""),
)
_TABLE = tuple((frozenset(needs.split()), frozenset(bans.split()), field) for needs, bans, field in _RULES)
_WEAK = frozenset(
    re.findall(
        r"\S+",
        """
        me my i you your yours from by no nos number numbers found find notice lost loss how it did made that report
        form person people those signed back what area base day days total come light place location give other note
        kind sort class officer off anything else about own address post phone mobile email mail contact status
        title position problem thing explain aware line cause took children pupils student students child parents
        data information team unit not action short full brief cat id label raised act records contents content seen
        facts story owner section man sum rep no. since return returned item
        """,
    )
)
"""Words that open many a sentence or heading, and are a label only in a form."""
_NUMBERING = re.compile(
    r"(?:q(?:uestion)?\s?)?\(?(?:\d{1,2}[a-z]?\s?[.):]|[a-z]\)|[ivx]{1,4}\)|[a-z]\.(?=\s))\s*|(?:q\s?\d{1,2}|q:)\s*"
)
_NO_LABEL = re.compile(r"(?:an?|the) |.*\d{2}")
_ASIDE = re.compile(r"\([^()]{0,90}\)")
_HALF = re.compile(r"\s/\s|/(?=\s)|\s\|\s")


def may_open(line: str) -> bool:
    """Tell quickly whether a line may begin with a label, by its first two words; never wrong in saying no."""
    first, _, rest = line.partition(" ")
    second, space, _ = rest.partition(" ")
    first = first.replace("'", "").rstrip(",")
    low = lower(first)
    if not first.isalpha() or low[0] == "q" or "(" in line or "/" in line or "|" in line:
        return True
    if low in OPENINGS:
        return True
    if low in _ARTICLES:
        return " ".join(lower(line).split(None, 2)[:2]) in OPENINGS
    is_unknown = bool(space) and second.isalpha() and not kinds_of_token(second)
    return not is_unknown and bool(kinds_of_token(first))


def label_of(typed: str) -> Label | None:
    """Return what a label asks for, or None where the words are no label; `typed` may be of any case."""
    words = _bare(typed)
    if not words or len(words) > LONGEST_LABEL:
        return None
    low = lower(words).rstrip("?")
    printed = _PRINTED.fullmatch(low)
    if printed and printed.lastindex and (field := QUESTIONS[printed.lastindex - 1][1]):
        return Label(field, is_weak=low in _WEAK)
    label = _by_words(words) or _half(words)
    return None if label is None or _NO_LABEL.match(low) else label


def _bare(typed: str) -> str:
    """Return the words of a label without its number, what stands in brackets, and the signs around it."""
    words = typed.strip(" \t*_#>.\"'-")
    if "(" in words:
        words = _ASIDE.sub(" ", words)
    if numbering := _NUMBERING.match(lower(words)):
        words = words[numbering.end() :]
    return " ".join(words.split()).strip(" .:*_-\"'")


def _half(words: str) -> Label | None:
    """Read a label that is given in two languages by the half that is known, the second first."""
    halves = _HALF.split(words) if "/" in words or "|" in words else ()
    if len(halves) != 2:  # noqa: PLR2004 - two languages
        return None
    return _by_words(halves[1]) or _by_words(halves[0])


def _by_words(words: str) -> Label | None:
    kinds = kinds_of(words)
    if not kinds:
        return None
    held = frozenset(kinds)
    field = _field_of(held)
    if field is None:
        return None
    return Label(
        field,
        "time" in held and "date" not in held,
        held == {"time"},
        is_weak=lower(words).removeprefix("please ") in _WEAK,
    )


@lru_cache(maxsize=1024)
def _field_of(held: frozenset[str]) -> str | None:
    """Return the entry that words of these kinds ask for; the kinds are few."""
    return next((field for needs, bans, field in _TABLE if needs <= held and not bans & held), None)
