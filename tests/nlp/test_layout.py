"""What of a message is the report."""

import pytest

from nlp.message.layout import Layout, lay_out


def laid_out(text: str, sender: str = "Jo Bloggs") -> Layout:
    return lay_out("", text, sender)


REPORT = "I left the register on the bus."


@pytest.mark.parametrize(
    "below",
    [
        "Kind regards\nJo Bloggs\nTeacher, Elmfield School",
        "Jo\nElmfield School",
        "J Bloggs\nElmfield School\nTel: 01632 960000",
        "Sent from my iPhone",
        "Get Outlook for Android",
        "> What was on it?\n> Ann",
        "On 14 Oct 2025, at 13:40, Ann <ann@elmfield.example> wrote:\n> What was on it?",
        "From: Ann\nSent: 25 March 2026 11:52\nTo: Jo\nSubject: RE: Register\n\nWhich bank details were on it?",
        "-----Original Message-----\nFrom: Ann\nWhat was on it?",
        "---------- Forwarded message ---------\nFrom: Ann\nDate: Wed, 21 Jan 2026\nI am disgusted.",
        "This email is confidential and intended solely for the addressee. Health data must be protected.",
        "If you have received this message in error please delete it.",
    ],
)
def test_what_stands_below_a_report_is_not_the_report(below: str) -> None:
    assert laid_out(f"Hi,\n\n{REPORT}\n\n{below}").body.cased.strip() == REPORT


HEADS = [
    "On Mon, 16 Nov 2026 at 10:02, Ann Smith <\na.smith@elmfield.example> wrote:",
    "On Mon, 16 Nov 2026 at 10:02, Ann Smith of the Office of Elmfield\nPrimary School <\na@elmfield.example> wrote:",
    "On 16 Nov 2026, at 10:02, Ann Smith wrote:",
    "On 16/11/2026 10:02, Ann Smith wrote:",
    "Ann Smith wrote on 16/11/2026 10:02:",
    "Ar ddydd Llun, 16 Tachwedd 2026 am 10:02, Ann Smith <a@elmfield.example> ysgrifennodd:",
    "Ar 16 Tach 2026, am 10:02, ysgrifennodd Ann Smith <a@elmfield.example>:",
    "Le lun. 16 nov. 2026 à 10:02, Ann Smith <a@elmfield.example> a écrit :",
    "From: Ann\nSent: 16 November 2026 10:02\nTo: Jo\nSubject: Register",
    "________________________________\nFrom: Ann\nSent: Monday, November 16, 2026 10:02\nTo: Jo\nSubject: Register",
    "*From:* Ann\n*Sent:* 16 November 2026 10:02\n*To:* Jo\n*Subject:* Register",
    "Oddi wrth: Ann\nAnfonwyd: 16 Tachwedd 2026 10:02\nAt: Jo\nPwnc: Cofrestr",
    "Date: Mon, 16 Nov 2026\nFrom: Ann\nTo: Jo\nSubject: Register",
    "-----Original Message-----\nFrom: Ann\nSent: 16 November 2026 10:02\nTo: Jo",
    "-------- Original message --------\nFrom: Ann\nDate: 16/11/2026 10:02 (GMT+00:00)\nTo: Jo\nSubject: Register",
    "-----Neges Wreiddiol-----\nOddi wrth: Ann\nAt: Jo",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "footer", ["", "Sent from my iPhone", "Get Outlook for iOS", "Anfonwyd o fy iPhone", "Sent from my Galaxy"]
)
def test_a_quoted_thread_is_cut_at_the_head_of_every_program(head: str, footer: str) -> None:
    layout = laid_out(f"{REPORT}\n\n{footer}\n\n{head}\n\nThe minutes of Monday's meeting are lost.")
    assert layout.body.cased.strip() == REPORT


@pytest.mark.parametrize(
    "line",
    [
        "On Tuesday the parent wrote:",
        "A parent wrote to us on Monday asking for the list.",
        "From: the office to the hall is where I carried it.",
        "Ar ddydd Llun collais y gofrestr.",
    ],
)
def test_a_line_of_a_report_is_no_head(line: str) -> None:
    assert REPORT in laid_out(f"{line}\n{REPORT}").body.cased


def test_answers_between_quoted_lines_are_no_signature() -> None:
    layout = laid_out("Answers below.\n\nThanks\nJo\n\n> When?\nMonday\n> Who?\nAnn")
    assert layout.body.cased.split() == ["Answers", "below.", "Monday", "Ann"]


def test_an_answer_below_quoted_lines_is_the_report() -> None:
    layout = laid_out(f"> What happened?\n> Ann\n{REPORT}")
    assert layout.body.cased.strip() == REPORT


def test_a_message_forwarded_without_a_word_is_read_itself() -> None:
    layout = laid_out(f"---------- Forwarded message ---------\nFrom: Ann\nDate: Monday\nTo: Jo\n\n{REPORT}")
    assert layout.forwarded
    assert layout.body.cased.strip() == REPORT


@pytest.mark.parametrize(
    "cover",
    [
        "FYI",
        "Please see below.\n\nJo",
        "Hi,\n\nForwarding this from Ann Pugh.\n\nThanks\nJo",
        "For your attention please",
    ],
)
def test_a_message_forwarded_with_words_that_only_point_at_it_is_read_itself(cover: str) -> None:
    layout = laid_out(f"{cover}\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Jo\n\n{REPORT}")
    assert layout.forwarded
    assert REPORT in layout.body.cased


@pytest.mark.parametrize("said", ["See below. The stick was lost.", "It was Ann.", "Thanks, no", "Please call me"])
def test_a_message_forwarded_with_words_of_ones_own_is_read_by_those(said: str) -> None:
    layout = laid_out(f"{said}\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Jo\n\n{REPORT}")
    assert not layout.forwarded
    assert REPORT not in layout.body.cased


def test_a_report_about_a_mail_received_in_error_is_no_disclaimer() -> None:
    text = "This morning I received an email in error from another school."
    assert laid_out(text).body.cased.strip() == text


def test_the_writers_name_inside_a_sentence_ends_nothing() -> None:
    text = "We lost a file.\nJo has looked everywhere for it and asked the cleaners, but nobody has seen it."
    assert "nobody has seen it" in laid_out(text).body.cased


FORMS = [
    ("Date of incident: 12/01/26", "occurred", "12/01/26"),
    ("Time of Incident\t1545", "occurred", "1545"),
    ("Date Incident was Discovered - mon 6/10/25", "discovered", "mon 6/10/25"),
    ("1. Has the data been recovered? No", "recovered", "No"),
    ("Employee responsible for the incident: Ann Smith (cook)", "responsible_employee", "Ann Smith (cook)"),
    ("Employee's Line Manager\tBo Jones", "line_manager", "Bo Jones"),
    ("COMPLAINTS: two", "complaint", "two"),
    ("What happened? It fell in the lake.", "summary", "It fell in the lake."),
    ("Asset Reference: IA/PH/56", "asset_reference", "IA/PH/56"),
    ("How many people? 12", "individuals", "12"),
    ("School: Elmfield", "school", "Elmfield"),
]


@pytest.mark.parametrize(("line", "field", "value"), FORMS)
def test_a_line_of_a_form_is_read_by_its_label(line: str, field: str, value: str) -> None:
    (answer,) = laid_out(f"Please see below.\n\n{line}").answers
    assert answer.field == field
    assert answer.value is not None
    assert answer.value.text == value


@pytest.mark.parametrize("nothing", ["", "n/a", "not known", "-", "?", "don't know", "Rather not say"])
def test_an_answer_that_says_nothing_is_no_value(nothing: str) -> None:
    (answer,) = laid_out(f"Line manager: {nothing}").answers
    assert answer.value is None


def test_a_long_answer_runs_to_the_next_label() -> None:
    first, second = laid_out("What happened? We lost it.\nIt was on the bus.\nSchool: Elmfield").answers
    assert first.value is not None
    assert first.value.text == "We lost it.\nIt was on the bus."
    assert second.field == "school"


def test_prose_with_a_colon_is_no_form() -> None:
    assert laid_out("The file has three things in it: names, addresses and marks.").answers == ()


def test_text_that_is_too_long_is_cut_and_the_cut_is_told() -> None:
    assert laid_out("word " * 20_000).cut
    assert not laid_out("word " * 200).cut


def test_dictated_marks_end_sentences_and_keep_their_place() -> None:
    text = "i lost the register on the bus full stop it was yesterday comma about four new line please help full stop"
    page = laid_out(text).body
    assert [sentence.low.strip(" .") for sentence in page.sentences() if sentence.low.strip(" .")] == [
        "i lost the register on the bus",
        "it was yesterday ,     about four",
        "please help",
    ]
    assert len(page.low) == len(text)


@pytest.mark.parametrize(
    "text", ["My new line manager has the list.", "I came to a full stop.", "The file is comma separated."]
)
def test_words_that_name_a_mark_once_are_words(text: str) -> None:
    assert laid_out(text).body.cased == text


@pytest.mark.parametrize(("subject", "sources"), [("Lost register", ["subject", "body"]), (" ", ["body"])])
def test_a_subject_without_words_is_no_page(subject: str, sources: list[str]) -> None:
    assert [one.source for one in lay_out(subject, "I left it on the bus.", "").pages] == sources
