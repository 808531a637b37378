"""The words of which labels of forms are made, whole and as people shorten them, each with what it stands for.

A label is known by its words and not by their order: "Date Incident was Discovered", "D. of discovery", "Date disc'd"
and "Dyddiad darganfod" all hold a date and a discovery. A line with a word that no label has is no label.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

MOST_WORDS = 14

_WORDS = {
    "date": "date dates day days dt dyddiad",
    "time": "time times tm amser clock oclock hour",
    "when": "when pryd",
    "event": "incident incidents inc breach breaches event loss lost theft stolen occurrence occurred occur occurs occ"
    " occd occrd happened happen happens happening took digwyddiad disclosure problem thing",
    "found": "discovered discover discovery disc discd disco dis discvd found find notice noticed noticing identified"
    " identify spotted spot detected detection realised realise aware came come light emerged darganfod seen learn"
    " learned learnt",
    "responsible": "responsible resp respons involved involving concerned fault culprit cause caused causing handling"
    " handler handled cyfrifol blame owner",
    "employee": "employee employees emp empl employ staff member person persons colleague worker who whom somebody"
    " someone gweithiwr employeeresp",
    "did": "did made",
    "name": "name names named nm enw fullname",
    "manager": "manager managers mgr mngr mgmt manag lm lmgr supervisor boss superior rheolwr linemanager headof",
    "manages": "manages managed",
    "line": "line llinell",
    "reporter": "reporter reporting reported rep repd completed completing completes filled filling submitted"
    " submitting submitter ro io investigating investigation investigator officer off offr author"
    " swyddog adrodd notified notifying raised by from signed written",
    "you": "you your yours me my i sender",
    "report": "report reports",
    "told": "informed told notify tell",
    "service": "service svc serv area dept department depart team faculty division maes gwasanaeth unit",
    "school": "school schools site establishment setting academy college ysgol nursery organisation org base"
    " provision centre campus",
    "place": "location located where place scene",
    "summary": "summary sum summ description descr desc details detail dets account narrative what describe explain"
    " circs circ how full brief short crynodeb disgrifiad overview explanation facts story give",
    "count": "number numbers no nos num many count total amount qty quantity nifer",
    "people": "individual individuals indiv indivs inds ind people pupils pupil children child students student"
    " subjects subject families parents those adults learners affected whose unigolion",
    "data": "data info information personal contents content records gwybodaeth pi particulars",
    "kind": "type types kind kinds category categories cat cats sort sorts nature class special sensitive",
    "recovered": "recovered recov recovd recover recovery retrieved retrieve retrievd returned returning back adennill"
    " regained",
    "complaint": "complaint complaints complained complain compl compls cwyn cwynion complainant",
    "training": "training trng trg trained train trainings hyfforddiant",
    "action": "action actions remedial remedy mitigation mitigating containment contain steps measures immediate"
    " corrective done since taken act acts response camau remediation",
    "near": "near",
    "miss": "miss misses",
    "encrypted": "encrypted encryption encrypt encr protected",
    "asset": "asset assets device devices equipment equip item kit hardware eqpt",
    "reference": "reference ref refs tag serial id label inventory barcode",
    "copy": "copy copies",
    "comments": "comments comment notes note remarks other additional further anything else",
    "own": "role roles job title email mail phone tel telephone contact mobile position status extension"
    " ext address post responsibilities duties",
    "circumstances": "circumstances circumst amgylchiadau",
    "recipients": "recipients recipient",
    "anonymous": "anonymous anonymity anon confidential",
    "policies": "policies policy breached",
    "score": "score scores baseline scoring rating",
    "parent": "parent",
    "": "the a an of or and on at in is it its was were be been has have had this that for to with any so far already"
    " yet actual if please can could which s t approx approximate approximately about roughly first later there"
    " their his her them they above confirm state specify provide optional y n yn gdpr form recd received concern do"
    " out up got get gone still exact estimated est initially"
    " after us we our not as most also do does sheet held exactly known requested over into last yrs years yr two",
}
_NO_SIGNS = str.maketrans("", "", "'.&/")
_KINDS = {word: (kind,) for kind, words in _WORDS.items() for word in words.split()}
_SHORT = {
    "doi": ("date", "event"),
    "toi": ("time", "event"),
    "dod": ("date", "found"),
    "tod": ("time", "found"),
    "doo": ("date", "event"),
    "too": ("time", "event"),
    "empresp": ("employee", "responsible"),
    "er": ("employee", "responsible"),
    "datetime": ("date", "time"),
    "tel": ("own",),
    "dpo": ("own",),
}
_KNOWN: Mapping[str, tuple[str, ...]] = {**_KINDS, **_SHORT}
_TOKEN = re.compile(r"[^\W_](?:/[^\W_])(?![^\W_])|[^\W_]+(?:['.&][^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kinds_of(label: str) -> list[str] | None:
    """Return what the words of a label stand for, in their order; None where one is no word of a label.

    `label` is as typed: in "EmpResp" the capital begins a word.
    """
    kinds: list[str] = []
    for number, token in enumerate(_TOKEN.finditer(label)):
        found = kinds_of_token(token[0])
        if not found or number >= MOST_WORDS:
            return None
        kinds += found
    return [kind for kind in kinds if kind]


@lru_cache(maxsize=8192)
def kinds_of_token(token: str) -> Sequence[str]:
    """Return what one word of a label stands for; nothing where it is no word of a label."""
    low = token.lower().translate(_NO_SIGNS)
    if low.isdigit():
        return ("",)
    return _KNOWN.get(low) or _KINDS.get(low.removesuffix("s")) or _kinds_of_pieces(token)


def _kinds_of_pieces(token: str) -> Sequence[str]:
    """Return what the words in one stand for, where capitals part it and each is known."""
    pieces = () if token[1:].islower() else _CAMEL.split(token)
    each = [_KINDS.get(piece.lower()) or _SHORT.get(piece.lower()) for piece in pieces]
    return tuple(kind for one in each if one for kind in one) if len(pieces) > 1 and all(each) else ()
