"""Words by which questions about the procedure are known, as patterns: who, what, and what is done with it."""

PEOPLE = (
    r"(?:parents?|mums?|dads?|famil(?:y|ies)|carers?|guardians?|pupils?|child(?:ren)?|kids?|students?|learners?"
    r"|data subjects?|victims?|people (?:affected|concerned|involved|whose)|individuals?|them|those|him|her)"
)
"""Those whose information it is, and theirs."""
OFFICER = r"(?:dpo|data protection (?:officer|lead|person|guy|lady))"
LEADERS = (
    r"(?:(?:my|the|our) )?(?:chair of )?(?:heads?|headteacher|head ?teacher|executive head|hr|governors?|slt"
    r"|principal|council"
    r"|police|local authority|federation|union|whole school|every ?one|colleagues|staff|anyone(?: else)?"
    r"|other (?:people|staff|teachers))"
)
SOMEBODY = (
    r"(?:somebody|someone|another person|(?:a |my (?:own )?|the )?(?:colleague|friend|mate|boss|manager|teacher|ta))"
)
COLLEAGUE = (
    r"(?:a |an |my |own |another |the |some)*"
    r"(?:colleagues?|one else|body else|others?|member of staff|friend|ta|boss|teacher)"
)
DEVICE = (
    r"(?:laptop|lap top|ipad|phone|mobile|tablet|device|memory stick|usb|pen drive|chromebook|equipment|kit|camera)s?"
)
GONE = r"(?:lost|lose|loses|losing|go missing|missing|stolen|steals?|nicked|mislaid|misplaced|theft|loss)"
REPORT = (
    r"(?:this|it|that|them|(?:my|the|a|our|your|these|those) (?:reports?|forms?|details|name|data|records?|incidents?)"
    r"|reports?|forms?|what i (?:say|write|type|tell))"
)
ADDRESS = (
    r"(?:tell|inform|let|contact|ring|phone|call|e-?mail|notify|apologi[sz]e to|write to|warn|(?:speak|talk) (?:to"
    r"|with)"
    r"|explain to|own up to|message|say (?:anything |sorry )?to|alert|advise)"
)
KNOW = (
    r"(?:told|tells?|sees?|know|knows|notified|informed|reads?|pass|finds?|looks?|access|find out|hears?|receives?"
    r"|copied"
    r"|involved)"
)
HAND_OVER = r"(?:send|attach|provide|include|upload|need|want|see|keep|forward|give you|show you|submit|supply|share)"
PROOF = (
    r"(?:copy|copies|screen ?shots?|evidence|attachments?|proof|photos?|pictures?"
    r"|(?:the|that) (?:actual |original )?(?:e-?mail|document|letter|file|list|original|paper|sheet)s?)"
)
MUST = r"(?:have|need|needs|required?|must|got|supposed|meant|expected|bound|ought|should|shall|does|do|is|can|worth)"
OWN_UP = (
    r"(?:report|reported|reporting|be logged|tell (?:you|anyone|someone|somebody)|telling (?:you|anyone)|own up"
    r"|be flagged|flag it|declare)"
)
