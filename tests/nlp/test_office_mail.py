"""How well reports are told from a school office's ordinary mail, by what is read and by the rules of sorting."""

from collections import Counter
from collections.abc import Iterable

import pytest

from candour.cases.facts import Facts
from candour.cases.report import Report
from candour.cases.sorting import Sorting, Verdict, sort_by_header, sort_by_reading
from candour.cases.sorting_signs import Seen
from nlp import ReportReader
from nlp.incidents.harm import read_harm
from nlp.incidents.harm_rules import HARM
from nlp.message.layout import lay_out
from nlp.reading import Reading
from tests.intake.office_mail import OfficeMail, incident_mails, later_incident_mails, ordinary_mails
from tests.nlp.conftest import report


@pytest.fixture(scope="module")
def rules() -> ReportReader:
    """A reader of rules alone as it runs: sorting goes by how often what is read is right."""
    return ReportReader("")


def sorted_by(reader: ReportReader, mail: Report) -> Sorting:
    seen = Seen(mail, answers=False, reporting=frozenset())
    return sort_by_header(seen) or sort_by_reading(seen._replace(facts=reader.read(mail)))


def verdicts(reader: ReportReader, mails: Iterable[OfficeMail]) -> Counter[Verdict]:
    return Counter(sorted_by(reader, mail.report()).verdict for mail in mails)


def test_of_ordinary_mail_nothing_is_taken_and_few_are_doubtful(reader: ReportReader) -> None:
    found = verdicts(reader, ordinary_mails())
    assert found.total() >= 200
    assert found[Verdict.TAKE] == 0
    assert found[Verdict.DOUBTFUL] < 0.05 * found.total()


def test_of_mail_about_incidents_nothing_is_missed_and_few_are_doubtful(reader: ReportReader) -> None:
    found = verdicts(reader, incident_mails())
    assert found.total() == 60
    assert found[Verdict.LEAVE] == 0
    assert found[Verdict.DOUBTFUL] <= 6


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I have just emailed the medical details of 12 children to the wrong address by mistake.", Verdict.TAKE),
        ("Somebody told me that my child's information might have been seen by another parent.", Verdict.TAKE),
        ("We got a letter about another child in our book bag. Shall I send it back?", Verdict.TAKE),
        ("Here are the emergency contact details for my two children.", Verdict.LEAVE),
        ("Please find the medical form for my son. He has an allergy to nuts.", Verdict.LEAVE),
    ],
)
def test_what_a_teacher_or_parent_tells_in_a_sentence_is_not_missed(
    text: str, verdict: Verdict, rules: ReportReader
) -> None:
    assert sorted_by(rules, report(text)).verdict is verdict


def test_of_what_is_told_in_passing_more_than_half_is_noticed(reader: ReportReader) -> None:
    """These 12 came last and are told in passing: 4 were noticed at first sight, 8 since. So much is still missed."""
    found = verdicts(reader, later_incident_mails())
    assert found.total() == 12
    assert found[Verdict.LEAVE] <= 5


def test_rules_alone_do_without_a_model(rules: ReportReader) -> None:
    assert verdicts(rules, incident_mails())[Verdict.LEAVE] == 0


def read(rules: ReportReader, text: str, subject: str = "") -> Facts:
    return rules.read(report(text, subject=subject))


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("I have lost the class list of 3D.", 0.9),
        ("I have lost my bag. The class list of 3D was in it.", 0.7),
        ("I have lost my bag. It was raining. The bus was late. The class list of 3D is on my desk.", 0.55),
        ("I can't find the class list of 3D.", 0.9),
        ("Mae llythyr am blentyn arall ym mag Begw. Mae enw y teulu arno.", None),
        ("Daeth adroddiad plentyn arall adref trwy gamgymeriad.", 0.9),
        ("I have lost my bag, but no names were in it.", None),
        ("The class list of 3D is on my desk.", None),
        ("I have not lost the class list of 3D.", None),
    ],
)
def test_harm_counts_the_nearer_it_stands_to_information_about_people(
    rules: ReportReader, text: str, sure: float | None
) -> None:
    found = read(rules, text).value("harm_to_information")
    assert (found.confidence if found else None) == sure


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Is this a breach?", "says_so"),
        ("It went to the wrong parent.", "wrong_reader"),
        ("My register was stolen.", "gone"),
        ("A lady handed in a folder.", "found"),
        ("Everyone can see it.", "shown"),
        ("She told the other mums.", "told"),
        ("They say we were hacked.", "attack"),
        ("I clicked on the link.", "tricked"),
        ("He looked up her record.", "looked"),
    ],
)
def test_each_kind_of_harm_has_its_words(rules: ReportReader, text: str, kind: str) -> None:
    assert kind in read(rules, text).ticks("signs_of_harm")


@pytest.mark.parametrize(
    "text",
    [
        "I would like to make a subject access request.",
        "Please send me a copy of all the information you hold about my son.",
        "Please delete my data.",
        "This is a freedom of information request.",
        "What data do you have on me?",
    ],
)
def test_who_asks_for_their_own_data_is_noticed(rules: ReportReader, text: str) -> None:
    assert read(rules, text).holds("asks_for_data")


@pytest.mark.parametrize(
    "words", ["lost names ", "wrong wrong ", "copy of the my our ", "left a b c d on ", "a's b's "]
)
def test_words_without_end_give_a_few_hits_like_any_others(words: str) -> None:
    endless = report(words * 4_000)
    reading = Reading(endless, lay_out(endless.subject, endless.text, ""))
    read_harm(reading)
    assert len(reading.ticks.get("signs_of_harm", ())) <= len(HARM)
    assert len(reading.found.get("harm_to_information", ())) <= len(HARM)
