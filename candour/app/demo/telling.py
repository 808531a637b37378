"""What the demonstration says of a case: what came in, what was understood, who was told."""

from email.message import EmailMessage
from zoneinfo import ZoneInfo

import typer

from candour.cases.case import Case, CaseStatus
from candour.cases.facts import CERTAIN, PLEASE_CHECK, Answer, Value
from candour.cases.notice import Channel, NoticeStatus
from replies.sign_in_mail import SUBJECT

LONDON = ZoneInfo("Europe/London")
_SHOWN = (
    "incident_type", "near_miss", "occurred_date", "occurred_time", "discovered_date", "discovered_time", "individuals",
    "data_types", "circumstances", "recovered", "responsible_employee", "line_manager", "asset_type", "asset_reference",
    "asset_encrypted", "complaint", "wants_anonymity", "head_teacher_implicated", "remedial_action",
)  # fmt: skip
_WIDTH = 100


def tell_case(case: Case) -> None:
    """Print one case in a few lines."""
    report = case.reports[0]
    typer.secho(f"{case.reference}  {report.subject or '(no subject)'}", bold=True)
    words = " ".join(report.text.split())
    typer.echo(f"  came in     {words[:_WIDTH]}{'...' if len(words) > _WIDTH else ''}")
    _tell_understood(case)
    _tell_told(case)
    typer.echo()


def tell_link(mail: EmailMessage) -> None:
    """Print the link of a mail by which somebody signs in; other mails are not told."""
    part = mail.get_body(preferencelist=("plain",))
    if mail["Subject"] == SUBJECT and part is not None:
        link = next(line for line in part.get_content().splitlines() if "/sign-in/" in line)
        typer.echo(f"Mailed to {mail['To']}, a link to sign in (open it in the same browser):\n  {link}\n")


def _tell_understood(case: Case) -> None:
    if case.status is CaseStatus.PROPOSED_NO_INCIDENT:
        typer.echo("  understood  no incident; the DPO is asked to look, the writer gets no automatic answer")
        return
    found = [(field, case.facts.values[field]) for field in _SHOWN if case.facts.shown(field) is not None]
    for number, (field, value) in enumerate(found):
        typer.echo(f"  {'understood' if number == 0 else '':10}  {_in_words(field, value)}")
    total = case.assessment.score
    shown = f"{total.low:g}" if total.low == total.high else f"{total.low:g} to {total.high:g}"
    typer.echo(f"  {'score':10}  {shown}; proposed level: {case.assessment.level.level or 'none'}")
    for clock in case.assessment.deadlines:
        local = clock.due_at.astimezone(LONDON)
        typer.echo(f"  {'clock':10}  {clock.label}: {local:%a %d %b %H:%M}{' (estimated)' if clock.estimated else ''}")


def _tell_told(case: Case) -> None:
    for number, notice in enumerate(case.notices):
        by = " in chat" if notice.channel is Channel.CHAT else ""
        label = f"{notice.role.replace('_', ' ')}: {notice.kind.replace('_', ' ')}{by}"
        outcome = "" if notice.error is None else f" (not delivered: {notice.error})"
        if notice.status is NoticeStatus.QUEUED:
            outcome = f" (at {notice.due_at.astimezone(LONDON):%H:%M})"
        typer.echo(f"  {'told' if number == 0 else '':10}  {label}{outcome}")
    bypassed = {role for hit in case.assessment.routes for role in hit.bypassed if hit.hit}
    if bypassed:
        names = ", ".join(sorted(role.replace("_", " ") for role in bypassed))
        typer.echo(f"  {'not told':10}  {names}: the report is about them, or nobody holds the role")
    if case.assessment.open_questions and case.status is CaseStatus.OPEN:
        typer.echo(f"  {'asked':10}  {len(case.assessment.open_questions)} open questions")


def _in_words(field: str, value: Value) -> str:
    mark = "" if value.confidence >= CERTAIN else "  <- please check"
    quote = next((span.text for span in value.spans if span.source in {"body", "subject"}), "")
    words = f'   "{" ".join(quote.split())[:60]}"' if quote and value.confidence >= PLEASE_CHECK else ""
    return f"{field.replace('_', ' '):22} {_plain(value.value)}{words}{mark}"


def _plain(answer: Answer) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ", ".join(answer).replace("_", " ") if isinstance(answer, tuple) else str(answer).replace("_", " ")
