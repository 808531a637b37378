"""What people do when something has gone wrong, in classes of words: what a class says, not each word, is learned.

A word ends in "*" where any ending will do.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

_CLASSES: Mapping[str, str] = {
    "call": """
        rang rung ring phoned telephoned called radioed texted messaged emailed e-mailed mailed wrote written contacted
        spoke spoken visited faxed replied answered responded posted rings phoning ringing calling voicemail message
        dm'd pinged skyped buzzed
    """,
    "tell": """
        told informed notified alerted advised warned explained let flagged reminded telling informing warning briefed
        broke confessed owned admitted
    """,
    "ask": "asked requested begged urged instructed chased insisted demanded asking requesting ordered got made",
    "be sorry": "apologised apologized sorry apology apologies apologising grovelled grovelling",
    "undo": """
        recalled recall deleted removed erased purged wiped withdrew withdrawn pulled cancelled canceled stopped
        retracted unsent unshared unpublished rubbed scrubbed cleared scribbled blanked undone killed deactivated
        terminated voided halted binned unlinked untagged delisted rescinded paused suspended unpinned detached
        disowned emptied cleaned painted
    """,
    "secure": """
        locked reset changed blocked disabled revoked closed froze frozen barred switched turned signed isolated
        disconnected unplugged encrypted quarantined restricted limited shut secured logged blocking changing resetting
        tightened protected passworded cut sealed bolted re-set changed disconnected cordoned padlocked forced rotated
        expired stopped covered hid hidden moved
    """,
    "fetch": """
        collected fetched retrieved recovered picked gathered rescued got drove went cycled walked nipped popped
        climbed returned took taken brought retook scooped swept grabbed chased ran salvaged dug pulled
    """,
    "keep": """
        put kept sealed resealed shredded destroyed stored filed bagged placed popped hold holding keeping held lodged
        boxed tucked stashed deposited stowed torn tore ripped burned burnt
    """,
    "search": """
        searched looked checked hunted combed retraced retracing been tried scoured rummaged emptied turned traced
        tracked counted audited reviewed swept trawled gone examined walked checking searching looking scanned verified
        inspected rifled rooted
    """,
    "mend": """
        restored corrected replaced re-sent resent reissued re-issued redid redone fixed amended relabelled renamed
        updated set reinstated rebuilt reverted re-keyed rekeying re-keying reprinted rewrote adjusted
        restoring re-entered re-enrolled redacted regenerated swapped arranged ordered bought issued created added put
        sent given gave handed
    """,
    "report": "reported logged filled filed raised lodged registered submitted noted completed recorded reporting",
    "warn off": "spoken spoke word reminded retrained trained disciplined suspended banned interviewed",
    "place": """
        safe cupboard drawer cabinet lock key padlock locked strongroom desk pigeonhole pocket bag cage shed vault tin
    """,
    "authority": """
        police 101 psni garda fraud ico council insurer* insurers bank crime pcso officer cid
    """,
    "technicians": """
        it ict technician* helpdesk servicedesk supplier* provider* vendor* support network admin microsoft google
        techie* tech mis company firm hosting platform
    """,
    "lost property": "lost property depot garage station cleaners caretaker cleaner driver hotel reception office",
    "people concerned": """
        parent* mum mums dad dads mother father famil* carer* everyone everybody recipient* pupil* student* girl boy
        staff colleague* members nan him her them
    """,
    "manager": """
        manager head headteacher deputy slt principal dsl dpo bursar governor* chair boss supervisor line assistant
        senco lead director sbm hod hoy
    """,
    "thing": """
        it them this that everything file files folder paper papers email e-mail message post link page form account
        accounts password* login log-in access letter* list sheet* copy copies slides photo pic picture video laptop
        ipad tablet phone sim device stick server network permissions mailbox box book notebook board display machine
        app group system
    """,
    "will": "will shall going should would could can might may must to tomorrow need needs want wants hope hopes",
    "not": "not no never nothing none nobody nowhere without haven't hasn't didn't don't can't won't couldn't wasn't",
    "undone state": "down off offline gone blocked closed private back disabled deactivated",
}
_EXACT: dict[str, list[str]] = {}
_BEGUN: list[tuple[str, str]] = []
for _name, _members in _CLASSES.items():
    for _member in _members.split():
        if _member.endswith("*"):
            _BEGUN.append((_member[:-1], _name))
        else:
            _EXACT.setdefault(_member, []).append(_name)
_BEGINNINGS = tuple(start for start, _ in _BEGUN)
_DEEDS = frozenset(
    {"call", "tell", "ask", "be sorry", "undo", "secure", "fetch", "keep", "search", "mend", "report", "warn off"}
)
_PAST = re.compile(r"[a-z-]{3,18}ed|[a-z-]{2,14}(?:ought|aught|itten|olen|oken|iven|aken)")


@lru_cache(maxsize=20_000)
def classes_of(word: str) -> tuple[str, ...]:
    """Return the classes that a lower-case word belongs to."""
    begun = tuple(name for start, name in _BEGUN if word.startswith(start)) if word.startswith(_BEGINNINGS) else ()
    return (*_EXACT.get(word, ()), *begun)


@lru_cache(maxsize=20_000)
def is_deed(word: str) -> bool:
    """Tell whether a word can be something done: it is of a class of deeds, or looks like a past tense."""
    return not _DEEDS.isdisjoint(classes_of(word)) or bool(_PAST.fullmatch(word))
