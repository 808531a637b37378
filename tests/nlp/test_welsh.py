"""Welsh (issue 5): the language is recognised; days, times, numbers, types of incident and kinds of data are read."""

from datetime import date, time

import pytest

from nlp import ReportReader
from nlp.message.layout import lay_out
from nlp.text import Hit, page
from nlp.welsh.dates import find_welsh_days
from nlp.welsh.language import is_welsh, welsh_sentences
from nlp.welsh.numbers import WELSH_COUNT, welsh_number
from nlp.welsh.times import find_welsh_times
from nlp.welsh.words import forms
from tests.nlp.conftest import report

TODAY = date(2026, 11, 18)  # a Wednesday


def _sentence(text: str) -> Hit:
    return next(lay_out("", text, "").body.sentences())


@pytest.mark.parametrize(
    "text",
    [
        "mae'r ffolder wedi mynd ar goll.",
        "anfonais yr adroddiad at y person anghywir ddoe.",
        "dw i wedi gofyn iddi ddileu'r neges.",
        "ffeindies i mas nawr jyst.",
        "nos lun am naw nes i roi targedau darllen fy nosbarth i mewn i chatbot.",
        "roedd y drws ar agor pan ddaeth hi.",
    ],
)
def test_welsh_sentences_are_known(text: str) -> None:
    assert is_welsh(text)


@pytest.mark.parametrize(
    "text",
    [
        "i lost the memory stick at ysgol glan-yr-afon on tuesday.",
        "bore da everyone, the register is gone.",
        "diolch, rhian",
        "the file of llinos ddu was sent to gwyn llywelyn in llanelli.",
        "am i in trouble for this?",
        "das war ein versehen, es tut mir leid.",
        "je suis dans le bus et le dossier a disparu.",
        "mam and dad rang at dinner time.",
        "",
    ],
)
def test_english_with_welsh_names_and_other_languages_are_not_welsh(text: str) -> None:
    assert not is_welsh(text)


@pytest.mark.parametrize("text", ["_Mae_ hi _wedi_ mynd", "2yn 3wedi", "yn_ wedi_", "mae'r ffolder wedi mynd ar goll."])
def test_welsh_words_are_found_beside_numbers_and_underscores(text: str) -> None:
    assert [hit.text for hit in welsh_sentences(page("body", text, [(0, len(text))]))] == [text]


def test_words_change_their_beginnings() -> None:
    assert set(forms("cyfeiriad")) == {"cyfeiriad", "gyfeiriad", "nghyfeiriad", "chyfeiriad"}
    assert set(forms("gliniadur")) == {"gliniadur", "liniadur", "ngliniadur"}
    assert set(forms("dyddiad")) == {"dyddiad", "ddyddiad", "nyddiad"}
    assert set(forms("enw")) == {"enw", "henw"}
    assert forms("ffeil") == ("ffeil",)


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("tair", 3),
        ("ddeuddeg", 12),
        ("un ar bymtheg", 16),
        ("deunaw", 18),
        ("un ar hugain", 21),
        ("dau ddeg tri", 23),
        ("deg ar hugain", 30),
        ("tri deg wyth", 38),
        ("hanner cant", 50),
        ("cant a deg", 110),
        ("tri chant", 300),
        ("chwe chant", 600),
    ],
)
def test_both_ways_of_counting_are_known(words: str, worth: int) -> None:
    match = WELSH_COUNT.fullmatch(words)
    assert match
    assert welsh_number(match[0]) == worth


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Collais y ffolder ddoe.", date(2026, 11, 17)),
        ("Digwyddodd neithiwr yn y neuadd.", date(2026, 11, 17)),
        ("Digwyddodd y bore 'ma yn y neuadd.", date(2026, 11, 18)),
        ("Aeth ar goll fore Llun yn yr ysgol.", date(2026, 11, 16)),
        ("Aeth ar goll ddydd Mercher diwethaf.", date(2026, 11, 11)),
        ("Digwyddodd nos Sadwrn yn y neuadd.", date(2026, 11, 14)),
        ("Digwyddodd ar y 15fed o Fai eleni.", date(2026, 5, 15)),
        ("Digwyddodd ar 3 Rhagfyr yn y neuadd.", date(2025, 12, 3)),
        ("Digwyddodd wythnos yn ôl yn y neuadd.", date(2026, 11, 11)),
        ("Digwyddodd dridiau yn ôl yn y neuadd.", date(2026, 11, 15)),
    ],
)
def test_days_are_read(text: str, day: date) -> None:
    assert [found.day for found in find_welsh_days(_sentence(text), TODAY)] == [day]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Ddoe am chwarter i dri anfonais y neges.", time(14, 45)),
        ("Gadewais y ffolder am hanner awr wedi wyth y bore 'ma.", time(8, 30)),
        ("Daeth am bum munud wedi naw.", time(9, 5)),
        ("Cyrhaeddodd am ddeg munud wedi un ar ddeg heddiw.", time(11, 10)),
        ("Sylweddolais am dri o'r gloch.", time(15, 0)),
        ("Nos Lun am naw nes i roi enwau i mewn.", time(21, 0)),
        ("Canodd y larwm am hanner nos.", time(0, 0)),
        ("Tynnwyd y llun am ugain munud i wyth y bore.", time(7, 40)),
    ],
)
def test_times_are_read(text: str, moment: time) -> None:
    assert [found.time for found in find_welsh_times(_sentence(text))] == [moment]


def test_a_number_of_people_after_am_is_no_time() -> None:
    assert list(find_welsh_times(_sentence("Mae'n gallu gweld popeth am ddeg o blant."))) == []


WHOLE = (
    "Mae'n ddrwg gen i. Ddoe am chwarter i dri anfonais restr o ddeuddeg o blant at y person anghywir. Roedd eu "
    "henwau a'u dyddiadau geni ar y rhestr. Sylweddolais am bedwar o'r gloch, ac mae hi wedi dileu'r neges."
)


def test_a_whole_report_in_welsh_is_read(rules: ReportReader) -> None:
    facts = rules.read(report(WHOLE))
    assert facts.shown("language") == "cy"
    assert facts.shown("occurred_time") == "14:45"
    assert facts.shown("discovered_time") == "16:00"
    assert facts.shown("incident_type") == "sent_to_wrong_person"
    assert facts.shown("individuals") == 12
    assert {"name", "date_of_birth"} <= set(facts.ticks("data_types"))
    spans = [span for name in ("language", "occurred_date", "incident_type") for span in facts.values[name].spans]
    assert spans
    assert all(WHOLE[span.start : span.end] == span.text for span in spans)


def test_a_report_in_both_languages_is_known_as_such(rules: ReportReader) -> None:
    text = (
        "I left the register on the bus last night and rang the company at once, but nobody has handed it in so far. "
        "Mae enwau a chyfeiriadau'r plant i gyd ynddo, ac mae'n ddrwg iawn gen i am hyn."
    )
    assert rules.read(report(text)).shown("language") == "mixed"


def test_nothing_is_said_of_the_language_of_an_english_report(rules: ReportReader) -> None:
    text = "Bore da, I lost the register of Ysgol Glan-yr-Afon yesterday. Diolch, Rhian"
    assert rules.read(report(text)).value("language") is None
