"""What must fit together in a policy beyond the types of its entries: ids, roles, levels, rules, deadlines."""

from collections import Counter
from collections.abc import Iterable, Iterator

from candour.cases.duty_checks import duty_mistakes
from candour.cases.form import Form
from candour.cases.form_checks import Mistake, form_mistakes, forms_of, score_mistakes, unknown
from candour.cases.guidance import TOPICS
from candour.cases.level_rules import LEVEL_RULES, NUMBERS, PARAMETERS
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.policy import LevelRule, Policy, Wording
from candour.cases.route_rules import ROUTE_RULES

_OPTIONS_OF = {"data_types": "data_types", "circumstances": "circumstances", "incident_types": "incident_type"}
"""Parameter of a level rule -> the field whose options it lists."""


def mistakes(policy: Policy) -> Iterator[Mistake]:
    """Yield everything that doesn't fit together."""
    yield from _doubles(policy)
    yield from form_mistakes(policy)
    yield from score_mistakes(policy)
    yield from _level_mistakes(policy)
    yield from _deadline_mistakes(policy)
    yield from _role_mistakes(policy)
    yield from _route_mistakes(policy)
    yield from duty_mistakes(policy)
    yield from _wording_mistakes(policy.wording)
    yield from _paragraph_mistakes(policy)


def _doubles(policy: Policy) -> Iterator[Mistake]:
    named: list[tuple[str, Iterable[str]]] = [
        *(names for form in forms_of(policy) for names in _names_in_form(*form)),
        ("score", [table.id for table in policy.score]),
        ("score_notes", [note.id for note in policy.score_notes]),
        ("levels", policy.levels),
        ("level_rules", [rule.id for rule in policy.level_rules]),
        ("deadlines", [rule.id for rule in policy.deadlines]),
        ("roles", [role.id for role in policy.roles]),
        ("routes", [rule.id for rule in policy.routes]),
        ("steps", [step.id for step in policy.steps]),
        ("ico_questions", [question.id for question in policy.ico_questions]),
        ("offences", [offence.id for offence in policy.offences]),
        ("close_needs", policy.close_needs),
    ]
    for place, ids in named:
        for id_, times in Counter(ids).items():
            if times > 1:
                yield f"{place}.{id_}", f"stands there {times} times; give each entry an id of its own"


def _names_in_form(place: str, form: Form) -> Iterator[tuple[str, Iterable[str]]]:
    yield f"{place}.sections", [section.id for section in form.sections]
    yield f"{place}.fields", [field.id for field in form.fields]
    for field in form.fields:
        yield f"{place}.fields.{field.id}.options", [option.id for option in field.options]


def _level_mistakes(policy: Policy) -> Iterator[Mistake]:
    if not policy.levels:
        yield "levels", "is empty; name at least one level, the highest first"
    for level in policy.level_texts:
        if level not in policy.levels:
            yield f"level_texts.{level}", unknown("level", level, policy.levels)
    for rule in policy.level_rules:
        if rule.level not in policy.levels:
            yield f"level_rules.{rule.id}.level", unknown("level", rule.level, policy.levels)
        if rule.when not in LEVEL_RULES:
            yield f"level_rules.{rule.id}.when", unknown("rule", rule.when, LEVEL_RULES)
        else:
            yield from _parameter_mistakes(policy, rule)


def _parameter_mistakes(policy: Policy, rule: LevelRule) -> Iterator[Mistake]:
    wanted = PARAMETERS.get(rule.when, frozenset())
    place = f"level_rules.{rule.id}.parameters"
    for name in sorted(wanted - rule.parameters.keys()):
        yield f"{place}.{name}", f"is missing: {rule.when} needs it"
    for name, given in rule.parameters.items():
        if name not in wanted:
            yield f"{place}.{name}", f"{rule.when} has no such parameter; {_accepted(wanted)}"
        elif name in NUMBERS:
            if not isinstance(given, int) or given < 1:
                yield f"{place}.{name}", f"has the wrong type: it must be a whole number from 1 on, not {given!r}"
        elif not isinstance(given, tuple):
            yield f"{place}.{name}", f"has the wrong type: it must be a list, not {given!r}"
        else:
            known = _ids_for(policy, name)
            yield from ((f"{place}.{name}", unknown("entry", id_, known)) for id_ in given if id_ not in known)


def _ids_for(policy: Policy, parameter: str) -> tuple[str, ...]:
    if parameter == "levels":
        return policy.levels
    field = _OPTIONS_OF[parameter]
    return tuple(option.id for entry in policy.form.fields if entry.id == field for option in entry.options)


def _deadline_mistakes(policy: Policy) -> Iterator[Mistake]:
    yes_no = [field.id for field in policy.form.fields if field.type == "yes_no"]
    for rule in policy.deadlines:
        place = f"deadlines.{rule.id}"
        if rule.only_if and rule.only_if not in yes_no:
            yield f"{place}.only_if", unknown("yes/no field of the form", rule.only_if, yes_no)
        if rule.kind == "at_once" and rule.hours:
            yield f"{place}.hours", "stands with the other kinds: at_once means that the policy names no hours"
        elif rule.kind != "at_once" and rule.hours < 1:
            yield f"{place}.hours", f"must be a whole number from 1 on, not {rule.hours}"
        if rule.kind == "days_from_receipt" and rule.hours % 24:
            yield f"{place}.hours", f"must be whole days (a multiple of 24), not {rule.hours}"
        if (rule.kind == "report_by") != (rule.weekend_until is not None):
            yield f"{place}.weekend_until", "stands with kind report_by, and only there"


def _role_mistakes(policy: Policy) -> Iterator[Mistake]:
    following = {role.id: role.stands_in for role in policy.roles}
    for role in policy.roles:
        place = f"roles.{role.id}"
        if role.id == REPORTER:
            yield place, "is whoever sent the report; give the role another id"
        if role.stands_in and role.stands_in not in following:
            yield f"{place}.stands_in", unknown("role", role.stands_in, following)
        elif _returns(role.id, following):
            yield f"{place}.stands_in", "leads back to the same role; the last to be asked stands in for nobody"


def _returns(role: str, following: dict[str, str]) -> bool:
    seen = set[str]()
    here = following[role]
    while here and here not in seen:
        seen.add(here)
        here = following.get(here, "")
    return role in seen


def _route_mistakes(policy: Policy) -> Iterator[Mistake]:
    receivers = [REPORTER, *(role.id for role in policy.roles)]
    for rule in policy.routes:
        place = f"routes.{rule.id}"
        if rule.when not in ROUTE_RULES:
            yield f"{place}.when", unknown("rule", rule.when, ROUTE_RULES)
        if rule.to not in receivers:
            yield f"{place}.to", unknown("role", rule.to, receivers)
        if rule.notice not in set(NoticeKind):
            yield f"{place}.notice", unknown("notice", rule.notice, NoticeKind)
        elif (rule.notice == NoticeKind.REFERRAL) != rule.on_decision:
            yield f"{place}.notice", "referral stands where a person decides (on_decision), and only there"
        elif rule.on_decision and rule.to == REPORTER:
            yield f"{place}.to", "is whoever sent the report; a proposal leads to a role of the policy"
        elif rule.notice == NoticeKind.ASSET_FORM and policy.asset_form is None:
            yield f"{place}.notice", "sends the form about a lost asset; the policy has none (asset_form)"


def _wording_mistakes(wording: Wording) -> Iterator[Mistake]:
    """Every sentence that is said needs its source; one that is left empty may say why."""
    sentences = type(wording).model_fields.keys() - {"sources"}
    for name in sorted(sentences - wording.sources.keys()):
        if getattr(wording, name):
            yield f"wording.sources.{name}", "is missing: cite the paragraph, or say project"
    for name in wording.sources:
        if name not in sentences:
            yield f"wording.sources.{name}", unknown("sentence", name, sentences)


def _paragraph_mistakes(policy: Policy) -> Iterator[Mistake]:
    for number, said in enumerate(policy.paragraphs, start=1):
        place = f"paragraphs.{number}.topics"
        if not said.topics:
            yield place, "is empty; say what staff ask about when they are shown this"
        for topic in said.topics:
            if topic not in TOPICS:
                yield place, unknown("topic", topic, TOPICS)


def _accepted(names: Iterable[str]) -> str:
    listed = ", ".join(sorted(names))
    return f"it has: {listed}" if listed else "it has none"
