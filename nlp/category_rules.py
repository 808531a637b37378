"""The words that name a kind of personal data: one rule a row, read from top to bottom."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class DataRule:
    """Words that name a kind of data, or unmistakably imply it."""

    id: str
    tick: str
    confidence: float
    pattern: re.Pattern[str]


def _rule(tick: str, name: str, confidence: float, pattern: str) -> DataRule:
    return DataRule(f"data.{tick}.{name}", tick, confidence, re.compile(rf"\b(?:{pattern})\b"))


PERSON = (
    r"(?:pupils?|child(?:ren)?|kids?|students?|learners?|staff|employees?|colleagues?|members?"
    r"|parents?|famil(?:y|ies)|boys?|girls?|teachers?|carers?|governors?|volunteers?"
    r"|candidates?|applicants?|mums?|dads?|users?|patients?)"
)
RULES = (
    _rule(
        "name",
        "said",
        0.9,
        (
            r"(?:first |full |last |sur|pupils?'? |children'?s |parents'? |their |candidate |child'?s "
            r"|user )?names?(?! (?:was left|were left|out of|off))|surnames?|initials"
            r"|first and surnames|named in full|named|name (?:stickers|badges|labels|tags)"
        ),
    ),
    _rule(
        "address",
        "said",
        0.9,
        (
            r"(?:home |postal |current |family |street |her |his |their )address(?:es)?(?! (?:book|bar"
            r"|line))|where (?:she|he|they|the family) (?:live|lives)"
            r"|(?<!e-mail )(?<!email )(?<!ip )(?<!private )(?<!own )(?<!wrong )(?<!email's )"
            r"(?<!foreign )(?<!mail )address(?:es)?(?! (?:book"
            r"|bar|line|list|(?:is|was|are|were) (?:outside|next|close|similar|wrong)|that"
            r"|which is next|for it))"
        ),
    ),
    _rule("postcode", "said", 0.93, r"post ?codes?|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"),
    _rule("nhs_number", "said", 0.95, r"nhs (?:numbers?|nos?\b\.?|num)"),
    _rule(
        "email_address",
        "said",
        0.85,
        (
            r"(?:personal |home |private |parents'? |college |school |parent's "
            r"|contact )?(?:e-?mail)s? ?address(?:es)?|(?:college|personal|parents'?|home"
            r"|contact) e-?mails|e-?mails,? (?:and|&|or) (?:(?:phone )?numbers?|addresses|names|mobiles?)"
            r"|every (?:single )?parent'?s e-?mail|(?:names?"
            r"|phone numbers?|numbers?|addresses),? (?:and|&) e-?mails"
        ),
    ),
    _rule("date_of_birth", "said", 0.94, r"dates? of birth|d\.?o\.?b\.?s?|birth ?dates?|birthdays?|dates of births"),
    _rule("employee_number", "said", 0.93, r"(?:employee|payroll|staff|personnel) (?:numbers?|nos?\b\.?|ids?)"),
    _rule("driving_licence", "said", 0.93, r"driving licen[cs]es?|driver'?s? licen[cs]es?"),
    _rule("ip_address", "said", 0.85, r"ip address(?:es)?"),
    _rule("mothers_maiden_name", "said", 0.95, r"mother'?s'? maiden names?|maiden names?"),
    _rule(
        "racial_ethnic_origin",
        "said",
        0.92,
        (
            r"ethnic(?:ity|ities| origins?| backgrounds?| group)?|race|racial|nationalit(?:y|ies)"
            r"|gyps(?:y|ies)|travellers|traveller (?:family|child(?:ren)?|pupils?|site)|roma\b"
        ),
    ),
    _rule(
        "political_beliefs",
        "said",
        0.9,
        (
            r"political (?:beliefs?|opinions?|views?|part(?:y|ies)|membership|affiliations?|societ(?:y"
            r"|ies))|party political|party membership"
        ),
    ),
    _rule(
        "religious_beliefs",
        "said",
        0.9,
        (
            r"religio(?:n|ns|us)(?: beliefs?)?|faith(?:s)?(?! schools?)|baptism(?:al)?|first communion"
            r"|parish"
        ),
    ),
    _rule(
        "trade_union",
        "said",
        0.9,
        (
            r"(?:trade )?union (?:members?(?:hip)?|ballot|deductions?|subs|rep list)|which union"
            r"|who (?:is|was) in the union|union subscriptions?|voted (?:for|to) strike|strike ballot"
        ),
    ),
    _rule(
        "health",
        "said",
        0.9,
        r"medical|medicat\w+|diagnos\w+|health(?! and safety)(?:care)?(?: (?:plans?|needs"
        r"|conditions?|records?|information|history|notes))?|allerg\w+|asthma\w*|inhalers?"
        r"|epilep\w+|diabet\w+|adhd|autis\w+|dyslexi\w+|dyspraxi\w+|disabilit\w+|sickness"
        r"|illness\w*|mental|self[- ]?harm\w*|counselling|camhs|hearing (?:test|loss|aid)|therapy"
        r"|speech and language|care plans?|injur\w+|concussion|first aid (?:records?|log)"
        r"|accident (?:book|records?|forms?)|pregnan\w+|cancer|eating disorder|dietary|epi-?pens?"
        r"|drug use|fit notes?|sick notes?|vaccinat\w+"
        r"|immunisation\w*|occupational health|absence (?:reasons?|file)|reasons? for (?:their "
        r"|the |her |his )?(?:extra time|absence)|what(?:'s|s| is| was)? wrong with (?:them|him|her|each)"
        r"|learning difficult\w+|special diets?|wheelchair|physio\w*"
        r"|psycholog\w+|psychiatr\w+|depress\w+|anxiety|hiv|suicid\w+|(?:hospital|gp|doctor'?s?|consultant'?s?"
        r"|clinic|dentist'?s?)"
        r" (?:letters?|appointments?|notes?|reports?|details|records?)|sen medical|prescription (?:list|details"
        r"|record)",
    ),
    _rule(
        "sexual_life",
        "said",
        0.9,
        (
            r"sexuality|sexual (?:orientation|life|health|history)|being gay|gay|lesbian|bisexual"
            r"|transgender|gender identity|lgbt\w*|came out (?:as|to (?:her|his|their|the|me|us))\b|(?:not"
            r"|isn't) out (?:to|at)"
        ),
    ),
    _rule(
        "biometrics",
        "said",
        0.93,
        r"biometrics?|finger ?prints?|facial recognition|face recognition|iris scans?|retina",
    ),
    _rule(
        "national_insurance_number",
        "said",
        0.95,
        r"national insurance(?: (?:numbers?|nos?\b\.?))?|ni (?:numbers?|nos?\b\.?)|nino",
    ),
    _rule(
        "financial",
        "said",
        0.9,
        (
            r"bank(?:ing)? (?:details?|accounts?|sort codes?|statements?|information|account numbers?)"
            r"|sort codes?|account numbers?|credit cards?|debit cards?|card (?:numbers?|details)"
            r"|salar(?:y|ies)|pay ?slips?|gross pay|net pay|wages?|pay (?:grades?|scales?|rates?"
            r"|details)|payroll (?:spreadsheet|data|file|report|records?)|financial (?:details?"
            r"|information|data|records?)|(?:account|till|dinner money) balances?|debts?"
            r"|arrears|invoices? (?:to|for) parents"
        ),
    ),
    _rule(
        "tax_benefits",
        "said",
        0.88,
        (
            r"tax (?:codes?|records?|details|credits?)|p45s?|p60s?|(?:housing |universal |child "
            r"|disability )?benefits? (?:award|letters?|records?|status|claims?|details)"
            r"|housing benefit|universal credit|pip\b(?: and| award)|pupil premium"
            r"|free school meals?(?: (?:status|eligibility|lists?))?|fsm|meal entitlement|council tax"
        ),
    ),
    _rule(
        "child_protection",
        "said",
        0.9,
        (
            r"child protection|cp (?:plans?|files?|notes?|chronolog\w+|conference|records?)"
            r"|(?<!adult )safeguarding (?:files?|folders?|concerns?|records?|notes?|logs?|chronolog\w+"
            r"|referrals?|information|disclosures?|minutes|meetings?|reports?|logs?|plans?)|child in need"
            r"|section 47|cpoms|my ?concern"
            r"|lac (?:review|plan)|body maps?|non-accidental|(?:on the )?at[- ]risk register"
        ),
    ),
    _rule(
        "safeguarding_adults",
        "said",
        0.93,
        r"safeguarding adults?|adult safeguarding|vulnerable adults?|adults? at risk",
    ),
    _rule("pensions", "said", 0.93, r"pensions?(?: (?:scheme|records?|details|numbers?))?|superannuation"),
    _rule(
        "records",
        "school",
        0.85,
        (
            r"(?:school |pupil |progress |annual |end of (?:year|term) |interim |spring |summer "
            r"|autumn |year \d+ )(?:reports?|records?|files?)|reports? (?:for|on|about) (?:one |a "
            r"|the )?(?:\w+ )?(?:boy|girl|child|pupil|student)s?|report (?:envelopes?|cards?)"
            r"|attainment|(?:target |predicted |exam |gcse |a[- ]level |mock )?grades?|(?:mock |exam "
            r"|test |sats |assessment |practice )(?:results?|scores?|marks?|sheets?)|assessments?(?! of)|marks"
            r"|mark ?books?|reading (?:ages?|levels?"
            r"|intervention)|behaviou?r(?: (?:logs?|points?|records?|stuff|notes))?|exclusions?"
            r"|excluded|detentions?|attendance(?! officer)|sen (?:status|support|register|list|review"
            r"|notes?|needs|file)|send (?:status|register|list|file|support)|special educational needs"
            r"|ehcps?|ehc plans?|ieps?|education,? health and care|provision maps?|pupil passports?"
            r"|access arrangements?|extra time|(?:admissions?|appeals?|exclusion) (?:forms?|folders?|files?"
            r"|papers|letters?|appeals?)"
            r"|application forms?|transfer (?:files?|forms?)|transition (?:sheet|file|forms?|notes)"
            r"|tracking (?:data|sheet|spreadsheet)|eal"
            r"|references?(?= (?:from|for|letters))|annual reviews?|observations?"
            r"|moderation|pupil progress|care notes|learning journals?|personal education plan"
        ),
    ),
    _rule(
        "records",
        "employment",
        0.85,
        (
            r"apprais\w+|performance management|disciplinar\w+ (?:record|letter|notes?|file|hearing"
            r"|outcome)|capability|redundanc\w+|grievance minutes|staff (?:files?|absence|appraisals?"
            r"|records?|contracts?)|(?:hr|personnel|employment|recruitment) (?:files?|records?|forms?"
            r"|folders?|documents?|history)|right to work|sickness (?:absence|letters?|records?"
            r"|figures)|job applications?|interview notes?|cvs|contracts? of employment"
            r"|lesson observations?"
        ),
    ),
    _rule(
        "records",
        "social",
        0.85,
        (
            r"social (?:services?|work(?:er)?'?s?) (?:letters?|records?|files?|referrals?|reports?"
            r"|involvement|notes?|correspondence|name)|referral forms?|adoption|foster\w*|looked after"
            r"|housing (?:records?|benefit|application)|social worker'?s name|early help"
            r"|family support"
        ),
    ),
)
