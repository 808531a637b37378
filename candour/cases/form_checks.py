"""What must fit together in a policy's form and score tables."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from candour.cases.form import Form, FormField
from candour.cases.policy import Policy
from candour.cases.route_rules import ROUTE_RULES
from candour.cases.score_tables import BandTable, EachTable, GroupsTable, OneTable, ScoreNote

Mistake = tuple[str, str]
"""The dotted entry, and in plain words what is wrong with it."""

_WITH_OPTIONS = frozenset({"choice", "ticks"})


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Say that a name is unknown, and which ones are known."""
    return f"there is no {what} {name!r}; use one of: {', '.join(sorted(known)) or 'none is defined'}"


def forms_of(policy: Policy) -> Iterator[tuple[str, Form]]:
    """Yield the policy's forms, each with the entry under which it stands."""
    yield "form", policy.form
    if policy.asset_form is not None:
        yield "asset_form", policy.asset_form


def form_mistakes(policy: Policy) -> Iterator[Mistake]:
    """Yield fields whose section, options, rule or roles don't fit."""
    roles = {role.id for role in policy.roles}
    for name, form in forms_of(policy):
        sections = {section.id for section in form.sections}
        for field in form.fields:
            yield from _field_mistakes(f"{name}.fields.{field.id}", field, sections, roles)
    yield from _shared_mistakes(policy)


def _field_mistakes(place: str, field: FormField, sections: set[str], roles: set[str]) -> Iterator[Mistake]:
    if field.section not in sections:
        yield f"{place}.section", unknown("section", field.section, sections)
    if bool(field.options) != (field.type in _WITH_OPTIONS):
        yield f"{place}.options", "stands with the types choice and ticks, and only there"
    if field.ask_when and field.ask_when not in ROUTE_RULES:
        yield f"{place}.ask_when", unknown("rule", field.ask_when, ROUTE_RULES)
    for role in field.visible_to:
        if role not in roles:
            yield f"{place}.visible_to", unknown("role", role, roles)


def _shared_mistakes(policy: Policy) -> Iterator[Mistake]:
    """Yield entries of the asset form that mean something else than the first form's entry of the same id."""
    first = {field.id: field for field in policy.form.fields}
    for field in policy.asset_form.fields if policy.asset_form else ():
        other = first.get(field.id, field)
        place = f"asset_form.fields.{field.id}"
        if field.type != other.type:
            yield f"{place}.type", f"must be {other.type!r}, as in the first form, which has the same entry"
        elif [option.id for option in field.options] != [option.id for option in other.options]:
            yield f"{place}.options", "must have the ids of the first form, which has the same entry"


def score_mistakes(policy: Policy) -> Iterator[Mistake]:
    """Yield tables and notes whose field or options the form lacks, options that count twice, and bad bands."""
    fields = {field.id: field for field in policy.form.fields}
    counted: Counter[tuple[str, str]] = Counter()
    for table in policy.score:
        place = f"score.{table.id}"
        if table.field not in fields:
            yield f"{place}.field", f"the form has no field {table.field!r}"
        elif isinstance(table, BandTable):
            yield from _band_table_mistakes(place, table, fields[table.field])
        else:
            yield from _option_mistakes(place, table, fields[table.field])
            counted.update((table.field, option) for option in options_of(table))
    for note in policy.score_notes:
        place = f"score_notes.{note.id}"
        if note.field not in fields:
            yield f"{place}.field", f"the form has no field {note.field!r}"
        else:
            yield from _option_mistakes(place, note, fields[note.field])
    for (field, option), times in counted.items():
        if times > 1:
            yield f"score.{option}", f"the option {option!r} of {field!r} is counted {times} times"


def options_of(table: EachTable | OneTable | GroupsTable | ScoreNote) -> Collection[str]:
    """Return the options that a table counts or a note speaks of."""
    match table:
        case EachTable() | ScoreNote():
            return table.options
        case OneTable():
            return tuple(table.scores)
        case GroupsTable():
            return tuple(option for group in table.groups.values() for option in group)


def _option_mistakes(
    place: str, table: EachTable | OneTable | GroupsTable | ScoreNote, field: FormField
) -> Iterator[Mistake]:
    known = {option.id for option in field.options}
    if not options_of(table):
        yield place, "has no options"
    for option in options_of(table):
        if option not in known:
            yield f"{place}.{option}", f"the field {field.id!r} has no option {option!r}"


def _band_table_mistakes(place: str, table: BandTable, field: FormField) -> Iterator[Mistake]:
    """Bands must follow each other from 0 on without gap or overlap, and the last must have no end."""
    if field.type != "number":
        yield f"{place}.field", f"bands count a field of type number; {field.id!r} is of type {field.type}"
    expected: int | None = 0
    for number, band in enumerate(table.bands, start=1):
        entry = f"{place}.bands.{number}"
        if expected is None or band.min < expected:
            yield entry, "overlaps the band before it"
        elif band.min > expected:
            yield entry, f"leaves a gap: it must start at {expected}, not at {band.min}"
        if band.max is not None and band.max < band.min:
            yield entry, f"ends at {band.max}, before it starts at {band.min}"
        expected = None if band.max is None else band.max + 1
    if expected is not None:
        yield f"{place}.bands", f"leaves a gap: {expected} and more have no score; the last band has no max"
