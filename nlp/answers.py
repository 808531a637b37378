"""Lines of a form inside a message: "Date of incident: 12/01/26", rows pasted with tabs, numbered questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.asset_answers import ASSET_LABELS, ASSET_TEXTS
from nlp.text import Hit, Page

PROSE = frozenset({"summary", "action", "data", "other", "copy", "incident_type", "circumstances", "identifiability"})
"""Answers that are read like any other sentence of the writer's."""
MAX_LABEL = 160
MAX_ANSWERS = 60


@dataclass(frozen=True)
class Answered:
    """A label of a form with what was written behind it: `start` to `end`, empty where it was left out."""

    field: str
    label: Hit
    start: int
    end: int

    @property
    def raw(self) -> Hit | None:
        """The answer as it stands, or None where it is empty."""
        return self.label.page.trim(self.start, self.end)

    @property
    def value(self) -> Hit | None:
        """The answer, or None where it is empty or says that it isn't known."""
        answer = self.raw
        return None if answer is None or UNKNOWN.fullmatch(answer.low.strip(" .!()-")) else answer


UNKNOWN = re.compile(
    r"\??|n/?a|none|nil|unknown|not (?:known|sure|applicable|yet known)|no idea|(?:i )?(?:dont"
    r"|don't|do not) know|unsure|tbc|tba"
    r"|(?:would |i'd )?(?:rather|prefer) not(?: (?:to )?say)?|anonymous|see above|as above|-+|\.+|/"
)

# Read from top to bottom; the first label that fits wins. The words are those of the policies' forms, shortened as
# people shorten them. "" is a label that is recognised and belongs to no field.
LABELS: tuple[tuple[str, str], ...] = (
    (r"near[- ]miss(?: or (?:an )?(?:actual )?incident)?|(?:incident|breach) or near[- ]miss", "near_miss"),
    (
        (
            r"(?:name of )?(?:the )?(?:employee|person|staff|member of staff|staff member"
            r"|colleague)(?:s)?(?: who (?:was|is))? (?:responsible|involved|concerned)(?: for (?:the"
            r"|this) (?:incident|breach))?"
            r"|who was (?:responsible|involved)|who(?: did it)?|responsible (?:employee|person|member of staff)"
        ),
        "responsible_employee",
    ),
    (
        (
            r"(?:(?:the )?(?:employee|person|staff member|their|his|her"
            r"|my)(?:'?s)? )?(?:line )?manager(?: of (?:the )?employee)?(?:'s name)?|supervisor"
        ),
        "line_manager",
    ),
    (
        (
            r"(?:name and role of )?manager(?:s)? (?:informed|told|notified)|line manager (?:informed"
            r"|told|notified).{0,10}"
        ),
        "",
    ),
    (r"service(?: area)?|department|team|faculty|service area / department", "service_area"),
    (
        (
            r"(?:reporting|investigating|investigation)(?: ?/ ?| or | and )?(?:reporting|investigating"
            r"|investigation)? officer|reported by|reporter|report(?:ed)? (?:made|completed) by"
            r"|(?:form )?completed by|(?:your|my|reporter's|full) name(?: \(optional\))?"
            r"|name of (?:the )?(?:person )?report(?:er|ing)(?: (?:it|this|the incident))?|name"
        ),
        "reporter_name",
    ),
    (
        (
            r"(?:date|day)(?: and time|/time| / time| & time)?(?: (?:of|the))?(?: (?:the"
            r"|this))?(?: (?:incident|breach|loss|event))?(?: (?:occurred|happened"
            r"|took place))?(?: it happened)?"
            r"|when(?: (?:did|was|is) (?:it|this|the incident|that))?(?: (?:happen|occur"
            r"|take place))?(?: roughly)?|incident date(?: and time)?|when it happened"
        ),
        "occurred",
    ),
    (
        (
            r"(?:approx(?:imate)?\.? )?time(?: (?:of|the))?(?: (?:the|this))?(?: (?:incident|breach"
            r"|loss|event))?(?: (?:occurred|happened))?|incident time|what time"
        ),
        "occurred",
    ),
    (
        (
            r"(?:date|time|date and time|date/time|date & time|when)(?: (?:the |this )?(?:incident"
            r"|breach|loss))?(?: (?:was|it was|first))? (?:discovered|found|noticed|identified"
            r"|spotted)"
            r"|(?:date|time) of discovery|discovered(?: (?:on|at))?|discovery(?: date| time)?|found on"
            r"|when did you (?:find out|notice|discover)(?: (?:it|this|about it))?"
        ),
        "discovered",
    ),
    (
        (
            r"(?:brief )?(?:summary|description|details|account)(?: of (?:the |what )?(?:incident"
            r"|breach|happened|loss))?|what happened|(?:please )?describe(?: (?:what happened"
            r"|the incident|it))?"
            r"|how did (?:the|this) incident (?:occur|happen)|how did it happen|how it happened"
            r"|incident details|incident"
        ),
        "summary",
    ),
    (
        (
            r"(?:how many|number of|no\.? of|approx(?:imate)? number of) (?:individuals|people|pupils"
            r"|children|data subjects|persons|students|staff|those)(?: (?:affected|involved|concerned"
            r"|does .{0,40}))?|individuals affected|people affected"
        ),
        "individuals",
    ),
    *ASSET_LABELS,
    (
        (
            r"(?:what |which )?(?:personal )?(?:data|information)(?: (?:is|was|were"
            r"|is/was))?(?: (?:involved|affected|included|lost|on it|types?))?|(?:type|categories"
            r"|kind)s? of (?:personal )?(?:data|information)(?: involved)?"
            r"|(?:please provide )?(?:specific )?details (?:of"
            r"|regarding) (?:the )?(?:nature and amount of )?personal (?:data"
            r"|information)(?: held)?(?: on (?:the )?(?:asset|device))?|what (?:is|was) on it"
            r"|contents?"
        ),
        "data",
    ),
    (r"(?:do you have )?(?:a )?copy of (?:the )?(?:breached |lost )?data.{0,40}", "copy"),
    (
        (
            r"(?:has |have |is |was )?(?:the |any )?(?:data|information|it|item|items|asset|device"
            r"|they)?(?: been| be)? ?(?:recovered|retrieved|returned|got back)(?: \(?y/?n\)?)?"
            r"|recovered|recovery"
        ),
        "recovered",
    ),
    (
        (
            r"(?:has the (?:member of staff|employee).{0,90})?(?:training)(?: (?:received|completed"
            r"|done|date|in (?:the )?last 2 years))?|(?:gdpr|data protection"
            r"|cyber(?: security)?) training.{0,40}|what training.{0,120}"
        ),
        "training",
    ),
    (
        (
            r"(?:ha(?:ve|s) )?(?:any |a )?complaints?(?: (?:been )?(?:received|made))?(?: (?:regarding"
            r"|about) (?:this|the) (?:breach|incident))?(?: yet)?|has anybody complained"
            r"|has anyone complained"
        ),
        "complaint",
    ),
    (
        (
            r"(?:(?:remedial|immediate|corrective) )?actions?(?: (?:already )?taken)?(?: so far)?"
            r"|what (?:has|have|did)(?: (?:been|you|we))?(?: already)? (?:done|do"
            r"|did)(?: about it)?(?: (?:so far|already|since|next))?|what has been done.{0,30}"
            r"|(?:steps|measures)(?: already)? taken(?: so far)?|(?:already |so far )?done(?: so far"
            r"| already)?|mitigation|what did you do(?: next)?|containment"
        ),
        "action",
    ),
    (
        r"(?:name of )?(?:the )?(?:school|site|establishment|setting)(?: / site| name| or site)?|which school|where",
        "school",
    ),
    (
        (
            r"asset (?:reference|ref|tag|number|no|id)\.?(?: (?:number|no)\.?)?|(?:serial|tag"
            r"|inventory) (?:number|no)\.?"
        ),
        "asset_reference",
    ),
    (r"(?:type of )?(?:asset|device|equipment)(?: type)?", "asset_type"),
    (r"(?:is (?:it|the device) |was (?:it|the device) )?encrypt(?:ed|ion)", "asset_encrypted"),
    (r"(?:any )?(?:other|further|additional) (?:comments?|information|details|notes)|comments|notes", "other"),
    (
        (
            r"(?:your )?role|job title|e-?mail(?: address)?|phone|tel(?:ephone)?|contact(?: details)?|reference|ref"
            r"|subject|received|status|category|position"
        ),
        "",
    ),
)

_LABEL = re.compile("|".join(f"(?P<f{number}>{pattern})" for number, (pattern, _) in enumerate(LABELS)))
_FORM_LINE = re.compile(
    r"[ \t*#-]{0,8}(?:(?:q\s?)?\d{1,2}\s{0,3}[.):]\s{0,3})?"
    r"(?P<label>[a-z][a-z0-9'/&()., -]{1,150}?)(?:\s{0,3}\(y/?n\)|\s{0,3}\(optional\))?[ ]{0,3}[*]{0,2}"
    r"(?P<mark>\?[ \t]*[:-]?|:|\t| - |\s-(?=\s|$))"
)
_WEAK = frozenset(
    {
        "name",
        "who",
        "when",
        "time",
        "date",
        "where",
        "it",
        "incident",
        "data",
        "service",
        "role",
        "team",
        "notes",
        "done",
        "manager",
        "school",
        "site",
    }
)


def read_answers(written: Page, lines: Sequence[tuple[int, int]]) -> tuple[Answered, ...]:
    """Return the answered lines of a form in the writer's own text, in their order."""
    marks = [found for start, end in lines[:600] if (found := _label(written, start, end))]
    answers: list[Answered] = []
    for number, (name, label, start) in enumerate(marks[:MAX_ANSWERS]):
        stop = marks[number + 1][1].start if number + 1 < len(marks) else len(written.low)
        answers.append(Answered(name, label, start, _answer_end(written, name, start, stop)))
    return tuple(answers)


def _label(written: Page, start: int, end: int) -> tuple[str, Hit, int] | None:
    line = written.low[start : min(end, start + MAX_LABEL)]
    match = _FORM_LINE.match(line)
    if match is None:
        return None
    words = " ".join(match["label"].replace("(s)", "s").split()).strip(" .")
    known = _LABEL.fullmatch(words)
    if known is None or (match["mark"].strip() == "-" and words in _WEAK):
        return None
    name = LABELS[int((known.lastgroup or "f0")[1:])][1]
    return name, Hit(written, start + match.start("label"), start + match.end("label")), start + match.end()


def _answer_end(written: Page, name: str, start: int, stop: int) -> int:
    """Return where an answer ends: long answers run to the next label, short ones to the end of their line."""
    line_end = written.low.find("\n", start, stop)
    if line_end < 0:
        return stop
    if name in PROSE or name in ASSET_TEXTS:
        first = written.trim(start, stop)
        blank = re.compile(r"\n[ \t]*\n").search(written.low, first.start if first else start, stop)
        return blank.start() if blank and name != "summary" else stop
    return line_end
