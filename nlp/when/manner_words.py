"""Classes of the words beside a deed: who did it, how, for how long, and what is only planned or background."""

MANNERS: tuple[tuple[str, str], ...] = (
    ("police", r"police|101|crime|action fraud|ico|insur\w+|lost property|union|solicitor"),
    ("will", r"will|going to|due|tomorrow|next|shall|plan(?:ned)?|expect\w*|should|would|need|can i|could"),
    (
        "ongoing",
        (
            r"since|ever since|for (?:\w+ )?(?:ages|days|weeks|months|years|a while)|always|every|all (?:term"
            r"|year|week)"
            r"|been \w+ing|keeps?|still|started|starting|began|beginning|onwards|ongoing|from"
        ),
    ),
    (
        "lastseen",
        (
            r"last (?:had|saw|seen|used|known|certain|sighting|remember\w*|signed)|had (?:it|them) (?:in|at|on"
            r"|with)|was there"
        ),
    ),
    (
        "background",
        (
            r"meeting|training|inset|deadline|closed|opened at|open until|joined|left us|leaves|born|review"
            r"|policy|version"
            r"|renew\w*|appointed|moved|wedding|retire\w*|holiday|contract|dated|franked|signed|last (?:year"
            r"|term)|raised it"
        ),
    ),
    (
        "nearmiss",
        (
            r"nearly|almost|about to|just in time|caught (?:it|in)|close shave|close call|narrow|stopped|no harm"
            r"|had not gone"
        ),
    ),
    (
        "atonce",
        r"straight ?away|immediately|at once|right away|instantly|there and then|as soon as|same (?:day|time)|moment",
    ),
    (
        "self",
        r"i|i'd|i've|i'm|id|ive|im|we|we'd|we've|we're|weve|me|us|my (?:ta|colleague|team|line manager|manager|deputy)",
    ),
    (
        "outsider",
        (
            r"(?:a |the |one |another |his |her |their |my |our )?(?:mum|mam|mom|dad|mother|father|parents?|nan"
            r"|nana|gran|granny"
            r"|grandad|grandma|grandparent|uncle|aunt(?:ie|y)?|carer|neighbour|lady|man|woman|gentleman|gent"
            r"|chap|bloke|lad"
            r"|driver|shop\w*|caf[eé]\w*|pub|library|station|depot|hotel|council|police|pcso|officer|hospital"
            r"|surgery|gp"
            r"|supplier|company|firm|engineer|contractor|journalist|walker|jogger|passer-?by|cleaner|customer|landlord"
            r"|landlady|agency|hirer|visitor|recipient|pupil|student|boy|girl|child|kid|teenager|sister|brother"
            r"|wife|husband)"
        ),
    ),
    (
        "colleague",
        (
            r"colleague|ta|tas|teacher|secretary|office|admin|receptionist|reception|head|headteacher|deputy"
            r"|bursar|sbm|senco"
            r"|dsl|ddsl|technician|it|ict|network manager|caretaker|site (?:team|manager|staff)|cook|kitchen"
            r"|governor|clerk|hr"
            r"|payroll|finance|tutor|librarian|matron|nurse|midday|coach|mr|mrs|miss|ms|dr|sir"
        ),
    ),
    (
        "hidden",
        (
            r"anonym\w*|confiden\w+|(?:keep|leave|leaving|keeping|left|kept) (?:my name|me) out"
            r"|(?:not|without|don't|dont|rather|prefer|no) [^.;\n]{0,30}\bmy name|my name (?:isn't|is not|not|kept"
            r"|withheld|left|stays?|to stay|out)|(?:can't|cant|cannot|mustn't|must not|don't|dont) (?:know|find out)"
            r" (?:it was|it's|its|that it|who) ?(?:me|i|from)?|between (?:us|you and me|ourselves)|off the record"
            r"|in strict confidence|not to be named|unnamed"
        ),
    ),
    (
        "hadbeen",
        (
            r"(?:had|must have|should have|would have|'d) (?:\w+ly |already |just |all )?(?:been |gone |\w+(?:ed"
            r"|en)\b|left|sent|put)"
        ),
    ),
    ("wasdoing", r"(?:was|were) \w+ing"),
    ("reportnow", r"writing|report(?:ing)?|let you know|log|telling you|this (?:email|message)|notify you|inform you"),
)
"""Name and pattern, as in `deed_words.CLASSES`."""
