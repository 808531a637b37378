"""Which kinds of personal data are involved: the ticks of the form."""

import re

from candour.cases.facts import PLEASE_CHECK
from nlp.data_types import beliefs as category_rules_beliefs
from nlp.data_types import health as category_rules_health
from nlp.data_types import identity as category_rules_identity
from nlp.data_types import money as category_rules_money
from nlp.data_types import protection as category_rules_protection
from nlp.data_types import records as category_rules_records
from nlp.data_types import welsh as category_rules_welsh
from nlp.data_types.implied_names import read_implied_name
from nlp.data_types.rules import DataRule
from nlp.reading import Reading
from nlp.scope import is_background, is_negated, is_unticked
from nlp.table import Hits, Table
from nlp.text import Hit

RULES: tuple[DataRule, ...] = (
    *category_rules_identity.RULES,
    *category_rules_beliefs.RULES,
    *category_rules_health.RULES,
    *category_rules_money.RULES,
    *category_rules_protection.RULES,
    *category_rules_records.RULES,
    *category_rules_welsh.RULES,
)
_TABLE = Table((rule.pattern, rule) for rule in RULES)

_HOLDS = re.compile(
    r"\b(?:contain\w*|includ\w+|list(?:s|ed|ing)?|show(?:s|ed|ing|n)?|h(?:e|o)ld(?:s|ing)?|with|inside"
    r"|(?:in|on) (?:it|there|them)|about|says?|saying|said|columns?|details?|names?|records?|files?|folder|forms?"
    r"|letters?|data|notes?|read|who(?:'s|s)?|which|their|plus|also)\b"
)
"""Words by which a sentence tells what something holds."""
_DECOY = re.compile(
    r"\b(?:user ?name|file ?name|screen name|company name|domain name|folder name"
    r"|in the name of|name of the (?:school|company|app|website|service)|by name of|same name"
    r"|my name|no names|name out|any name|maiden names?)\b"
)
_MAIL_LINE = re.compile(r"\b(?:bcc|blind cop\w+|cc'?d|(?:to|cc) (?:box|field|line|bar))\b")
_MAIL_ADDRESS = re.compile(r"(?:(?!home|house|street|postal|next|refuge|placement|where)[\w'-]+ ){0,2}address(?:es)?")
_AMONG_DETAILS = re.compile(r"\b(?:phone|numbers?|birth|dob|postcodes?|home|live)\b")
_IN_LIST_BEFORE = re.compile(r"[,:;/+&-] ?$")
_IN_LIST_AFTER = re.compile(r" ?[,/]")
_NEAR_BEFORE, _NEAR_AFTER = 120, 40
"""Within how many characters of its sentence it must be said that something holds data."""


def read_data_types(reading: Reading) -> None:
    """Read data_types, one candidate a tick."""
    for rule, found in _TABLE.on(reading.pages):
        if not _is_known(reading, rule):
            for hits in found:
                _read_hits(reading, rule, hits)
    read_implied_name(reading)


def _is_known(reading: Reading, rule: DataRule) -> bool:
    """Tell whether a rule could only say again, no more surely, what was found."""
    ticks = reading.ticks.get("data_types", ())
    return any(tick.value == rule.tick and tick.confidence >= max(rule.confidence, PLEASE_CHECK) for tick in ticks)


def _read_hits(reading: Reading, rule: DataRule, hits: Hits) -> None:
    """Tick what a rule finds on a page; where the text takes it back, or speaks of old times, hardly."""
    for hit in hits:
        if is_background(hit):
            reading.tick("data_types", rule.tick, 0.3, f"{rule.id}.background", [hit])
        elif is_negated(hit) or is_unticked(hit):
            reading.tick("data_types", rule.tick, 0.2, f"{rule.id}.negated", [hit])
        elif rule.tick == "address" and _is_of_mail(reading, hit):
            reading.tick("data_types", "email_address", 0.82, f"{rule.id}.of-mail", [hit])
        elif rule.vague and not _is_among_data(hit):
            reading.tick("data_types", rule.tick, 0.35, f"{rule.id}.alone", [hit])
        elif not (rule.tick == "name" and _is_other_name(hit)):
            reading.tick("data_types", rule.tick, rule.confidence, rule.id, [hit])
            break


def _is_among_data(hit: Hit) -> bool:
    """Tell whether a sentence lists things at a place, or says what something holds."""
    low = hit.page.low
    if _IN_LIST_BEFORE.search(low, max(0, hit.start - 3), hit.start) or _IN_LIST_AFTER.match(low, hit.end):
        return True
    before, after = hit.page.before(hit.start, _NEAR_BEFORE), hit.page.after(hit.end, _NEAR_AFTER)
    return bool(_HOLDS.search(before) or _HOLDS.search(after))


def _is_other_name(hit: Hit) -> bool:
    """Tell whether it is the name of no person: a company's, a user name."""
    low = hit.page.low
    return bool(_DECOY.search(low, max(0, hit.start - 12), min(len(low), hit.end + 20)))


def _is_of_mail(reading: Reading, hit: Hit) -> bool:
    """Tell whether bare "addresses" are those in a mail's To line, and not where people live."""
    start, end = hit.page.sentence_at(hit.start)
    if not _MAIL_ADDRESS.fullmatch(hit.low) or _AMONG_DETAILS.search(hit.page.low, start, end):
        return False
    return any(next(page.hits(_MAIL_LINE), None) for page in reading.pages)
