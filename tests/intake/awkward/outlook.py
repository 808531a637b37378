"""What Outlook attaches: winmail.dat and .msg, under every name and type, whole and broken."""

from collections.abc import Iterator

import compressed_rtf  # type: ignore[import-untyped]  # it ships no types

from candour.cases.report import Forwarded, Sender
from tests.intake.awkward.mail import Awkward, numbered
from tests.intake.enclosed import WORDS, File, a_mail_with
from tests.intake.msg_files import a_compound, embedded, msg_file, msg_storage
from tests.intake.outlook_properties import TEXT_8_BIT, Property, binary, integer, moment, text
from tests.intake.test_formats_archives import a_zip
from tests.intake.test_formats_attached import AFTERNOON, COMPLAINT, GARETH, HEADING
from tests.intake.test_formats_forwards import FORWARDED
from tests.intake.winmail_files import a_tnef, attribute, tnef_file, tnef_message

SAID = "I sent the list to the wrong parent."
SUBJECT = text(0x0037, "Trip list")
BODY = text(0x1000, SAID)
WRITER = (text(0x0042, GARETH.name), text(0x5D02, GARETH.address), moment(0x0039, AFTERNOON))
WINMAIL = a_tnef(tnef_message(SUBJECT, BODY, *WRITER), tnef_file(title="list.csv", content=b"name\n"))
MESSAGE = a_compound(
    msg_storage(SUBJECT, BODY, *WRITER, files=[msg_file(text(0x3707, "list.csv"), binary(0x3701, b"n"))])
)
DAMAGED = "is damaged or not what it claims to be; it was kept whole."
CUT_OFF = "A winmail.dat file is cut off or damaged; what could be read of it was."


def winmail() -> Iterator[Awkward]:
    for name, file in {
        "as it should be": File("winmail.dat", WINMAIL, "application/ms-tnef"),
        "under the vendor's type": File("winmail.dat", WINMAIL, "application/vnd.ms-tnef"),
        "of an unknown type": File("winmail.dat", WINMAIL),
        "under a gateway's name": File("ATT00001.dat", WINMAIL),
        "in capitals": File("WINMAIL.DAT", WINMAIL, "APPLICATION/MS-TNEF"),
        "called a text": File("winmail.dat", WINMAIL, "text/plain"),
        "without a name": File("", WINMAIL, "application/ms-tnef"),
    }.items():
        yield Awkward(
            f"winmail.dat {name}",
            a_mail_with(file),
            text=f"{WORDS}\n\n{SAID}",
            forwarded=(),
            contents=(WINMAIL, b"name\n"),
            quiet=True,
        )
    for name, title, content in (
        ("a message", "complaint.eml", COMPLAINT),
        ("an archive with a message", "all.zip", a_zip({"complaint.eml": COMPLAINT})),
        ("an Outlook message", "complaint.msg", MESSAGE),
    ):
        yield Awkward(
            f"winmail.dat with {name} in it",
            a_mail_with(File("winmail.dat", a_tnef(tnef_file(title=title, content=content)))),
            says=(WORDS, HEADING, SAID),
            forwarded=(FORWARDED,),
        )
    for cut in (20, 60, len(WINMAIL) - 1):
        yield Awkward(
            f"winmail.dat of {cut} bytes",
            a_mail_with(File("winmail.dat", WINMAIL[:cut])),
            says=(WORDS,),
            said=(CUT_OFF,),
            contents=(WINMAIL[:cut], b"name\n") if cut > 300 else (WINMAIL[:cut],),
        )
    for name, content in (("nothing", b""), ("a signature alone", WINMAIL[:4]), ("a text", b"Lost on the way.")):
        yield Awkward(
            f"winmail.dat that is {name}",
            a_mail_with(File("winmail.dat", content, "application/ms-tnef")),
            text=WORDS,
            said=(DAMAGED,),
        )
    without_words = a_tnef(attribute(0x00018004, b"Trip list\0"), tnef_file(title="list.csv", content=b"n"))
    yield Awkward(
        "winmail.dat of a mail that has its words elsewhere",
        a_mail_with(File("winmail.dat", without_words)),
        text=WORDS,
        named=("winmail.dat", "list.csv"),
        forwarded=(),
    )


def saved() -> Iterator[Awkward]:
    for name, file in {
        "as it should be": File("complaint.msg", MESSAGE, "application/vnd.ms-outlook"),
        "of an unknown type": File("complaint.msg", MESSAGE),
        "without a name": File("", MESSAGE),
        "called a document": File("complaint.doc", MESSAGE, "application/msword"),
        "called a mail": File("complaint.eml", MESSAGE, "message/rfc822x"),
        "inline": File("complaint.msg", MESSAGE, "application/vnd.ms-outlook", "inline"),
    }.items():
        yield Awkward(
            f"an Outlook message {name}",
            a_mail_with(file),
            text=f"{WORDS}\n\n{HEADING}\n\n{SAID}",
            forwarded=(FORWARDED,),
            contents=(MESSAGE, b"n"),
            quiet=True,
        )
    inner = {"a.msg": MESSAGE}
    yield Awkward("an Outlook message in an archive", a_mail_with(File("a.zip", a_zip(inner))), says=(HEADING, SAID))
    passed_on = a_mail_with(File("a.msg", MESSAGE), words="From the head.")
    yield Awkward(
        "an Outlook message in a message",
        a_mail_with(File("", passed_on, "message/rfc822")),
        says=("From the head.", HEADING, SAID),
        forwarded=(
            Forwarded(
                sender=Sender(name="Seren Vaughan", address="s.vaughan@saint-finnian.example"), subject="FW: Trip list"
            ),
            FORWARDED,
        ),
    )
    yield Awkward(
        "an Outlook message that is cut in the middle",
        a_mail_with(File("a.msg", MESSAGE[:700])),
        text=WORDS,
        said=(DAMAGED,),
        contents=(MESSAGE[:700],),
    )
    yield Awkward(
        "the first bytes of a compound file", a_mail_with(File("a.msg", MESSAGE[:8])), said=(DAMAGED,), text=WORDS
    )


def written() -> Iterator[Awkward]:
    """The same words in each form in which Outlook may hold them."""
    said = "The caf\xe9 list went to Tŵn."
    rtf = rb"{\rtf1\ansi\ansicpg1252 The caf\'e9 list went to T\u373?n.}"
    forms: dict[str, tuple[Property, ...]] = {
        "unicode": (text(0x1000, said),),
        "utf-8": (integer(0x3FFD, 65001), Property(0x1000, TEXT_8_BIT, said.encode())),
        "html in utf-8": (integer(0x3FDE, 65001), binary(0x1013, f"<p>{said}</p>".encode())),
        "html that says its charset": (binary(0x1013, f'<meta charset="utf-8"><p>{said}</p>'.encode()),),
        "html as text": (text(0x1013, f"<html><body>{said}</body></html>"),),
        "rich text": (binary(0x1009, compressed_rtf.compress(rtf)),),
        "rich text beside an empty plain one": (text(0x1000, " \r\n"), binary(0x1009, compressed_rtf.compress(rtf))),
    }
    for name, properties in forms.items():
        yield Awkward(
            f"an Outlook message in {name}",
            a_mail_with(File("a.msg", a_compound(msg_storage(SUBJECT, *WRITER, *properties)))),
            text=f"{WORDS}\n\n{HEADING}\n\n{said}",
        )
        yield Awkward(
            f"winmail.dat in {name}", a_mail_with(File("winmail.dat", a_tnef(tnef_message(*properties)))), says=(said,)
        )


def writers() -> Iterator[Awkward]:
    exchange = "/O=SCHOOL/OU=EXCHANGE/CN=RECIPIENTS/CN=G.VAUGHAN"
    for name, properties, sender in (
        ("by the name alone", (text(0x0042, "Gareth"), text(0x0065, exchange)), Sender(name="Gareth", address="")),
        ("by the address alone", (text(0x0C1F, "g@x.example"),), Sender(name="", address="g@x.example")),
        (
            "by a delegate",
            (text(0x0C1A, "Office"), text(0x5D01, "o@x.example"), text(0x0042, "Gareth"), text(0x5D02, "g@x.example")),
            Sender(name="Gareth", address="g@x.example"),
        ),
    ):
        yield Awkward(
            f"an Outlook message known {name}",
            a_mail_with(File("a.msg", a_compound(msg_storage(BODY, *properties)))),
            says=(SAID,),
            forwarded=(Forwarded(sender=sender),),
        )
    tree = msg_storage(files=[embedded(msg_storage(SUBJECT, BODY, *WRITER, header=24))])
    yield Awkward(
        "an Outlook message that only holds another",
        a_mail_with(File("a.msg", a_compound(tree))),
        says=(HEADING, SAID),
        forwarded=(Forwarded(sender=None), FORWARDED),
    )


ALL = numbered("outlook", (*winmail(), *saved(), *written(), *writers()))
