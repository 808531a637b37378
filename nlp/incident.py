"""What kind of incident it is: the policies' types, from words that weigh for and against them."""

import re
from collections import defaultdict
from dataclasses import dataclass

from nlp.pipeline import component
from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.text import Hit

DEVICE = (
    r"(?:laptop|chromebook|macbook|netbook|notebook computer|i-?pads?|tablets?|kindle|(?:work |school |trip |mobile )*(?:phone|mobile)|smartphone|iphone"
    r"|memory[- ]?(?:stick|card)|usb(?: (?:stick|drive|key))?|pen[- ]?drive|flash[- ]?drive|thumb[- ]?drive|hard[- ]?drive|external drive|sd card|camera|camcorder|go-?pro|dictaphone|voice recorder|computer tower|desktop pc|walkie|smart ?watch)s?"
)
PAPER = (
    r"(?:registers?|folders?|papers?|paperwork|files?|letters?|notebooks?|notepads?|diar(?:y|ies)|lists?|sheets?|forms?|reports?|documents?|packs?|envelopes?|mark ?books?|planners?|binders?|records?|booklets?|books|exercise books?"
    r"|printouts?|print-?outs?|copies|passports?|certificates?|cards?|minutes|slips?|payslips?|care plans?|plans?|contracts?|wallet|scripts|test papers)"
)
_LOSS = r"(?:lost|losing|mislaid|misplaced|missing|(?:can't|cannot|cant|can not|couldn't|could not|unable to) (?:find|locate)|left (?:it |them |my |the |our |a |his |her )?[^.;]{0,40}?\b(?:on|in|at|behind)|disappeared|vanished|gone (?:missing|off|from)|(?:has|have|had|is|was|it's|it is) gone|never arrived|fell (?:out|in(?:to)?|off|overboard)|dropped|stolen|theft|nicked|pinched|burgl\w+|broken into|snatched|taken from|was taken|were taken|mugg\w+)"
_PUBLIC = r"(?:bus|train|tram|street|pavement|road|car park|park|shop|supermarket|trolley|library|cafe|pub|station|platform|taxi|bench|hedge|gutter|playground|field|public|path|footpath|photocopier|copier|beach|bus stop|airport|hotel|restaurant|bin lorry|gate|layby|verge|toilets?|community (?:hub|centre)|leisure centre|museum|church hall|hall)"


@dataclass(frozen=True)
class TypeRule:
    """Words that speak for a type. Weights add up; a type is shown from SHOWN on."""

    id: str
    type: str
    weight: float
    pattern: re.Pattern[str]


def _rule(type_: str, name: str, weight: float, pattern: str) -> TypeRule:
    return TypeRule(f"incident.{type_}.{name}", type_, weight, re.compile(pattern))


_LINK = r"[^.;\n]{0,60}?"
_SENT = r"(?:sent|send|e-?mail(?:ed|ing)?|posted|shared|forwarded|gave|given|giving|handed|hand|delivered|addressed|attached|faxed|copied|cc'?d|went (?:out )?(?:to|home)|texted|messaged|returned|stuffed|put)"
RULES = (
    _rule("cyber_attack", "malware", 4, r"\b(?:ransomware|malware|virus|trojan|ransom note|hack(?:ed|er|ers|ing)|cyber[- ]?(?:attack|incident)|phish(?:ing|ed)?|spoof(?:ed|ing)?|brute force|ddos|data exfiltrat\w*|intruders?|attackers?|cyber[- ]?criminals?)\b"),
    _rule("cyber_attack", "account", 3.5, r"\b(?:account|mailbox|server|network|system|email|e-mail)s? (?:has been |had been |was |were |is |been |seems |got )?(?:\w+ )?(?:compromised|breached|taken over|broken into)|compromised (?:account|mailbox|password)|sign-?ins? from (?:abroad|foreign|two foreign|overseas|another country|russia|nigeria|china)"),
    _rule("cyber_attack", "clicked", 3.5, rf"\bclick(?:ed|ing)? {_LINK}\b(?:links?|attachments?|button|documents?|pop-?ups?)\b|\b(?:fake|dodgy|scam|suspicious|bogus|fraudulent) (?:e-?mail|link|message|website|login|invoice|call)|\b(?:typed|entered|put) (?:in )?(?:my|her|his|their|the) (?:password|login|details){_LINK}\b(?:page|site|link|form)?|pretending to be"),
    _rule("cyber_attack", "supplier", 3, rf"\b(?:got into|broke into|gained access to|attack(?:ed)? (?:on|against)|accessed){_LINK}\b(?:hosting|servers?|database|their systems?|network|cloud)\b|\btook (?:a |the |our )?(?:copy of the )?database\b"),
    _rule("shared_credentials", "shared", 4, r"\b(?:shar(?:e|es|ed|ing)|using|uses?|used|us(?:e|ing) the same|give|gave|given|giving|lent|lend|borrow(?:ed|ing|s)?|know|knows|passed (?:on)?|signs? in|log(?:s|ged|ging)? (?:in|on)|signed in|logs? in)\b(?! (?:out|up))[^.;\n]{0,45}?\b(?:log-?ins?|log ins?|password|passcode|credentials|user ?name|pin (?:number|code)|account)\b"),
    _rule("shared_credentials", "written", 4, r"\b(?:password|login|log-?in|pin|passcode|credentials)s?\b[^.;\n]{0,60}?\b(?:post[- ]?it|sticky note|whiteboard|written (?:down|on|in)|stuck (?:to|on)|note on|pinned|taped|board|on a piece of paper|visible|in view|on display)|\b(?:whiteboard|post[- ]?it|sticky note)\b[^.;\n]{0,80}?(?:\.\s[^.;\n]{0,40})?\b(?:password|login|log-?in)"),
    _rule("shared_credentials", "subject", 1.5, r"\b(?:passwords?|shared (?:log-?in|log in|account|password)s?|same (?:log-?in|password|account))\b"),
    _rule("unapproved_service", "tool", 3.5, r"\b(?:whats ?app|chat ?gpt|gemini|copilot|ai (?:tool|website|app|site|assistant|chatbot|bot)|grammarly|dropbox|wetransfer|google (?:drive|forms?|docs?|translate)|i-?cloud|facebook group|telegram|snapchat|free (?:website|app|tool|site|service|version|online|account|trial|\w+ (?:website|app|tool|site|viewer|converter))|online (?:tool|converter|translator|form|quiz)|(?:personal|private|own|home) (?:gmail|e-?mail|hotmail|outlook|google|dropbox|cloud|account|i-?cloud|onedrive|phone))\b"),
    _rule("unapproved_service", "unapproved", 3, r"(?:\b(?:not|never|without being)|n't) (?:been )?(?:agreed|approved|authori[sz]ed|checked|reviewed|signed off|cleared|on (?:the|our) (?:approved )?list)|\bunapproved\b|\bwithout (?:approval|a dpia|permission from)|\b(?:stores?|stored|hosts?|hosted|servers?|data) (?:data |it |them )?(?:is |are )?(?:held |stored |hosted )?(?:in|outside) (?:the (?:us|usa|uk|eu|states)|america|california|china|oregon|uk|india)\b"),
    _rule("unapproved_service", "uploaded", 2, r"\b(?:uploaded|pasted|copied|typed|put|entered|signed up|created an account|made an account|set up)\b[^.;\n]{0,60}?\b(?:website|site|app|tool|online|web ?page|viewer|service|chatbot|group)\b"),
    _rule("found_in_public", "found", 4, rf"\bfound\b{_LINK}\b(?:on|in|at|by|under|outside|near)\b[^.;\n]{{0,35}}?\b{_PUBLIC}\b|\b(?:memory stick|usb|folder|file|papers?|letter|laptop|phone|pack|sheet|book)s?\b{_LINK}\bfound\b{_LINK}\b{_PUBLIC}\b"),
    _rule("found_in_public", "handed-in", 3.5, rf"\b(?:handed|brought|dropped|sent|posted) (?:it |them |this |these )?(?:in|back)\b{_LINK}\b(?:found|finder|public|stranger|passer)|\b(?:member of the public|passer-?by|stranger|dog walker|lady|gentleman|neighbour|librarian|driver|cleaner at|shopper|resident)\b{_LINK}\b(?:found|picked up|handed|brought)\b|\b(?:rang|phoned|called|knocked|telephoned|contacted|e-?mailed)\b[^;\n]{{0,70}}?\b(?:found|had been on|was in a|were in a|was on (?:the|a|their)|is in (?:a|the)|left on|had been left)\b"),
    _rule("found_in_public", "place", 1.5, rf"\b(?:in|on) (?:a|the|their|his|her) (?:\w+ )?(?:trolley|public photocopier|bus|train|car park|pavement)\b"),
    _rule("poor_disposal", "bin", 3.5, r"\b(?:skips?|recycling|wheelie|bin bags?|black bags?|bins?|binned|dustbins?|landfill|rubbish|bin lorry|refuse|tip)\b"),
    _rule("poor_disposal", "thrown", 2.5, r"\b(?:thr(?:ew|own|ow)(?:ing)? (?:\w+ )?(?:away|out|all)|throw(?:n|ing)? (?:them|it|all)|dispos(?:ed|al|e)|not (?:been )?(?:shredded|cut|destroyed|wiped)|un-?shredded|instead of (?:being )?shredd|should have been shredded|clear(?:ed|ing)? ?out|charity shop|donated|sold (?:on|with)|house clearance|confidential (?:waste|bin)|scrapp?ed|second[- ]?hand|ebay|jumble)\b"),
    _rule("received_in_error", "meant", 4, r"\b(?:we|i|our \w+(?: \w+)?|office|inbox|fax|reception)\b[^.;\n]{0,60}?\b(?:received?|got|was sent|were sent|been sent|had a (?:phone )?call|printed)\b[^.;\n]{0,80}?\b(?:not (?:meant )?for us|in error|by mistake|meant for|intended for|wrong school|another school|different school|not ours?)\b|\b(?:is|was|were) not (?:meant |intended )?for us\b|\bnot one of ours\b|\b(?:a |for a |for another |for the other |another |different )(?:different |other |wrong )?school(?:'s)? (?:was|were|has been|came|arrived)\b[^.;\n]{0,30}\b(?:delivered|sent|to us|here)"),
    _rule("received_in_error", "call", 3, r"\b(?:call|letter|e-?mail|fax|parcel|report|file|message)\b[^.;\n]{0,40}?\b(?:meant|intended) for (?:another|a different|the (?:surgery|other)|someone else|\w+ school)\b|\b(?:sent|delivered|came|posted|e-?mailed) to us (?:by mistake|in error|instead|today|this)\b|\bmisdirected\b[^.\n]{0,40}\b(?:received|to us|by us)\b|\bhe'?s got the wrong school\b|\bthought (?:i was|we were)\b|\bhas our number\b"),
    _rule("lost_or_stolen_equipment", "device", 4.2, rf"\b{DEVICE}\b(?! (?:number|screen|call|password))[^.;\n]{{0,70}}?\b{_LOSS}\b|\b{_LOSS}\b[^.;\n]{{0,40}}?\b{DEVICE}\b(?! (?:number|call|printer))"),
    _rule("lost_or_stolen_equipment", "left-behind", 2.5, rf"\b{DEVICE}\b[^.;\n]{{0,60}}?\bleft (?:on|in|at|behind|it)\b|\bleft\b[^.;\n]{{0,30}}?\b{DEVICE}\b"),
    _rule("lost_or_stolen_information", "paper", 3, rf"\b{PAPER}\b[^.;\n]{{0,70}}?\b{_LOSS}\b|\b{_LOSS}\b[^.;\n]{{0,45}}?\b{PAPER}\b|\bleft (?:it|them) (?:there|behind|on|in)\b"),
    _rule("lost_or_stolen_information", "destroyed", 3.2, r"\b(?:flood(?:ed|ing)?|burst pipe|fire damage|water damage|pulp(?:ed)?|destroyed|soaked|foot of water|mould)\b"),
    _rule("lost_or_stolen_information", "bag", 2.5, rf"\b(?:drove off|roof of (?:the|my) car|handbag|rucksack|briefcase|pigeon ?hole|my bag|car boot)\b"),
    _rule("sent_to_wrong_person", "wrong", 4, rf"\b(?:{_SENT})\b[^.;\n]{{0,90}}?\b(?:the )?(?:wrong|instead of|rather than|different (?:family|parent|firm|child|pupil)|another (?:family|parent|child|pupil)|unrelated|by mistake|in error|mistakenly|accidentally|other (?:child|family|pupil|parent)|swapped)|\bwrong (?:person|parent|address|recipient|family|child|e-?mail|email address|attachment|envelope|houses?|pupil|school|inbox|group|contact|mum|dad|file|number|people|class|provider|care provider|list|\w+ (?:in|from) the (?:list|address book))\b|\b(?:in error|by mistake|accidentally|mistakenly) (?:{_SENT})\b"),
    _rule("sent_to_wrong_person", "meant", 3.5, rf"\b(?:{_SENT})\b[^.;\n]{{0,90}}?\b(?:when (?:i|he|she|it|we|they) (?:meant|should)|should have (?:gone|been sent)|(?:was|were) (?:meant|intended) for|who is one of|which (?:was|were) for)\b|\b(?:it |they |this )?(?:should have gone to|went (?:instead )?to (?:a|the) (?:parent|family|wrong|other)|went to the family|is one of our parent)\b|\bmeant to (?:e-?mail|send|post|give|attach)\b|\bfor what (?:i|we|he|she) thought was\b|\bto who(?:m)? (?:i|she|he) thought\b|\b(?:auto-?(?:fill|complete)|filled in|picked|selected|chose)\w*\b[^.;\n]{{0,60}}?\b(?:rather than|instead of|wrong)\b"),
    _rule("sent_to_wrong_person", "mixed-up", 3, r"\b(?:mix(?:ed)?[- ]?up|mail merge|swapped|another child's|someone else's|somebody else's|other child's|wrong child's|different child's|misdirected|mis-?sent|mis-?addressed|slipped by one)\b"),
    _rule("unauthorised_access", "snooped", 4, r"\b(?:no (?:legitimate |business |good |need |professional )*(?:reason|need|business) to|does(?:n't| not) teach|without (?:permission|authori[sz]ation|good reason|being asked)|snoop\w*|nosy|nosey|curiosity|unauthori[sz]ed access|access log|audit (?:log|report|trail)|shouldn't have (?:access|seen|been)|should not have (?:access|had access|seen|been able)|reading (?:staff|other people's|someone's|my|colleagues'?) (?:e-?mails?|files?|mail))\b"),
    _rule("unauthorised_access", "unlocked", 4, r"\b(?:left|was|were|found|been) (?:\w+ )?(?:unlocked|logged in|logged on|open)\b[^.;\n]{0,40}|\bgot on it\b|\blogged in (?:from|to|as|with|using)\b[^.;\n]{0,30}|\b(?:looked up|looking at|reading it out|read(?:ing)? (?:through|it out)|went through)\b"),
    _rule("unauthorised_access", "former", 3, r"\b(?:former|ex-?)\s?(?:employee|member of staff|ta|teacher|staff|colleague|pupil|student)\b|\baccount should have been (?:closed|disabled)|\bstill (?:had|has) access\b"),
    _rule("unauthorised_disclosure", "bcc", 5, r"\b(?:bcc|to box|cc box|cc instead|(?:see|can see|visible to) (?:every|each other|all the other|everyone)[^.;\n]{0,30}(?:e-?mail|address)|see (?:every(?:one|body)(?:'s| else's)|other (?:families|people|parents|pupils)'?s?))\b"),
    _rule("unauthorised_disclosure", "aloud", 4.5, r"\b(?:read (?:out|her|him|them) |reading out|read aloud|announced|told (?:a|the) (?:parent|caller|man|woman|class|room|other)|over the (?:tannoy|phone)|gave (?:out|him|her) (?:the|her|his|their) (?:address|details|number)|disclos(?:ed|ing|ure)|discuss(?:ed|ing)|overhear\w*|overheard|gossip\w*|talking about|blurted|let slip|mentioned)\b"),
    _rule("unauthorised_disclosure", "audience", 4, r"\b(?:posted|put (?:it |them )?up|published|uploaded|displayed|shown|showed|projected|shared my screen|on the (?:whiteboard|screen|projector|smartboard))\b[^.;\n]{0,60}?\b(?:channel|website|web site|facebook|twitter|instagram|newsletter|social media|teams|google classroom|noticeboard|display|class(?:room)?|board|screen|assembly|app|dojo|page)\b|\b(?:gave|handed|showed) (?:a|the) (?:councillor|journalist|reporter|visitor|parent|governor|contractor|volunteer|relative)\b[^.;\n]{0,80}\b(?:list|printed|file|details|report|names)\b|\b(?:everyone|anyone|public|publicly|all parents|other families) (?:could|can|was able to) (?:see|view|read|access)|\bopen on the (?:kitchen|table|desk|worktop|sofa)|\bvisible to (?:all|every|other|parents|the public|anyone)"),
    _rule("unauthorised_disclosure", "form", 2.5, r"\b(?:previous responses|visible to|sharing (?:setting|link)|anyone with the link|permission(?:s)? (?:was|were) (?:wrong|set)|set to public|wrong permissions?)\b"),
)  # fmt: skip
SHOWN, SURE = 3.0, 4.0
_SUBJECT_WEIGHT = 0.8
_REPEAT = 0.25


@component("candour_incident")
def read_incident(reading: Reading) -> None:
    """Read incident_type."""
    weights: dict[str, float] = defaultdict(float)
    reasons: dict[str, list[tuple[float, str, Hit]]] = defaultdict(list)
    for rule in RULES:
        best = _weigh(reading, rule)
        if best is None:
            continue
        weights[rule.type] += best[0]
        reasons[rule.type].append((best[0], rule.id, best[1]))
    _adjust(reading, weights)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    for place, (type_, weight) in enumerate(ranked):
        rivals = ranked[1][1] if place == 0 and len(ranked) > 1 else 0.0
        ordered = sorted(reasons[type_], key=lambda reason: -reason[0]) or [(0.0, f"incident.{type_}.form", None)]
        confidence = _confidence(weight, weight - rivals) if place == 0 else min(0.45, weight / 12)
        reading.add(
            "incident_type", type_, confidence, ordered[0][1], [reason[2] for reason in ordered[:3] if reason[2]]
        )


def _weigh(reading: Reading, rule: TypeRule) -> tuple[float, Hit] | None:
    found: list[tuple[float, Hit]] = []
    for page in reading.pages:
        for hit in page.hits(rule.pattern):
            if not is_negated(hit):
                found.append((rule.weight * (_SUBJECT_WEIGHT if page.source == "subject" else 1), hit))
    if not found:
        return None
    best = max(found, key=lambda pair: pair[0])
    return best[0] + _REPEAT * min(len(found) - 1, 2), best[1]


def _confidence(weight: float, lead: float) -> float:
    if weight < SHOWN - 0.8:
        return 0.4
    return min(0.95, 0.52 + 0.06 * min(weight, 5) + 0.05 * min(lead, 4))


_NEAR_MISS = re.compile(r"\bnear[- ]?miss|\babout to\b|\bnothing (?:was sent|left)")
_MAILED = re.compile(r"\b(?:e-?mail\w*|letter|envelope|attach\w*|send|sent|recipient|draft)\b")


def reading_is_near_miss(low: str) -> bool:
    """Tell whether a text speaks of something that nearly happened."""
    return bool(_NEAR_MISS.search(low))


def _adjust(reading: Reading, weights: dict[str, float]) -> None:
    """Let what one type's words say about another count: a stick found in a car park was found, not lost by us."""
    low = reading.body.low
    if (
        weights["lost_or_stolen_equipment"] >= SURE
        and weights["found_in_public"]
        and not re.search(r"^\W*(?:hi\W+|hey\W+)?(?:i )?found\b|\b(?:i|we) found a\b|\bhanded in\b", low[:200])
    ):
        weights["found_in_public"] -= 2
    if any(answer.field in {"asset_type", "asset_reference"} and answer.value for answer in reading.layout.answers):
        weights["lost_or_stolen_equipment"] += SHOWN
    if weights["unauthorised_disclosure"] >= SURE:
        weights["sent_to_wrong_person"] -= 1.5
    if reading_is_near_miss(low) and max(weights.values(), default=0) < SHOWN and _MAILED.search(low):
        weights["sent_to_wrong_person"] += SHOWN
    if weights["poor_disposal"] >= SHOWN:
        weights["lost_or_stolen_information"] -= 2
        weights["found_in_public"] -= 1.5
    if weights["found_in_public"] >= SHOWN:
        weights["lost_or_stolen_information"] -= 2
    if weights["received_in_error"] >= SHOWN:
        weights["sent_to_wrong_person"] -= 3
    for type_ in [type_ for type_, weight in weights.items() if weight <= 0]:
        del weights[type_]
