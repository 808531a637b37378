"""Who was responsible: the employee to whom the text gives the deed, or the writer."""

from collections.abc import Sequence

from candour.cases.facts import CERTAIN, Method
from nlp.people.choosing import Option, load, shares
from nlp.people.whose_doing import kinds, options_of
from nlp.reading import Reading

_SUREST = 0.92
"""A form says it more surely than any text."""
_WORTH_OFFERING = 0.05


_DID_IT, _BY = 0.55, 0.75
"""How sure "Gareth Pugh left it on the bus" is where the choice holds nobody named for likely, and "sent by Gareth"."""
_ONE_SIGN = 2 / 3
"""The weight of a role or a deed beside a name (`person_rules`)."""
_DONE = ("sent", "left", "threw", "published")


def read_responsible(reading: Reading, writer: str) -> None:
    """Read responsible_employee: everybody who may be meant, as likely as they are beside their strongest rival.

    Who asks not to be named isn't, whatever they did; nor is a line manager that the text names as such.
    """
    weights = load()
    options = options_of(reading, writer, kinds(reading))
    likely = shares(options, weights)
    managers = {one.value for one in reading.found.get("line_manager", ()) if one.confidence > CERTAIN}
    anonymous = reading.shows("wants_anonymity") is True
    for place, (option, share) in enumerate(zip(options, likely, strict=True)):
        if not option.name or share < _WORTH_OFFERING:
            continue
        if option.name in managers or (option.is_writer and anonymous):
            continue
        rival = max(other for number, other in enumerate(likely) if number != place)
        sure = min(share / (share + rival), _SUREST)
        kind = "writer" if option.is_writer else "named"
        rule = f"responsible.{kind}.{weights.version}"
        reading.add("responsible_employee", option.name, sure, rule, option.hits, method=Method.MODEL)
    best = options[likely.index(max(likely))]
    if (not best.name or best.is_writer) and (done := _by_grammar(options)) and done.name not in managers:
        sure = _BY if _is_done_by(done) else _DID_IT
        reading.add("responsible_employee", done.name, sure, "responsible.deed", done.hits)


def _by_grammar(options: Sequence[Option]) -> Option | None:
    """Return who did something by the grammar of a sentence, where the writer says of no own deed."""
    if any(option.is_writer and "r:first" in option.features for option in options):
        return None
    named = [one for one in options if one.name and not one.is_writer]
    doing = [one for one in named if _is_done_by(one) or ("!deed" in one.features and _has_sign(one))]
    return max(doing, key=lambda one: one.features["t:named"], default=None)


def _has_sign(option: Option) -> bool:
    return option.features["t:named"] >= _ONE_SIGN


def _is_done_by(option: Option) -> bool:
    """Tell whether "by" stands before the name, and a deed before that."""
    return "l0:by" in option.features and any(f"l:{deed}" in option.features for deed in _DONE)
