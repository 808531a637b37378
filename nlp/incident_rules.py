"""The words that speak for a type of incident, as a table to be read from top to bottom."""

import re
from dataclasses import dataclass

DEVICE = (
    r"(?:laptop|chromebook|macbook|netbook|notebook computer|i-?pads?|tablets?|kindle|(?:work "
    r"|school |trip |mobile )*(?:phone|mobile)|smartphone|iphone"
    r"|memory[- ]?(?:stick|card)|usb(?: (?:stick|drive|key))?|pen[- ]?drive|flash[- ]?drive"
    r"|thumb[- ]?drive|hard[- ]?drive|external drive|sd card|camera|camcorder|go-?pro"
    r"|dictaphone|voice recorder|computer tower|desktop pc|walkie|smart ?watch)s?"
)
PAPER = (
    r"(?:registers?|folders?|papers?|paperwork|files?|letters?|notebooks?|notepads?|diar(?:y"
    r"|ies)|lists?|sheets?|forms?|reports?|documents?|packs?|envelopes?|mark ?books?|planners?"
    r"|binders?|records?|booklets?|books|exercise books?"
    r"|printouts?|print-?outs?|copies|passports?|certificates?|cards?|minutes|slips?|payslips?"
    r"|care plans?|plans?|contracts?|wallet|scripts|test papers)"
)
_LOSS = (
    r"(?:lost|losing|mislaid|misplaced|missing|(?:can't|cannot|cant|can not|couldn't|could not"
    r"|unable to) (?:find|locate)|(?:cannot|can't|could not|couldn't) be (?:found|located"
    r"|traced)|not (?:been seen|come to light|turned up|where (?:it|they) should be)"
    r"|left (?:it |them |my |the |our |a |his "
    r"|her )?[^.;]{0,40}?\b(?:on|in|at|behind)|disappeared|vanished|gone (?:missing|off|from)"
    r"|(?:has|have|had|is|was|it's|it is) gone|never arrived|fell (?:out|in(?:to)?|off"
    r"|overboard)|dropped|stolen|theft|nicked|pinched|burgl\w+|broken into|snatched|taken from"
    r"|was taken|were taken|mugg\w+)"
)
_PUBLIC = (
    r"(?:bus|train|tram|street|pavement|road|car park|park|shop|supermarket|trolley|library"
    r"|cafe|pub|station|platform|taxi|bench|hedge|gutter|playground|field|public|path|footpath"
    r"|photocopier|copier|beach|bus stop|airport|hotel|restaurant|bin lorry|gate|layby|verge"
    r"|toilets?|(?:community|leisure|sports) (?:hub|centre)|museum|church hall|hall|lane|alley(?:way)?|drive(?:way)?)"
)


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
_SENT = (
    r"(?:sent|send|e-?mail(?:ed|ing)?|posted|shared|forwarded|gave|given|giving|handed|hand"
    r"|delivered|addressed|attached|faxed|copied|cc'?d|went (?:out )?(?:to|home)|texted"
    r"|messaged|returned|stuffed|put)"
)
RULES = (
    _rule(
        "cyber_attack",
        "malware",
        4,
        (
            r"\b(?:ransomware|malware|virus|trojan|ransom note|hack(?:ed|er|ers|ing)"
            r"|cyber[- ]?(?:attack|incident)|phish(?:ing|ed)?|spoof(?:ed|ing)?|brute force|ddos"
            r"|data exfiltrat\w*|intruders?|attackers?|cyber[- ]?criminals?)\b"
        ),
    ),
    _rule(
        "cyber_attack",
        "account",
        3.5,
        (
            r"\b(?:account|mailbox|server|network|system|email|e-mail)s? (?:has been |had been |was "
            r"|were |is |been |seems |got )?(?:\w+ )?(?:compromised|breached|taken over|broken into)"
            r"|compromised (?:account|mailbox|password)|sign-?ins? from (?:abroad|(?:\w+ )?foreign"
            r"|overseas|(?:another|a different) country)"
        ),
    ),
    _rule(
        "cyber_attack",
        "clicked",
        3.5,
        (
            rf"\bclick(?:ed|ing)? {_LINK}\b(?:links?|attachments?|button|documents?|pop-?ups?)\b"
            r"|\b(?:fake|dodgy|scam|suspicious|bogus|fraudulent) (?:e-?mail|link|message|website|login"
            r"|invoice|call)|\b(?:typed|entered|put) (?:in )?(?:my|her|his|their|the) (?:password"
            rf"|login|details){_LINK}\b(?:page|site|link|form)?|pretending to be"
        ),
    ),
    _rule(
        "cyber_attack",
        "supplier",
        3,
        (
            r"\b(?:got into|broke into|gained access to|attack(?:ed)? (?:on|against)"
            rf"|accessed){_LINK}\b(?:hosting|servers?|database|their systems?|network|cloud)\b"
            r"|\btook (?:a |the |our )?(?:copy of the )?database\b"
        ),
    ),
    _rule(
        "shared_credentials",
        "shared",
        4,
        (
            r"\b(?:shar(?:e|es|ed|ing)|using|uses?|used|us(?:e|ing) the same|give|gave|given|giving"
            r"|lent|lend|borrow(?:ed|ing|s)?|know|knows|passed (?:on)?|signs? in|log(?:s|ged"
            r"|ging)? (?:in|on)|signed in|logs? in)\b(?! (?:out|up))[^.;\n]{0,45}?\b(?:log-?ins?"
            r"|log ins?|password|passcode|credentials|user ?name|pin (?:number|code)|account)\b"
        ),
    ),
    _rule(
        "shared_credentials",
        "written",
        4,
        (
            r"\b(?:password|login|log-?in|pin|passcode|credentials)s?\b[^.;\n]{0,60}?\b(?:post[- ]?it"
            r"|sticky note|whiteboard|written (?:down|on|in)|stuck (?:to|on)|note on|pinned|taped"
            r"|board|on a piece of paper|visible|in view|on display)|\b(?:whiteboard|post[- ]?it"
            r"|sticky note)\b[^.;\n]{0,80}?(?:\.\s[^.;\n]{0,40})?\b(?:password|login|log-?in)"
        ),
    ),
    _rule(
        "shared_credentials",
        "subject",
        1.5,
        (
            r"\b(?:passwords?|shared (?:log-?in|log in|account|password)s?|same (?:log-?in|password"
            r"|account))\b"
        ),
    ),
    _rule(
        "unapproved_service",
        "tool",
        3.5,
        (
            r"\b(?:whats ?app|chat ?gpt|gemini|copilot|ai (?:tool|website|app|site|assistant|chatbot"
            r"|bot)|grammarly|dropbox|wetransfer|google (?:drive|forms?|docs?|translate)|i-?cloud"
            r"|facebook group|telegram|snapchat|free (?:website|app|tool|site|service|version|online"
            r"|account|trial|\w+ (?:website|app|tool|site|viewer|converter))|online (?:tool|converter"
            r"|translator|form|quiz)|(?:personal|private|own|home) (?:gmail|e-?mail|hotmail|outlook"
            r"|google|dropbox|cloud|account|i-?cloud|onedrive|phone))\b"
        ),
    ),
    _rule(
        "unapproved_service",
        "unapproved",
        3,
        (
            r"(?:\b(?:not|never|without being)|n't) (?:been )?(?:agreed|approved|authori[sz]ed|checked"
            r"|reviewed|signed off|cleared|on (?:the|our) (?:approved )?list)|\bunapproved\b"
            r"|\bwithout (?:approval|a dpia|permission from)|\b(?:stores?|stored|hosts?|hosted"
            r"|servers?|data) (?:data |it |them )?(?:is |are )?(?:held |stored |hosted )?(?:in"
            r"|outside) (?:the (?:us|usa|uk|eu|eea|states)|america|europe|(?!our\b|my\b|his\b|her\b|there\b"
            r"|here\b)[a-z]{4,12}(?=[.,;]|$))"
        ),
    ),
    _rule(
        "unapproved_service",
        "uploaded",
        2,
        (
            r"\b(?:uploaded|pasted|copied|typed|put|entered|signed up|created an account"
            r"|made an account|set up)\b[^.;\n]{0,60}?\b(?:website|site|app|tool|online|web ?page"
            r"|viewer|service|chatbot|group)\b"
        ),
    ),
    _rule(
        "found_in_public",
        "found",
        4,
        (
            rf"\bfound\b{_LINK}\b(?:on|in|at|by|under|outside|near)\b[^.;\n]{{0,35}}?\b{_PUBLIC}\b"
            r"|\b(?:memory stick|usb|folder|file|papers?|letter|laptop|phone|pack|sheet"
            rf"|book)s?\b{_LINK}\bfound\b{_LINK}\b{_PUBLIC}\b"
        ),
    ),
    _rule(
        "found_in_public",
        "handed-in",
        3.5,
        (
            r"\b(?:handed|brought|dropped|sent|posted) (?:it |them |this |these )?(?:in"
            rf"|back)\b{_LINK}\b(?:found|finder|public|stranger|passer)|\b(?:member of the public"
            r"|passer-?by|stranger|dog walker|lady|gentleman|neighbour|librarian|driver|cleaner at"
            rf"|shopper|resident)\b{_LINK}\b(?:found|picked up|handed|brought)\b|\b(?:rang|phoned"
            rf"|called|knocked|telephoned|contacted|e-?mailed)\b[^;\n]{{0,70}}?\b(?:found|had been on"
            r"|was in a|were in a|was on (?:the|a|their)|is in (?:a|the)|left on|had been left)\b"
        ),
    ),
    _rule(
        "found_in_public",
        "place",
        1.5,
        (
            r"\b(?:blow(?:ing|n)|scattered|lying|strewn|floating) (?:about|around|in|on|all over|by)\b|\b(?:in"
            r"|on) (?:a|the|their|his|her) (?:\w+ )?(?:trolley|public photocopier|bus|train"
            r"|car park|pavement)\b"
        ),
    ),
    _rule(
        "poor_disposal",
        "bin",
        3.5,
        (
            r"\b(?:skips?|recycling|wheelie|bin bags?|black bags?|bins?|binned|dustbins?|landfill"
            r"|rubbish|bin lorry|refuse|tip)\b"
        ),
    ),
    _rule(
        "poor_disposal",
        "thrown",
        2.5,
        (
            r"\b(?:thr(?:ew|own|ow)(?:ing)? (?:\w+ )?(?:away|out|all)|throw(?:n|ing)? (?:them|it|all)"
            r"|dispos(?:ed|al|e)|not (?:been )?(?:shredded|cut|destroyed|wiped)|un-?shredded"
            r"|instead of (?:being )?shredd|should have been shredded|clear(?:ed|ing)? ?out"
            r"|charity shop|donated|sold (?:on|with)|house clearance|confidential (?:waste|bin)"
            r"|scrapp?ed|second[- ]?hand|ebay|jumble)\b"
        ),
    ),
    _rule(
        "received_in_error",
        "meant",
        4,
        (
            r"\b(?:we|i|our \w+(?: \w+)?|office|inbox|fax|reception)\b[^.;\n]{0,60}?\b(?:received?|got"
            r"|was sent|were sent|been sent|had a (?:phone )?call"
            r"|printed)\b[^.;\n]{0,80}?\b(?:not (?:meant )?for us|in error|by mistake|meant for"
            r"|intended for|wrong school|another school|different school|not ours?)\b|\b(?:is|was"
            r"|were) not (?:meant |intended )?for us\b|(?:\bnot|n't) (?:one of )?ours\b|\b(?:a |for a |for another "
            r"|for the other |another |different )(?:different |other |wrong )?school(?:'s)? (?:was"
            r"|were|has been|came|arrived)\b[^.;\n]{0,30}\b(?:delivered|sent|to us|here)"
        ),
    ),
    _rule(
        "received_in_error",
        "call",
        3,
        (
            r"\b(?:call|letter|e-?mail|fax|parcel|report|file|message)\b[^.;\n]{0,40}?\b(?:meant"
            r"|intended) for (?:another|a different|the (?:surgery|other)|someone else|\w+ school)\b"
            r"|\b(?:sent|delivered|came|posted|e-?mailed) to us (?:by mistake|in error|instead|today"
            r"|this)\b|\bmisdirected\b[^.\n]{0,40}\b(?:received|to us|by us)\b"
            r"|\b(?:got|had|have|rung|called|dialled) the wrong (?:school|number|office)\b"
            r""
        ),
    ),
    _rule(
        "lost_or_stolen_equipment",
        "device",
        4.2,
        (
            rf"\b{DEVICE}\b(?! (?:number|screen|call|password))[^.;\n]{{0,70}}?\b{_LOSS}\b"
            rf"|\b{_LOSS}\b[^.;\n]{{0,40}}?\b{DEVICE}\b(?! (?:number|call|printer))"
        ),
    ),
    _rule(
        "lost_or_stolen_equipment",
        "left-behind",
        2.5,
        (
            rf"\b{DEVICE}\b[^.;\n]{{0,60}}?\bleft (?:on|in|at|behind|it)\b"
            rf"|\bleft\b[^.;\n]{{0,30}}?\b{DEVICE}\b"
        ),
    ),
    _rule(
        "received_in_error",
        "came",
        2.5,
        r"\b(?:came|arrived|turned up|landed|(?:was|were) delivered)\b[^.;\n]{0,40}\b(?:post|in-?box|in-?tray"
        r"|pigeon ?hole|mail ?bag|fax)\b(?=[^\n]{0,160}\b(?:should have (?:gone|been|come)|meant for|intended for"
        r"|addressed to|not ours|belongs to)\b)",
    ),
    _rule(
        "lost_or_stolen_information",
        "someone-took",
        3,
        r"\b(?:someone|somebody|whoever)(?:'s|s| has| had|) (?:\w+ )?(?:taken|took|picked up"
        r"|walked off with) (?:it|them|my|the|some)\b",
    ),
    _rule(
        "lost_or_stolen_equipment",
        "inside",
        3.5,
        rf"\b{DEVICE}\b[^.;\n]{{0,45}}?\b(?:was|were) (?:in|inside) (?:it|there|the bag|my bag)\b"
        rf"|\b(?:in|inside) (?:it|the bag|my bag|there) (?:was|were)\b[^.;\n]{{0,45}}?\b{DEVICE}\b",
    ),
    _rule(
        "unauthorised_disclosure",
        "exposed",
        4,
        r"\b(?:display(?:ed|ing|s)|show(?:ed|n|ing|s)|visible|appeared|(?:can|could|able to) (?:see|view|read))\b"
        r"[^.;\n]{0,60}?\b(?:(?:wrong|another|other|some other|each other's|everyone's|everybody's|someone else's"
        r"|somebody else's|everyone else's) (?:\w+ ){0,2}?(?:famil\w+|pupil|child|parent|student|person|boy|girl"
        r"|people|"
        r"member|staff|details|data|records?|report|marks|grades)|(?:to )?(?:anyone|anybody) (?:who|logging|with"
        r"|else))",
    ),
    _rule(
        "lost_or_stolen_information",
        "paper",
        3,
        (
            rf"\b{PAPER}\b[^.;\n]{{0,70}}?\b{_LOSS}\b|\b{_LOSS}\b[^.;\n]{{0,45}}?\b{PAPER}\b"
            rf"|\bleft\b[^.;\n]{{0,45}}?\b{PAPER}\b[^.;\n]{{0,25}}?\b(?:on|in|at|behind|under)\b"
            r"|\bleft (?:it|them) (?:there|behind|on|in)\b"
        ),
    ),
    _rule(
        "lost_or_stolen_information",
        "destroyed",
        3.2,
        (
            r"\b(?:flood(?:ed|ing)?|burst pipe|fire damage|water damage|pulp(?:ed)?|destroyed|soaked"
            r"|foot of water|mould)\b"
        ),
    ),
    _rule(
        "lost_or_stolen_information",
        "bag",
        2.5,
        (
            r"\b(?:drove off|roof of (?:the|my) car|handbag|rucksack|briefcase|pigeon ?hole|my bag"
            r"|car boot)\b"
        ),
    ),
    _rule(
        "sent_to_wrong_person",
        "wrong",
        4,
        (
            rf"\b(?:{_SENT})\b[^.;\n]{{0,90}}?\b(?:the )?(?:wrong|instead of|rather than"
            r"|different (?:family|parent|firm|child|pupil)|another (?:family|parent|child|pupil)"
            r"|unrelated|by mistake|in error|mistakenly|accidentally|other (?:child|family|pupil"
            r"|parent)|swapped)|\bwrong (?:person|parent|address|recipient|family|child|e-?mail"
            r"|email address|attachment|envelope|houses?|pupil|school|inbox|group|contact|mum|dad|file"
            r"|number|people|class|provider|care provider|list|\w+ (?:in|from) the (?:list"
            rf"|address book))\b|\b(?:in error|by mistake|accidentally|mistakenly) (?:{_SENT})\b"
        ),
    ),
    _rule(
        "sent_to_wrong_person",
        "meant",
        3.5,
        (
            rf"\b(?:{_SENT})\b[^.;\n]{{0,90}}?\b(?:when (?:i|he|she|it|we|they) (?:meant|should)"
            r"|should have (?:gone|been sent)|(?:was|were) (?:meant|intended) for"
            r"|which (?:was|were) for)\b|\b(?:it |they |this )?(?:should have gone to"
            r"|went (?:instead )?to (?:a|the) (?:parent|family|wrong|other))\b|\bmeant to (?:e-?mail|send|post"
            r"|give|attach)\b|\bfor what (?:i"
            r"|we|he|she) thought was\b|\bto who(?:m)? (?:i|she|he) thought\b|\b(?:auto-?(?:fill"
            rf"|complete)|filled in|picked|selected|chose)\w*\b[^.;\n]{{0,60}}?\b(?:rather than"
            r"|instead of|wrong)\b"
        ),
    ),
    _rule(
        "sent_to_wrong_person",
        "ended-up",
        3.5,
        r"\b(?:ended up|went|gone|slipped|put|stuck) (?:\w+ )?(?:in|into|with|inside) (?:the (?:same|one|wrong|other)"
        r"|one|another|someone else's|somebody else's) (?:\w+ )?(?:envelopes?|folders?|letters?"
        r"|packs?|bags?|trays?|files?|e-?mails?)\b"
        r"|\bended up (?:with|in the hands of) (?:a|the|another|some) (?:\w+ )?(?:parent|famil\w+"
        r"|pupil|child|person)\b",
    ),
    _rule(
        "sent_to_wrong_person",
        "mixed-up",
        3,
        (
            r"\b(?:mix(?:ed)?[- ]?up|mail merge|swapped|another child's|someone else's|somebody else's"
            r"|other child's|wrong child's|different child's|misdirected|mis-?sent|mis-?addressed"
            r"|(?:slipped|moved|shifted|out) by (?:one|a row|a line))\b"
        ),
    ),
    _rule(
        "unauthorised_access",
        "snooped",
        4,
        (
            r"\b(?:no (?:legitimate |business |good |need |professional )*(?:reason|need|business) to"
            r"|does(?:n't| not) teach|without (?:permission|authori[sz]ation|good reason|being asked)"
            r"|snoop\w*|nosy|nosey|curiosity|unauthori[sz]ed access|access log|audit (?:log|report"
            r"|trail)|shouldn't have (?:access|seen|been)|should not have (?:access|had access|seen"
            r"|been able)|reading (?:staff|other people's|someone's|my|colleagues'?) (?:e-?mails?"
            r"|files?|mail))\b"
        ),
    ),
    _rule(
        "unauthorised_access",
        "unlocked",
        4,
        (
            r"\b(?:left|was|were|found|been) (?:\w+ )?(?:unlocked|logged in|logged on"
            r"|open)\b[^.;\n]{0,40}|\blogged in (?:from|to|as|with|using)\b[^.;\n]{0,30}"
            r"|\b(?:looked up|looking at|reading it out|read(?:ing)? (?:through|it out)"
            r"|went through)\b"
        ),
    ),
    _rule(
        "unauthorised_access",
        "former",
        3,
        (
            r"\b(?:former|ex-?)\s?(?:employee|member of staff|ta|teacher|staff|colleague|pupil"
            r"|student)\b|\baccount should have been (?:closed|disabled)|\bstill (?:had|has) access\b"
        ),
    ),
    _rule(
        "unauthorised_disclosure",
        "bcc",
        5,
        (
            r"\b(?:bcc|to box|cc box|cc instead|(?:see|can see|visible to) (?:every|each other"
            r"|all the other|everyone)[^.;\n]{0,30}(?:e-?mail|address)|see (?:every(?:one|body)(?:'s"
            r"| else's)|other (?:families|people|parents|pupils)'?s?))\b"
        ),
    ),
    _rule(
        "unauthorised_disclosure",
        "aloud",
        4.5,
        (
            r"\b(?:read (?:out|aloud) |read (?:her|him|them) (?:the|out|all|her|his) |reading out"
            r"|read aloud|announced|told (?:a"
            r"|the) (?:parent|caller|man|woman|class|room|other)|over the (?:tannoy|phone)|gave (?:out"
            r"|him|her) (?:the|her|his|their) (?:address|details|number)|disclos(?:ed|ing|ure)"
            r"|discuss(?:ed|ing)|overhear\w*|overheard|gossip\w*|talking about|blurted|let slip"
            r"|mentioned)\b"
        ),
    ),
    _rule(
        "unauthorised_disclosure",
        "audience",
        4,
        (
            r"\b(?:posted|put (?:it |them )?up|published|uploaded|displayed|shown|showed|projected"
            r"|shared my screen|on the (?:whiteboard|screen|projector"
            r"|smartboard))\b[^.;\n]{0,60}?\b(?:channel|website|web site|facebook|twitter|instagram"
            r"|newsletter|social media|teams|google classroom|noticeboard|display|class(?:room)?|board"
            r"|screen|assembly|app|dojo|page)\b|\b(?:gave|handed|showed) (?:a|the) (?:councillor"
            r"|journalist|reporter|visitor|parent|governor|contractor|volunteer"
            r"|relative)\b[^.;\n]{0,80}\b(?:list|printed|file|details|report|names)\b|\b(?:everyone"
            r"|anyone|public|publicly|all parents|other families) (?:could|can|was able to) (?:see"
            r"|view|read|access)|\bopen on the (?:kitchen|table|desk|worktop|sofa)|\bvisible to (?:all"
            r"|every|other|parents|the public|anyone)"
        ),
    ),
    _rule(
        "unauthorised_disclosure",
        "too-many",
        3,
        r"\b(?:forwarded|sent|e-?mailed|cc'?d|copied|shared|showed|read"
        r"|circulated)\b[^.;\n]{0,80}?\bto (?:the whole"
        r"|everyone|everybody|all of|every member)\b",
    ),
    _rule(
        "unauthorised_disclosure",
        "no-need-to-know",
        2.5,
        r"\b(?:none of (?:them|us|whom)|didn't|did not|no) (?:need(?:ed)? to (?:see|know)"
        r"|had any need)\b|\bmirror(?:ed|ing) my screen"
        r"|\b(?:everyone|everybody|whole (?:class|room|hall)|all of them) (?:could|can) see\b",
    ),
    _rule(
        "unauthorised_disclosure",
        "form",
        2.5,
        (
            r"\b(?:previous responses|visible to|sharing (?:setting|link)|anyone with the link"
            r"|permission(?:s)? (?:was|were) (?:wrong|set)|set to public|wrong permissions?)\b"
        ),
    ),
)
