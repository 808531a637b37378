"""What a confidential mail's words keep, and what of them goes: signatures go, sentences stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.report import Sender
from nlp.message.unsigning import unsigned

SEREN = Sender(name="Seren Vaughan", address="s.vaughan@saint-finnian.example")
TOLD = "I sent the trip list to the wrong parent this morning."
LONG_SIGNATURE = """Best wishes,

Seren Vaughan
Class Teacher
St Finnian's
1 Lane
Cardiff
CF10 1AA
Tel: 1
Mob: 2
Fax: 3
www.saint-finnian.example
Twitter: saintfinnian

This email is confidential and intended solely for the addressee. If you have received it in error please delete it."""


def left_of(text: str, writer: Sender | None = SEREN) -> str:
    return unsigned("", text, writer).text


@pytest.mark.parametrize(
    "signature",
    [
        "Seren",
        "Sorry,\nSeren Vaughan",
        "-- \nSeren Vaughan\nYear 4 Teacher | Athrawes Blwyddyn 4\nTel: 029 2018 0000",
        "Kind regards\n\nMiss S. Vaughan\nSENCO\nSt Finnian's Primary School\n029 2018 0000\nwww.saint-finnian.example",
        "Diolch yn fawr,\nSeren x",
        "Many thanks, Seren",
        "Sent from my iPhone",
        "Seren\n\nSent from Outlook for iOS",
        "Seren Vaughan (Year 4)",
        "Vaughan, Seren",
        "Tel: 029 2018 0000",
        "s.vaughan@saint-finnian.example",
        "Regards\nSeren\nI don't work on Fridays.\nShe / her",
        LONG_SIGNATURE,
    ],
)
def test_a_signature_goes_and_the_report_stays(signature: str) -> None:
    assert left_of(f"{TOLD}\n\n{signature}\n") == TOLD


@pytest.mark.parametrize(
    "ending",
    [
        "Thanks, Seren",
        "Seren Vaughan.",
        "Thanks Seren",
        "Kind regards, Seren Vaughan",
    ],
)
def test_a_name_that_signs_on_the_last_line_itself_goes(ending: str) -> None:
    left = left_of(f"Hello,\n{TOLD} {ending}")
    assert left.startswith(f"Hello,\n{TOLD}")
    assert "Seren" not in left


@pytest.mark.parametrize(
    "text",
    [
        f"{TOLD}\n\nThanks\n\nPS I think it went to the office as well.",
        f"{TOLD}\nSorry,\nI was in a hurry and it was late.",
        f"{TOLD}\n\nThanks\n\nThese are the pupils:\nGwyn Ifans\nMair Rees",
        f"{TOLD}\n- Gwyn Ifans\n- Mair Rees",
        "The list of the trip with all of their names and numbers in it was\nsent from my account to a parent.",
        "The email that I sent was confidential and intended only for my head.",
        "Seren Vaughan told me that the list had gone. I am not sure when.",
        "Thanks to the office we found it again.",
        "Gwyn Ifans",
    ],
)
def test_what_says_something_stays_wherever_it_stands(text: str) -> None:
    kept = left_of(text)
    for line in text.splitlines():
        if line not in {"Thanks", "Sorry,"}:
            assert line in kept


@pytest.mark.parametrize("head", ["Seren Vaughan\n07700 900123", "Mrs Vaughan, SENCO\nTel: 029 2018 0000"])
def test_a_name_above_all_else_goes_with_how_to_reach_it(head: str) -> None:
    assert left_of(f"{head}\n\nThe list went to the wrong parent.") == "The list went to the wrong parent."


def test_a_name_in_the_middle_of_the_report_stays_for_the_officer_to_look_at() -> None:
    assert "Seren Vaughan" in left_of(f"I am Seren Vaughan of Year 4. {TOLD} It was an accident.")


def test_quoted_heads_go_and_quoted_words_stay_without_the_writers_name() -> None:
    text = (
        f"{TOLD} See below.\n\n"
        "From: Seren Vaughan <s.vaughan@saint-finnian.example>\n"
        "Sent: 20 November 2026 08:40\n"
        "To: A Parent <parent@home.example>\n"
        "Subject: Trip list\n\n"
        "Dear parent,\nhere is the trip list with 27 names.\n\nSeren Vaughan\nYear 4 Teacher\nTel: 029 2018 0000\n\n"
        "Sent from my iPhone\n\n"
        "> Hi Seren,\n> could I have the list please?\n> Seren Vaughan has it, they say at the office.\n> Bye\n"
    )
    kept = left_of(text)
    assert "here is the trip list with 27 names." in kept
    assert "could I have the list please?" in kept
    for gone in ("Seren", "08:40", "Year 4", "029", "iPhone", "parent@home.example", "saint-finnian.example"):
        assert gone not in kept


def test_the_writers_own_address_goes_wherever_it_stands() -> None:
    assert left_of("It was sent from S.Vaughan@saint-finnian.example to a parent.") == (
        "It was sent from [address cut] to a parent."
    )


@pytest.mark.parametrize(
    ("subject", "left"),
    [
        ("Trip list", "Trip list"),
        ("Trip list - Seren Vaughan", "Trip list"),
        ("Seren: trip list", "trip list"),
        ("From s.vaughan@saint-finnian.example", "From"),
        ("Data breach (Seren Vaughan, Year 4)", "Data breach (, Year 4)"),
        ("A serene day", "A serene day"),
    ],
)
def test_the_subject_is_kept_without_the_name(subject: str, left: str) -> None:
    assert unsigned(subject, "", SEREN).subject == left


def test_a_first_name_that_is_a_word_stays_where_it_is_one() -> None:
    will = Sender(name="Will May", address="w.may@saint-finnian.example")
    assert unsigned("It will be late, it may be lost", "", will).subject == "It will be late, it may be lost"


@pytest.mark.parametrize(
    "writer",
    [
        Sender(name="VAUGHAN, Seren (Saint Finnian)", address="x1@saint-finnian.example"),
        Sender(name="Miss Seren Vaughan", address="x1@saint-finnian.example"),
        Sender(name="'Seren Vaughan' via Staff", address="staff@saint-finnian.example"),
        Sender(name="", address="seren.vaughan@saint-finnian.example"),
        Sender(name="seren.vaughan@saint-finnian.example", address="seren.vaughan@saint-finnian.example"),
    ],
)
def test_the_name_is_known_however_the_mail_program_writes_it(writer: Sender) -> None:
    assert left_of(f"{TOLD}\n\nSeren Vaughan", writer) == TOLD


def test_what_is_beyond_the_reading_is_said_to_be_left_out() -> None:
    assert unsigned("", "a line\n" * 3_000, None).is_whole is False
    assert unsigned("", "x " * 30_000, None).is_whole is False
    assert unsigned("", TOLD, None).is_whole is True


def test_how_many_lines_went_is_told() -> None:
    assert unsigned("", f"{TOLD}\n\nThanks\nSeren", SEREN).lines_cut == 2


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=60), st.text(max_size=60))
def test_no_text_makes_it_raise(subject: str, text: str, name: str, address: str) -> None:
    found = unsigned(subject, text, Sender(name=name, address=address))
    assert len(found.text) <= len(text) + text.count("@") * len("[address cut]") + len("[address cut]") * len(text)


@given(st.lists(st.sampled_from(["Seren", "Thanks,", "--", "> ", "From: Seren", "I sent it to her.", "", "Tel: 1"])))
def test_a_sentence_is_never_lost(lines: list[str]) -> None:
    kept = left_of("\n".join(lines))
    assert kept.count("I sent it to her.") == lines.count("I sent it to her.")
