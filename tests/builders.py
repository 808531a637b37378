"""Records with sensible fictional contents: name what a test is about, the rest is filled in.

Every name is fictional and every address is under `.example`.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from candour.cases.case import Assessment, Case, CaseStatus, Deadline, Event, LevelProposal, PolicyVersion, Score
from candour.cases.facts import Answer, Facts, Method, Span, Value
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.report import Door, Evidence, Report, Sender

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""A Friday; in winter, so that London says the same."""

SEREN = Sender(name="Seren Vaughan", address="s.vaughan@saint-finnian.example")

LETTER = (
    "Hi,\n\nI sent the trip list for Year 5 to the wrong parent this morning, about twenty to nine. "
    "It has the names of 27 pupils and who carries an inhaler. I rang her at once and she has deleted it.\n\n"
    "Sorry,\nSeren Vaughan\nSt Finnian's Primary School\n"
)


def a_report(**changes: Any) -> Report:
    """Return a mail from a teacher; `changes` replace fields of the report."""
    return Report.model_validate(
        {
            "id": "report-1",
            "door": Door.EMAIL,
            "school": "st-finnian",
            "received_at": NOON,
            "sent_at": NOON - timedelta(minutes=1),
            "sender": SEREN,
            "recipients": ("dataloss@saint-finnian.example",),
            "subject": "Trip list",
            "text": LETTER,
            "keys": ("<trip-1@saint-finnian.example> 5f2a",),
            "message_id": "<trip-1@saint-finnian.example>",
            "mailbox": "dataloss",
            **changes,
        }
    )


def an_evidence(content: bytes, **changes: Any) -> Evidence:
    """Return what a store says of these bytes."""
    return Evidence.model_validate(
        {
            "digest": hashlib.sha256(content).hexdigest(),
            "size_in_bytes": len(content),
            "name": "trip.pdf",
            "media_type": "application/pdf",
            **changes,
        }
    )


def a_value(value: Answer, text: str = "", **changes: Any) -> Value:
    """Return a certain value, read by a rule from `text` (found in LETTER where it stands there)."""
    start = max(LETTER.find(text), 0)
    span = Span(source="body", start=start, end=start + len(text), text=text)
    return Value.model_validate(
        {
            "value": value,
            "confidence": 0.9,
            "method": Method.RULE,
            "rule": "example",
            "spans": (span,) if text else (),
            **changes,
        }
    )


def some_facts(**values: Value) -> Facts:
    """Return what LETTER says; `values` replace or add fields."""
    read: Mapping[str, Value] = {
        "incident_type": a_value("sent_to_wrong_person", "to the wrong parent"),
        "occurred_date": a_value("2026-11-20", "this morning"),
        "occurred_time": a_value("08:40", "twenty to nine"),
        "individuals": a_value(27, "27 pupils"),
        "data_types": a_value(("name", "health"), "the names of 27 pupils and who carries an inhaler"),
        "reporter_name": a_value("Seren Vaughan", "Seren Vaughan"),
        "near_miss": a_value(value=False),
    }
    return Facts(values={**read, **values})


def a_notice(**changes: Any) -> Notice:
    """Return a queued acknowledgement to the reporter, due at once."""
    return Notice.model_validate(
        {
            "id": "notice-1",
            "kind": NoticeKind.ACKNOWLEDGEMENT,
            "role": REPORTER,
            "rule": "acknowledge",
            "message_id": "<notice-1@candour.example>",
            "created_at": NOON,
            "due_at": NOON,
            **changes,
        }
    )


def an_event(**changes: Any) -> Event:
    """Return the first link of a case's chain. Salt and digest are made up: they don't verify."""
    return Event.model_validate(
        {
            "number": 1,
            "at": NOON,
            "actor": "candour",
            "kind": "accepted",
            "details": {"report": "report-1", "door": "email"},
            "salt": "00" * 16,
            "digest": "11" * 32,
            **changes,
        }
    )


def an_assessment(**changes: Any) -> Assessment:
    """Return an assessment that proposes level 2, with the clock of the first report running."""
    return Assessment.model_validate(
        {
            "score": Score(lines=(), low=2.0, high=3.0),
            "level": LevelProposal(level="2", matches=()),
            "deadlines": (
                Deadline(
                    id="report_by",
                    label="Report to the DPO",
                    starts_at=NOON,
                    due_at=NOON + timedelta(hours=24),
                    source="2.3",
                ),
            ),
            "routes": (),
            "open_questions": ("recovered",),
            **changes,
        }
    )


def a_case(**changes: Any) -> Case:
    """Return an open case of one report, as it is first accepted; `changes` replace fields of the case."""
    return Case.model_validate(
        {
            "reference": "SF-26-K7QM4",
            "school": "st-finnian",
            "policy": PolicyVersion(profile="generic-school", version="1", digest="22" * 32),
            "status": CaseStatus.OPEN,
            "opened_at": NOON,
            "version": 1,
            "reply_token": "k7qm4-example-token",
            "reports": (a_report(),),
            "facts": some_facts(),
            "assessment": an_assessment(),
            "notices": (a_notice(),),
            "events": (an_event(),),
            **changes,
        }
    )


def the_nth_case(number: int, **changes: Any) -> Case:
    """Return a case that shares no reference, key, token or Message-ID with those of other numbers."""
    keys = (f"<report-{number}@saint-finnian.example> 5f2a",)
    distinct = {
        "reference": f"SF-26-{number:05d}",
        "opened_at": NOON + timedelta(seconds=number),
        "reply_token": f"token-{number}",
        "reports": (a_report(id=f"report-{number}", keys=keys, message_id=keys[0].split()[0]),),
        "notices": (a_notice(message_id=f"<notice-{number}@candour.example>"),),
    }
    return a_case(**{**distinct, **changes})
