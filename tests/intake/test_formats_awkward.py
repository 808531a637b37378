"""Awkward ways to write what is ordinary: names, boundaries, encodings, addresses, pictures within the text."""

import pytest

from intake.alphabets import warning_of
from tests.intake.enclosed import names
from tests.intake.mails import parsed
from tests.intake.test_contents import HTML, PLAIN, multipart

PDF = "Content-Type: application/pdf"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("Content-Type: application/pdf; name==?utf-8?Q?caf=C3=A9_list.pdf?=", "café list.pdf"),
        ('Content-Type: application/pdf; name="=?utf-8?Q?caf=C3?=\n =?utf-8?Q?=A9_list.pdf?="', "café list.pdf"),
        ('Content-Type: application/pdf; name="=?iso-8859-1?Q?caf=E9?= =?utf-8?Q?_=C5=B5.pdf?="', "café ŵ.pdf"),
        (f"{PDF}\nContent-Disposition: inline; filename*0*=iso-8859-1''caf%E9; filename*1*=%20x.pdf", "café x.pdf"),
        (f"{PDF}\nContent-Disposition: inline; filename*=x-nonsense''caf%C3%A9.pdf", "café.pdf"),
        (f"{PDF}\nContent-Disposition: attachment; filename=my list of pupils.pdf", "my list of pupils.pdf"),
        (f'{PDF}\nContent-Disposition: attachment; filename="list\r\n of pupils.pdf"', "list of pupils.pdf"),
        (f"{PDF}\nContent-Disposition: attachment; filename*0=a; filename*2=c.pdf; filename*1=b", "abc.pdf"),
    ],
)
def test_a_files_name_is_understood_however_it_is_broken(field: str, name: str) -> None:
    assert names(parsed(f"{field}\n\nx".encode())) == [name]


@pytest.mark.parametrize("declared", ["; boundary=wrong", "", "; boundary="])
def test_parts_are_found_where_the_boundary_is_wrong_or_missing(declared: str) -> None:
    message = parsed(
        f"Content-Type: multipart/mixed{declared}\n\nThis is MIME.\n--right\n{PLAIN}hello\n"
        f"--right\n{PDF}; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--right--\n".encode()
    )
    assert message.text == "hello"
    assert [item.content for item in message.attachments] == [b"%PDF"]


@pytest.mark.parametrize("cut", range(1, 9))
def test_base64_that_ends_too_early_gives_what_came(cut: int) -> None:
    whole = "VGhlIGxpc3Qgd2VudCB0byB0aGUgd3JvbmcgcGFyZW50Lg=="
    text = parsed(f"Content-Transfer-Encoding: base64\n\n{whole[:-cut]}".encode()).text
    assert "The list went to the wrong parent.".startswith(text)
    assert len(text) >= 28


def test_pictures_within_the_text_are_kept_and_nothing_is_loaded() -> None:
    picture = "Content-Type: image/png\nContent-ID: <a@b>\nContent-Disposition: inline\n\nPNG"
    page = HTML + '<p>See <img src="cid:a@b"><img src="https://tracker.example/x.png"></p>'
    message = parsed(multipart("related", page, picture))
    assert (message.text, names(message)) == ("See", ["attachment-1.png"])


def test_flowed_text_loses_the_spaces_that_only_join_where_it_says_so() -> None:
    raw = "Content-Type: TEXT/PLAIN; Format=Flowed; DelSp=Yes\n\nThe list \nwent to To \nm.\n> an \n> swer\n-- \nSeren"
    assert parsed(raw.encode()).text == "The listwent to Tom.\n> answer\n--\nSeren"


def test_files_written_into_the_text_as_uuencode_are_files_with_their_names() -> None:
    raw = b"Subject: x\n\nOne.\nbegin 644 one.txt\n#0V%T\n`\nend\nTwo.\nbegin 644 ../two.csv\n#0V%T\n`\nend\n"
    message = parsed(raw)
    assert [(item.name, item.content) for item in message.attachments] == [("one.txt", b"Cat"), ("two.csv", b"Cat")]
    assert message.text == "One.\n[a file stood here in the text]\nTwo.\n[a file stood here in the text]"


def test_enriched_text_loses_its_commands_and_their_parameters() -> None:
    raw = "Content-Type: text/enriched\n\n<color><param>red</param>Gone</color>\nfrom\n\n5 << 6 &c"
    assert parsed(raw.encode()).text == "Gone from\n5 < 6 &c"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("s@saint-finnian.example", ""),
        ("s@ysgol-tŷ.example", ""),
        ("s@xn--mnchen-3ya.example", ""),
        ("s@xn--.example", ""),
        ("s@xn--\u20ac.example", ""),
        ("s@s\u0430int-finnian.example", "mixes Cyrillic and Latin letters in one word"),
        ("s@xn--sint-finnian-x9j.example", "mixes Cyrillic and Latin letters in one word"),
        ("s@xn--80ak6aa92e.example", "is written in Cyrillic letters"),
        ("s@\u4f8b\u3048.example", "is written in Chinese or Japanese letters"),
    ],
)
def test_an_address_in_other_letters_is_kept_as_written_and_pointed_out(address: str, said: str) -> None:
    message = parsed(f"From: Seren <{address}>\n\nx".encode())
    assert message.sender is not None
    assert message.sender.address == address
    assert message.limits == ((warning_of(address),) if said else ())
    assert said in warning_of(address)


def test_the_true_form_of_a_deceiving_domain_is_told() -> None:
    assert warning_of("s@s\u0430int.example").endswith('Its true form is "xn--sint-53d.example".')
