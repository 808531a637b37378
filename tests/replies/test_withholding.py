"""A writer who asks not to be named stays unnamed to everybody else (R33)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.facts import Candidate, Method
from candour.cases.notice import Change, NoticeKind
from candour.cases.report import Sender
from candour.cases.showing.withholding import WITHHELD, Mask
from tests.builders import LETTER, SEREN, a_report, a_value, an_evidence, some_facts
from tests.replies.stage import ACTION, GIVEN, ROLES, WRITER, a_dispatch, a_told_case, anonymous, read

SIAN = Sender(name="Siân Ellis-Hughes", address="s.ellis-hughes@nantywern.example")
TO_OTHERS = [kind for kind, role in ROLES.items() if role != "reporter"]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Diolch, Siân Ellis-Hughes", f"Diolch, {WITHHELD}"),
        ("SIAN ELLIS HUGHES called", f"{WITHHELD} called"),
        ("Mrs Hughes and Sian", f"{WITHHELD} and {WITHHELD}"),
        ("S. Ellis-Hughes (SENCo)", f"{WITHHELD} (SENCo)"),
        ("Hughes, Siân", WITHHELD),
        ("write to s.ellis-hughes@nantywern.example.", f"write to {WITHHELD}"),
        ("or to Sian.Hughes@mail.example", f"or to {WITHHELD}"),
        ("file sian_hughes_list.xlsx", f"file {WITHHELD}_list.xlsx"),
        ("the Hugheson twins", "the Hugheson twins"),
        ("o.bevan@nantywern.example", "o.bevan@nantywern.example"),
        ("Ellis\u00ad-Hug\u00adhes wrote", f"{WITHHELD} wrote"),
        ("Sia\u0302n wrote", f"{WITHHELD} wrote"),
    ],
)
def test_r33_every_part_of_the_name_is_hidden_and_nothing_else(text: str, hidden: str) -> None:
    assert Mask([SIAN]).hide(text) == hidden


def test_titles_and_single_letters_alone_are_no_names() -> None:
    mask = Mask([Sender(name="Dr T Morgan", address="tm@school.example")])
    assert mask.hide("Dr Price has a letter T for Morgan") == f"Dr Price has a letter T for {WITHHELD}"


@given(
    st.lists(
        st.sampled_from(["Seren", "VAUGHAN", "vaughan", "s.vaughan", "the", "list", ",", "-", "(", "\n"]), max_size=30
    ),
    st.sampled_from([" ", "", "\t", "  "]),
)
def test_r33_no_arrangement_of_words_lets_the_name_through(words: list[str], between: str) -> None:
    shown = Mask([SEREN]).hide(between.join(f" {word} " for word in words))
    assert "vaughan" not in shown.casefold()
    assert "seren" not in shown.casefold()


@pytest.mark.parametrize("kind", TO_OTHERS)
def test_r33_no_notice_to_others_names_the_writer(kind: NoticeKind) -> None:
    facts = anonymous(
        some_facts(
            summary=a_value(LETTER),
            responsible_employee=a_value("Seren Vaughan", "Seren Vaughan"),
            line_manager=a_value(
                "Mo Adeyemi",
                "ask Vaughan's manager",
                alternatives=(Candidate(value="S Vaughan", confidence=0.3, method=Method.RULE, rule="x"),),
            ),
            asset_reference=a_value("VAUGHAN-7"),
            complaint=a_value(True, "Seren has a complaint"),  # noqa: FBT003
        )
    )
    files = (an_evidence(b"list", name="Seren Vaughan list.pdf"),)
    report = a_report(evidence=files, limits=("Vaughan.zip was not opened",))
    change = Change(what="responsible_employee", before=None, after="Seren Vaughan")
    action = ACTION.model_copy(update={"text": "Talk to Seren Vaughan"})
    given = GIVEN.model_copy(update={"value": action.text})
    case = a_told_case(facts, reports=(report,), actions=(action,), decisions=(given,))
    notice = read(a_dispatch(kind, case, changes=(change,), text="Seren Vaughan knows more"))
    assert not notice.mentions("Vaughan")
    assert not notice.mentions("Seren")


def test_r33_the_update_to_staff_hides_the_name_in_its_changes_too() -> None:
    change = Change(what="responsible_employee", before="Seren Vaughan", after=None)
    update = read(a_dispatch(NoticeKind.UPDATE, a_told_case(anonymous()), role="dpo", changes=(change,)))
    assert update.says(WITHHELD)
    assert not update.mentions("Vaughan")


def test_r33_a_doubtful_wish_holds_the_name_back_as_well() -> None:
    doubtful = some_facts(wants_anonymity=a_value(True, "between us", confidence=0.3))  # noqa: FBT003
    assert not read(a_dispatch(NoticeKind.ALERT, a_told_case(doubtful))).mentions("Vaughan")


def test_r33_the_alert_says_that_the_name_is_held_back() -> None:
    alert = read(a_dispatch(NoticeKind.ALERT, a_told_case(anonymous())))
    assert alert.says("The writer asked not to be named.")
    assert alert.says(WITHHELD)


def test_the_writer_still_sees_their_own_words() -> None:
    thanks = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, a_told_case(anonymous())))
    assert thanks.says("Seren Vaughan")
    assert WITHHELD not in thanks.text


def test_a_name_that_is_also_an_option_does_not_untick_it() -> None:
    sender = Sender(name="Health Records", address="office@saint-finnian.example")
    case = a_told_case(anonymous(), reports=(a_report(sender=sender),))
    assert "[x]    +2 Physical or mental health" in read(a_dispatch(NoticeKind.ALERT, case)).text


def test_without_the_wish_the_dpo_knows_who_wrote() -> None:
    assert read(a_dispatch(NoticeKind.ALERT)).says(f"{WRITER.name} ({WRITER.address})")
