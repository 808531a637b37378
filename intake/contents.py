"""What stands in a message: its text, its files, and whose messages it passes on."""

from dataclasses import dataclass

from candour.cases.report import Forwarded
from intake.addresses import sender_of
from intake.alphabets import warning_of
from intake.budget import Budget
from intake.haul import Haul
from intake.message import Arrival, Attachment
from intake.mime import Part
from intake.plain import clean
from intake.walking import Walk

_MOST_FORWARDED = 50


@dataclass(frozen=True, slots=True)
class Contents:
    """The text and the files of a message, with a sentence for everything that was cut, left out or can't be opened.

    `forwarded` are the messages that it passes on, outermost first.
    """

    text: str
    attachments: tuple[Attachment, ...]
    limits: tuple[str, ...]
    forwarded: tuple[Forwarded, ...]


def read_contents(message: Part, arrival: Arrival, budget: Budget) -> Contents:
    """Read a message's parts, and what lies in its files, within a budget."""
    haul = Haul(budget=budget, received_at=arrival.received_at, own_addresses=arrival.own_addresses)
    sender = sender_of(message.headers)
    if sender and (warning := warning_of(sender.address)):
        haul.note(warning)
    text = clean(Walk(haul).text_of(message))
    if len(text) > budget.limits.text_characters:
        text = text[: budget.limits.text_characters]
        haul.note(f"The text was cut after {budget.limits.text_characters:,} characters.")
    return Contents(
        text=text,
        attachments=tuple(haul.attachments),
        limits=tuple(haul.notes),
        forwarded=tuple(haul.forwarded[:_MOST_FORWARDED]),
    )
