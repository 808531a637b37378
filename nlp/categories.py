"""Which kinds of personal data are involved: one rule a tick of the form, read top to bottom."""

import re
from dataclasses import dataclass

from nlp.pipeline import component
from nlp.reading import Reading
from nlp.scope import is_background, is_negated


@dataclass(frozen=True)
class DataRule:
    """Words that name a kind of data, or unmistakably imply it."""

    id: str
    tick: str
    confidence: float
    pattern: re.Pattern[str]


def _rule(tick: str, name: str, confidence: float, pattern: str) -> DataRule:
    return DataRule(f"data.{tick}.{name}", tick, confidence, re.compile(rf"\b(?:{pattern})\b"))


_PERSON = r"(?:pupils?|child(?:ren)?|kids?|students?|learners?|staff|employees?|colleagues?|members?|parents?|famil(?:y|ies)|boys?|girls?|teachers?|carers?|governors?|volunteers?|candidates?|applicants?|mums?|dads?|users?|patients?)"
RULES = (
    _rule("name", "said", 0.9, r"(?:first |full |last |sur|pupils?'? |children'?s |parents'? |their |candidate |child'?s |user )?names?(?! (?:was left|were left|out of|off))|surnames?|initials|first and surnames|named in full|named|name stickers"),
    _rule("address", "said", 0.9, r"(?:home |postal |current |family |street |her |his |their )address(?:es)?(?! (?:book|bar|line))|where (?:she|he|they|the family) (?:live|lives)|(?<!e-mail )(?<!email )(?<!ip )(?<!private )(?<!own )(?<!wrong )(?<!email's )(?<!foreign )(?<!mail )address(?:es)?(?! (?:book|bar|line|list|(?:is|was|are|were) (?:outside|next|close|similar|wrong)|that|which is next|for it))"),
    _rule("postcode", "said", 0.93, r"post ?codes?|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"),
    _rule("nhs_number", "said", 0.95, r"nhs (?:numbers?|nos?\b\.?|num)"),
    _rule("email_address", "said", 0.85, r"(?:personal |home |private |parents'? |college |school |single parent's |contact )?(?:e-?mail)s? ?address(?:es)?|(?:college|personal|parents'?|home|contact) e-?mails|e-?mails and addresses|every (?:single )?parent'?s e-?mail|(?:names?|phone numbers?|numbers?|addresses),? (?:and|&) e-?mails"),
    _rule("date_of_birth", "said", 0.94, r"dates? of birth|d\.?o\.?b\.?s?|birth ?dates?|birthdays?|dates of births"),
    _rule("employee_number", "said", 0.93, r"(?:employee|payroll|staff|personnel) (?:numbers?|nos?\b\.?|ids?)"),
    _rule("driving_licence", "said", 0.93, r"driving licen[cs]es?|driver'?s? licen[cs]es?"),
    _rule("ip_address", "said", 0.85, r"ip address(?:es)?"),
    _rule("mothers_maiden_name", "said", 0.95, r"mother'?s'? maiden names?|maiden names?"),
    _rule("racial_ethnic_origin", "said", 0.92, r"ethnic(?:ity|ities| origins?| backgrounds?| group)?|race|racial|nationality and ethnicity"),
    _rule("political_beliefs", "said", 0.9, r"political (?:beliefs?|opinions?|views?|part(?:y|ies)|membership|affiliations?|societ(?:y|ies))|party political|party membership"),
    _rule("religious_beliefs", "said", 0.9, r"religio(?:n|ns|us)(?: beliefs?)?|faith(?:s)?(?! schools?)|baptism(?:al)?|first communion|parish"),
    _rule("trade_union", "said", 0.9, r"(?:trade )?union (?:members?(?:hip)?|ballot|deductions?|subs|rep list)|which union|who (?:is|was) in the union|union subscriptions?|voted for strike|strike ballot"),
    _rule("health", "said", 0.9, r"medical|medicat\w+|diagnos\w+|health(?! and safety)(?:care)?(?: (?:plans?|needs|conditions?|records?|information|history|notes))?|allerg\w+|asthma\w*|inhalers?|epilep\w+|diabet\w+|adhd|autis\w+|dyslexi\w+|dyspraxi\w+|disabilit\w+|sickness|illness\w*|mental|self[- ]?harm\w*|counselling|camhs|hearing (?:test|loss|aid)|therapy"
          r"|speech and language|care plans?|injur\w+|concussion|first aid (?:records?|log)|accident (?:book|records?|forms?)|pregnan\w+|cancer|eating disorder|dietary|epi-?pens?|drug use|doctor'?s? (?:details|notes?|letters?)|fit notes?|sick notes?|vaccinat\w+|immunisation\w*|occupational health|absence (?:reasons?|file)|reasons? for (?:their |the |her |his )?(?:extra time|absence)|what'?s? wrong with (?:them|him|her)|whats wrong with them|learning difficult\w+|special diets?|wheelchair|physio\w*|psycholog\w+|psychiatr\w+|depress\w+|anxiety|hiv|suicid\w+|hospital (?:letters?|appointments?|notes?)|sen medical|prescription (?:list|details|record)"),
    _rule("sexual_life", "said", 0.9, r"sexuality|sexual (?:orientation|life|health|history)|being gay|gay|lesbian|bisexual|transgender|gender identity|lgbt\w*|came out|not out at home"),
    _rule("biometrics", "said", 0.93, r"biometrics?|finger ?prints?|facial recognition|face recognition|iris scans?|retina"),
    _rule("national_insurance_number", "said", 0.95, r"national insurance(?: (?:numbers?|nos?\b\.?))?|ni (?:numbers?|nos?\b\.?)|nino"),
    _rule("financial", "said", 0.9, r"bank(?:ing)? (?:details?|accounts?|sort codes?|statements?|information|account numbers?)|sort codes?|account numbers?|credit cards?|debit cards?|card (?:numbers?|details)|salar(?:y|ies)|pay ?slips?|gross pay|net pay|wages?|pay (?:grades?|scales?|rates?|details)|payroll (?:spreadsheet|data|file|report|records?)|financial (?:details?|information|data|records?)|till balances?|dinner money (?:debts?|arrears)|debts?|arrears|invoices? (?:to|for) parents"),
    _rule("tax_benefits", "said", 0.88, r"tax (?:codes?|records?|details|credits?)|p45s?|p60s?|(?:housing |universal |child |disability )?benefits? (?:award|letters?|records?|status|claims?|details)|housing benefit|universal credit|pip\b(?: and| award)|pupil premium|free school meals?(?: (?:status|eligibility|lists?))?|fsm|meal entitlement|council tax"),
    _rule("child_protection", "said", 0.9, r"child protection|cp (?:plans?|files?|notes?|chronolog\w+|conference|records?)|(?<!adult )safeguarding (?:files?|folders?|concerns?|records?|notes?|logs?|chronolog\w+|referrals?|information|disclosures?)|child in need|section 47|cpoms|my ?concern|lac (?:review|plan)|body maps?|non-accidental|(?:on the )?at[- ]risk register"),
    _rule("safeguarding_adults", "said", 0.93, r"safeguarding adults?|adult safeguarding|vulnerable adults?|adults? at risk"),
    _rule("pensions", "said", 0.93, r"pensions?(?: (?:scheme|records?|details|numbers?))?|superannuation"),
    _rule("records", "school", 0.85, r"(?:school |pupil |progress |annual |end of (?:year|term) |interim |spring |summer |autumn |year \d+ )(?:reports?|records?|files?)|reports? (?:for|on|about) (?:one |a |the )?(?:\w+ )?(?:boy|girl|child|pupil|student)s?|report (?:envelopes?|cards?)|attainment|(?:target |predicted |exam |gcse |a[- ]level |mock )?grades?|(?:mock |exam |test |sats |assessment |sats practice )(?:results?|scores?|marks?|sheets?)|\w+ practice scores?|assessments?(?! of)|marks|mark ?books?|reading (?:ages?|levels?|intervention)|behaviou?r(?: (?:logs?|points?|records?|stuff|notes))?|exclusions?|excluded|detentions?|attendance(?! officer)|sen (?:status|support|register|list|review|notes?|needs|file)|send (?:status|register|list|file|support)|special educational needs|ehcps?|ehc plans?|ieps?|education,? health and care|provision maps?|pupil passports?|access arrangements?|extra time|admissions? (?:forms?|folders?|files?)|application forms?|transfer (?:files?|forms?)|transition (?:sheet|file|forms?|notes)|tracking|eal|references?(?= (?:from|for|letters))|annual reviews?|observations?|moderation|pupil progress|care notes|learning journals?|personal education plan"),
    _rule("records", "employment", 0.85, r"apprais\w+|performance management|disciplinar\w+ (?:record|letter|notes?|file|hearing|outcome)|capability|redundanc\w+|grievance minutes|staff (?:files?|absence|appraisals?|records?|contracts?)|(?:hr|personnel|employment|recruitment) (?:files?|records?|forms?|folders?|documents?|history)|right to work|sickness (?:absence|letters?|records?|figures)|job applications?|interview notes?|cvs|contracts? of employment|lesson observations?"),
    _rule("records", "social", 0.85, r"social (?:services?|work(?:er)?'?s?) (?:letters?|records?|files?|referrals?|reports?|involvement|notes?|correspondence|name)|referral forms?|adoption|foster\w*|looked after|housing (?:records?|benefit|application)|social worker'?s name|early help|family support"),
)  # fmt: skip

# A list, a report or a file about people implies their names.
_IMPLIES_NAME = re.compile(
    rf"\b(?:register|class lists?|staff list|(?:list|sheet|table|spreadsheet) of (?:\w+ )?(?:the |all )?(?:the )?{_PERSON}|{_PERSON}'?s? (?:list|spreadsheet|register)|\w+ list|absence (?:file|list|sheet)|spread ?sheet|spread sheet|census|(?:medical|transition|allergy|contact) (?:sheet|list)|driving licen[cs]es?|passports?|payslips?|emergency contacts?|entries for|visitors?'? book|membership list|letters? (?:about|for|to) (?:a|the|one) (?:child|pupil|boy|girl))\b(?! (?:price|shopping|to do|reading))"
)
_NOT_LISTS = re.compile(
    r"\b(?:mailing|contact us|distribution|to[- ]do|price|county|all staff|staff email|approved|drop|check|waiting|address|shopping|safe|block|white|black|reading intervention) ?list"
)
_DECOY = re.compile(
    r"\b(?:user ?name|file ?name|screen name|company name|domain name|folder name|in the name of|name of the (?:school|company|app|website|service)|by name of|same name|no names)\b"
)


@component("candour_data_types")
def read_data_types(reading: Reading) -> None:
    """Read data_types, one candidate a tick."""
    negated: set[str] = set()
    for rule in RULES:
        for page in reading.pages:
            for hit in page.hits(rule.pattern):
                if is_background(hit):
                    reading.tick("data_types", rule.tick, 0.3, f"{rule.id}.background", [hit])
                elif is_negated(hit):
                    negated.add(rule.tick)
                    reading.tick("data_types", rule.tick, 0.2, f"{rule.id}.negated", [hit])
                elif not (rule.tick == "name" and _is_other_name(hit)):
                    reading.tick("data_types", rule.tick, rule.confidence, rule.id, [hit])
                    break
    known = {candidate.value for candidate in reading.ticks.get("data_types", ()) if candidate.confidence >= 0.5}  # noqa: PLR2004 - shown
    if "name" not in known and "name" not in negated:
        for page in reading.pages:
            for hit in page.hits(_IMPLIES_NAME):
                if not is_negated(hit) and not is_background(hit) and not _NOT_LISTS.search(hit.low):
                    reading.tick("data_types", "name", 0.68, "data.name.implied", [hit])
                    return


def _is_other_name(hit) -> bool:  # noqa: ANN001
    start = max(0, hit.start - 12)
    return bool(_DECOY.search(hit.page.low, start, min(len(hit.page.low), hit.end + 20)))
