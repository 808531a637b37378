"""Who reports, who was responsible, and who their line manager is."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from candour.cases.facts import Method
from nlp.names import FULL, TITLED
from nlp.reading import Person, Reading
from nlp.text import Hit, Page, fold, lower

ROLE = (
    r"(?:(?:supply |class |form |subject |head of |former |trainee |student |temporary "
    r"|agency |lunchtime |attendance |transition |exams? |admin(?:istration|istrative)? "
    r"|finance |catering |data |office |school |business |pastoral |sen |site |it |network "
    r"|teaching |cover |key |music |sports |peripatetic |year \d+ |club |safeguarding |family "
    r"|support |deputy |assistant |hr |learning |sixth |early years |premises |nursery "
    r"|breakfast |after[- ]school )*"
    r"(?:teacher|ta|tas|teaching assistant|hlta|senco|sendco|receptionist|secretary|officer"
    r"|clerk|bursar|apprentice|caretaker|janitor|nurse|colleague|technician|lead|leader"
    r"|administrator|assistant|temp|cleaner|coordinator|co-ordinator|counsellor|cook|coach"
    r"|tutor|trainee|supervisor|manager|worker|librarian|mentor|nqt|ect|head|headteacher"
    r"|head teacher|principal|deputy|deputy head|governor|volunteer|form|employee"
    r"|member of staff|staff member|adviser|advisor|business manager|school business manager"
    r"|registrar|instructor|driver|midday|pa))"
)
DEED = (
    r"(?:sent|e-?mailed|posted|shared|put|uploaded|pasted|left|lost|dropped|opened|accessed"
    r"|logged|clicked|typed|handed|hand|gave|given|has given|read|threw|tipped|moved|mapped"
    r"|forgot|disclosed|attached|attach|printed|looked|viewed|downloaded|published|displayed"
    r"|mentioned|discussed|was copying|copied|took a call|took|meant to|picked|chose|selected"
    r"|entered|set|used|shouted|announced|showed|faxed|transferred|told|cleared|said to throw"
    r"|binned|disposed|had left|was using|has been using|has been|added|invited|accidentally"
    r"|mistakenly|unintentionally|wrote|stuck|swapped|approved|stuffed|takes|threw)"
)
_EXTERNAL = re.compile(
    r"\b(?:parents?|mum|mother|dad|father|social worker|councillor|cllr|governor|librarian"
    r"|from an?|a (?:ms|mr|mrs|miss|dr)|complaint|complain|customer|neighbour|carer|grand\w+"
    r"|to|for|with|instead of|than|told|phoned|rang|asked|emailed|e-mailed|messaged|by|thanks"
    r"|hi|dear|front sheet says|driver)(?:,| is| was)? (?:\w+ )?$"
)
_BY_STAFF = re.compile(rf"\bby (?:our |the |my )?(?:{ROLE}),? $")
_STAFF_BEFORE = re.compile(
    r"\b(?:our|my|the|a|an|one of our|former|colleague|of our) (?:(?:new|own|part-time"
    r"|full-time|former|job-share|first|school|one"
    rf"|of) )*(?:{ROLE})s?(?: in \w+)?,?(?: called)? $|\bcolleague,? $|^(?:{ROLE}),? $"
    rf"|\b(?:{ROLE}) \($"
)
_STAFF_AFTER = re.compile(
    rf"^(?:'s)?,? ?\(?(?:our |the |my |a |one of our )?(?:{ROLE})s?\b(?: (?:in|for"
    r"|of) \w+)?[),]"
)
_DEED_AFTER = re.compile(
    rf"^\)?(?:,[^,.;]{{1,40}},)?(?: \([^)]{{1,40}}\))?,? (?:who )?(?:\w+ly |had |has |then "
    rf"|also |just |was |may have |must have |accidentally |by mistake ){{0,2}}{DEED}\b"
)
_OWNS = re.compile(
    r"^'s? (?:own |school |work |user |old )?(?:log-?in|log in|password|account|user ?name"
    r"|room|class(?:room)?|name is|laptop|bag|car|desk|phone|tray|mailbox|id|ok\b|pigeon)"
)
_OWNS_BEFORE = re.compile(
    r"\b(?:belongs? to|belonging to|left by|sent by|done by|posted by|uploaded by|used by"
    r"|his own|her own|'s ok \(|responsible (?:is|was)|looked after by|was with|down to"
    r"|credentials of|login of|taken by)(?: our| the| my)?(?: \w+){0,3},? ?$|'s ok \($"
)
_FINDER_AFTER = re.compile(
    r"^(?:,[^,.;]{1,40},)?(?: \([^)]{1,40}\))?,? (?:also |then |has |had |who )?(?:told|rang"
    r"|phoned|called|noticed|spotted|messaged|e-?mailed (?:me|us)|found|reported|discovered"
    r"|knows|said(?! to (?:throw|send|put|give|bin|leave|use|share))|says|replied|confirmed"
    r"|complained|opened it.{0,50}\band found|unpacked|checked|has looked|has asked|is aware"
    r"|is looking|in the office|is on|removed|pointed|thinks|will|would|is her|is his|is my"
    r"|has deleted|deleted)\b"
)
_MANAGER_NEAR = re.compile(
    r"\b(?:line[- ]?manag\w+|(?:my|her|his|their) manager(?: is| was|,|:)?|reports to"
    r"|managed by)(?: (?:is|was|would be|will be))?(?: the head)?,? ?(?:the \w+,? )?$"
)
_FIRST_PERSON = re.compile(
    r"\bi(?:'ve| have|'d| had|ve)? (?:\w+ly |then |just |had |also |was about to |last "
    r"|must have |may have |might have |managed to |went to |never |stupidly |was |have |been "
    rf"|meant |to ){{0,3}}(?:{DEED}|about to|last had|drove|dropped|clicked|driving|sending"
    r"|using|attached|made (?:a|the) mistake|made an account|did it)\b(?! (?:the|my) (?:head"
    r"|line manager|dsl|it|police)|(?: it| them| these| this)? (?:in|back|right|away|down)\b)"
    r"|\b(?:my|our own) (?:own )?(?:\w+ ){0,5}(?:was|were|got|has been|had been) (?:left|lost"
    r"|stolen|taken|snatched|broken)"
    r"|\bmy (?:bag|car|handbag|rucksack)\b[^.;]{0,30}\b(?:snatched|stolen|taken|broken)"
    r"|\b(?:owning up|my (?:fault|mistake)|i made a mistake|fell out of my|out of my (?:pocket"
    r"|bag|car|hand)|i(?:'ve| have|ve)? lost|i can(?:'t|not|t) find|i (?:left|lost)"
    r"|mistake i made)\b"
)
_ELIDED = re.compile(
    r"\W{0,6}(?:(?:hi|hey|hello|hiya|morning|help|sorry|so|ok|oh no|think|erm|just|fyi"
    r"|afternoon|quick one|urgent)[\s,.!-]{1,6}){0,4}(?:(?:i'?ve "
    r"|ive )?(?:just )?(?:realised )?)?(?:left|lost|posted|sent|emailed|shared|put|clicked"
    r"|uploaded|dropped|forgot|gave|can'?t find|cant find|have lost|accidentally \w+) (?:my"
    r"|the|a|an|out|it|our|some|on|wrong|\d+|ive|two|three)\b"
)
MAX_MENTIONS = 20
"""How many mentions of a first name are looked at."""
_BYSTANDER = frozenset({"received_in_error", "found_in_public"})
_NO_PERSON = re.compile(
    (
        r"\b(?:office|admin|reception|info|enquiries|school|secretary|head|clerk|dpo|helpdesk"
        r"|noreply|no-reply|mail|bursar|staff|team|it support|data)\b|[@\d]"
    ),
    re.IGNORECASE,
)
_ME = re.compile(r"(?:me|myself|i|self|i am|that's me|it was me)(?:\s*\(.*\))?")


def read_people(reading: Reading) -> None:
    """Read reporter_name, responsible_employee and line_manager."""
    _read_reporter(reading)
    _read_form(reading)
    _read_line_manager(reading)
    _read_responsible(reading)


def known_as(reading: Reading, name: str) -> str:
    """Return the longest form of a name in the text: "Miss Achterberg" is "Elin Achterberg", "Jas" is "Jaswinder Bhogal"."""
    words = _words(name)
    forms = [person.name for person in reading.people]
    sender = sender_name(reading)
    forms += [sender] if sender else []
    fitting = [form for form in forms if len(_words(form)) > len(words) and _is_part(words, _words(form))]
    return max(fitting, key=len) if len({tuple(_words(form)) for form in fitting}) == 1 else name


def _words(name: str) -> list[str]:
    return [
        word
        for word in re.findall(r"[\w'-]+", lower(fold(name)))
        if not re.fullmatch(r"mr|mrs|ms|miss|mx|dr|prof|rev|fr|sister|sir|nurse", word)
    ]


def _is_part(words: Sequence[str], whole: Sequence[str]) -> bool:
    if not words:
        return False
    if len(words) == 1 and len(words[0]) > 2 and whole[0].startswith(words[0]):  # noqa: PLR2004 - "Jas" for "Jaswinder"
        return True
    return all(word in whole for word in words)


def sender_name(reading: Reading) -> str:
    """Return the sender's name where it is a person's."""
    sender = reading.report.sender
    name = sender.name.strip() if sender else ""
    return (
        "" if not name or (_NO_PERSON.search(name) and not re.search(r"\w \w", name)) or len(name.split()) < 2 else name
    )


def _read_reporter(reading: Reading) -> None:
    """Take the sender, or who signed; nobody where the writer asks not to be named."""
    if reading.shows("wants_anonymity") is True:
        return
    sender = reading.report.sender
    name = sender_name(reading)
    if name and not _NO_PERSON.search(name):
        reading.add("reporter_name", name, 0.9, "reporter.sender", method=Method.SENDER)
    elif sender and sender.name.strip():
        reading.add("reporter_name", sender.name.strip(), 0.55, "reporter.sender.unclear", method=Method.SENDER)
    closing = reading.layout.closing
    signed = [person for person in reading.people if closing.low[person.hit.start : person.hit.end].strip()]
    if signed and not (name and not _NO_PERSON.search(name)):
        reading.add("reporter_name", signed[0].name, 0.8, "reporter.signature", [signed[0].hit])


def _read_form(reading: Reading) -> None:
    for answer in reading.layout.answers:
        if answer.field not in {"reporter_name", "responsible_employee", "line_manager"} or answer.value is None:
            continue
        if answer.field == "reporter_name" and reading.shows("wants_anonymity") is True:
            continue
        if _ME.fullmatch(answer.value.low.strip(" .")):
            if name := sender_name(reading):
                reading.add(answer.field, name, 0.92, f"form.{answer.field}.me", [answer.value])
            continue
        if hit := _name_in(answer.value):
            reading.add(answer.field, hit.text, 0.95, f"form.{answer.field}", [hit])


def _name_in(answer: Hit) -> Hit | None:
    """Return the name that an answer begins with, without role or school."""
    text = answer.page.cased[answer.start : answer.end]
    for pattern in (TITLED, FULL):
        if match := pattern.match(text):
            return Hit(answer.page, answer.start, answer.start + match.end())
    head = re.match(r"[\w'. -]{2,60}", text)
    if (
        head is None
        or not re.match(r"[^\W\d_]", text)
        or len(head[0].split()) > 4
        or not re.search(r"[A-Z]|^[a-z]+ [a-z]+$", head[0])
    ):
        return None
    return Hit(answer.page, answer.start, answer.start + len(head[0].rstrip(" -.'")))


_MANAGES = (
    (
        re.compile(
            (
                r"\bwho(?:m)? i (?:line[- ])?manage\b|\b(?:reports|answers) to me\b|\bi am (?:her|his"
                r"|their|\w+'s) (?:line )?manager\b|\bi(?:'m| am)? (?:also )?(?:line[- ]?)manage (?:her"
                r"|him|them|\w+)\b|\bi manage (?:her|him|them)\b|\bmanaged by me\b|\bline manager is me\b"
                r"|\b(?:is|are) in my team\b|\bi'm (?:her|his|their) (?:line )?manager\b"
            )
        ),
        0.88,
        "manager.me",
    ),
)
_MANAGER_CUES = (
    (re.compile(r"\b(?:line[- ]?managed|managed) by (?:the \w+,? )?(?=\S)"), 0.88, "manager.managed-by"),
    (
        re.compile(
            r"\b(?:line[- ]manager|(?:my|her|his|their|[a-z]+'s) manager)(?: for \w+| of \w+)?(?: is"
            r"| was| would be| will be|,|:| -)? (?:is )?(?:the |our )?(?:head|headteacher"
            r"|deputy(?: head)?|principal|bursar)?,? ?(?=\S)"
        ),
        0.86,
        "manager.is",
    ),
    (re.compile(r"\breports? to (?=\S)"), 0.82, "manager.reports-to"),
)
_MANAGER_AFTER = re.compile(
    r"^(?: is|,)? ?\(?(?:who is |who's )?(?:is )?(?:my|her|his|their"
    r"|the) (?:own )?line[- ]?manager\b|^ ?\((?:my|her|his|their) (?:line )?manager\)"
    r"|^,? (?:line[- ]?manages|who (?:line )?manages) (?:her|him|me|them)\b"
)


def _read_line_manager(reading: Reading) -> None:
    written = reading.layout.written
    if name := sender_name(reading):
        for pattern, sure, rule in _MANAGES:
            for hit in written.hits(pattern):
                reading.add("line_manager", name, sure, rule, [hit])
    for pattern, sure, rule in _MANAGER_CUES:
        for match in pattern.finditer(written.low):
            person = _person_at(reading, written, match.end())
            if person:
                reading.add("line_manager", known_as(reading, person.name), sure, rule, [person.hit])
    for person in reading.people:
        if _MANAGER_AFTER.match(written.low[person.hit.end : person.hit.end + 60]):
            reading.add("line_manager", known_as(reading, person.name), 0.87, "manager.named-before", [person.hit])


def _person_at(reading: Reading, page: Page, offset: int) -> Person | None:
    """Return the person named at an offset; a single first name counts there."""
    for person in reading.people:
        if offset - 1 <= person.hit.start <= offset + 2:
            return person
    match = re.compile(r"[^\W\d_a-z][\w'-]{2,20}\b").match(page.cased, offset)
    if match and lower(match[0]) not in {"the", "mrs", "not", "and"}:
        hit = Hit(page, *match.span())
        return Person(hit, 0.5, "name.first") if known_as(reading, hit.text) != hit.text else None
    return None


def _read_responsible(reading: Reading) -> None:
    type_ = reading.shows("incident_type")
    anonymous = reading.shows("wants_anonymity") is True
    scores: dict[str, float] = defaultdict(float)
    hits: dict[str, list[Hit]] = defaultdict(list)
    for person in _mentioned(reading):
        name = known_as(reading, person.name)
        if name == sender_name(reading) or _same_person(name, sender_name(reading)):
            continue
        weight = _weight(reading.layout.written, person)
        scores[name] += max(weight, 0.0) if person.rule == "name.first" else weight
        hits[name].append(person.hit)
    managers = {
        str(candidate.value) for candidate in reading.found.get("line_manager", ()) if candidate.confidence > 0.8
    }
    for name, score in sorted(scores.items(), key=lambda item: -item[1]):
        if type_ == "received_in_error" or score < 2 or name in managers:  # noqa: PLR2004 - one clear sign
            continue
        reading.add("responsible_employee", name, min(0.6 + 0.07 * score, 0.92), "responsible.named", hits[name][:2])
    sender = sender_name(reading)
    if sender and type_ not in _BYSTANDER and not anonymous and (hit := _first_person(reading)):
        rival = max(scores.values(), default=0.0)
        reading.add(
            "responsible_employee",
            sender,
            0.86 if rival < 2 else (0.58 if rival >= 4 else 0.76),
            "responsible.first-person",
            [hit],
        )


def _same_person(one: str, other: str) -> bool:
    return bool(other) and (_is_part(_words(one), _words(other)) or _words(one) == _words(other))


def _mentioned(reading: Reading) -> Iterator[Person]:
    """Yield the people in the report itself, and first names that stand for one of them."""
    body = reading.body
    fulls = [person for person in reading.people if body.low[person.hit.start : person.hit.end].strip()]
    yield from fulls
    firsts = {
        _words(person.name)[0].title()
        for person in fulls
        if len(_words(person.name)) > 1 and not TITLED.match(person.name)
    }
    for first in sorted(firsts):
        for match in islice(re.finditer(rf"\b{re.escape(first)}\b", body.cased), MAX_MENTIONS):
            if not any(person.hit.start <= match.start() < person.hit.end for person in fulls):
                yield Person(Hit(body, *match.span()), 0.6, "name.first")


def _weight(page: Page, person: Person) -> float:
    before, after = page.before(person.hit.start, 60), page.low[person.hit.end : person.hit.end + 90]
    weight = 0.0
    staff = bool(_STAFF_BEFORE.search(before) or _BY_STAFF.search(before))
    if staff or _STAFF_AFTER.match(after):
        weight += 2
    if _DEED_AFTER.match(after):
        weight += 2
    if _OWNS.match(after) or _OWNS_BEFORE.search(before):
        weight += 2.5
    if re.search(r"\b(?:colleague|responsible)\b", before):
        weight += 1
    if not staff and _EXTERNAL.search(before):
        weight -= 3
    if _FINDER_AFTER.match(after):
        weight -= 3
    if _MANAGER_NEAR.search(before) or _MANAGER_AFTER.match(after):
        weight -= 3
    return weight


def _first_person(reading: Reading) -> Hit | None:
    """Return the words by which the writer says that it was them: "I sent ...", or "left my laptop ..." without "I"."""
    body = reading.body
    if hit := next(body.hits(_FIRST_PERSON), None):
        return body.trim(hit.start, hit.end)
    for sentence in body.sentences():
        if match := _ELIDED.match(body.low, sentence.start, sentence.end):
            return Hit(body, match.start(), match.end())
    return None
