"""What the service desk is told about a lost thing (R26): nothing about people or data, for it leaves the school."""

import re
from collections.abc import Mapping
from datetime import datetime

from candour.cases.dispatch import Dispatch
from candour.cases.facts import Answer
from candour.cases.showing.telling import contact
from candour.cases.showing.words import date_in_words, one_line

_REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9./_#-]{0,39}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_RECOVERED = {"yes": "yes", "no": "no", "partly": "partly"}
_TYPES = {
    "laptop": "laptop",
    "tablet": "tablet",
    "phone": "mobile phone",
    "usb": "memory stick or drive",
    "camera": "camera",
    "paper": "paper",
}
_UNKNOWN = "not known"


def asset_loss(dispatch: Dispatch, _now: datetime) -> Mapping[str, object]:
    """Return the context: type, tag, encryption, days, and whom to ask; never the place, which only free text tells."""
    facts = dispatch.case.facts
    title, people = contact(dispatch)
    encrypted = facts.shown("asset_encrypted")
    return {
        "asset_type": _TYPES.get(_text(facts.shown("asset_type")), _UNKNOWN),
        "asset_reference": _asset_reference(facts.shown("asset_reference")),
        "encrypted": _UNKNOWN if not isinstance(encrypted, bool) else "yes" if encrypted else "no",
        "lost_on": _day(facts.shown("occurred_date")),
        "noticed_on": _day(facts.shown("discovered_date")),
        "recovered": _RECOVERED.get(_text(facts.shown("recovered")), _UNKNOWN),
        "contact_title": title,
        "contacts": tuple((one_line(person.name), person.address) for person in people),
    }


def _asset_reference(answer: Answer | None) -> str:
    """Return a tag such as HW-LT-0427; what doesn't look like one may be anything, so it stays with the DPO."""
    text = _text(answer)
    return text if _REFERENCE.fullmatch(text) else _UNKNOWN


def _day(answer: Answer | None) -> str:
    text = _text(answer)
    return date_in_words(text) if _DAY.fullmatch(text) else _UNKNOWN


def _text(answer: Answer | None) -> str:
    return answer if isinstance(answer, str) else ""
