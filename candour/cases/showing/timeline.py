"""The events of a case in plain words: who, when, what. Nothing is left out but the taking of a notice to be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.case import Case, Event
from candour.cases.confidential import came_anonymously
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.policy import Policy
from candour.cases.register import MERGED_HERE
from candour.cases.showing.case_views import level_in_words, role_title
from candour.cases.showing.decisions import as_read_by, decision_in_words
from candour.cases.showing.steps import step_in_words
from candour.cases.showing.telling import COPY, notice_in_words, reader_in_words, said_in_words
from candour.cases.showing.words import id_in_words, listed, noted_in_words, one_line
from candour.cases.threads import PARTICIPANT, SOMEBODY
from candour.cases.way_back import GIVEN_UP, NAME_LEFT

_NOT_SHOWN = frozenset({"notice_leased"})
CANDOUR = "candour"
_BY_DAY = frozenset({CANDOUR, REPORTER})
"""Of what they do in a case without a name only the day is kept; people's own decisions have their time."""
_LEFT_OUT = "Left out"
"""What is said of a copy in a chat that did not arrive: its mail is what counts, and nobody has to do anything."""
_WRITERS = {SOMEBODY: "somebody who has no part in the case", PARTICIPANT: "somebody who has a part in the case"}


@dataclass(frozen=True)
class TimelineEntry:
    """An event in words. `kind` is the event's own, for the page to mark what went wrong."""

    number: int
    at: datetime
    when: str
    who: str
    what: str
    kind: str


def timeline(case: Case, policy: Policy, *, reader: str = "") -> tuple[TimelineEntry, ...]:
    """Return the events, oldest first, as somebody may read them (`decisions.as_read_by`).

    Of a case without a name they tell days, but for what people decided.
    """
    shown, is_nameless = as_read_by(case, policy, reader), came_anonymously(case)
    return tuple(
        TimelineEntry(
            number=event.number,
            at=event.at,
            when=noted_in_words(event.at, only_day=is_nameless and event.actor in _BY_DAY),
            who=_who(policy, event.actor),
            what=_what(shown, policy, event),
            kind=event.kind,
        )
        for event in case.events
        if event.kind not in _NOT_SHOWN
    )


def _who(policy: Policy, actor: str) -> str:
    if actor == CANDOUR:
        return "Candour"
    title = role_title(policy, actor) if actor in _roles(policy) else _WRITERS.get(actor) or one_line(actor)
    return title[:1].upper() + title[1:]


def _roles(policy: Policy) -> frozenset[str]:
    return frozenset({REPORTER, *(role.id for role in policy.roles)})


def _what(case: Case, policy: Policy, event: Event) -> str:
    say = _SAID.get(event.kind)
    return say(case, policy, event) if say else id_in_words(event.kind).capitalize()


def _received(words: str) -> Callable[[Case, Policy, Event], str]:
    return lambda _case, _policy, event: f"{words}, by {id_in_words(event.details.get('door', 'unknown'))}"


def _read(_case: Case, _policy: Policy, event: Event) -> str:
    count = event.details.get("fields", "0")
    return f"Read the report and found {count} {'entry' if count == '1' else 'entries'} of the form"


def _assessed(_case: Case, _policy: Policy, event: Event) -> str:
    score = event.details.get("score", "")
    level = f"Proposed level: {level_in_words(event.details.get('level'))}"
    low, _, high = score.partition(" to ")
    return f"{level}; score {low if low == high else score}" if score else level


def _bypassed(_case: Case, policy: Policy, event: Event) -> str:
    passed = listed(tuple(role_title(policy, role) for role in event.details.get("bypassed", "").split()))
    to = event.details.get("to", "")
    instead = role_title(policy, to) if to else "nobody is left to tell"
    return f"Not told: {passed}. Told instead: {instead}"


def _notice(words: str) -> Callable[[Case, Policy, Event], str]:
    """Name the notice; one that was withdrawn is no longer in the case, and its events tell its kind and role."""

    def say(case: Case, policy: Policy, event: Event) -> str:
        notice = next((notice for notice in case.notices if notice.id == event.details.get("notice")), None)
        kind, role = event.details.get("kind", ""), event.details.get("role", "")
        if notice is not None:
            said = _LEFT_OUT if notice.copy_of and event.kind == "notice_given_up" else words
            return f"{said}: {said_in_words(notice)}, to {reader_in_words(policy, notice)}{_code(event)}"
        what = notice_in_words(NoticeKind(kind)) if kind in set(NoticeKind) else "a notice"
        what = COPY if event.details.get("copy_of") else what
        return f"{words}: {what}{f', to {role_title(policy, role)}' if role else ''}{_code(event)}"

    return say


def _stood_in(_case: Case, policy: Policy, event: Event) -> str:
    absent = role_title(policy, event.details.get("instead_of", ""))
    return f"{role_title(policy, event.details.get('role', ''))} reads it too, because {absent} is away"


def _code(event: Event) -> str:
    code = event.details.get("code", "")
    return f" (code {one_line(code, limit=40)})" if code else ""


def _decided(case: Case, policy: Policy, event: Event) -> str:
    wanted = event.details.get("decision")
    decision = next((decision for decision in case.decisions if decision.id == wanted), None)
    return decision_in_words(case, policy, decision) if decision else id_in_words(event.details.get("what", "decided"))


def _fact(_case: Case, policy: Policy, event: Event) -> str:
    field = policy.field(event.details.get("field", ""))
    label = one_line(field.label).rstrip(" :;") if field else id_in_words(event.details.get("field", "an entry"))
    return f"Changed: {label}"


def _opened(case: Case, _policy: Policy, event: Event) -> str:
    wanted = event.details.get("evidence")
    name = next((item.name for item in case.evidence if item.digest == wanted), "")
    return f"Opened the file {one_line(name, limit=120)}" if name else "Opened a file"


def _missed(case: Case, policy: Policy, event: Event) -> str:
    return step_in_words(case, policy, event.details.get("step") or f"clock:{event.details.get('deadline', '')}:100")


def _step(case: Case, policy: Policy, event: Event) -> str:
    return step_in_words(case, policy, event.details.get("step", ""))


def _always(words: str) -> Callable[[Case, Policy, Event], str]:
    return lambda _case, _policy, _event: words


_SAID: Mapping[str, Callable[[Case, Policy, Event], str]] = {
    "report_received": _received("Sent the report"),
    "message_received": _received("Sent a further message"),
    NAME_LEFT: _always("Left their name, sealed apart"),
    GIVEN_UP: _always("Gave up the way back: can't be asked any more"),
    "report_unreadable": _always("The report could not be read: a person has to"),
    "report_read": _read,
    "assessed": _assessed,
    "related_found": _always("Names another case; it may be related"),
    "duplicates_found": _always("Looks like the same incident as another case"),
    MERGED_HERE: _always("Added the reports of another case: it is the same incident"),
    "role_bypassed": _bypassed,
    "reported_late": _always("The report came later than the policy asks"),
    "nobody_present": _always("All who could read it are away; it was sent to them all the same"),
    "fact_changed": _fact,
    "decided": _decided,
    "evidence_opened": _opened,
    "deadline_missed": _missed,
    "step_reached": _step,
    "notice_queued": _notice("To be sent"),
    "notice_sent": _notice("Sent"),
    "notice_put_back": _notice("Not sent yet, will be tried again"),
    "notice_withdrawn": _notice("No longer needed"),
    "stood_in": _stood_in,
    "notice_delayed": _notice("Delayed, the mail server goes on trying"),
    "notice_given_up": _notice("Could not be delivered"),
}
"""The kinds of events; another one is shown by its own name."""
