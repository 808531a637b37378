"""Signed and encrypted mail: what is only signed is read, what is encrypted is kept and said so."""

import base64
from collections.abc import Iterator

from asn1crypto import cms  # type: ignore[import-untyped]  # asn1crypto ships no types

from intake.formats.sealed import PGP_ENCRYPTED, SMIME_ENCRYPTED
from tests.intake.awkward.mail import FROM, PLAIN, TEXT, TO, Awkward, mail, multipart, numbered, part, text_part
from tests.intake.enclosed import WORDS, File, a_mail_with
from tests.intake.test_formats_attached import COMPLAINT, HEADING
from tests.intake.test_formats_forwards import FORWARDED

DAMAGED = "is damaged or not what it claims to be; it was kept whole."
P7S = part(b"application/pkcs7-signature; name=smime.p7s", b"MIIB", b"Content-Transfer-Encoding: base64")
ASC = part(b"application/pgp-signature; name=signature.asc", b"-----BEGIN PGP SIGNATURE-----\r\n\r\niQEz\r\n")
ARMOUR = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"


def signed(content: bytes | None) -> bytes:
    """Return signed data around some content, without anybody's signature."""
    inner = {"content_type": "data"} | ({} if content is None else {"content": content})
    data = {"version": "v1", "digest_algorithms": [], "encap_content_info": inner, "signer_infos": []}
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def _enveloped() -> bytes:
    sealed = {
        "content_type": "data",
        "content_encryption_algorithm": {"algorithm": "aes256_cbc", "parameters": b"0" * 16},
        "encrypted_content": b"sealed",
    }
    data = {"version": "v0", "recipient_infos": [], "encrypted_content_info": sealed}
    return bytes(cms.ContentInfo({"content_type": "enveloped_data", "content": data}).dump())


def _as_mail(content: bytes, kind: bytes = b"signed-data", media_type: bytes = b"application/pkcs7-mime") -> bytes:
    """Return a mail that is nothing but a sealed one, as Outlook writes it."""
    typed = b"Content-Type: %s; smime-type=%s; name=smime.p7m" % (media_type, kind)
    line = b"Content-Transfer-Encoding: base64"
    return mail(FROM, TO, typed, line, b"Content-Disposition: attachment", body=base64.encodebytes(content))


def smime() -> Iterator[Awkward]:
    text = text_part()
    for name, content in {
        "a text": text,
        "a text, twice": part(b"application/pkcs7-mime", signed(text)),
        "a text with its own signature beside it": multipart(b"signed", text, P7S).partition(
            b"walk-1@saint-finnian.example>\r\n"
        )[2],
        "two versions of a text": part(
            b"multipart/alternative; boundary=in",
            b"--in\r\n" + text + b"\r\n--in\r\n" + part(b"text/html", b"<p>Not this.</p>") + b"\r\n--in--",
        ),
        "a text with line feeds alone": text.replace(b"\r\n", b"\n"),
    }.items():
        yield Awkward(f"signed: {name}", _as_mail(signed(content)), says=(TEXT,), silent=("Not this.",), quiet=True)
    with_file = a_mail_with(File("list.csv", b"name\n")).partition(b"MIME-Version: 1.0\r\n")[2]
    yield Awkward(
        "signed: a text with a file",
        _as_mail(signed(with_file)),
        text=WORDS,
        named=("smime.p7m", "list.csv"),
    )
    yield Awkward(
        "signed: a message",
        _as_mail(signed(part(b"message/rfc822", COMPLAINT))),
        says=(HEADING,),
        forwarded=(FORWARDED,),
    )
    yield Awkward(
        "signed under the old type", _as_mail(signed(text), media_type=b"application/x-pkcs7-mime"), text=TEXT
    )
    yield Awkward("signed, known by its name", a_mail_with(File("smime.p7m", signed(text))), says=(WORDS, TEXT))
    yield Awkward(
        "signed beside its signature", multipart(b"signed", text, P7S), text=TEXT, named=("smime.p7s",), quiet=True
    )
    yield Awkward("a signature of nothing", _as_mail(signed(None)), text="", named=("smime.p7m",))
    yield Awkward(
        "encrypted", _as_mail(_enveloped(), b"enveloped-data"), text="", said=(SMIME_ENCRYPTED,), named=("smime.p7m",)
    )
    yield Awkward(
        "encrypted within a signature",
        _as_mail(signed(part(b"application/pkcs7-mime; name=inner.p7m", _enveloped()))),
        said=(SMIME_ENCRYPTED,),
    )
    yield Awkward(
        "encrypted and attached", a_mail_with(File("a.p7m", _enveloped())), text=WORDS, said=(SMIME_ENCRYPTED,)
    )
    for name, content in (("cut off", signed(text)[:-20]), ("a text", b"Not signed."), ("nothing", b"")):
        yield Awkward(f"a seal that is {name}", _as_mail(content), text="", said=(DAMAGED,), contents=(content,))


def pgp() -> Iterator[Awkward]:
    yield Awkward(
        "pgp: encrypted by the standard",
        multipart(
            b"encrypted",
            part(b"application/pgp-encrypted", b"Version: 1"),
            part(b"application/octet-stream; name=encrypted.asc", ARMOUR.encode()),
        ),
        said=(PGP_ENCRYPTED,),
        text="",
    )
    around = f"For the DPO alone:\n\n{ARMOUR}\n\nSeren"
    yield Awkward(
        "pgp: encrypted within the text",
        mail(FROM, TO, PLAIN, body=around.encode()),
        said=(PGP_ENCRYPTED,),
        says=("For the DPO alone",),
    )
    quoted = "> " + ARMOUR.replace("\n", "\n> ")
    yield Awkward(
        "pgp: an encrypted one quoted",
        mail(FROM, TO, PLAIN, body=f"Can't read it.\n{quoted}".encode()),
        says=("Can't read it.",),
    )
    yield Awkward(
        "pgp: an encrypted file", a_mail_with(File("list.csv.asc", ARMOUR.encode())), text=WORDS, said=(PGP_ENCRYPTED,)
    )
    yield Awkward(
        "pgp: signed beside the text",
        multipart(b"signed", text_part(), ASC),
        text=TEXT,
        named=("signature.asc",),
        quiet=True,
    )
    key = File("key.asc", b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n", "application/pgp-keys")
    yield Awkward("pgp: a key", a_mail_with(key), text=WORDS, named=("key.asc",), quiet=True)
    for name, hashes in (
        ("", "Hash: SHA256\n\n"),
        (", no hash named", "\n"),
        (", two hashes", "Hash: SHA1\nHash: SHA256\n\n"),
    ):
        body = (
            f"-----BEGIN PGP SIGNED MESSAGE-----\n{hashes}{TEXT}\n- -- \nSeren\n"
            "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----"
        )
        yield Awkward(
            f"pgp: signed within the text{name}",
            mail(FROM, TO, PLAIN, body=body.encode()),
            says=(TEXT, "Seren"),
            silent=("PGP", "Hash", "iQEz", "- --"),
            quiet=True,
        )
    unfinished = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{TEXT}"
    yield Awkward("pgp: a signature that never comes", mail(FROM, TO, PLAIN, body=unfinished.encode()), says=(TEXT,))


ALL = numbered("sealed", (*smime(), *pgp()))
