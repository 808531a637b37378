"""The words by which harm to information is told, as a table, and those for information about people.

Most of the words of harm are common in any school's mail: alone they prove nothing.
"""

import re

_GAP = r"[^.;!?\n]{0,60}?"
_PERSON = r"(?:pupil|child|student|family|parent|person|famil(?:y|ies)|boy|girl|mum|dad|member of staff|colleague)"
_DETAILS = (
    r"(?:names?|address(?:es)?|phone numbers?|numbers|dates? of birth|birthdays?|postcodes?|details|medical|medicines?"
    r"|allerg\w+|diagnos\w+|illness|sickness|benefits|bank|salary|payslips?|references|scores?|marks|grades|levels"
    r"|safeguarding|child protection|social (?:services|worker)|hospital|special needs|sen\b|court|injuries|absences?)"
)
_WRONG = (
    r"(?:person|parent|child|pupil|family|mum|dad|mrs|mr|miss|ms|address|e-?mail|school|pigeon ?hole|envelope"
    r"|attachment|file|recipient|list|group|inbox|number on|social worker|teacher|colleague|class)"
)
_SAYS_SO = (
    r"\b(?:data|privacy|gdpr|confidentiality|security|information) (?:breach|incident|leak)\w*"
    r"|\bbreach(?:es)? of (?:gdpr|privacy|confiden\w+|(?:the )?data protection|trust)"
    r"|\b(?:is|was) (?:this|that|it) a breach\b|\bdo (?:i|we) need to report (?:it|this)\b"
    r"|\bwho (?:do|should) (?:i|we) (?:tell|report)\b"
    r"|\breport(?:ing)? (?:a|an|this) (?:data |near )?(?:incident|breach|miss|loss)\b"
    r"|\b(?:handled|used|shared|treated|looked after|processed) my (?:personal )?(?:data|information|details)\b"
    r"|\bdata protection (?:complaint|problem|issue|mistake|incident|breach)\b|\bdata loss\b"
    r"|\btor(?:ri|iad) (?:data|preifatrwydd)\b"
)
_WRONG_READER = (
    r"\b(?:about|for|of|on|belonging to|meant for|addressed to) (?:another|a different|somebody else|someone else)"
    rf" ?(?:{_PERSON}|school)?\b"
    rf"|\b(?:another|somebody else|someone else|other) ?(?:{_PERSON})?'s?{_GAP}"
    r"\b(?:letter|report|file|envelope|record|form|details|results?|address|number|notes?|medicine|plan)"
    rf"|\bwrong (?:\w+ )?{_WRONG}\b"
    r"|\b(?:by (?:mistake|accident)|in error|accidentally|mistakenly|instead of)\b"
    r"|\b(?:isn't|not|aren't) (?:mine|ours|for us|my (?:child|son|daughter))\b"
    r"|\bshould(?:n't| not| never) have (?:this|these|it|them|gone|got|been sent|had)\b|\bshould have gone to\b"
    r"|\b(?:don't|do not) think (?:i|we) should (?:have|be)\b|\bto (?:somebody|someone) else\b"
    r"|\bgone to the (?!hospital|doctor|dentist|toilet|park|shops?)\w+|\bcan it be (?:pulled|got|called) back\b"
    r"|\b(?:forgot|without|not|instead of|n't) (?:\w+ ){0,3}bcc\b"
    rf"|\bcan see (?:the|everyone|everybody|each){_GAP}\b(?:address|e-?mail)|\bmeant for\b|\bkeep getting\b"
    r"|\b(?:hit|pressed|clicked|used|did a) reply[- ]all\b|\breplied to (?:all|every\w+)\b"
    r"|\blogged in as (?:somebody|someone|another|a different)\b|\banother (?:one )?(?:\w+ ){0,3}for (?:a"
    r"|another) (?:lad|boy|girl|child|pupil)\b"
    r"|\b(?:besides|as well as) (?:ours|mine)\b|\b(?:through|to) (?:my|our) (?:door|letterbox|house)\b|\b(?:similar"
    r"|same) name\b"
    r"|\bother (?:pupils|children|families|parents|people|schools)\b|\bnext door's\b|\b(?:don't know|haven't got"
    r"|don't have) an? \w+(?=[.!?\n])|\bintended for\b|\bmuddled\b|\bmixed up\b|\bother way round\b"
    r"|\b(?:mine|my own) and \w+'s\b|\bplentyn arall\b|\btrwy gamgymeriad\b|\banghywir\b"
)
_GONE = (
    r"\b(?:lost|losing|mislaid|misplaced|missing|stolen|snatched|nicked|smashed|broke(?:n)? in(?:to)?|disappeared"
    r"|vanished|never arrived|(?:can't|cannot|can not|couldn't|could not) (?:find|be found)|not there now"
    r"|(?:has|have|is|are|was|were|it's|that's|they're) (?:now )?gone|gone (?:from|missing)|(?:didn't|never"
    r"|hasn't) (?:come|came) back|burst|flood\w*|no drive in|taken from"
    r"|(?:was|were) taken (?:from|out|by|last|on)|left (?:\w+ ){0,5}(?:on|in|at|behind)"
    r"|have(?:n't| not) got (?:it|them) any ?more)\b|\bar goll\b|\bwedi colli\b|\bwedi ei ddwyn\b"
)
_FOUND = (
    r"\bfound\b|\b(?:handed|brought) in\b|\bpicked up\b|\bin my (?:hedge|garden|bag|letterbox)\b|\bblew\b|\bskip\b"
    r"|\bbins?\b|\brecycling\b|\bshredd\w+|\bthrown (?:out|away)\b|\b(?:is|are) behind the desk\b"
    rf"|\bcome and get it\b|\ball along{_GAP}\b(?:road|street|hedge|path)\b"
)
_SHOWN = (
    r"\b(?<!we )(?:can|could|able to|anyone|anybody|everyone|everybody) (?:\w+ )?(?:see|saw|read|open|download|view)\b"
    r"|\b(?:visible|published|publicly|public link|open portal|on display|projected|without (?:a |any )?password"
    r"|any(?:one|body) (?:can|who|coming|walking|passing)|open to the (?:whole )?world|every\w+ (?:who|with) (?:the"
    r"|a) link)\b"
    rf"|\b(?:posted|posting|put|putting|shared|shown|picture|photo)\b{_GAP}\b(?:facebook|whats ?app|instagram"
    rf"|tik ?tok|twitter"
    r"|social media|big board|whiteboard|on the board|(?:school|our) website|newsletter)\b"
    r"|\b(?:saw|read) (?:it|them|what|a message)\b|\bopened (?:it|an envelope)\b|\bwalking past\b"
    r"|\bsomebody else opened\b|\b(?:seen|read|opened) by (?:another|other|somebody|someone|a different|the wrong)\b"
)
_TOLD = (
    r"\b(?:told|telling|tells|talking|talked|gossip\w*|laughing|overheard|discussed|discussing|reading)\b"
    r"[^.;!?\n]{0,40}?\b(?:people|everyone|everybody|another|him|them|a man|a caller|the caller"
    r"|other (?:parents|mums)|where (?:we|i|they|he|she)|about (?:my|our|a|the|his|her)|which|to the)\b"
    r"|\b(?:gave|given|giving) (?:out|away)\b|\bgave (?:him|her|them|a) \w+"
)
_REGRET = (
    r"\b(?:sorry|i'm afraid|apolog\w+|oops|oh dear|own up|i feel awful|worried|upset|not happy|unhappy|disgusted"
    r"|furious"
    r"|shocked|please delete|deleted (?:it|them)|delete it|ignore (?:my|our|the) last|even though"
    r"|although we (?:asked|said)"
    r"|(?:we|i) (?:ticked|said) no|how (?:does|do|did) [^.?!\n]{0,40} know|only ever told|never (?:agreed|asked|said)"
    r"|all over the|before i (?:saw|noticed|realised)|opened it|on their own|by itself|a fault)\b"
)
_ATTACK = r"\b(?:hacked|hackers?|ransom\w*|malware|bitcoin|attackers?|gained access|compromised|taken over)\b"
_TRICKED = (
    r"\b(?:i|i've|he|she|we|somebody|someone) (?:\w+ ){0,2}clicked\b"
    r"|\b(?:typed|put|entered) (?:\w+ )?(?:my|her|his|our) (?:password|log-? ?in|details)\b"
    r"|\bforwarding every\w+\b|\bsending (?:messages|e-?mails?|mails?) to every\w+\b"
    r"|\bnone of (?:the|our|my) files\b|\bscreen (?:is )?asking for\b"
)
_LOOKED = (
    r"\blooked up\b|\bstill log (?:in|on)\b|\blog(?:s|ged)? (?:in|on) (?:as|with|using)\b"
    rf"|\b(?:uses?|using|used|written|shared?|sharing)\b{_GAP}\b(?:log-? ?in|password|account)s?\b"
    r"|\bleft (?:unlocked|logged|open|unattended)|\bunlocked\b|\bchat ?gpt\b|\bnever gave permission\b"
    r"|\bwithout (?:my|our|their|asking|permission)\b"
)
HARM = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("says_so", _SAYS_SO),
        ("wrong_reader", _WRONG_READER),
        ("gone", _GONE),
        ("found", _FOUND),
        ("shown", _SHOWN),
        ("told", _TOLD),
        ("attack", _ATTACK),
        ("tricked", _TRICKED),
        ("looked", _LOOKED),
        ("regret", _REGRET),
    )
)
"""Kinds of harm, and the words for them."""

PERSONAL = re.compile(
    r"\b(?:(?:pupils?|child(?:ren)?|students?|staff|parents?|famil(?:y|ies)|kids?|class|boy|girl|people)(?:'s|s'|')?"
    rf"|\w{{1,40}}(?:'s|s')) (?:\w+ )?(?:files?|records?|reports?|lists?|registers?|information|data|{_DETAILS})\b"
    r"|\b(?:list|sheet|spreadsheet|notes?|letters?|report|reports|file|files|folder|book|photos?|pictures?|numbers"
    r"|minutes|register|records?|forms?|plans?) (?:of|with|about|on|for|full of|has|have|had) "
    rf"{_GAP}\b(?:{_DETAILS}|pupils?|child(?:ren)?|kids|staff|parents|boy|girl)\b"
    r"|\b(?:class lists?|mark ?book|registers?|care plans?|payslips?|safeguarding|child protection|sick note"
    r"|medical (?:forms?|list|notes|files)"
    r"|(?:school|work) (?:\w+ )?(?:laptop|phone|mobile|i-?pad|tablet|camera|chromebook)"
    r"|trip (?:mobile|phone|folder)|memory stick|usb|assessments?|e-?mail address(?:es)?|bcc"
    r"|(?:reading|test) (?:scores|results)|bank details|ni number|dates? of birth|home address(?:es)?|phone numbers"
    r"|visitors'? book|accident book|interview notes|references|pupil files|our address|where we live"
    r"|looked[- ]after|text messages about|staff folder|fire list|names|log-? ?in and password"
    r"|(?:office|staff|system) (?:log-? ?in|password)|enw\b|cyfeiriad|adroddiad|meddygol)\b"
    r"|\b(?:full name|(?:his|her|their|my|our|\w{1,20}'s) (?:photo|picture|diagnosis|exclusion|medication"
    r"|medical \w+|adhd|autism"
    r"|illness|address)|nhs numbers?|emergency (?:contacts|numbers)|salar(?:y|ies)|diagnosis|exclusion|adhd"
    r"|dbs certificate"
    r"|personnel|grievance|(?:other|another|one of your|one of our|next door's) (?:pupils?|child(?:ren)?|boy|girl)\b"
    r"|(?:parents'?|pupils'?|children's) (?:numbers|pages?|answers|names|e-?mails?|progress)|pupil system"
    r"|answers and e-?mails?)\b"
    rf"|\b{_DETAILS}(?: \w+)? (?:of|for|about) (?:(?!my\b|our\b|his\b|her\b)\w+ ){{0,3}}?"
    r"(?:pupils?|child(?:ren)?|kids|students?|staff|parents?|famil(?:y|ies)|boys?|girls?)\b"
    r"|\bname(?:,| and | under |-tagged)"
)
"""Information about people, as schools speak of it."""

ASKS_FOR_DATA = re.compile(
    r"\bsubject access\b|\b(?:copy|copies) of (?:all |any |every\w* )?(?:the |my |our |his |her ){0,3}(?:personal )?"
    r"(?:data|information|records?)\b[^.\n]{0,40}\b(?:you|school|held|hold)\b"
    r"|\b(?:data|information) (?:that )?(?:do |does )?(?:you|the school) (?:hold|have|keep)s? (?:about|on)"
    r" (?:me|my|us|him|her)\b"
    r"|\bright to (?:erasure|be forgotten|access)\b|\bfreedom of information\b|\bcais (?:am )?wybodaeth\b"
    r"|\b(?:delete|erase) (?:all )?(?:my|our|his|her) (?:personal )?(?:data|information|records?)\b"
)
