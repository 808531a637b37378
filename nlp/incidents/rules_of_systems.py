"""What speaks for attacks, for shared passwords and for services that nobody approved."""

from nlp.incidents.words import LINK, rule

SYSTEMS = (
    rule(
        "cyber_attack",
        "malware",
        4,
        (
            r"\b(?:ransomware|malware|virus|trojan|ransom note|hack(?:ed|er|ers|ing)"
            r"|cyber[- ]?(?:attack|incident)|phish(?:ing|ed)?|spoof(?:ed|ing)?|brute force|ddos"
            r"|data exfiltrat\w*|intruders?|attackers?|cyber[- ]?criminals?)\b"
        ),
    ),
    rule(
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
    rule(
        "cyber_attack",
        "clicked",
        3.5,
        (
            rf"\bclick(?:ed|ing)? {LINK}\b(?:links?|attachments?|button|documents?|pop-?ups?)\b"
            r"|\b(?:fake|dodgy|scam|suspicious|bogus|fraudulent) (?:e-?mail|link|message|website|login"
            r"|invoice|call)|\b(?:typed|entered|put) (?:in )?(?:my|her|his|their|the) (?:password"
            rf"|login|details){LINK}\b(?:page|site|link|form)?|pretending to be"
        ),
    ),
    rule(
        "cyber_attack",
        "supplier",
        3,
        (
            r"\b(?:got into|broke into|gained access to|attack(?:ed)? (?:on|against)"
            rf"|accessed){LINK}\b(?:hosting|servers?|database|their systems?|network|cloud)\b"
            r"|\btook (?:a |the |our )?(?:copy of the )?database\b"
        ),
    ),
    rule(
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
    rule(
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
    rule(
        "shared_credentials",
        "subject",
        1.5,
        (
            r"\b(?:passwords?|shared (?:log-?in|log in|account|password)s?|same (?:log-?in|password"
            r"|account))\b"
        ),
    ),
    rule(
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
    rule(
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
    rule(
        "unapproved_service",
        "uploaded",
        2,
        (
            r"\b(?:uploaded|pasted|copied|typed|put|entered|signed up|created an account"
            r"|made an account|set up)\b[^.;\n]{0,60}?\b(?:website|site|app|tool|online|web ?page"
            r"|viewer|service|chatbot|group)\b"
        ),
    ),
)
