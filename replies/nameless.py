"""The mail about reports without a name: that there is news, or at a slot that there is none, and nothing else.

What is the same in all of these mails to one person from one school, so that neither a mail server's log nor a lock
screen tells them apart: the size to the byte (`constant_size`), sender and recipient (one person a mail), Reply-To, the
subject, the shape of Message-ID and of our own header, the parts and their encodings. No header refers to an earlier
mail. What differs are the random parts of ids, the date, and the words inside: references, each with its next clock and
a link, or that there is nothing new. Whoever is told of several cases or things at a slot gets one mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from candour.cases.agenda import running_deadlines
from candour.cases.content_free import is_content_free
from candour.cases.directory import Person, School
from candour.cases.dispatch import Dispatch
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import Notice
from candour.cases.showing.words import moment_in_words, one_line
from replies.constant_size import AS_SENT, filler
from replies.mail_headers import MARKER, from_address, to_address
from replies.rendering import render_mail

SUBJECT = "Reports without a name"
_TEMPLATE = "nameless"


@dataclass(frozen=True)
class News:
    """What a mail says of one case: `clock` is the first that runs, empty where none does; `page` may be empty too."""

    reference: str
    page: str
    clock: str
    due: str


def tells_only_that_there_is_news(dispatch: Dispatch) -> bool:
    """Tell whether a notice goes out without content, to each of its readers alone."""
    return is_content_free(dispatch.case, dispatch.notice)


def news_mail(dispatch: Dispatch, *, identity: Person, now: datetime) -> EmailMessage:
    """Return a notice without content to its first recipient; raises SendError as `compose` does."""
    cases = {each.case.reference: each for each in dispatch.all}
    news = tuple(_news(cases[reference]) for reference in sorted(cases))
    return _mail(dispatch.notice, dispatch.school, dispatch.recipients[0], identity, now, news=news, page="")


def no_news_mail(dispatch: LetterDispatch, reader: Person, *, identity: Person, now: datetime) -> EmailMessage:
    """Return the letter of a slot at which there is nothing to tell; raises SendError as `compose` does."""
    page = f"{dispatch.pages.rstrip('/')}/" if dispatch.pages else ""
    return _mail(dispatch.letter.notice, dispatch.schools[0], reader, identity, now, news=(), page=page)


def _news(dispatch: Dispatch) -> News:
    case, pages = dispatch.case, dispatch.pages.rstrip("/")
    clock = min(running_deadlines(case), key=lambda clock: clock.due_at, default=None)
    return News(
        reference=case.reference,
        page=f"{pages}/cases/{case.reference}" if pages else "",
        clock=clock.label if clock else "",
        due=moment_in_words(clock.due_at) if clock else "",
    )


def _mail(
    notice: Notice,
    school: School,
    reader: Person,
    identity: Person,
    now: datetime,
    *,
    news: Sequence[News],
    page: str,
) -> EmailMessage:
    message = EmailMessage(policy=AS_SENT)
    message["From"] = from_address(identity)
    message["To"] = to_address(reader)
    message["Reply-To"] = from_address(Person(name="", address=school.reply_address))
    message["Subject"] = SUBJECT
    message["Date"] = format_datetime(now)
    message["Message-ID"] = notice.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message[MARKER] = f"nameless {notice.id}"
    context = {"subject": SUBJECT, "school": one_line(school.name), "news": news, "page": page}
    _write(message, {**context, "filler": "\n"})
    _write(message, {**context, "filler": "\n" + filler(message)})
    return message


def _write(message: EmailMessage, context: dict[str, object]) -> None:
    """Write both parts into a mail, in the place of what stood there."""
    message.clear_content()
    rendered = render_mail(_TEMPLATE, context)
    message.set_content(rendered.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", charset="utf-8", cte="quoted-printable")
