"""Words that make one think of an offence (R111) or of legal action (R86), and many that must not."""

import json
from email import message_from_bytes, policy
from importlib import resources
from pathlib import Path

import pytest

from candour.cases.offence_cues import OFFENCE_CUES
from nlp import ReportReader, report_from_example
from nlp.outcome.offences import CUES
from tests.nlp.conftest import report

LABELLED = sorted((Path(__file__).parent / "data").glob("*.jsonl"))
SAMPLES = [entry for entry in resources.files("candour.app").joinpath("samples").iterdir() if entry.name[-4:] == ".eml"]

SAID = [
    ("A cover teacher looked up our families' records out of curiosity.", "unlawful_obtaining"),
    ("She was reading the safeguarding files without permission.", "unlawful_obtaining"),
    ("He accessed SIMS records of pupils who are nothing to do with his role.", "unlawful_obtaining"),
    ("It seems that a technician sold the parents' contact details.", "unlawful_obtaining"),
    ("Before she went she copied the pupil data to her new school.", "unlawful_obtaining"),
    ("He deliberately forwarded the staff list to a friend.", "unlawful_obtaining"),
    ("Somebody leaked the report to the newspaper.", "unlawful_obtaining"),
    ("A student re-identified the pupils in our research file.", "re_identification"),
    ("The survey was anonymised and a parent worked out whose answers they were.", "re_identification"),
    ("The office refused to let the ICO inspector see the files.", "obstruction"),
    ("My manager lied to the ICO about the training.", "false_statement"),
    ("He told the Information Commissioner that all staff were trained, which is untrue.", "false_statement"),
    ("She shredded the papers that the ICO had asked for.", "destroyed_to_mislead"),
    ("The log was deleted before the ICO could have it.", "destroyed_to_mislead"),
    (
        "A mother made a subject access request. The secretary deleted the emails so that she would not see them.",
        "altered_to_prevent_disclosure",
    ),
    (
        "Dad asked for a copy of his file and the head told us he had removed two pages before he could read it.",
        "altered_to_prevent_disclosure",
    ),
    ("They made her hand over her own medical records before the interview.", "enforced_access"),
]
NOT_SAID = [
    "Nobody looked at the records out of curiosity.",
    "I sent the letter to the wrong parent without permission slips in it.",
    "The pupils could be re-identified from the initials.",
    "They can't be re-identified.",
    "I deleted the email and told the ICO.",
    "I deleted the file before anyone could open it.",
    "She asked me to delete it so that no one else could see it.",
    "The old server was sold with pupil records on it.",
    "We sold the laptop with the data wiped.",
    "She was asked to bring her DBS certificate before she started.",
    "A subject access request reply went to the wrong address.",
    "A parent asked to see her file and I emailed it to the wrong address, then recalled it to stop it being read.",
    "Should we tell the ICO?",
    "Sue in the office found the list on the printer.",
    "I lost the register on the bus.",
]
LIKELY = [
    "The family has instructed a solicitor.",
    "We had a letter from their solicitor.",
    "She says she is going to sue us.",
    "They are threatening legal action.",
    "Mum wants compensation.",
    "A TA was reading files at home. The police are involved.",
    "He showed the photos around, and the mother has gone to the police.",
]
UNLIKELY = [
    "My laptop was stolen and I reported it to the police, crime number 4471.",
    "Should I call the police?",
    "We have not told the police.",
    "I sent the report to the wrong solicitor.",
    "The file has the custody court order in it.",
    "My line manager is Sue Harding. Will Sue be told?",
    "The policeman's leaflets were left in reception.",
    "Nobody is going to sue us.",
]


@pytest.mark.parametrize(("text", "cue"), SAID)
def test_r111_what_may_be_an_offence_gives_a_cue_with_its_words(text: str, cue: str, rules: ReportReader) -> None:
    found = rules.read(report(text)).value("offence_cues")
    assert found is not None
    assert found.value == (cue,)
    assert 0.5 <= found.confidence < 1
    assert all(span.text in text for span in found.parts[0].spans)
    assert found.parts[0].spans


@pytest.mark.parametrize("text", NOT_SAID)
def test_r111_ordinary_denied_asked_or_feared_deeds_give_none(text: str, rules: ReportReader) -> None:
    assert rules.read(report(text)).ticks("offence_cues") == ()


@pytest.mark.parametrize("text", LIKELY)
def test_r86_police_solicitors_and_claims_make_legal_action_likely(text: str, rules: ReportReader) -> None:
    found = rules.read(report(text)).value("legal_action_likely")
    assert found is not None
    assert found.value is True
    assert 0.5 <= found.confidence < 1
    assert found.spans[0].text in text


@pytest.mark.parametrize("text", UNLIKELY)
def test_r86_a_reported_theft_a_question_and_a_wrong_recipient_do_not(text: str, rules: ReportReader) -> None:
    assert not rules.read(report(text)).holds("legal_action_likely")


@pytest.mark.parametrize("file", LABELLED, ids=lambda file: str(file.stem))
def test_r111_no_labelled_report_gives_a_cue(file: Path, rules: ReportReader) -> None:
    """Their deeds are mistakes, and pupils' and colleagues' lapses, in words that claim no more."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert rules.read(report_from_example(row)).value("offence_cues") is None, row["id"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.name))
def test_r86_r111_no_sample_mail_gives_a_cue(sample: Path, rules: ReportReader) -> None:
    mail = message_from_bytes(sample.read_bytes(), policy=policy.default)
    body = mail.get_body(("plain", "html"))
    facts = rules.read(report(body.get_content() if body else "", subject=str(mail["subject"])))
    assert facts.value("offence_cues") is None
    assert not facts.holds("legal_action_likely")


def test_r111_every_cue_that_an_offence_names_can_be_read_and_no_other() -> None:
    assert {cue for cue, *_ in CUES} | {"altered_to_prevent_disclosure"} == OFFENCE_CUES.keys()


def test_two_deeds_give_two_cues_each_with_its_own_words(rules: ReportReader) -> None:
    text = "He sold the parents' details. Then he lied to the ICO about it."
    found = rules.read(report(text)).value("offence_cues")
    assert found is not None
    assert {part.value: part.spans[0].text for part in found.parts} == {
        "unlawful_obtaining": "sold the parents' details",
        "false_statement": "lied to the ICO",
    }
