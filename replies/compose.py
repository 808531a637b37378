"""From a leased notice to a mail that can be sent: both parts, and headers that loops and threads depend on."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.notice import REPORTER, Channel, NoticeKind
from replies.constant_size import AS_SENT
from replies.contexts import context_for
from replies.mail_headers import MARKER, from_address, reply_address, to_address, usable_message_id
from replies.nameless import news_mail, tells_only_that_there_is_news
from replies.rendering import render
from replies.subjects import subject

_ANSWERS = frozenset({NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS, NoticeKind.UPDATE, NoticeKind.ASSET_FORM})


def compose(dispatch: Dispatch, *, identity: Person, now: datetime) -> EmailMessage:
    """Return the notice as a mail from `identity`, the same Message-ID at every try.

    Raises SendError ("bad-address", permanent) where a recipient's address can't stand in a header, SendError
    ("own-address", temporary) where the sender's or the school's can't, jinja2.TemplateError where writing fails.
    """
    if tells_only_that_there_is_news(dispatch):
        return news_mail(dispatch, identity=identity, now=now)
    case, notice = dispatch.case, dispatch.notice
    message = EmailMessage(policy=AS_SENT)
    message["From"] = from_address(identity)
    message["To"] = [to_address(person) for person in dispatch.recipients]
    message["Reply-To"] = reply_address(dispatch.school, case.reply_token)
    message["Subject"] = subject(case, notice)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = notice.message_id
    if (thread := _thread(dispatch)) is not None:
        message["In-Reply-To"] = thread
        message["References"] = thread
    message["Auto-Submitted"] = "auto-replied" if _is_answer(dispatch) else "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message[MARKER] = f"{case.reference} {notice.id}"
    rendered = render(notice.kind, context_for(dispatch, now))
    message.set_content(rendered.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", charset="utf-8", cte="quoted-printable")
    return message


def _is_answer(dispatch: Dispatch) -> bool:
    """Tell whether a mail answers its reader's own (RFC 3834, 5.2), or is sent of Candour's own accord."""
    return dispatch.notice.role == REPORTER and dispatch.notice.kind in _ANSWERS


def _thread(dispatch: Dispatch) -> str | None:
    """Return what the mail follows: the reporter's latest message, or the first notice that role or officer got."""
    return _reporters_message(dispatch) if dispatch.notice.role == REPORTER else _first_notice(dispatch)


def _reporters_message(dispatch: Dispatch) -> str | None:
    theirs = {person.address.strip().casefold() for person in dispatch.recipients}
    found = None
    for report in dispatch.case.reports:
        written_by_them = report.sender is not None and report.sender.address.strip().casefold() in theirs
        if written_by_them and report.received_at <= dispatch.notice.created_at:
            found = usable_message_id(report.message_id) or found
    return found


def _first_notice(dispatch: Dispatch) -> str | None:
    mine = dispatch.notice
    reader = (mine.role, mine.recipient)
    mails = (notice for notice in dispatch.case.notices if notice.channel is Channel.MAIL)
    first = next((notice for notice in mails if (notice.role, notice.recipient) == reader), mine)
    return first.message_id if first.id != mine.id else None
