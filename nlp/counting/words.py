"""Classes of words that tell what a number counts: people, what is written about them, or something else."""

import re
from collections.abc import Mapping

_CLASSES: Mapping[str, str] = {
    "pupils": """
        pupils pupil's pupils' childs children childrens kids kiddies kiddos students learners boys girls lads lasses
        youngsters teenagers teens tots toddlers babies infants juniors littlies bairns weans leavers joiners pupil
        youths sixthformers formers candidates boarders finalists refugees evacuees twins triplets siblings brothers
        sisters cousins sons daughters friends mates swimmers singers players runners dancers musicians cadets scouts
        students' children's girls' boys' newcomers starters nieces nephews grandchildren ones toddlers' participants
        competitors members disgyblion ddisgyblion blant plant phlant myfyrwyr fyrwyr fechgyn bechgyn merched ferched
        ch efeilliaid plentyn blentyn phlentyn disgybl ddisgybl bachgen fachgen merch ferch
        """,
    "adults": """
        staff teachers colleagues employees tas tas' assistants cleaners cooks drivers volunteers governors trustees
        applicants interviewees tutors coaches contractors tenants users patients residents people persons individuals
        adults women men ladies blokes donors alumni subscribers customers clients workers secretaries lecturers
        technicians supervisors temps pensioners trainees nqts ects referees helpers chaperones
        visitors guests hirers lettings officers midwives nurses cleaners caretakers folk folks
        teachers' members' peripatetics lunchtime midday dinner kitchen supply agency people's peeps ppl
        victims witnesses owners holders customers cardholders payees account-holders signatories voters staffs
        heads deputies headteachers bursars clerks trainers referrers
        staf athrawon gweithwyr weithwyr llywodraethwyr lywodraethwyr gyrwyr yrwyr bobl pobl oedolion oedolyn
        cynorthwywyr gynorthwywyr aelodau athro athrawes
        """,
    "parents": """
        parents parents' mums dads mothers fathers carers guardians families fams family households mams grandparents
        stepdads relatives mummies contacts rieni rhieni teuluoedd deuluoedd theuluoedd teulu deulu
        """,
    "rows": "names entries rows records lines addresses surnames faces signatures initials enwau enw rhesi gofnodion",
    "papers": """
        letters files folders reports forms plans payslips slips statements certificates passports photos pictures
        sheets scripts essays books packs cards applications cvs references questionnaires envelopes sleeves bundles
        profiles accounts logins passwords templates licences records registers diaries journals workbooks exercise
        referrals reviews ehcps ieps agreements contracts consents assessments portfolios photographs selfies headshots
        certificates transcripts notes logs prints thumbprints fingerprints fobs badges lanyards permits visas p60s
        checks disclosures appraisals cases incidents tests papers mocks compositions replies-of
        packets wallets drawings paintings parcels attendees minuted scans licences medicals inhalers epipens
        llythyr llythyrau lythyrau ffurflen ffurflenni ffeil ffeiliau adroddiad adroddiadau cynllun cynlluniau
        chynlluniau gynlluniau lluniau luniau llun
        """,
    "group": """
        class classes form forms group groups set sets cohort cohorts list register sheet team squad club roll house
        tutor bubble stream band year choir cast crew orchestra spreadsheet table file folder dosbarth ddosbarth grwp
        """,
    "person": """
        pupil child kid student learner boy girl lad lass youngster teenager toddler teacher colleague employee
        assistant cleaner cook driver volunteer governor applicant candidate person individual adult woman man lady
        bloke parent mum dad mother father carer guardian member ta senco nurse leaver starter infant bairn wean baby
        someone somebody friend
        """,
    "minutes": """
        minutes minute mins min hours hour hrs hr days day weeks week wks months month terms term years yrs seconds
        secs fortnight o'clock am pm a.m p.m nights evenings mornings afternoons lessons periods weekends old
        munud awr diwrnod wythnos mis mlynedd blynedd oed
        """,
    "money": "pounds pound quid pence p k grand percent per",
    "things": """
        pages page sides side copies copy times time emails email e-mails mails messages texts calls screens screen
        attempts goes boxes bags miles metres feet degrees cups biscuits chairs desks tables laptops laptop ipads
        computers phones tablets cameras sticks drives keys cabinets drawers shelves rooms schools sites buildings
        likes views shares followers downloads clicks hits stalls windows doors coaches buses cars vans stops inches
        megs gb mb points marks questions fields columns tabs attachments posts tweets stories slides
        tudalen gwaith neges negeseuon ebost e-bost
        """,
    "place": """
        room road street lane bus route platform floor block page year yr y key stage ks number no no. nos ref ext
        period lesson unit section step phase class form grade level version tel phone mobile extension chapter row
        locker junction windows office version school bed flat house part aged age act top under over band point point
        blwyddyn flwyddyn ystafell rhif dosbarth
        """,
    "month": """
        january jan february feb march mar april apr may june jun july jul august aug september sept sep october oct
        november nov december dec monday tuesday wednesday thursday friday saturday sunday
        ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr
        """,
    "contain": """
        on in contains contained contain covers covered covering with has had have listing lists listed includes
        included including holds held holding about for naming regarding concerning affected affects
        involved involving belonging details data information yn ar efo gyda am
        """,
    "data": """
        name names named dob dobs birth birthdays address addresses postcode postcodes phone numbers details medical
        health allergies allergy diagnosis diagnoses medication meds condition conditions ethnicity religion faith pay
        salary salaries bank sen ehcp send fsm meals safeguarding cp attendance grades marks results scores comments
        sickness pension ni passport licence photo photograph needs behaviour emails mobiles contact scheme benefits
        data information info records record history notes register list spreadsheet file files report reports letter
        plan form sheet whose their enwau manylion cyfeiriadau dyddiadau
        """,
    "reach": """
        follow follows follower pinged tramped pass passed walked walking shared sharing clicked attending audience
        crowd eyes witnessed laughed congregation meeting assembly table briefing panel governors' channel them
        opened downloaded received replied saw seen read got viewed watched complained sent forwarded copied
        told asked went posted reached answered rang phoned responded recipients recipient heard contacted to
        emailed e-mailed messaged texted gave given shown deleted confirmed spoke spoken apologised apologized written
        attended present sitting standing waiting room at
        """,
    "about": "about around roughly approximately approx some circa nearly almost say maybe perhaps probably tua rhyw",
    "all": "all every each whole entire both total altogether pob holl",
    "my": "my our his her their your its the this that these those",
    "other": "other others another further more extra additional different",
    "old": "previous last former earlier before ago already",
    "not": "no not never nothing without none neither",
    "number": "two three four five six seven eight nine ten twelve twenty thirty hundred dozen",
}


_YEAR_GROUP = re.compile(r"(?:y|yr|year)\d{1,2}s|\d{1,2}s")
_MOST_WORDS = 20_000
"""Of how many words the classes are kept at hand."""


def _known() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in _CLASSES.items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


_KNOWN = _known()


class _Classes(dict[str, tuple[str, ...]]):
    """The classes of words by these, looked up a hundred times a report: what is not in yet is put in."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = classes = _classes_of(word)
        return classes


def _classes_of(word: str) -> tuple[str, ...]:
    if found := _KNOWN.get(word) or _KNOWN.get(word.removesuffix("'s").rstrip("'")):
        return found
    if _YEAR_GROUP.fullmatch(word):
        return ("pupils",)
    return ("digits",) if word.isdigit() else ()


classes_of = _Classes().__getitem__
"""Return the classes of a word in lower case; none of an unknown one."""

PEOPLE = frozenset({"pupils", "adults", "parents"})
"""Classes of words for several people."""
HEADS = PEOPLE | {"rows", "papers", "minutes", "money", "things", "month"}
"""Classes of what a number can count."""
