"""From a leased letter to a mail that can be sent; the same Message-ID at every try."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from candour.cases.directory import Person
from candour.cases.errors import SendError
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import NoticeKind
from replies.constant_size import AS_SENT
from replies.letter_contexts import context_of
from replies.mail_headers import MARKER, from_address, to_address
from replies.nameless import no_news_mail
from replies.rendering import render


def compose_letter(dispatch: LetterDispatch, *, identity: Person, now: datetime) -> EmailMessage:
    """Return the letter as a mail from `identity`, sent of Candour's own accord (RFC 3834, 5.2).

    Answers go to the first school's mailbox, without the token of any case: they are taken for new reports. Raises
    SendError as `compose` does, also ("no-recipient", permanent), and jinja2.TemplateError where writing fails.
    """
    notice = dispatch.letter.notice
    if notice.recipient is None or not dispatch.schools:
        raise SendError("no-recipient", permanent=True)
    if notice.kind is NoticeKind.NO_NEWS:
        return no_news_mail(dispatch, notice.recipient, identity=identity, now=now)
    context = context_of(dispatch)
    message = EmailMessage(policy=AS_SENT)
    message["From"] = from_address(identity)
    message["To"] = to_address(notice.recipient)
    message["Reply-To"] = from_address(Person(name="", address=dispatch.schools[0].reply_address))
    message["Subject"] = str(context["subject"])
    message["Date"] = format_datetime(now)
    message["Message-ID"] = notice.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message[MARKER] = f"letter {notice.id}"
    rendered = render(notice.kind, context)
    message.set_content(rendered.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", charset="utf-8", cte="quoted-printable")
    return message
