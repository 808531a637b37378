"""The messages of a case word for word, as its page shows them."""

from candour.cases.report import Sender
from candour.cases.showing.messages import LONGEST, messages_in_full
from candour.cases.showing.withholding import WITHHELD
from tests.builders import LETTER, NOON, a_report, an_evidence
from tests.replies.stage import POLICY, a_told_case, anonymous

FILES = (an_evidence(b"list", name="Seren Vaughan list.pdf"),)


def test_a_message_is_shown_whole_with_door_writer_and_files() -> None:
    (message,) = messages_in_full(a_told_case(reports=(a_report(evidence=FILES),)), POLICY)
    assert (message.when, message.door) == ("Friday 20 November 2026, 12:00", "email")
    assert message.writer == "Seren Vaughan (s.vaughan@saint-finnian.example)"
    assert message.subject == "Trip list"
    assert message.text == LETTER.strip()
    assert [(file.name, file.digest) for file in message.files] == [("Seren Vaughan list.pdf", FILES[0].digest)]


def test_r33_the_name_is_masked_in_words_subject_and_file_names_and_the_rest_is_there() -> None:
    case = a_told_case(anonymous(), reports=(a_report(evidence=FILES, subject="From Seren"),))
    (message,) = messages_in_full(case, POLICY)
    assert message.writer == WITHHELD
    assert message.subject == f"From {WITHHELD}"
    assert message.files[0].name == f"{WITHHELD} list.pdf"
    assert "It has the names of 27 pupils and who carries an inhaler." in message.text
    assert "vaughan" not in repr(message).casefold()


def test_r33_both_writers_are_masked_in_both_messages() -> None:
    mo = Sender(name="Mo Adeyemi", address="mo@nantywern.example")
    second = a_report(id="report-2", sender=mo, text="Seren is right. Mo", received_at=NOON)
    shown = messages_in_full(a_told_case(anonymous(), reports=(a_report(text="Ask Mo Adeyemi"), second)), POLICY)
    assert [message.text for message in shown] == [f"Ask {WITHHELD}", f"{WITHHELD} is right. {WITHHELD}"]


def test_what_can_not_be_shown_is_left_out_and_a_very_long_text_is_cut() -> None:
    report = a_report(text="\u202e\x00" + "pupil " * 100_000, sender=None, unreadable="too many parts")
    (message,) = messages_in_full(a_told_case(reports=(report,)), POLICY)
    assert message.text.startswith("pupil pupil")
    assert len(message.text) < LONGEST + 10
    assert (message.writer, message.unreadable) == ("no sender", "too many parts")
