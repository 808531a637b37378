"""Signed messages are read; encrypted ones are kept whole, and the case says what to do."""

from datetime import UTC, datetime

import pytest
from asn1crypto import cms  # type: ignore[import-untyped]  # asn1crypto ships no types
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from intake.formats.sealed import PGP_ENCRYPTED, SMIME_ENCRYPTED
from tests.intake.enclosed import WORDS, File, names, read
from tests.intake.mails import a_mail, parsed
from tests.intake.test_formats_attached import COMPLAINT, GARETH

SIGNED = b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe list went to the wrong parent."

SIGNED_IN_PIECES = bytes.fromhex(
    "3080 0609 2a864886f70d010702 a080 3080 020101 3100"
    "3080 0609 2a864886f70d010701 a080 2480 0405 0d0a616263 0402 6465 0000 0000 0000 3100 0000 0000 0000"
)
"""Signed data of unknown length in two pieces, as openssl writes it: "abcde" below an empty header."""


@pytest.fixture(scope="module")
def signer() -> pkcs7.PKCS7SignatureBuilder:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Seren Vaughan")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 7)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2027, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    return pkcs7.PKCS7SignatureBuilder().add_signer(certificate, key, hashes.SHA256())


def p7m(content: bytes, media_type: str = "application/pkcs7-mime") -> File:
    return File("smime.p7m", content, media_type)


@pytest.mark.parametrize("media_type", ["application/pkcs7-mime", "application/x-pkcs7-mime"])
def test_a_message_in_its_signature_is_read_as_the_senders_own(
    signer: pkcs7.PKCS7SignatureBuilder, media_type: str
) -> None:
    message = read(p7m(signer.set_data(SIGNED).sign(Encoding.DER, []), media_type), words="")
    assert message.text == "The list went to the wrong parent."
    assert names(message) == ["smime.p7m"]
    assert message.limits == ()


def test_a_signed_message_that_was_written_piece_by_piece_is_read() -> None:
    assert read(p7m(SIGNED_IN_PIECES), words="").text == "abcde"


def test_a_message_attached_within_a_signature_is_read_too(signer: pkcs7.PKCS7SignatureBuilder) -> None:
    signed = signer.set_data(b"Content-Type: message/rfc822\r\n\r\n" + COMPLAINT).sign(Encoding.DER, [])
    message = read(p7m(signed))
    assert "I sent the list to the wrong parent." in message.text
    assert [item.sender for item in message.forwarded] == [GARETH]


def test_a_signature_beside_what_it_signs_needs_no_word(signer: pkcs7.PKCS7SignatureBuilder) -> None:
    detached = signer.set_data(SIGNED).sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])
    message = read(p7m(detached))
    assert (message.text, message.limits) == (WORDS, ())


def test_an_encrypted_message_is_kept_whole_and_the_case_says_what_to_do() -> None:
    sealed = cms.ContentInfo(
        {
            "content_type": "enveloped_data",
            "content": {
                "version": "v0",
                "recipient_infos": [],
                "encrypted_content_info": {
                    "content_type": "data",
                    "content_encryption_algorithm": {"algorithm": "aes256_cbc", "parameters": b"0" * 16},
                    "encrypted_content": b"sealed",
                },
            },
        }
    ).dump()
    message = read(p7m(sealed))
    assert message.limits == (SMIME_ENCRYPTED,)
    assert message.attachments[0].content == sealed


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"0",
        b"\x30\x80",
        b"\x30\x84\xff\xff\xff\xff",
        b"no asn.1 at all",
        b"\x30\x80" * 999,
        b"\xff" * 1_000_000,  # a tag of a million bytes: asn1crypto needed minutes for it
        b"\x30\x83\x0f\x00\x05\x06\x83\x0f\x00\x00" + b"\xff" * 983_040,  # as long a name of what is inside
        SIGNED_IN_PIECES.replace(b"\4\2de", b"\4\0" * 600_000),
        SIGNED_IN_PIECES[:46] + b"\x24\x80" * 400_000,
    ],
    ids=lambda content: f"{len(content)} bytes",
)
def test_what_only_claims_to_be_signed_is_kept_and_said_to_be_damaged(content: bytes) -> None:
    message = read(p7m(content))
    assert message.limits == ('The file "smime.p7m" is damaged or not what it claims to be; it was kept whole.',)
    assert message.text == WORDS


@pytest.mark.parametrize(
    "raw",
    [
        a_mail(text="-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"),
        (
            b"Content-Type: multipart/encrypted; protocol=application/pgp-encrypted; boundary=b\r\n\r\n"
            b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
            b"--b\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--b--\r\n"
        ),
        b"Content-Type: application/octet-stream; name=a.gpg\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n",
    ],
)
def test_pgp_is_kept_whole_and_said_once(raw: bytes) -> None:
    assert parsed(raw).limits == (PGP_ENCRYPTED,)


def test_the_lines_that_pgp_puts_around_a_signed_text_are_taken_away() -> None:
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe list is gone.\n\nSeren\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----"
    )
    assert parsed(a_mail(text=text)).text == "The list is gone.\n\nSeren"
