"""What a writer was shown before they answered: the form, the questions by number, the policy's words."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from candour.cases.asked import Asked
from candour.cases.assessment import open_questions
from candour.cases.case import Case
from candour.cases.confidential import came_anonymously
from candour.cases.facts import Facts
from candour.cases.form import Form, FormField
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy
from candour.cases.report import Report
from candour.cases.showing.answers import answer_in_words
from candour.cases.showing.offered import offered
from candour.cases.showing.words import one_line

LONGEST_SHOWN = 200
"""As many characters of a value are printed for its writer to check."""


def asked_of(policy: Policy, case: Case, report: Report) -> tuple[Asked, ...]:
    """Return what mails, chats or pages had shown to whoever wrote a further message: the form, and what people asked.

    A question that a person asked stands last.
    """
    numbers = _numbers(policy, case, report)
    entries = asked_entries(policy, case.facts, case.assessment.open_questions, numbers)
    return (*entries, *(Asked(field="", label="", question=text) for text in _by_people(case)))


def asked_entries(
    policy: Policy, facts: Facts, open_now: Collection[str], numbers: Mapping[str, int]
) -> tuple[Asked, ...]:
    """Return what a writer is shown of what is known: the form's entries in its order, then the policy's sentences.

    `open_now` are the fields that are still asked for, `numbers` those that were put as questions just now (field ->
    the number that stood before it). Pure.
    """
    entries = [_entry(field, facts, open_now, numbers) for field in policy.form.fields]
    known = {field.id for field in policy.form.fields}
    second = policy.asset_form.fields if policy.asset_form else ()
    entries += [_entry(field, facts, open_now, numbers) for field in second if field.id not in known]
    entries += [
        _entry(field, facts, open_now, {})
        for field in second
        if field.id in known and field.question != _question(policy.form, field)
    ]
    return (*entries, *_sentences(policy))


def _entry(field: FormField, facts: Facts, open_now: Collection[str], numbers: Mapping[str, int]) -> Asked:
    shown = facts.shown(field.id)
    return Asked(
        field=field.id,
        label=field.label,
        question=field.question,
        is_open=field.id in open_now or field.id in numbers,
        shown="" if shown is None else one_line(answer_in_words(field, shown), limit=LONGEST_SHOWN),
        number=numbers.get(field.id, 0),
        offered=offered(field, facts),
    )


def _question(form: Form, field: FormField) -> str:
    return form.field(field.id).question


def _numbers(policy: Policy, case: Case, report: Report) -> Mapping[str, int]:
    """Return the open questions by the numbers of the mail that is answered: of the second form where it was that."""
    form, fields = policy.form, case.assessment.open_questions
    if policy.asset_form and _answers(case, report, NoticeKind.ASSET_FORM):
        form = policy.asset_form
        fields = open_questions(policy.model_copy(update={"form": form}), case.facts, case.reports[0])
    asked = {field.id for field in form.fields if field.question}
    return {field: number for number, field in enumerate((one for one in fields if one in asked), start=1)}


def _answers(case: Case, report: Report, kind: NoticeKind) -> bool:
    return any(notice.kind is kind and notice.message_id in report.answers_to[:1] for notice in case.notices)


def _sentences(policy: Policy) -> Iterator[Asked]:
    """Yield what stands beside the form in whatever a writer is shown: the policy's own sentences."""
    words = policy.wording.model_dump(exclude={"sources"}).values()
    for text in (*words, f"{policy.title}, version {policy.version}.", *_printed_around(policy)):
        if text:
            yield Asked(field="", label="", question=text, is_open=False)


def _by_people(case: Case) -> Iterator[str]:
    """Yield what people asked: by mail, or to be found by who comes back with the code of a report without a name."""
    yield from (notice.text for notice in case.notices if notice.kind is NoticeKind.QUESTIONS and notice.text)
    if came_anonymously(case):
        yield from (decision.value for decision in case.decisions if decision.what == "ask")


def _printed_around(policy: Policy) -> Sequence[str]:
    return (policy.asset_form.title, policy.asset_form.return_to) if policy.asset_form else ()
