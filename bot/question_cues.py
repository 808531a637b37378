"""What a question about the procedure is about: one row of cues a topic, tried from top to bottom."""

import re
from collections.abc import Sequence

from bot.question_words import (
    ADDRESS,
    COLLEAGUE,
    DEVICE,
    GONE,
    HAND_OVER,
    KNOW,
    LEADERS,
    MUST,
    OFFICER,
    OWN_UP,
    PEOPLE,
    PROOF,
    REPORT,
    SOMEBODY,
)


def _row(topic: str, *cues: str) -> tuple[str, re.Pattern[str]]:
    return topic, re.compile(rf"\b(?:{'|'.join(cues)})")


CUES: Sequence[tuple[str, re.Pattern[str]]] = (
    _row(
        "anonymous",
        r"anon\w*|(?:give|leave|put|say|use|include|see|know|keep|show) (?:\w+ ){0,2}my name|in confidence",
        r"without (?:my|a|giving|leaving|saying)\b.*\bname|know (?:that )?it (?:was|is|came from) (?:me|who)",
        r"know (?:it|that its) me|who i am|know who (?:reported|sent|told|it was)|who reported it|find out it was me",
        r"know i (?:reported|told|said|sent|wrote|did)|my name (?:\w+ )?(?:left out|removed|known|mentioned|kept)",
        r"(?:is|are|stay|be|kept?|remain|treated as|all|strictly|report|this) (?:in )?(?:confidential|private"
        r"|secret)\b",
        r"confidentially|name (?:be|is|get|gets|go|come|appear|out of)",
    ),
    _row(
        "retention",
        r"how many years|(?:hold|hang) on to (?:it|them|this|these|reports)|for ?ever\b",
        r"how long (?:do|does|will|is|are|would|for)\b.*\b(?:kept|keeps?|stored?|held|hold|retain\w*|stay|on file)\b"
        r"(?! (?:the|an?) (?!report|form))",
        rf"(?:kept|keep|stay|held|hold|store) (?:{REPORT} )?(?:on (?:file|record|my file)|for ?ever\b)",
        rf"when (?:do|does|will|is|are|get) {REPORT}.*(?:delet\w+|destroy\w*|shredded)",
    ),
    _row(
        "near_miss",
        r"near[ -]?miss\w*|caught (?:it )?(?:just )?in time|nearly\b|almost\b|no harm (?:was |is |has been )?done",
        r"nothing (?:actually )?(?:happen\w*|got out|came of it|went wrong|leaked|was lost|bad)",
        r"if its (?:sorted|fixed)",
        r"stopped (?:it )?(?:just )?in time|(?:no ?one|nobody) (?:saw|sees|was affected|opened|read|noticed)",
        r"(?:didnt|doesnt|never) (?:actually )?(?:get|go|leave|reach) (?:out|anywhere)",
    ),
    _row(
        "how_to_report",
        r"(?:process|procedure|protocol|way|steps?|route) (?:for|to|of|when) (?:report|log|tell|rais)\w*",
    ),
    _row(
        "incident",
        r"(?:is|are|was|were|would|does|if|could)\b(?!.*\b(?:sure|certain|doubt)\b).{3,80}\ban? "
        r"(?:actual |real |data |gdpr |security |data protection )*(?:breach|incident)\??$",
    ),
    _row(
        "weekend",
        r"week ?ends?|saturdays?|sundays?|half[ -]?term|holidays?|out of (?:school )?hours|after (?:hours|school)",
        r"school is (?:shut|closed)|inset day|friday (?:night|evening|afternoon)|at night|in the evening",
        r"christmas|easter|summer break",
    ),
    _row(
        "complaint",
        r"complain\w*",
    ),
    _row(
        "ico",
        r"ico\b|information commissioner\w*|regulator|commissioners?\b",
    ),
    _row(
        "line_manager",
        r"line (?:managers?|management)|(?:my|the|our|a) (?:manager|supervisor|boss|hod|hoy|(?:phase|team) leader)\b",
        r"head of (?:department|year|faculty|house|dept)",
    ),
    _row(
        "colleague",
        rf"(?:report|shop|grass|tell|snitch|dob|inform|complain) (?:on |about |up |in )?{COLLEAGUE}\b",
        r"whistle ?-?blow\w*|(?:some(?:body|one)s?|persons|colleagues?) (?:elses )?(?:mistake|fault|error|breach)",
        r"(?:wasnt|not|isnt) (?:me|my (?:fault|mistake|doing|breach))\b|on behalf of",
        rf"for {SOMEBODY}|(?:person|one) who (?:did|does|caused|made) (?:it|this|that)",
        rf"{SOMEBODY} (?:else )?(?:did|does|do|caused|made|causes|has|keeps)\b|(?:is|was) my (?:friend|mate|boss)",
        rf"if (?:it was|its|it is) {SOMEBODY}",
    ),
    _row(
        "put_right",
        r"delet\w+|recall\w*|(?:ask|get|want|have|take|try) (?:\w+ ){0,7}back\b|undo\b|unsend|retriev\w+",
        r"take (?:it|them|that|the \w+) (?:down|off)|get rid of|bin it|throw (?:it|them) away",
        r"change (?:my|the|all|our) passwords?|wipe|shred\b",
        r"(?:put|make) (?:it|this|things|that) right|fix (?:it|this|things)|destroy\b|clean (?:it|this) up",
        r"sort (?:it|this|things) (?:out )?(?:myself|ourselves|first|out)|send (?:an?|another) (?:apology|correct)",
    ),
    _row(
        "tell_people",
        rf"{ADDRESS}s?(?: \w+){{0,3}}? {PEOPLE}\b|{PEOPLE} (?:\w+ ){{0,6}}(?:told|informed|notified|know|find out)\b",
        r"who tells\b|right to know",
    ),
    _row(
        "investigate",
        r"investigat\w+|look(?:ing)? into|find out (?:who|how|what|why|more|myself)|ask around|ask questions",
        r"have a look (?:at|on|in|through)|(?:check|search) (?:his|her|their|my)",
        r"check (?:the |our )?(?:logs?|cctv|computer|who|history|footage)|dig(?:ging)? (?:around|into|deeper)?",
        r"ask (?:the )?(?:pupils?|staff|kids|children) (?:about|who|what)|speak to (?:the )?staff",
        r"question (?:the |a )?(?:pupils?|staff|child\w*)|get to the bottom|(?:do|start) my own",
    ),
    _row(
        "evidence",
        rf"{HAND_OVER}\b(?: \w+){{0,4}} {PROOF}\b|copy of the (?:data|email|document|letter|list)",
    ),
    _row(
        "details",
        r"(?:dont|do not|not|cant|if i) (?:know|have|remember|got|tell|fill in|give) (?:you )?(?:all|every\w*|any|some"
        r"|exact\w*|half|much|enough|when|the (?:exact|date|time|details|answer))",
        r"whole (?:form|thing)|all (?:of )?the (?:details|boxes|fields|questions|facts|info\w*|answers)",
        r"every (?:box|field|question|detail)|(?:missing|partial|incomplete|half the) (?:details|info\w*|form)",
        r"leave (?:\w+ ){0,5}(?:blank|out|empty|open)|leave (?:blanks?|gaps)|know (?:everything|exactly)",
        r"how much (?:detail|info\w*|(?:do|should|must) i)",
        r"(?:which|what) (?:details?|info\w*|facts) (?:do|does|should|are)",
        r"what (?:do|should) i (?:put|include|write|need to (?:say|tell|include))|skip (?:a |some )?questions?",
    ),
    _row(
        "must_report",
        r"(?:if|when) (?:i|we|you|someone|somebody|people|nobody|no ?one)(?: just| simply)? (?:dont|do not|didnt|not"
        r"|never"
        r"|fail to|forget to|ignore|keep quiet|say nothing|stay quiet|kept quiet|hide)",
        r"compulsory|mandatory|obligat\w+|obliged?|legal(?:ly)? (?:duty|required|have to)|reportable|optional",
        r"worth (?:reporting|telling|mentioning)|bother (?:reporting|telling|to report)|any point (?:in )?reporting",
        r"(?:too|so|really|very|such a) (?:small|minor|trivial|tiny|silly)\b|too late to bother|is it up to me",
        r"fill (?:this|it|one|these) in for|(?:nobody|no ?one|somebody|someone) (?:just )?(?:reports?|says|tells)\b",
        r"keep (?:it )?(?:quiet|to myself)|not report(?:ing)?\b|get away without",
        r"(?:report|tell you about|know about) (?:every|all|even|tiny|small|any|minor)",
    ),
    _row(
        "trouble",
        r"(?:in|into) (?:trouble|bother|hot water)|sack(?:ed)?\b|fired|disciplin\w*|(?:lose|losing|cost me) my job",
        r"my job (?:at risk|on the line|safe)|blam\w*|punish\w*|come ?back on me|any comeback|consequences|against me",
        r"held (?:responsible|liable|accountable)|told off|telling off|dismiss\w*|prosecut\w*|get done|fined?\b",
        r"capability|misconduct|on my (?:record|file)|liable|warning|happens? to me\b|do to me|ok for me|suspended",
    ),
    _row(
        "unsure",
        r"(?:not|arent|isnt) (?:really |quite |totally |100% )?(?:sure|certain|clear)|unsure|uncertain|false alarm",
        r"in (?:any )?doubt|dont (?:really )?know (?:if|whether)|(?:im|i am|were|its|it is) wrong|turns? out",
        r"(?:got|get) it wrong|might (?:not be|be nothing)|maybe (?:its )?nothing|only (?:a )?suspect\w*",
        r"just (?:a )?(?:suspicion|hunch)",
        r"suspect\b|no proof|serious enough|cant prove|who (?:can|do|should) i ask",
    ),
    _row(
        "lost_device",
        rf"{GONE}(?: \w+){{0,3}} {DEVICE}\b|{DEVICE}(?: \w+){{0,4}} {GONE}\b|service ?desk|asset loss",
    ),
    _row(
        "deadline",
        r"how (?:long|much time) (?:do|have|has|is|does|can|will|did|before|after)\b|how long (?:ive|weve|i|we|you) ",
        r"deadlines?|time ?(?:limits?|frames?|scales?)|by when|how (?:soon|quickly|fast|urgent\w*|promptly|quick)\b",
        r"when (?:do|must|should|does|is|would|have)\b.*\b(?:report|by|due|in|tell you|latest)\b|too late",
        r"(?:24|48|72|twenty ?four|seventy ?two) ?(?:h|hrs?|hours?)\b|still report|can (?:it|this|i) wait|latest\b",
        r"report (?:it )?(?:now|straight ?away|immediately|tomorrow|later)|wait (?:un)?till?|leave it (?:un)?till?",
        r"right away|tomorrow|days? (?:do|have) (?:i|we)",
    ),
    _row(
        "personal_data",
        r"personal(?:ly)? (?:data|information|info|details|identif\w+)|pii\b|special categor\w+",
        r"(?:what|which) (?:kinds? of |sorts? of )?(?:data|information|info) (?:is|are|counts?)",
        r"(?:sensitive|confidential) (?:data|information|info)|count\w* as (?:data|personal)",
    ),
    _row(
        "who_is_told",
        r"(?:who|which (?:people|staff)) (?:all |else |exactly |actually )?(?:gets?|is|will|does|do|are|can|would|has|"
        rf"sees?|reads?|finds?|looks?|hears?|knows?|receives?)?\b(?: \w+){{0,5}}? ?{KNOW}\b",
        rf"(?:does|will|do|is|are|would|can) {LEADERS}\b.*\b(?:find out|know|told|see|hear|informed|get|read"
        r"|notified)\b",
        r"where (?:does|do|will|is|are) (?:it|this|(?:my|the) (?:report|form)|reports|these|they)(?: \w+){0,3}? ?"
        r"(?:go|end up|sent|stored)\b",
        r"who (?:do|will|would) you (?:tell|pass|send|share|inform|give)|who gets (?:this|it|my|the|a copy)\b",
        rf"(?:goes?|sent|passed|shown) (?:on )?to {LEADERS}\b",
        r"(?:tell|told|inform) the (?:head\w*|governors|police|council)|who (?:has|have|needs) to (?:be told|know)",
    ),
    _row(
        "dpo",
        rf"who(?:s| is| are| was)? .{{0,25}}{OFFICER}|{OFFICER}s? (?:e-?mail|name|number|address|contact)",
        r"(?:contact|reach|e-?mail|ring|phone|call|find|name of|get hold of|(?:speak|talk) (?:to|with)|meet|message|"
        rf"in touch with|details (?:for|of))\b.{{0,20}}{OFFICER}",
        rf"what(?:s| is| does| do| are)? (?:the |a |an |our )?{OFFICER}|have (?:a |as ){OFFICER}",
        r"who (?:is|s) (?:in charge of|responsible for) data|who deals with data",
        r"(?:go to|ask|see) about data protection",
    ),
    _row(
        "incident",
        r"(?:what|which|when|whats)\b.{0,40}\b(?:breach\w*|breech\w*|incidents?)\b|counts?\b|examples? of|definition",
        r"(?:is|are|was|would|does|if|be|becomes?)\b.{0,80}\b(?:bre[ae]ch(?:es)?|incidents?|gdpr (?:issue|problem)|"
        r"against gdpr|data protection (?:issue|problem))\b",
        r"breaking (?:gdpr|the rules|data protection)|against (?:the (?:law|rules)|gdpr|policy)|qualif\w+",
    ),
    _row(
        "afterwards",
        r"what (?:now|happens|will happen|comes next|happened after|next|then|becomes of)\b|whats next|next steps?",
        r"outcome",
        r"what (?:do(?:es)?|will|are) (?:you|it|the dpo|they|anyone) (?:going to )?do\b",
        r"happens? (?:next|after\w*|then|when|once|(?:to|with) (?:my|the) report)",
        r"(?:after|once|when) (?:i|you|ive|its|it is|its been) (?:report\w*|sent?|submit\w*|press\w*|filed)",
        r"(?:will|do|when) (?:i|you|any ?one|some(?:one|body)|they|the dpo|will i)\b.{0,25}\b(?:hear|reply|get back|"
        r"contact me|be told|call|in touch|answer|updates?|updated|kept informed)\b",
        r"how (?:will|do|would) i (?:know|find out|hear)",
        r"how long (?:does|will|do) (?:it|the process|an investigation) take",
    ),
    _row(
        "how_to_report",
        r"how (?:do|can|should|would|does|to|could)\b.{0,20}\b(?:report(?:ing)?|log|tell|raise|submit|flag|make"
        r"|let you know|"
        r"use this|it work|start)\b",
        r"where.{0,30}\b(?:forms?|report)\b|(?:report(?:ing)?|breach|incident) form|(?:need|is there) a form",
        r"(?:who|where) (?:do|should|can|would|must) (?:i|we|you|staff) (?:report|tell|send|go|contact|e-?mail|ring"
        r"|call|"
        r"speak|inform|notify|raise|turn|see)\b",
        r"what (?:do|should|must|would|can) (?:i|we|you|staff) do\b|what to do\b|who to (?:tell|report to|contact)",
        r"whats? (?:is )?the (?:procedure|process|proper way|right way|protocol)",
    ),
    _row(
        "must_report",
        rf"{MUST}\b.{{0,60}}\b{OWN_UP}\b",
    ),
)
"""The cues of each topic of `guidance.TOPICS`. What is more special stands first; a topic may have two rows."""


def topic_of(question: str) -> str | None:
    """Return what a question of `sentences.in_sentences` is about; None where it is none about the procedure."""
    return next((topic for topic, cues in CUES if cues.search(question)), None)
