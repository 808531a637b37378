"""Classes of the words around a person: what somebody did, what they are, and what they only learned or suffered.

They are what the choice of the responsible employee weighs (`person_cues`); which way a class speaks is learned.
A word ends in "*" where any ending will do.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

CLASSES: Mapping[str, str] = {
    "sent": """
        sent send sending sends emailed e-mailed emailing mailed mailing posted posting forwarded forwarding cc'd ccd
        texted faxed franked dispatched attached attach attaching replied addressed copied circulated issued pinged
        fired wrote written messaged submitted distributed merged mail-merged sned emaild foward*
    """,
    "gave": """
        gave give given gives giving handed handing hands passed passing let lent lends shared shares sharing showed
        shown dished delivered released provided supplied
    """,
    "left": """
        left leave leaving leaves forgot forget forgotten lost lose losing dropped dropping drop mislaid misplaced
        abandoned put puts putting placed stuck stood parked laid set stored kept keeps dumped propped pinned lodged
        carried carrying took taken takes taking had having lef loose
    """,
    "threw": """
        threw thrown throw throwing binned binning chucked chuck tipped tipping skipped cleared clearing recycled
        disposed disposing slung shredded emptied donated sold scrapped tore
    """,
    "published": """
        uploaded uploads upload uploading published publish* displayed displaying projected projecting displays pasted
        pasting streamed livestreamed filmed photographed screenshotted recorded tweeted
    """,
    "computer": """
        clicked clicking click opened opening opens typed typing typing entered entering logged logging signed printed
        printing prints scanned scanning saved saving exported exporting downloaded downloading ran running used using
        uses searched searching looked looking looks viewed viewing accessed accessing accesses chose chosen picked
        selected ticked unticked pressed hit set installed plugged synced deleted overwrote changed edited altered
        created made making built moved dragged mapped added adding invited set-up formatted wiped swapped mixed
        muddled processed read reading browsing browsed been going goes went
    """,
    "said": """
        mentioned discussed discussing announced announcing shouted shouting blurted gossip* repeated repeating
        disclosed disclosing revealed bragg* joked chatted chatting talked talking talks talk named naming read
    """,
    "fault": """
        mistake* accident* inadvertent* error forgetting oversight fault careless* responsible blame ought should
        supposed meant thought assumed realising apologis* admitted admits confess* sorry mortified ashamed stupid*
        daft owning held-up mixup mix-up wrongly wrong absent-minded* rush* hurry
    """,
    "told": """
        told tells tell telling rang ring rung phoned phones called calls asked asks asking replied replies contacted
        alerted informed informs warned flagged approached reported reports complained complains queried mentioned
        pointed showed brought handed returned says said spoke spoken messaged confirmed notified forwarded
    """,
    "noticed": """
        found finds find noticed notices spotted spots saw seen discovered realised realise twigged clocked caught
        knows knew aware heard overheard received receives got picked read recognised identified detected opened
        came clicked
    """,
    "mended": """
        recalled removed reset blocked restored disabled suspended locked wiped collected retrieved fetched checked
        checking investigating looking dealing helped sorted unplugged isolated changed took deleted deals secured
    """,
    "able": "can could will would might may is are was has does wants needs should must thinks feels seems",
    "suffers": """
        upset furious angry cross unhappy worried off sick ill absent distressed crying cried fuming livid happy fine
        okay ok aware unaware
    """,
    "staff": """
        teacher* ta tas lsa hlta senco sendco senco's receptionist secretary officer clerk bursar apprentice caretaker
        janitor nurse colleague technician* administrator assistant temp cleaner coordinator co-ordinator counsellor
        cook chef coach tutor* trainee supervisor worker librarian mentor nqt ect governor* volunteer employee
        registrar instructor midday pa dsl ddsl dinner* lunchtime supply agency peripatetic intern student-teacher
        groundsman site team lecturer invigilator adviser advisor escort athro athrawes ysgrifennydd
    """,
    "heads": """
        head headteacher headmaster headmistress principal deputy vice-principal assistant-head slt director ceo chair
        pennaeth hod leader lead phase business sbm manager
    """,
    "helpers": "it dpo police ict support helpdesk network technician data officer council",
    "manages": "manager mgr boss supervisor reports manages managed line lm line-managed supervis* rheolwr",
    "outsider": """
        mum mums mother dad dads father nan nana gran grandad grandmother grandfather parent* carer* family families
        aunt auntie uncle sister brother wife husband partner neighbour pupil* student* child* boy girl lad lass
        daughter son ex solicitor driver doctor gp worker councillor journalist landlord customer resident vicar
        friend stepdad stepmum twins sibling* kid kids learner* client* visitor supplier contractor builder
        photographer courier postman dog-walker shopkeeper pc sergeant constable member nain taid mam mammy foster
    """,
    "other": "another other neighbouring former previous different wrong old ex ex-employee left leaver*",
    "ours": "our my one of a the us we colleague fellow new young poor dear",
    "login": """
        password* login* log-in* log-ins username* credential* account pin logon laptop ipad phone bag car desk room
        classroom tray mailbox memory usb stick computer chromebook screen drive handwriting signature email name
    """,
    "records": """
        file files record records details data address form report payslip letter results notes contract application
        plan appraisal sickness grievance disciplinary personnel salary appointment
    """,
    "to": "to with for from at about instead than without including",
    "by": "by",
    "and": "and & or",
    "not": "not never n't no didn't didnt wasn't wasnt hasn't hasnt isn't don't doesn't cannot can't couldn't nobody",
    "greets": "hi dear hello hiya hey morning afternoon annwyl thanks regards cheers cc fao",
    "gone": "missing stolen nicked broken gone snatched pinched",
}


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for name, listed in CLASSES.items():
        for entry in dict.fromkeys(re.findall(r"\S+", listed)):
            table, key = (stems, entry[:-1]) if entry.endswith("*") else (words, entry)
            table[key] = (*table.get(key, ()), name)
    return words, stems


_WORDS, _STEMS = _tables()
_SHORTEST_STEM = 3


@lru_cache(maxsize=20_000)
def classes_of(word: str) -> tuple[str, ...]:
    """Return the classes of a word in lower case."""
    found = list(_WORDS.get(word, ()))
    for length in range(_SHORTEST_STEM, len(word) + 1):
        found += _STEMS.get(word[:length], ())
    return tuple(dict.fromkeys(found))


_LAST = 2
_NEAR, _FAR = 24, 90
"""Characters."""
_WORD_OR_SIGN = re.compile(r"\w+|[:=>-]")


def last_words(low: str, offset: int) -> list[str]:
    """Return the last two words, or signs of a label, that stand before an offset.

    A pattern that ends where a name begins is tried at every letter before it; its last words are looked up at once.
    """
    near = _WORD_OR_SIGN.findall(low, max(0, offset - _NEAR), offset)
    if len(near) <= _LAST:  # the first may be a part of a word
        near = _WORD_OR_SIGN.findall(low, max(0, offset - _FAR), offset)
    return near[-_LAST:]
