"""The type of incident in Welsh: words that speak for a type, weighed against each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.reading import Reading
from nlp.text import Hit
from nlp.welsh.words import any_of

_DEVICE = any_of("gliniadur gliniaduron cyfrifiadur tabled llechen ffôn cofbin camera gyriant ipad usb") + (
    r"|c(?:of|hof) bach|gof bach|memory stick|laptop"
)
_PAPERS = any_of(
    "ffolder ffeil papur papurau llyfr llythyr rhestr dyddiadur amlen ffurflen ffurflenni cofrestr nodiadau taflen"
)
_LOST = (
    any_of("colli collais collwyd collodd colles dwyn dygwyd lladrad gadael gadewais gadawais gadawes gadawodd")
    + r"|ar goll|torr(?:wyd|odd) i mewn"
)
_SENT = any_of(
    "anfon anfonais anfonwyd anfonodd danfon danfonais danfones postio postiais e-bostio e-bostiais hala halais"
)
_FOUND = "dod o hyd|cael hyd|daeth o hyd|" + any_of("canfod darganfod ffeindio ffeindies ffeindiais gorwedd")
_PUBLIC = any_of("parc mainc stryd bws palmant clawdd traeth siop caffi") + "|maes parcio"
_OPENED = "agor|agorodd|edrych|edrychodd|mynd i mewn|aeth i mewn"
_CAME = any_of("cyrraedd cyrhaeddodd derbyn daeth cawsom")
_PASSWORD = any_of("cyfrinair cyfrineiriau")
_LENT = any_of("rhannu rhannodd defnyddio rhoi rhoddodd benthyg")
_SHOWN = any_of(
    "taflunydd sgrin arddangos cyhoeddi cyhoeddus cyhoeddwyd dangos dangosodd datgelu datgelodd rhannu rhannais"
)
_APPROVED = any_of(["rhestr", "cymeradwyo", "cymeradwy"])


@dataclass(frozen=True)
class _Sign:
    """Words that speak for a type of incident, and how much."""

    type: str
    weight: float
    pattern: re.Pattern[str]


def _sign(kind: str, weight: float, *words: str) -> _Sign:
    return _Sign(kind, weight, re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)"))


def _near(one: str, other: str, far: int = 60) -> str:
    """Return a pattern of two things close to each other in a sentence, in either order."""
    return rf"(?:(?:{one})\b[^.\n]{{0,{far}}}?\b(?:{other})|(?:{other})\b[^.\n]{{0,{far}}}?\b(?:{one}))"


SIGNS = (
    _sign("sent_to_wrong_person", 3, _near(_SENT, "anghywir"), r"(?:at y|i'r) (?:\w{2,14} ){1,4}?anghywir"),
    _sign("sent_to_wrong_person", 2, "(?:person|teulu|deulu|tad|dad|fam|mam|rhiant|tŷ|cyfeiriad|gyfeiriad) anghywir"),
    _sign("sent_to_wrong_person", 1, _near(_SENT, "yn lle"), "trwy gamgymeriad|ar gam"),
    _sign("lost_or_stolen_equipment", 3, _near(_LOST, _DEVICE)),
    _sign("lost_or_stolen_information", 3, _near(_LOST, _PAPERS)),
    _sign("lost_or_stolen_information", 1, "ar goll|wedi diflannu", r"ar y (?:bws|trên|tren)"),
    _sign("found_in_public", 3, _near(_FOUND, _PUBLIC)),
    _sign("poor_disposal", 3, any_of("sgip sgrap ailgylchu sbwriel rhwygo"), r"(?:y|i'r|yn y|o'r) bin(?:iau)?"),
    _sign("unauthorised_access", 3, "heb ei gloi|heb gloi|heb ganiatâd|heb hawl", any_of("busnesu snwyro")),
    _sign("unauthorised_access", 2, _near(_OPENED, "system|ffeil|cofnod|gofnod|gofnodion")),
    _sign("received_in_error", 4, "nid i ni|ddim i ni|nid i'n hysgol", _near(_CAME, "ysgol arall|oddi wrth ysgol")),
    _sign("shared_credentials", 3, _near(_PASSWORD, _LENT)),
    _sign("shared_credentials", 1, _PASSWORD),
    _sign("unapproved_service", 3, "chatbot|chatgpt|whatsapp|dropbox|google drive"),
    _sign("unapproved_service", 3, r"(?:ap|gwefan|wefan|safle) (?:\w{2,14} ){0,3}?(?:am ddim|heb ei gymeradwyo)"),
    _sign("unapproved_service", 2, _near(_APPROVED, "awdurdod|ysgol|ddim|dyw")),
    _sign("unauthorised_disclosure", 2, "i bawb|cc|bcc|facebook|twitter|yn uchel"),
    _sign("unauthorised_disclosure", 2, _SHOWN),
    _sign("cyber_attack", 4, any_of("firws hacio haciwr gwe-rwydo"), "neges ffug|negeseuon ffug|bitcoin|g?wystlo"),
    _sign("cyber_attack", 2, _near("clicio|cliciais|cliciodd|glicio", "dolen|ddolen"), r"se?ibe?r\w*"),
    _sign("other", 4, any_of("llifogydd tân difrod")),
)
_LEAST = 3.0
"""The weight that a plain sign has."""


def read_welsh_incident(reading: Reading, sentences: Sequence[Hit], *, wholly: bool) -> None:
    """Add the type of incident for which most is said in Welsh sentences."""
    said: dict[str, float] = {}
    hits: dict[str, list[Hit]] = {}
    for sign in SIGNS:
        for sentence in sentences:
            if match := sign.pattern.search(sentence.page.low, sentence.start, sentence.end):
                said[sign.type] = said.get(sign.type, 0.0) + sign.weight
                hits.setdefault(sign.type, []).append(Hit(sentence.page, *match.span()))
                break
    for kind, weight in said.items():
        rival = max((other for name, other in said.items() if name != kind), default=0.0)
        lead = min(max(weight - rival, -_LEAST), _LEAST) / _LEAST
        sure = (0.62 if wholly else 0.5) + 0.14 * lead if weight >= _LEAST else 0.35
        reading.add("incident_type", kind, sure, f"welsh.{kind}", hits[kind][:3])
