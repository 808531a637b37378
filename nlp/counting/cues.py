"""Signs that a report is about one person, about several, or about nobody knows how many."""

import re

_SINGULAR = (
    r"(?:pupil|child|kid|student|learner|boy|girl|lad|lass|youngster|teenager|toddler|teacher|colleague|employee"
    r"|applicant|candidate|person|individual|parent|mum|mam|dad|member of staff|staff member|ta|family|leaver|starter"
    r"|little one|bairn|wean|infant|governor|volunteer|cleaner|cook|nurse|lady|gentleman|woman|man|baby|son|daughter)"
)
_SHEET = (
    "(?:report|file|record|letter|form|plan|payslip|referral|review|ehcp|iep|contract|reference|envelope|certificate"
    "|passport|statement|appraisal|chronology)"
)
_PAPER = (
    rf"(?:{_SHEET}s?|slips?|photos?|pictures?|consents?|assessments?|portfolios?|notes?|details|address|data"
    r"|information|account|diagnosis|grades?|marks?|results?|name|medication|dob|date of birth|licence|number|folder"
    r"|application|profile|diary|scores?|paperwork)"
)
_UP_TO_TWO, _ONE_MORE = r"(?: [\w'-]{1,14}){0,2}?", r"(?: [\w'-]{1,14}){0,1}?"
_SEVERAL = "(?:pupils?|children|kids|students?|staff|parents|families|teachers|employees)"


def _sign(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


CUES = {
    "one person": _sign(rf"(?:one|1|single|only one|just one|just the one){_UP_TO_TWO} {_SINGULAR}"),
    "a person": _sign(rf"(?:an?|another|a different|the wrong){_UP_TO_TWO} {_SINGULAR}"),
    "the person": _sign(rf"(?:the|this|that|said){_ONE_MORE} {_SINGULAR}"),
    "person's paper": _sign(rf"{_SINGULAR}'?s{_UP_TO_TWO} {_PAPER}"),
    "his paper": _sign(rf"(?:his|her){_UP_TO_TWO} {_PAPER}"),
    "their paper": _sign(rf"their{_UP_TO_TWO} {_PAPER}"),
    "my paper": _sign(rf"(?:my|mine)(?: (?:own|son's|daughter's))?{_ONE_MORE} {_PAPER}"),
    "about a person": _sign(
        rf"(?:about|for|on|of|regarding|re|concerning|naming) (?:an?|one|the|this|another|him|her)(?: {_SINGULAR})?"
    ),
    "he": _sign("he", "him", "his", "she", "her", "hers"),
    "they": _sign("they", "them", "their", "theirs"),
    "a paper": _sign(rf"(?:an?|the|that|this|one){_UP_TO_TWO} {_SHEET}"),
    "paper for": _sign(
        rf"(?:{_SHEET}|email|note|photo|picture|minutes|paper) (?:for|about|of|on|re|regarding)"
        " (?:an?|one|another|him|her|mr|mrs|miss|ms)"
    ),
    "wrong": _sign(
        "wrong (?:child|boy|girl|family|parent|mum|mother|dad|house|address|envelope|one|bag|person|sibling)",
        "(?:someone|somebody) else'?s",
        "another (?:child|pupil|family|boy|girl|parent|student)'?s",
        "mixed up",
        "same (?:name|surname)",
        r"two (?:\w{1,12} )?called",
    ),
    "list": _sign(
        "lists?|spreadsheets?|registers?|database|tracker|whole (?:school|class|year|staff)|rota|seating plan|markbook",
        "mark ?sheets?|class ?list|everyone|everybody|all the|every (?:child|pupil|student|member|parent|family)",
        "drive|server|memory stick|usb|mailbox|laptop|ipad|system|sims|arbor|bromcom|cpoms|folder",
    ),
    "unknown": _sign(
        "how many|don'?t know (?:exactly )?(?:what|which|who)|unknown number|no idea|not sure (?:what|who|which)",
        "can'?t (?:say|remember)|loads|lots|several|many|hundreds|dozens|scores|a few|some|various|a load|bunch",
        "handful|pile|stack|box(?:es)?|bags?",
    ),
    "many people": _sign(
        "(?:pupils|children|kids|students|learners|staff|parents|families|teachers|employees|governors|colleagues"
        "|boys|girls|people|applicants|leavers)(?:'?s)?"
    ),
    "many people's paper": _sign(rf"{_SEVERAL}(?:'?s)?{_UP_TO_TWO} {_PAPER}"),
    "many papers": _sign(
        "reports|files|records|letters|forms|plans|payslips|certificates|passports|photos|pictures|referrals|reviews",
        "ehcps|ieps|contracts|references|books|slips|statements|sheets|applications|names",
    ),
    "me": _sign(
        "my own|about me|i'd told",
        r"my (?:sick|medical|health|salary|payslip|pay|bank|address|personal|hr|file|record|reference|dob)\w*",
    ),
}
"""Patterns on a lower-case page, by what they are a sign of."""
OF_ONE = (
    "one person",
    "person's paper",
    "his paper",
    "my paper",
    "paper for",
    "a person",
    "a paper",
    "the person",
    "he",
)
"""Signs whose words are shown as the reason where it is one person, the plainest first."""
