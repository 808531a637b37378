"""Twelve identifiers are planted in mails to a confidential mailbox: none may be found in anything that Candour wrote.

A real mailbox, a real process, a real mail server. The store is opened with its key; every plain byte of it, every
file name, the log, the sent mail and whatever was opened for writing anywhere is searched.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from candour.store.folders import CaseFolderStore
from candour.store.keys import read_key_file
from intake.parse import message_keys
from tests.app.configurations import GOOD, changed
from tests.canaries import ADDRESS, CANARIES, MESSAGE_ID_HOST, NAME, canaries_in, forms_of, needles
from tests.cleaning.samples import a_picture, saved
from tests.dovecot import needs_dovecot, running_dovecot
from tests.everything_written import WatchedOpening, decoded, every_sealed_byte, files_below
from tests.mail_sink import MailSink
from tests.running import RunningCandour, an_installation, until

pytestmark = [needs_dovecot, pytest.mark.dovecot, pytest.mark.long, pytest.mark.xdist_group("all-the-way")]

USER = "quiet"
TOLD = "The list of the museum trip with 27 names lay on the floor of the bus this morning."
SIGNATURE = (
    f"Kind regards,\n\n{NAME}\n{CANARIES['signature']}\nTel: {CANARIES['phone']}\n{ADDRESS}\n\nSent from my iPhone"
)
_CASES = 13
"""All mails but the automatic one."""


def message_id(number: int) -> str:
    return f"<report-{number}@{MESSAGE_ID_HOST}>"


def a_mail(number: int, text: str = f"{TOLD}\n\n{SIGNATURE}\n", **more: str) -> EmailMessage:
    """Return a mail whose header says in every place who wrote it."""
    message = EmailMessage()
    message["Return-Path"] = f"<{ADDRESS}>"
    message["Received"] = f"from {MESSAGE_ID_HOST} ([{CANARIES['IP']}]) by mx.example; Tue, 17 Nov 2026 08:41:27 +0000"
    message["DKIM-Signature"] = f"v=1; a=rsa-sha256; d=canary-school.example; s={CANARIES['DKIM selector']}; b=AA"
    message["Authentication-Results"] = f"mx.example; dkim=pass header.s={CANARIES['DKIM selector']}"
    message["X-Mailer"] = message["User-Agent"] = CANARIES["user agent"]
    message["X-Originating-IP"] = f"[{CANARIES['IP']}]"
    message["From"] = f"{NAME} <{ADDRESS}>"
    message["Reply-To"] = f"{NAME} <{CANARIES['Reply-To']}>"
    message["To"] = "dataloss@stteilos.example"
    message["Date"] = "Tue, 17 Nov 2026 08:41:27 +0000"
    message["Message-ID"] = message_id(number)
    message["Subject"] = f"Report number {number} - {NAME}"
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def a_document() -> bytes:
    """Return a Word document with its author, who remarked something in it too."""
    document = Document()
    run = document.add_paragraph("Here is the list.").runs
    document.core_properties.author = document.core_properties.last_modified_by = CANARIES["attachment author"]
    document.add_comment(run, text=CANARIES["attachment author"], author=CANARIES["attachment author"])
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_locked_file() -> bytes:
    """Return what nobody can look into: the beginning of a document with a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + CANARIES["attachment author"].encode() * 9


def a_photo() -> bytes:
    notes = Image.Exif()
    notes[0x013B], notes[0x0110] = CANARIES["EXIF"], CANARIES["EXIF"]
    notes.get_ifd(0x8769)[0xA431] = CANARIES["EXIF"]
    return saved(a_picture(), "JPEG", exif=notes.tobytes(), comment=CANARIES["EXIF"])


def attached(number: int, content: bytes, media_type: str, ending: str, **more: str) -> EmailMessage:
    message = a_mail(number, **more)
    main, _, sub = media_type.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=f"{CANARIES['file name']}.{ending}")
    return message


def hostile_mails() -> list[bytes]:
    """Return the mails, each in another shape."""
    in_html = a_mail(2)
    html = f"{TOLD}\n\n{SIGNATURE}".replace("\n", "<br>")
    in_html.set_content(f"<html><meta name=author content='{NAME}'><p>{html}</p></html>", subtype="html")
    forwarded = a_mail(7, text=f"{TOLD} See the mail below.\n")
    forwarded.add_attachment(a_mail(107))
    top_posted = a_mail(
        8,
        text=f"{TOLD}\n\n{NAME}\n\nFrom: {NAME} <{ADDRESS}>\nSent: 17 November 2026 08:41:27\nTo: A Parent\n"
        f"Subject: The list\n\nDear parent,\nhere it is.\n\n{SIGNATURE}\n\n> On Tue, {NAME} <{ADDRESS}> wrote:\n"
        f"> Hello {NAME},\n> may I have it?\n",
    )
    in_a_file = a_mail(9, text=f"{TOLD}\n")
    in_a_file.add_attachment(SIGNATURE.encode(), maintype="text", subtype="plain", filename="ATT00001.txt")
    in_a_file.add_attachment(bytes(a_mail(109)), maintype="application", subtype="octet-stream", filename="mail.bin")
    signed = attached(10, b"\x30\x82" + NAME.encode() * 9, "application/pkcs7-signature", "p7s")
    sealed = attached(11, b"\x30\x82" + ADDRESS.encode() * 9, "application/pkcs7-mime", "p7m")
    big = attached(5, (NAME.encode() + b"\0") * 80_000, "application/octet-stream", "bin")
    broken = (
        bytes(a_mail(6)).replace(b"text/plain", b"multipart/mixed; boundary=" + b"x" * 2_000, 1) + b"\x00\xff" * 500
    )
    locked = attached(14, a_locked_file(), "application/msword", "doc")
    messages = [
        a_mail(1),
        in_html,
        attached(3, a_document(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        attached(4, a_photo(), "image/jpeg", "jpg"),
        big,
        forwarded,
        top_posted,
        in_a_file,
        signed,
        sealed,
        a_mail(12, Auto_Submitted="auto-replied"),
        a_mail(13, X_Candour_Probe=f"{NAME} was here"),
        locked,
    ]
    return [message.as_bytes(policy=SMTP) for message in messages] + [broken]


@dataclass(frozen=True)
class Written:
    """What a Candour left behind after the mails were taken in: its folder, and the mail that it sent."""

    candour: RunningCandour
    sent: Sequence[bytes]
    recipients: frozenset[str]
    opened: Sequence[str]
    left: Sequence[bytes]
    aside: Sequence[bytes]
    mails: Sequence[bytes]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    folder = tmp_path_factory.mktemp("candour")
    watch = WatchedOpening(folder, tmp_path_factory.mktemp("watch"))
    base = changed(changed(GOOD, ("mailbox", 0, "mode"), "confidential"), ("reading",), {"message_in_mb": 1})
    mails = hostile_mails()
    with (
        running_dovecot() as dovecot,
        MailSink() as sink,
        an_installation(folder, dovecot, USER, sink.port, base=base) as it,
    ):
        it.start(watch.environment)
        dovecot.deliver(USER, *mails)
        assert until(lambda: not dovecot.messages(USER) or has_ended(it), seconds=90), it.log()
        assert until(lambda: len(sink.about_cases()) >= _CASES, seconds=30), it.log()
        assert it.stop() == 0
        yield Written(
            candour=it,
            sent=[mail.message.as_bytes() for mail in sink.accepted],
            recipients=frozenset(address for mail in sink.accepted for address in mail.recipients),
            opened=watch.opened(),
            left=dovecot.messages(USER),
            aside=dovecot.messages(USER, "Candour aside"),
            mails=mails,
        )


def has_ended(candour: RunningCandour) -> bool:
    return candour.process is not None and candour.process.poll() is not None


def wanted(mails: Sequence[bytes]) -> dict[str, frozenset[bytes]]:
    keys = [key for mail in mails for key in message_keys(mail, "st-teilos")]
    return dict(needles(mails, [message_id(number) for number in range(1, 15)], keys))


def test_r33_nothing_that_says_who_wrote_is_in_any_byte_of_the_store(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    with every_sealed_byte(written.candour, monkeypatch) as (content, cases):
        assert content.count(TOLD.encode()) >= _CASES - 2, "the search must see the words of the reports"
        assert canaries_in(content, wanted(written.mails)) == []
        assert len(cases) == _CASES


def test_r33_nor_do_the_times_of_its_files_tell_more_than_the_hour(written: Written) -> None:
    store = written.candour.store_folder
    files = [path for folder in ("data/cases", "keys") for path in (store / folder, *(store / folder).rglob("*"))]
    assert len([path for path in files if path.name == "case.json"]) == _CASES
    ours = [path for path in files if path.name != "installation.check"]
    assert [path.name for path in ours if path.stat().st_mtime % 3_600] == []


def test_r33_nor_in_the_log_in_file_names_or_in_any_plain_byte_on_the_disk(written: Written) -> None:
    for name, content in files_below(written.candour.folder):
        assert canaries_in(name.encode() + b"\n" + content, wanted(written.mails)) == [], name
    assert "a message was accepted" in written.candour.log()


def test_r33_nor_in_any_mail_that_was_sent_and_none_went_to_who_wrote(written: Written) -> None:
    assert canaries_in(b"\n".join(written.sent), wanted(written.mails)) == []
    for mail in written.sent:
        assert canaries_in(decoded(mail), wanted(written.mails)) == []
    assert written.recipients == {"dpo@stteilos.example", "head@stteilos.example"}


def test_no_file_is_opened_for_writing_but_in_the_store(written: Written) -> None:
    """Numbers are descriptors of what is open already; eight letters are `tempfile` trying out its folder."""
    store, temporary = str(written.candour.store_folder), str(written.candour.folder / "tmp")
    probe = re.compile(rf"{re.escape(temporary)}/[a-z0-9_]{{8}}|\d+|/dev/.*|")
    outside = {path for path in written.opened if not path.startswith(store) and not probe.fullmatch(path)}
    assert outside == set()
    assert any(path.startswith(store) for path in written.opened), "the watch sees nothing"


def test_what_was_kept_is_gone_from_the_mailbox_and_the_rest_waits_in_a_folder_of_its_own(written: Written) -> None:
    assert written.left == []
    subjects = sorted(int(mail.split(b"Report number ")[1].split()[0]) for mail in written.aside)
    assert subjects == [5, 7, 9, 10, 11, 12, 14]


@pytest.mark.parametrize("name", CANARIES)
def test_the_search_finds_each_canary_in_each_form_where_it_is_planted(name: str) -> None:
    looked_for = needles([b"a mail"], ["<1@a.example>"], ["m:abc"])
    for form in forms_of(CANARIES[name]):
        assert name in canaries_in(b"before " + form + b" after", looked_for)
    assert canaries_in(b"nothing of the kind", looked_for) == []


def test_the_search_finds_a_canary_that_is_planted_in_the_store(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(written.candour, {"who": CANARIES["EXIF"].swapcase()})
    try:
        with every_sealed_byte(written.candour, monkeypatch) as (content, _):
            assert canaries_in(content, wanted(written.mails)) == ["EXIF"]
    finally:
        plant(written.candour, None)


def plant(candour: RunningCandour, document: dict[str, str] | None) -> None:
    key = read_key_file(candour.folder / "candour.key", setting="store.key_file")
    with closing(CaseFolderStore(candour.store_folder, key)) as store:
        store.put("planted", "a", document)
