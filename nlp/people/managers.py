"""Who the line manager of the responsible employee is."""

import re
from collections.abc import Iterator

from nlp.people.identity import is_same_person, known_as
from nlp.reading import Person, Reading
from nlp.text import Hit, Page, lower

_MANAGES = (
    (
        re.compile(
            (
                r"\bwho(?:m)? i (?:line[- ])?manage\b|\b(?:reports|answers) to me\b|\bi am (?:her|his"
                r"|their|\w+'s) (?:line )?manager\b|\bi(?:'m| am)? (?:also )?(?:line[- ]?)manage (?:her"
                r"|him|them|\w+)\b|\bi manage (?:her|him|them)\b|\bmanaged by me\b|\bline manager is me\b"
                r"|\b(?:is|are) in my team\b|\bi'm (?:her|his|their|\w+'s) (?:line )?(?:manager|mgr|boss)\b"
                r"|\b(?:her|his|their) line manager,? me\b"
                r"|\bas (?:her|his|their|\w+'s) (?:line )?manager,? i\b|\bi (?:line[- ]?)manage \w+\b"
                r"|\b(?:is|are) (?:one of )?mine to (?:line )?manage\b|\bline mgmt: \w+ is mine\b"
                r"|\b(?:line )?manager (?:is|=|:) me\b|\bline manager (?:to|of|for) (?!me|the|us)\w+ *(?:\n|$)"
            )
        ),
        0.88,
        "manager.me",
    ),
    (re.compile(r"\bi (?:also )?(?:supervise|appraise|oversee) (?:her|him|them|\w+)\b"), 0.6, "manager.me.supervises"),
)
_BOSS = (
    r"(?:boss|supervisor|team leader|phase (?:leader|lead|head)|line mana?ge?r|l\.?m|lm|mgr|line mgr"
    r"|head of (?:department|dept|faculty|year|subject)|hod|appraiser|mentor)"
)
_MANAGER_CUES = (
    (re.compile(r"\b(?:line[- ]?managed|managed) by (?:the \w+,? )?(?=\S)"), 0.88, "manager.managed-by"),
    (
        re.compile(
            rf"(?<![\w'])(?:my|her|his|their|[a-z]+'s) {_BOSS}"
            r"(?: is| was|'s|,|:| -| \()? (?:is )?(?:the (?:\w+ ){1,3}?)?(?:called )?,? ?(?=\S)"
        ),
        0.8,
        "manager.boss",
    ),
    (
        re.compile(
            r"(?<![\w'])(?:fy|ei|eu) rh?eolwr(?:aig)?(?: llinell)?(?: yw| ydy| ydi|,|:)? ?(?=\S)"
            r"|\brheolwr(?:aig)? llinell(?: yw| ydy| ydi|,|:)? ?(?=\S)"
        ),
        0.84,
        "manager.welsh",
    ),
    (re.compile(r"\b(?:line mgr|line man|l/m|l\.m\.|lm|line mgmt)(?: is|:| =| -|,)? (?=\S)"), 0.78, "manager.short"),
    (re.compile(r"\b(?:answers?|reporting|answerable) to (?=\S)"), 0.75, "manager.answers-to"),
    (
        re.compile(
            r"\b(?:line[- ]manager|(?:my|her|his|their|[a-z]+'s) manager)(?: for \w+| of \w+)?"
            r"(?: on paper| officially| technically| at the moment| for now| and i| here)?(?: ?\((?:he|she) is| is"
            r"| was| would be| will be|,|:| -)? (?:is )?(?:the |our )?(?:head|headteacher"
            r"|deputy(?: head)?|principal|bursar)?,? ?(?=\S)"
        ),
        0.86,
        "manager.is",
    ),
    (re.compile(r"\breports? to (?=\S)"), 0.82, "manager.reports-to"),
)
_NOUNS = {"manager.boss": re.compile(rf"\b{_BOSS}"), "manager.is": re.compile(r"\b(?:line[- ])?manager")}
"""By what is found what may begin with whatever word: "Ann's boss is"."""
_WHOSE = re.compile(r"(?:my|her|his|their|[a-z]+'s) $")
_LONGEST_WHOSE = 90
"""Characters; no word of a page is longer."""
IS_MANAGER = re.compile(
    r"^(?: is|,)? ?\(?(?:who is |who's )?(?:is )?(?:my|her|his|their|[a-z]+'s"
    r"|the) (?:own )?(?:line[- ]?(?:manager|mgr|mangr)|boss|phase (?:leader|lead)|lm)\b"
    r"|^ ?\((?:my|her|his|their) (?:line )?(?:manager|mgr|boss)\)"
    r"|^,? (?:to whom (?:he|she|they|i) (?:reports?|answers?)|(?:who|whom) i (?:report|answer) to)\b"
    r"|^,? ?\((?:[\w' ]{1,30}, )?(?:my|her|his|their|[a-z]+'s) (?:own )?(?:line )?(?:manager|mgr|boss)\b"
    r"|^,? who (?:is|'s) [\w' ]{0,40}\b(?:my|her|his|their|[a-z]+'s) (?:line )?(?:manager|mgr|boss)\b"
    r"|^,? (?:who )?(?:supervises|oversees|appraises) (?:her|him|me|them)\b"
    r"|^,? (?:line[- ]?manages|who (?:line )?manages) (?:her|him|me|them)\b"
)


_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'-]{2,20}\b")
_OF_WRITER = re.compile(r"\b(?:my|fy|i) ")
_WRITERS = ".of-writer"
"""The end of a rule's id where the manager is said to be the writer's own."""
_DOUBTED = 0.4


def read_line_manager(reading: Reading, sender: str) -> None:
    """Read line_manager from the text: "line managed by ...", "... reports to me"."""
    written = reading.layout.written
    for pattern, sure, rule in _MANAGES if sender else ():
        for hit in written.hits(pattern):
            reading.add("line_manager", sender, sure, rule, [hit])
    for pattern, sure, rule in _MANAGER_CUES:
        for match in _by_noun(written, pattern, _NOUNS[rule]) if rule in _NOUNS else written.matches(pattern):
            person = _person_at(reading, written, match.end())
            if person:
                whose = _WRITERS if _OF_WRITER.search(written.low, max(0, match.start() - 3), match.end()) else ""
                reading.add("line_manager", known_as(reading, person.name), sure, rule + whose, [person.hit])
    for person in reading.people:
        if said := IS_MANAGER.match(written.low[person.hit.end : person.hit.end + 80]):
            rule = "manager.named-before" + (_WRITERS if _OF_WRITER.search(said[0]) else "")
            reading.add("line_manager", known_as(reading, person.name), 0.87, rule, [person.hit])


def _by_noun(page: Page, pattern: re.Pattern[str], noun: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with a noun or with whose it is, as `finditer` would."""
    end = 0
    for match in page.matches(noun):
        whose = _WHOSE.search(page.low, max(0, match.start() - _LONGEST_WHOSE), match.start())
        for start in (whose.start(), match.start()) if whose else (match.start(),):
            if start >= end and (found := pattern.match(page.low, start)):
                yield found
                end = found.end()


def doubt_managers_of_others(reading: Reading, writer: str) -> None:
    """Show no manager of the writer where somebody else was responsible, nor whoever was responsible as their own."""
    responsible = reading.shows("responsible_employee")
    if not isinstance(responsible, str) or not reading.found.get("line_manager"):
        return
    is_writer = bool(writer) and is_same_person(responsible, writer)
    reading.found["line_manager"] = [
        one._replace(confidence=min(one.confidence, _DOUBTED))
        if one.value == responsible or (not is_writer and one.rule.endswith(_WRITERS))
        else one
        for one in reading.found["line_manager"]
    ]


def _person_at(reading: Reading, page: Page, offset: int) -> Person | None:
    """Return the person named at an offset; a single first name counts there."""
    for person in reading.people:
        if offset - 1 <= person.hit.start <= offset + 2:
            return person
    match = _CAPITALISED.match(page.cased, offset)
    if match and lower(match[0]) not in {"the", "mrs", "not", "and"}:
        hit = Hit(page, *match.span())
        return Person(hit, 0.5, "name.first") if known_as(reading, hit.text) != hit.text else None
    return None
