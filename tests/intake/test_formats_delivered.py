"""What lies in the files of a mail reaches the case: text, files, whose it was, and what could not be opened."""

from candour.cases.report import Forwarded
from tests.intake.enclosed import File, a_mail_with
from tests.intake.fakes import Core, delivery_to
from tests.intake.mails import ARRIVAL
from tests.intake.test_formats_archives import a_zip
from tests.intake.test_formats_attached import AFTERNOON, COMPLAINT, GARETH


def test_a_forwarded_complaint_with_a_locked_archive_is_a_report_with_all_that_must_be_known() -> None:
    core = Core()
    complaint = a_mail_with(File("list.csv", b"name,need\n"), words="I sent this list to the wrong parent.")
    complaint = complaint.replace(b"Seren Vaughan <s.vaughan", b"Gareth Vaughan <g.vaughan")
    raw = a_mail_with(File("", complaint, "message/rfc822"), File("more.7z", b"7z\xbc\xaf\x27\x1c\0\4"))
    delivery_to(core).take(raw, ARRIVAL)
    (report,) = core.reports
    assert [item.name for item in report.evidence] == ["message.eml", "attachment-1.eml", "more.7z", "list.csv"]
    assert core.evidence(report) == [raw, complaint, b"7z\xbc\xaf\x27\x1c\0\4", b"name,need\n"]
    assert report.text.endswith("I sent this list to the wrong parent.")
    assert [item.sender for item in report.forwarded] == [GARETH]
    assert report.sender is not None
    assert report.sender.name == "Seren Vaughan"
    assert report.limits == ('The archive "more.7z" is of a kind that Candour doesn\'t open (7z); it was kept whole.',)


def test_a_message_in_an_archive_counts_as_passed_on_too() -> None:
    core = Core()
    delivery_to(core).take(a_mail_with(File("complaint.zip", a_zip({"complaint.eml": COMPLAINT}))), ARRIVAL)
    assert core.reports[0].forwarded == (Forwarded(sender=GARETH, sent_at=AFTERNOON, subject="Trip list"),)
