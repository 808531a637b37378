"""Patterns of which it is made what writers say of their own part: what one does, with what, and who says so."""

PAST = (
    r"(?:sent|sned|emailed|e-mailed|mailed|posted|forwarded|shared|uploaded|put|pasted|left|lost|dropped"
    r"|gave|given|handed"
    r"|hand|passed|printed|photocopied|copied|scanned|attached|clicked|typed|opened|entered|picked|chose"
    r"|chosen|selected"
    r"|used|cc'?d|bcc'?d|replied|announced|read|mentioned|binned|threw|thrown|chucked|tipped|popped"
    r"|slotted|slipped|pinned"
    r"|stuck|displayed|projected|took|taken|set|created|made|let|ran|moved|saved|exported|downloaded"
    r"|looked|stuffed|swapped"
    r"|addressed|franked|published|carried|drove|logged|nipped|stepped|turned|plugged|merged|mislaid|misplaced|forgot"
    r"|forgotten|discussed|showed|shown|shouted|said|told|signed|ticked|pressed|hit|photographed|filmed"
    r"|tweeted|texted"
    r"|faxed|cleared|disposed|donated|sold|recycled|lent|borrowed|wrote|written|added|invited|mixed"
    r"|muddled|mapped|packed"
    r"|filed|placed|laid|propped|parked|stood|stored|kept|deleted|overwrote|wiped|accessed|viewed|browsed|searched"
    r"|checked|issued|circulated|distributed|submitted|pinged|whatsapped|streamed|recorded|dictated|approved|gossiped"
    r"|bragged|joked|answered|confirmed|disclosed|revealed|blurted|had|brought|walked|went|got|fell for|done|did)"
)
BY_HABIT = (
    r"(?:send|email|post|share|upload|put|leave|lose|drop|give|pass|print|copy|click|open|use|take|let"
    r"|save|keep|bin|throw"
    r"|forget|write|have|lend|fill|do)"
)
ING = (
    r"(?:sending|emailing|posting|sharing|uploading|putting|leaving|giving|handing|printing|copying|scanning|stuffing"
    r"|filing|moving|carrying|sorting|packing|using|showing|projecting|typing|replying|forwarding|clearing|working"
    r"|teaching|driving|reading|talking|filling|doing|trying|marking|looking)"
)
FIRST_PERSON = r"(?:i|i've|i'd|i'm|ive|i have|i had|i've gone and|i went and)"
THEN = (
    r"(?:(?:\w+ly|then|just|only|had|have|also|must|may|might|could|must've|have|gone|and|went|been|was|to"
    r"|stupidly|even"
    r"|once|always|never|again|both|somehow|managed|about|did) ){0,4}"
)
WITHOUT_I = (
    r"(?:(?:hi|hey|hello|hiya|hia|morning|afternoon|evening|help|sorry|so|ok|okay|oh|no|dear|eek|argh|ugh|damn|think"
    r"|er|erm|um|just|fyi|urgent|quick one|right|well|heads up|confession|accidentally|stupidly"
    r"|unfortunately|realised"
    r"|ive|i've|have|and|then|nearly|almost|was about to|must have|may have|might have)[\s,.:!-]{1,4}){0,5}"
)
THING = (
    r"(?:laptop|macbook|chromebook|surface|ipad|tablet|phone|mobile|handset|camera|usb|stick|memory stick"
    r"|pen drive|drive"
    r"|bag|rucksack|backpack|handbag|holdall|briefcase|satchel|car|van|boot|jacket|coat|pocket|planner"
    r"|diary|notebook|mark"
    r"|markbook|folder|file|register|clipboard|lanyard|keys?|paperwork|papers|books|notes|sheets?|list"
    r"|e-?mails?|message|post"
    r"|letter|login|log-in|password|account|computer|pc|screen|desk|whiteboard|classroom|room|office|tweet"
    r"|autocomplete"
    r"|outlook|hand|finger|own|hands?|mailbox|inbox|copy|copies|printing|pile|tray|pigeonhole|desktop"
    r"|wallet|purse|home"
    r"|husband|wife|partner|kitchen|house)"
)
