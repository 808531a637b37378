"""Which kinds of personal data are involved: the ticks of the form."""

import re

from candour.cases.facts import PLEASE_CHECK
from nlp.category_rules import PERSON, RULES, DataRule
from nlp.reading import Reading
from nlp.scope import is_background, is_negated
from nlp.text import Hit

# A list, a report or a file about people implies their names.
_IMPLIES_NAME = re.compile(
    r"\b(?:register|class lists?|staff list|(?:list|sheet|table"
    rf"|spreadsheet) of (?:\w+ )?(?:the |all )?(?:the )?{PERSON}|{PERSON}'?s? (?:list"
    r"|spreadsheet|register)|\w+ list|absence (?:file|list|sheet)|spread ?sheet|spread sheet"
    r"|census|(?:medical|transition|allergy|contact) (?:sheet|list)|driving licen[cs]es?"
    r"|passports?|payslips?|emergency contacts?|entries for|visitors?'? book|membership list"
    r"|letters? (?:about|for|to) (?:a|the|one) (?:child|pupil|boy|girl))\b(?! (?:price"
    r"|shopping|to do|reading))"
)
_NOT_LISTS = re.compile(
    r"\b(?:mailing|contact us|distribution|to[- ]do|price|county|all staff|staff email"
    r"|approved|drop|check|waiting|address|shopping|safe|block|white|black"
    r"|reading intervention) ?list"
)
_DECOY = re.compile(
    r"\b(?:user ?name|file ?name|screen name|company name|domain name|folder name"
    r"|in the name of|name of the (?:school|company|app|website|service)|by name of|same name"
    r"|no names)\b"
)

_MAIL_LINE = re.compile(r"\b(?:bcc|blind cop\w+|cc'?d|(?:to|cc) (?:box|field|line|bar))\b")
_AMONG_DETAILS = re.compile(r"\b(?:names?|phone|numbers?|birth|dob|postcodes?|home|live)\b")


def read_data_types(reading: Reading) -> None:
    """Read data_types, one candidate a tick."""
    denied = {rule.tick for rule in RULES if _read_rule(reading, rule)}
    ticks = reading.ticks.get("data_types", ())
    said = any(tick.value == "name" and tick.confidence >= PLEASE_CHECK for tick in ticks)
    if not said and "name" not in denied:
        _read_implied_name(reading)


def _read_rule(reading: Reading, rule: DataRule) -> bool:
    """Tick what a rule finds; tell whether the text denies it somewhere."""
    denied = False
    for page in reading.pages:
        for hit in page.hits(rule.pattern):
            if is_background(hit):
                reading.tick("data_types", rule.tick, 0.3, f"{rule.id}.background", [hit])
            elif is_negated(hit):
                denied = True
                reading.tick("data_types", rule.tick, 0.2, f"{rule.id}.negated", [hit])
            elif rule.tick == "address" and _is_of_mail(reading, hit):
                reading.tick("data_types", "email_address", 0.82, f"{rule.id}.of-mail", [hit])
            elif not (rule.tick == "name" and _is_other_name(hit)):
                reading.tick("data_types", rule.tick, rule.confidence, rule.id, [hit])
                break
    return denied


def _read_implied_name(reading: Reading) -> None:
    for page in reading.pages:
        for hit in page.hits(_IMPLIES_NAME):
            if not is_negated(hit) and not is_background(hit) and not _NOT_LISTS.search(hit.low):
                reading.tick("data_types", "name", 0.68, "data.name.implied", [hit])
                return


def _is_other_name(hit: Hit) -> bool:
    """Tell whether it is the name of no person: a company's, a user name."""
    low = hit.page.low
    return bool(_DECOY.search(low, max(0, hit.start - 12), min(len(low), hit.end + 20)))


def _is_of_mail(reading: Reading, hit: Hit) -> bool:
    """Tell whether bare "addresses" are those in a mail's To line, and not where people live."""
    start, end = hit.page.sentence_at(hit.start)
    if hit.low not in {"address", "addresses"} or _AMONG_DETAILS.search(hit.page.low, start, end):
        return False
    return any(next(page.hits(_MAIL_LINE), None) for page in reading.pages)
