"""What a writer was shown before they answered: the form, the questions by number, the policy's words."""

from collections.abc import Iterator, Mapping, Sequence

from candour.cases.assessment import open_questions
from candour.cases.case import Case
from candour.cases.confidential import came_anonymously
from candour.cases.form import Form, FormField
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy
from candour.cases.ports import Asked
from candour.cases.report import Report
from candour.cases.showing.answers import answer_in_words
from candour.cases.showing.offered import offered
from candour.cases.showing.words import one_line

LONGEST_SHOWN = 200
"""As many characters of a value are printed for its writer to check."""


def asked_of(policy: Policy, case: Case, report: Report) -> tuple[Asked, ...]:
    """Return what mails or pages had shown to whoever wrote a further message, the form's entries in its order."""
    numbers = _numbers(policy, case, report)
    entries = [_entry(field, case, numbers) for field in policy.form.fields]
    known = {field.id for field in policy.form.fields}
    second = policy.asset_form.fields if policy.asset_form else ()
    entries += [_entry(field, case, numbers) for field in second if field.id not in known]
    entries += [
        _entry(field, case, {})
        for field in second
        if field.id in known and field.question != _question(policy.form, field)
    ]
    return (*entries, *_sentences(policy, case))


def _entry(field: FormField, case: Case, numbers: Mapping[str, int]) -> Asked:
    shown = case.facts.shown(field.id)
    return Asked(
        field=field.id,
        label=field.label,
        question=field.question,
        is_open=field.id in case.assessment.open_questions or field.id in numbers,
        shown="" if shown is None else one_line(answer_in_words(field, shown), limit=LONGEST_SHOWN),
        number=numbers.get(field.id, 0),
        offered=offered(field, case.facts),
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


def _sentences(policy: Policy, case: Case) -> Iterator[Asked]:
    """Yield what stands beside the form in a mail to a writer: the policy's sentences, and what a person asked."""
    words = policy.wording.model_dump(exclude={"sources"}).values()
    for text in (*words, f"{policy.title}, version {policy.version}.", *_printed_around(policy)):
        if text:
            yield Asked(field="", label="", question=text, is_open=False)
    for text in _by_people(case):
        yield Asked(field="", label="", question=text)


def _by_people(case: Case) -> Iterator[str]:
    """Yield what people asked: by mail, or to be found by who comes back with the code of a report without a name."""
    yield from (notice.text for notice in case.notices if notice.kind is NoticeKind.QUESTIONS and notice.text)
    if came_anonymously(case):
        yield from (decision.value for decision in case.decisions if decision.what == "ask")


def _printed_around(policy: Policy) -> Sequence[str]:
    return (policy.asset_form.title, policy.asset_form.return_to) if policy.asset_form else ()
