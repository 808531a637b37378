"""What speaks for information that reached, or was seen by, the wrong people."""

from nlp.incidents.words import SENT, rule

PEOPLE = (
    rule(
        "sent_to_wrong_person",
        "wrong",
        4,
        (
            rf"\b(?:{SENT})\b[^.;\n]{{0,90}}?\b(?:the )?(?:wrong|instead of|rather than"
            r"|different (?:family|parent|firm|child|pupil)|another (?:family|parent|child|pupil)"
            r"|unrelated|by mistake|in error|mistakenly|accidentally|other (?:child|family|pupil"
            r"|parent)|swapped)|\bwrong (?:person|parent|address|recipient|family|child|e-?mail"
            r"|email address|attachment|envelope|houses?|pupil|school|inbox|group|contact|mum|dad|file"
            r"|number|people|class|provider|care provider|list|\w+ (?:in|from) the (?:list"
            rf"|address book))\b|\b(?:in error|by mistake|accidentally|mistakenly) (?:{SENT})\b"
        ),
    ),
    rule(
        "sent_to_wrong_person",
        "meant",
        3.5,
        (
            rf"\b(?:{SENT})\b[^.;\n]{{0,90}}?\b(?:when (?:i|he|she|it|we|they) (?:meant|should)"
            r"|should have (?:gone|been sent)|(?:was|were) (?:meant|intended) for"
            r"|which (?:was|were) for)\b|\b(?:it |they |this )?(?:should have gone to"
            r"|went (?:instead )?to (?:a|the) (?:parent|family|wrong|other))\b|\bmeant to (?:e-?mail|send|post"
            r"|give|attach)\b|\bfor what (?:i"
            r"|we|he|she) thought was\b|\bto who(?:m)? (?:i|she|he) thought\b|\b(?:auto-?(?:fill"
            rf"|complete)|filled in|picked|selected|chose)\w*\b[^.;\n]{{0,60}}?\b(?:rather than"
            r"|instead of|wrong)\b"
        ),
    ),
    rule(
        "sent_to_wrong_person",
        "ended-up",
        3.5,
        r"\b(?:ended up|went|gone|slipped|put|stuck) (?:\w+ )?(?:in|into|with|inside) (?:the (?:same|one|wrong|other)"
        r"|one|another|someone else's|somebody else's) (?:\w+ )?(?:envelopes?|folders?|letters?"
        r"|packs?|bags?|trays?|files?|e-?mails?)\b"
        r"|\bended up (?:with|in the hands of) (?:a|the|another|some) (?:\w+ )?(?:parent|famil\w+"
        r"|pupil|child|person)\b",
    ),
    rule(
        "sent_to_wrong_person",
        "mixed-up",
        3,
        (
            r"\b(?:mix(?:ed)?[- ]?up|mail merge|swapped|another child's|someone else's|somebody else's"
            r"|other child's|wrong child's|different child's|misdirected|mis-?sent|mis-?addressed"
            r"|(?:slipped|moved|shifted|out) by (?:one|a row|a line))\b"
        ),
    ),
    rule(
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
    rule(
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
    rule(
        "received_in_error",
        "came",
        2.5,
        r"\b(?:came|arrived|turned up|landed|(?:was|were) delivered)\b[^.;\n]{0,40}\b(?:post|in-?box|in-?tray"
        r"|pigeon ?hole|mail ?bag|fax)\b(?=[^\n]{0,160}\b(?:should have (?:gone|been|come)|meant for|intended for"
        r"|addressed to|not ours|belongs to)\b)",
    ),
    rule(
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
    rule(
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
    rule(
        "unauthorised_access",
        "former",
        3,
        (
            r"\b(?:former|ex-?)\s?(?:employee|member of staff|ta|teacher|staff|colleague|pupil"
            r"|student)\b|\baccount should have been (?:closed|disabled)|\bstill (?:had|has) access\b"
        ),
    ),
    rule(
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
    rule(
        "unauthorised_disclosure",
        "bcc",
        5,
        (
            r"\b(?:bcc|to box|cc box|cc instead|(?:see|can see|visible to) (?:every|each other"
            r"|all the other|everyone)[^.;\n]{0,30}(?:e-?mail|address)|see (?:every(?:one|body)(?:'s"
            r"| else's)|other (?:families|people|parents|pupils)'?s?))\b"
        ),
    ),
    rule(
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
    rule(
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
    rule(
        "unauthorised_disclosure",
        "too-many",
        3,
        r"\b(?:forwarded|sent|e-?mailed|cc'?d|copied|shared|showed|read"
        r"|circulated)\b[^.;\n]{0,80}?\bto (?:the whole"
        r"|everyone|everybody|all of|every member)\b",
    ),
    rule(
        "unauthorised_disclosure",
        "no-need-to-know",
        2.5,
        r"\b(?:none of (?:them|us|whom)|didn't|did not|no) (?:need(?:ed)? to (?:see|know)"
        r"|had any need)\b|\bmirror(?:ed|ing) my screen"
        r"|\b(?:everyone|everybody|whole (?:class|room|hall)|all of them) (?:could|can) see\b",
    ),
    rule(
        "unauthorised_disclosure",
        "form",
        2.5,
        (
            r"\b(?:previous responses|visible to|sharing (?:setting|link)|anyone with the link"
            r"|permission(?:s)? (?:was|were) (?:wrong|set)|set to public|wrong permissions?)\b"
        ),
    ),
)
