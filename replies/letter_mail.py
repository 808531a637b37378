"""From a leased letter to a mail that can be sent; the same Message-ID at every try."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from candour.cases.directory import Person
from candour.cases.errors import SendError
from candour.cases.mailing import LetterDispatch
from replies.compose import MARKER
from replies.letter_contexts import context_of
from replies.mail_headers import from_address, to_address
from replies.rendering import render

# Message-IDs must not be folded into encoded words; 998 is the longest line that RFC 5322 (2.1.1) allows.
_POLICY = SMTP.clone(max_line_length=998)


def compose_letter(dispatch: LetterDispatch, *, identity: Person, now: datetime) -> EmailMessage:
    """Return the letter as a mail from `identity`, sent of Candour's own accord (RFC 3834, 5.2).

    Answers go to the first school's mailbox, without the token of any case: they are taken for new reports. Raises
    SendError as `compose` does, also ("no-recipient", permanent), and jinja2.TemplateError where writing fails.
    """
    notice = dispatch.letter.notice
    if notice.recipient is None or not dispatch.schools:
        raise SendError("no-recipient", permanent=True)
    context = context_of(dispatch)
    message = EmailMessage(policy=_POLICY)
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
