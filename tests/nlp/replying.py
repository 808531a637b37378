"""Cases whose writers were asked something, our mails about them as they arrive, and the replies as we read them."""

import email.policy
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from candour.cases.asked import Asked
from candour.cases.asking import asked_of
from candour.cases.case import Case
from candour.cases.facts import Value
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.policy import Policy
from candour.cases.policy_file import load
from candour.cases.report import Door, Report
from intake.message import Arrival
from intake.parse import parse_message
from tests.builders import NOON, SEREN, a_notice, a_value, an_assessment, some_facts
from tests.replies.stage import Read, a_dispatch, a_told_case, read

OURS = "<acknowledgement@saint-finnian.example>"
ASSET_FORM = "<asset_form@saint-finnian.example>"
WHO = "St Finnian's incident line <dataloss@saint-finnian.example>"


@dataclass(frozen=True)
class Scene:
    """A case of a policy: what is known of it, and what its writer was asked."""

    profile: str
    open_questions: tuple[str, ...]
    known: Mapping[str, Value]

    @property
    def policy(self) -> Policy:
        return load(self.profile)

    @property
    def case(self) -> Case:
        kinds = (NoticeKind.ACKNOWLEDGEMENT, NoticeKind.ASSET_FORM)
        notices = tuple(
            a_notice(id=f"n-{kind}", kind=kind, role=REPORTER, message_id=f"<{kind}@saint-finnian.example>")
            for kind in kinds
        )
        assessment = an_assessment(open_questions=self.open_questions)
        return a_told_case(some_facts(), notices=notices).model_copy(
            update={
                "facts": some_facts().with_values({}).model_copy(update={"values": self.known}),
                "assessment": assessment,
            }
        )

    def mail(self, kind: NoticeKind = NoticeKind.ACKNOWLEDGEMENT, **changes: Any) -> Read:
        """Return our mail as its reader gets it."""
        return read(a_dispatch(kind, self.case, policy=self.policy, **changes))

    def asked(self, answers_to: str = OURS, *, question: str = "") -> tuple[Asked, ...]:
        """Return what the core tells the reader; `question` is one that a person asked."""
        case = self.case
        if question:
            further = a_notice(id="n-questions", kind=NoticeKind.QUESTIONS, role=REPORTER, text=question)
            case = case.model_copy(update={"notices": (*case.notices, further)})
        return asked_of(self.policy, case, a_reply("", answers_to=answers_to))


TRIP = {
    "incident_type": a_value("sent_to_wrong_person", "to the wrong parent"),
    "occurred_date": a_value("2026-11-19", "yesterday"),
    "occurred_time": a_value("08:40", "twenty to nine"),
    "individuals": a_value(13, "13 pupils"),
    "data_types": a_value(("name", "health"), "the names of 27 pupils and who carries an inhaler"),
    "reporter_name": a_value("Seren Vaughan", "Seren Vaughan"),
    "responsible_employee": a_value("Seren Vaughan", "Seren Vaughan"),
    "near_miss": a_value(value=False),
}
SCENES = {
    "trip": Scene(
        "saints-cardiff",
        ("discovered_date", "discovered_time", "recovered", "complaint", "line_manager", "remedial_action"),
        TRIP,
    ),
    "number": Scene(
        "saints-cardiff", ("individuals",), {field: value for field, value in TRIP.items() if field != "individuals"}
    ),
    "wide": Scene(
        "generic-school",
        (
            *("occurred_date", "discovered_date", "individuals", "data_types", "circumstances", "complaint"),
            *("incident_type", "near_miss", "line_manager_told", "responsible_employee"),
        ),
        {"reporter_name": TRIP["reporter_name"]},
    ),
    "laptop": Scene(
        "saints-cardiff",
        ("occurred_date", "occurred_time", "asset_encrypted", "asset_type", "line_manager_told"),
        {"incident_type": a_value("lost_or_stolen_equipment", "lost"), "reporter_name": TRIP["reporter_name"]},
    ),
    "welsh": Scene("generic-school", ("occurred_date", "complaint"), {**TRIP, "language": a_value("cy", "ddoe")}),
    "essex": Scene(
        "wentworth-essex", ("discovered_date", "complaint", "line_manager"), {**TRIP, "recovered": a_value("no")}
    ),
}


def a_reply(text: str, *, answers_to: str = OURS, subject: str = "Re: Trip list [SF-26-K7QM4]") -> Report:
    """Return a reply of Friday 20 November 2026, 16:30."""
    return Report(
        id="reply-1",
        door=Door.EMAIL,
        school="st-finnian",
        received_at=NOON.replace(hour=16, minute=30),
        sender=SEREN,
        subject=subject,
        text=text,
        answers_to=(answers_to,),
    )


def parsed(raw: bytes) -> Report:
    """Return a whole mail as intake hands it to the core."""
    message = parse_message(raw, Arrival(mailbox="reports", received_at=NOON.replace(hour=16, minute=30)))
    assert message.unreadable is None
    return a_reply(message.text, answers_to=(message.answers_to or (OURS,))[0], subject=message.subject)


def a_mail(text: str = "", html: str = "", **headers: str) -> bytes:
    """Return a reply as a mail program sends it, from Seren Vaughan; with both texts as alternatives."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = "Seren Vaughan <s.vaughan@saint-finnian.example>"
    message["To"] = WHO
    message["Subject"] = "Re: Trip list [SF-26-K7QM4]"
    message["Message-ID"] = "<reply-1@saint-finnian.example>"
    message["In-Reply-To"] = OURS
    message["Date"] = "Fri, 20 Nov 2026 16:29:00 +0000"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text, charset="utf-8", cte="quoted-printable")
    if html and text:
        message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    elif html:
        message.set_content(html, subtype="html", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()
