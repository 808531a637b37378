"""Whether a report is in Welsh, wholly or in part: its commonest words, and letters that English never puts so."""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import chain

from nlp.reading import Reading
from nlp.text import MAX_SENTENCES, Hit, Page

_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        yn yr mae mae'r mae'n mai ydy yw oedd roedd ro'dd roeddwn roeddwn i'n oeddwn oeddent oes sydd sy sy'n bod fod
        wedi wedi'i wedi'u ac a'r a'i a'u â'r i'r o'r ar â gan ganddo ganddi gyda gyda'r gyda'i gyda'u efo efo'r i'w
        ei eu ein eich fy dy ei'n rwy rwyf rwy'n rydw rydyn rydym dw dwi dydy dyw doedd nid nad ddim dim ond hefyd felly
        pan pwy beth ble pam sut hwn hon hyn hynny rhyw rhai pob pawb popeth neb unrhyw bydd byddai byddwn bu fu cael
        gael wnaeth gwnaeth wnes nes gwnes wneud gwneud mynd aeth es daeth ddaeth dod ddod rhoi roddodd rhoddodd
        rhoddais anfon anfonais anfonodd danfonais gweld gwelais gwelodd dweud wrth oddi drwy trwy rhwng dros dan cyn
        ar-lein ond achos oherwydd fel nes tan erbyn tra ynddo ynddi ynddyn arno arni iddo iddi iddyn ohono ohonyn
        ddoe heddiw neithiwr bore fore prynhawn brynhawn noson wythnos dydd ddydd plant blant disgybl disgyblion
        ddisgyblion rhieni ysgol ysgrifennaf ffoniais ffoniodd agorais colli golli collais gofyn ofyn fe mi chi ni
        roi rois rhois rhoddwyd agored ohoni ohonynt hwnnw honno dwn phryd pryd oedran gyfrif newydd weld gweithio
        weithio bawb paid plis sori ble'r amdano amdani wrtho wrthi wrthynt efallai falle yw'r sydd'n
        nos mewn darllen enw enwau henwau
        nhw fo hi'n hi i'n maen nhw'n d'on do'n dyna dyma yma yno nawr rwan rŵan jyst hefyd eto gwybod wybod
        """,
    )
)
_SHARED = frozenset(
    {"a'i", "dan", "es", "hi", "mi", "ni", "mai", "bore", "fe", "fo", "dy", "ar", "dim", "tan", "bu", "nos", "nes"}
)
"""Words that other languages have too: they never make a sentence Welsh alone."""
_TELLING = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS - _SHARED, key=lambda word: (-len(word), word)))})\b")
_GLUED = re.compile(r"[\d_](?:(?=[^\W\d_])|(?<=[^\W\d_].))")
"""A digit or "_" beside a letter: a word is read there without them, "_yn_", which has no edge for _TELLING."""
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_LETTERS = re.compile(
    r"^(?:ll|dd|ff|ngh|mh|nh)[a-zâêîôûŵŷ]|ŵ|ŷ|wy[dnr]d?$|[^aeiou]wyd|(?:odd|wyd|asom|iwyd)$|^\w*ddi\w*$"
)
_LEAST_WORDS, _LEAST_SHARE, _LETTERS_COUNT = 2.0, 0.26, 0.5
_MOST_WORDS = 400
_WHOLLY = 0.7
"""From which share of its words on a report counts as Welsh throughout."""
_LEAST_OF_ALL = 5


class Language(StrEnum):
    """What `language` may be; English is never said."""

    WELSH = "cy"
    MIXED = "mixed"


def welsh_sentences(page: Page) -> list[Hit]:
    """Return the sentences of a page that are Welsh; only those are looked at that have a word which tells so."""
    places = sorted(match.start() for match in chain(page.matches(_TELLING), _GLUED.finditer(page.low)))
    told = {page.sentence_number(place): place for place in places}
    sentences = (page.trim(*page.sentence_at(place)) for number, place in told.items() if number < MAX_SENTENCES)
    return [sentence for sentence in sentences if sentence and is_welsh(sentence.low)]


def is_welsh(low: str) -> bool:
    """Tell whether a sentence in lower case is Welsh."""
    words = _TOKEN.findall(low[:3000])[:_MOST_WORDS]
    known = [word for word in words if word in _WORDS]
    if not words or _SHARED.issuperset(known):
        return False
    shaped = sum(_LETTERS_COUNT for word in words if word not in _WORDS and _LETTERS.search(word))
    weight = len(known) + min(shaped, len(known))
    return weight >= _LEAST_WORDS and weight / len(words) >= _LEAST_SHARE


def read_language(reading: Reading) -> Sequence[Hit]:
    """Add `language` where the report, or a part of it, is in Welsh; return its Welsh sentences."""
    body = reading.body
    sentences = [*welsh_sentences(reading.layout.subject), *welsh_sentences(body)]
    welsh = sum(_length(sentence.low) for sentence in sentences)
    if welsh < _LEAST_OF_ALL:
        return ()
    every = _length(body.low) + _length(reading.layout.subject.low)
    language = Language.WELSH if welsh >= _WHOLLY * every else Language.MIXED
    share = min(welsh / max(every, 1), 1.0)
    sure = 0.99 if language is Language.WELSH else 0.95 if share > 1 - _WHOLLY else 0.9
    reading.add("language", language.value, sure, f"language.{language.value}", sentences[:3])
    return sentences


def _length(low: str) -> int:
    return len(_TOKEN.findall(low))
