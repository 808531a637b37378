"""Comparing a profile with the policy as it is printed: words alone, without marks, rules and case."""

import re
from collections.abc import Iterator
from pathlib import Path

from candour.cases.policy import Policy, Statement

DATA = Path(__file__).parent / "data"
Printed = tuple[str, str, str]
"""The entry's name, what it prints, and the source that it cites."""


def policy_text(profile: str) -> str:
    """Return the printed policy."""
    return (DATA / f"{profile}.txt").read_text(encoding="utf-8")


def words(text: str) -> str:
    """Return the words of a text in lower case, one space between them and one at either end."""
    plain = re.sub(r"<[^>]+>|\[bookmark: \w+\]|\(mailto:[^)]*\)|\*", "", text.replace("’", "'").casefold())  # noqa: RUF001  as printed
    return f" {' '.join(re.findall(r'[a-z0-9@.]*[a-z0-9]', plain))} "


def is_printed(text: str, place: str) -> bool:
    """Tell whether each sentence of a text stands in this place of the policy."""
    return all(words(sentence) in words(place) for sentence in re.split(r"(?<=\.) ", text.strip()))


def every_source(policy: Policy) -> list[str]:
    """Return the source of each entry, sentences included."""
    sources: list[str] = []
    for form in (policy.form, *([policy.asset_form] if policy.asset_form else [])):
        sources += [form.source, *(section.source for section in form.sections)]
        sources += [field.source for field in form.fields]
    sources += [table.source for table in (*policy.score, *policy.score_notes)]
    sources += [rule.source for rule in policy.level_rules]
    sources += [rule.source for rule in policy.deadlines]
    sources += [role.source for role in policy.roles]
    sources += [rule.source for rule in policy.routes]
    sources += [said.source for said in _statements(policy)]
    return [*sources, *policy.wording.sources.values()]


def printed_entries(policy: Policy) -> Iterator[Printed]:
    """Yield everything that claims to be the policy's own words: whatever doesn't say `project`."""
    form = policy.form
    entries: list[Printed] = [("form", form.title, form.source)]
    entries += [(section.id, section.text, section.source) for section in form.sections]
    entries += [(field.id, field.label, field.source) for field in form.fields]
    entries += [(role.id, role.title, role.source) for role in policy.roles]
    entries += [(rule.id, rule.text, rule.source) for rule in policy.level_rules]
    entries += [(rule.id, rule.text, rule.source) for rule in policy.routes]
    entries += [(entry.source, entry.text, entry.source) for entry in _statements(policy)]
    sentences = policy.wording.model_dump(exclude={"sources"})
    entries += [(name, text, policy.wording.sources.get(name, "")) for name, text in sentences.items()]
    yield from (entry for entry in entries if entry[1] and "project" not in entry[2])


def _statements(policy: Policy) -> tuple[Statement, ...]:
    """Return what the policy says beside its tables: duties, steps, questions, offences."""
    duties = (*policy.head_duties, policy.investigator, policy.closer, policy.classifier)
    kept = (policy.retention, policy.re_evaluation, policy.review)
    lists = (*policy.steps, *policy.ico_questions, *policy.offences, *policy.paragraphs)
    return (*duties, *(statement for statement in kept if statement), *lists)
