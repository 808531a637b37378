"""The mail with the link by which somebody signs in to the pages."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from random import SystemRandom

from candour.cases.directory import Person
from candour.cases.showing.words import LONDON
from candour.cases.sign_in_mails import new_message_id
from replies.mail_headers import MARKER, from_address, to_address
from replies.rendering import render_mail

SUBJECT = "Your link to sign in to Candour"
# The link is a word of its own and must not be broken; 998 is the longest line that RFC 5322 (2.1.1) allows.
_POLICY = SMTP.clone(max_line_length=998)


def sign_in_mail(recipient: Person, *, link: str, until: datetime, identity: Person, now: datetime) -> EmailMessage:
    """Return the mail; the subject and the link say nothing about anybody.

    Raises SendError as `compose` does: "bad-address" for the recipient's, "own-address" for ours.
    """
    sender = from_address(identity)
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = to_address(recipient)
    message["Subject"] = SUBJECT
    message["Date"] = format_datetime(now)
    message["Message-ID"] = new_message_id(sender.domain, SystemRandom())
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message[MARKER] = "sign-in"
    context = {"subject": SUBJECT, "link": link, "until": f"{until.astimezone(LONDON):%H:%M}"}
    rendered = render_mail("sign_in", context)
    message.set_content(rendered.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", charset="utf-8", cte="quoted-printable")
    return message
