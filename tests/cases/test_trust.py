"""Doubts about a sender: what is marked, what is not, in which words, and that nothing is dropped or answered less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.case import Case
from candour.cases.dispatch import Outcome
from candour.cases.look_alikes import is_look_alike, is_one_slip_away
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.policy_file import load
from candour.cases.report import Authentication, Door, Report, Sender
from candour.cases.showing.messages import messages_in_full
from candour.cases.showing.trust import doubts_in_words
from candour.cases.trust import doubts
from tests.builders import a_report
from tests.replies.stage import a_dispatch, a_told_case, anonymous, read
from tests.service import DPO, HEAD, SAINT_FINNIAN, a_stage
from tests.web.stage import a_web_stage

POLICY = load("saints-cardiff")
SCHOOL = SAINT_FINNIAN.model_copy(update={"domains": ("saint-finnian.example",)})
INSIDE = "s.vaughan@saint-finnian.example"
MAIL_OUTSIDE = "seren@post.example"


def by(name: str, address: str, **changes: object) -> Report:
    return a_report(sender=Sender(name=name, address=address), **changes)


def found(report: Report, *known: str) -> tuple[str, ...]:
    return doubts(report, SCHOOL, POLICY, known)


@pytest.mark.parametrize(
    ("name", "address", "codes"),
    [
        ("Seren Vaughan", INSIDE, ()),
        ("Seren Vaughan", "s.vaughan@year4.saint-finnian.example", ()),
        ("Seren Vaughan", MAIL_OUTSIDE, ("outside",)),
        ("Seren Vaughan", "s.vaughan@saint-finnian.example.post.example", ("outside", "look_alike")),
        ("Dilys Marlow", DPO.address, ()),
        ("dilys  MARLOW", DPO.address.upper(), ()),
        ("Dilys Marlow", INSIDE, ("name_of:dpo",)),
        ("Mr Clive Penrose", "c.penrose@post.example", ("outside", "name_of:head_teacher")),
        ("Clive Penrose", "c.penrose@post.example", ("outside", "name_of:head_teacher")),
        ("Penrose", "penrose@post.example", ("outside",)),
        (HEAD.address, MAIL_OUTSIDE, ("outside", "name_of:head_teacher")),
        (f"{HEAD.address} (Clive)", MAIL_OUTSIDE, ("outside", "name_of:head_teacher")),
        ("Headteacher", MAIL_OUTSIDE, ("outside", "title_of:head_teacher")),
        ("The Head Teacher", MAIL_OUTSIDE, ("outside", "title_of:head_teacher")),
        ("Head Teacher, St Finnian's Primary School", MAIL_OUTSIDE, ("outside", "title_of:head_teacher")),
        ("Data Protection Officer", INSIDE, ("title_of:dpo",)),
        ("Data Protection Officer", DPO.address, ()),
        ("Teacher", INSIDE, ()),
        ("Seren Vaughan", "s.vaughan@saint-finian.example", ("outside", "look_alike")),
    ],
)
def test_what_is_doubted_of_a_sender(name: str, address: str, codes: tuple[str, ...]) -> None:
    assert found(by(name, address)) == codes


@pytest.mark.parametrize(
    ("spf", "dkim", "dmarc", "unproven"),
    [
        ("pass", "pass", "pass", False),
        ("fail", "fail", "pass", False),
        ("pass", "pass", "fail", True),
        ("fail", "none", "none", True),
        ("softfail", "none", "", True),
        ("none", "fail", "none", True),
        ("fail", "pass", "none", False),  # handed on: SPF breaks, the signature holds
        ("pass", "fail", "none", False),  # a list's footer breaks the signature
        ("unaligned", "none", "none", True),  # whoever has a domain of their own passes for it
        ("unaligned", "unaligned", "pass", False),
        ("unaligned", "pass", "none", False),  # handed on under another envelope
        ("none", "none", "none", False),  # says nothing: within a tenant that is usual
        ("temperror", "permerror", "temperror", False),
        ("", "", "", False),
    ],
)
def test_dmarc_decides_and_where_it_says_nothing_spf_or_dkim(
    spf: str, dkim: str, dmarc: str, *, unproven: bool
) -> None:
    report = by("Seren Vaughan", INSIDE, authentication=Authentication(spf=spf, dkim=dkim, dmarc=dmarc))
    assert ("unproven" in found(report)) is unproven


@pytest.mark.parametrize(
    ("reply_to", "doubted"),
    [
        ("", False),
        ("office@saint-finnian.example", False),
        (MAIL_OUTSIDE, True),
        ("office@kestrel-cross.example", False),
    ],
)
def test_answers_that_would_go_elsewhere_are_doubted_where_the_sender_is_inside(
    reply_to: str, *, doubted: bool
) -> None:
    codes = found(by("Seren Vaughan", INSIDE, reply_to=reply_to), "kestrel-cross.example")
    assert ("answers_elsewhere" in codes) is doubted
    assert "answers_elsewhere" not in found(by("Seren Vaughan", MAIL_OUTSIDE, reply_to=reply_to))


@pytest.mark.parametrize(
    ("domain", "alike"),
    [
        ("saint-finian.example", True),
        ("saint-finnnian.example", True),
        ("saint-finnain.example", True),
        ("saint-fimnian.example", True),
        ("mail.saint-finian.example", True),
        ("saintfinnian.example", True),
        ("saint-finnian.invalid", True),
        ("saint-finnian.sch.uk.post.example", True),
        ("s\u0430int-finnian.example", True),
        ("xn--sint-finnian-cbb.example", True),
        ("s\u00e1int-finnian.example", True),
        ("5aint-finnian.example", True),
        ("xn--\u00ff.example", False),
        ("xn--99999999999.example", False),
        ("saint-teilo.example", False),
        ("post.example", False),
        ("", False),
    ],
)
def test_a_domain_that_can_be_taken_for_the_schools_is_known(domain: str, *, alike: bool) -> None:
    assert is_look_alike(domain, ("saint-finnian.example",)) is alike


def test_a_short_name_has_no_look_alikes_and_a_known_school_is_none() -> None:
    assert not is_look_alike("ysgal.example", ("ysgol.example",))
    assert is_look_alike("kestrel-cornet.example", ("kestrel-comet.example",))
    assert is_look_alike("vvest-meadow.example", ("west-meadow.example",))
    assert found(by("Seren Vaughan", "a@saint-finian.example"), "saint-finian.example") == ("outside",)


@given(st.text(alphabet="ab", max_size=5), st.text(alphabet="ab", max_size=5))
def test_one_slip_is_one_letter_more_less_other_or_a_swap(one: str, other: str) -> None:
    slips = {one[:at] + one[at + 1 :] for at in range(len(one))}
    slips |= {one[:at] + letter + one[at:] for at in range(len(one) + 1) for letter in "ab"}
    slips |= {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in "ab"}
    slips |= {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}
    assert is_one_slip_away(one, other) is (other in slips | {one})


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_any_name_and_address_is_looked_at_without_an_exception(name: str, address: str, reply_to: str) -> None:
    report = by(name, address, reply_to=reply_to)
    assert set(doubts_in_words(report.model_copy(update={"doubts": found(report)}), POLICY)) >= set()


def test_without_domains_in_the_settings_nobody_is_called_an_outsider() -> None:
    assert doubts(by("Seren Vaughan", MAIL_OUTSIDE), SAINT_FINNIAN, POLICY) == ()


def test_only_mail_is_doubted_and_only_with_a_sender() -> None:
    assert found(by("Dilys Marlow", MAIL_OUTSIDE, door=Door.CHAT)) == ()
    assert found(a_report(sender=None)) == ()


def a_doubted_case() -> Case:
    report = by(
        "Clive Penrose",
        "c.penrose@gmail.example",
        authentication=Authentication(dmarc="fail"),
        doubts=("outside", "unproven", "name_of:head_teacher"),
    )
    return a_told_case(reports=(report,))


WORDS = (
    "This came from outside the school (gmail.example).",
    "The mail server could not confirm that it came from gmail.example.",
    "It bears the name of the Head Teacher, but not their address.",
)


def test_doubts_are_said_in_words_without_blame_in_the_alert_and_in_the_update() -> None:
    for notice in (
        a_dispatch(NoticeKind.ALERT, a_doubted_case()),
        a_dispatch(NoticeKind.UPDATE, a_doubted_case(), role="dpo"),
    ):
        mail = read(notice)
        for words in WORDS:
            assert mail.says(words)


def test_the_reporter_is_told_of_no_doubt() -> None:
    mail = read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, a_doubted_case()))
    assert not mail.mentions("outside the school")
    assert not mail.mentions("could not confirm")


def test_r33_a_withheld_writers_doubts_tell_neither_name_nor_address() -> None:
    case = a_doubted_case().model_copy(update={"facts": anonymous()})
    [message] = messages_in_full(case, POLICY)
    assert message.doubts == (
        "This came from outside the school.",
        "The mail server could not confirm where it came from.",
    )
    mail = read(a_dispatch(NoticeKind.ALERT, case))
    assert mail.says("This came from outside the school.")
    assert not mail.mentions("gmail")


def test_each_doubted_message_is_marked_on_the_page_of_its_case_and_answered_like_any_other() -> None:
    stage = a_stage()
    doubted = by("Dilys Marlow", MAIL_OUTSIDE, authentication=Authentication(dmarc="fail"))
    receipt = stage.service.receive(doubted)
    assert receipt.outcome is Outcome.NEW_CASE
    case = stage.store.load(receipt.reference or "")
    assert any(notice.role == REPORTER for notice in case.notices)
    page = a_web_stage(stage).signed_in().get(f"/cases/{case.reference}").text
    assert "It bears the name of the Data Protection Officer, but not their address." in page
    assert "The mail server could not confirm that it came from post.example." in page


def test_a_doubted_report_makes_the_same_notices_as_any_other() -> None:
    made = []
    for address in (INSIDE, MAIL_OUTSIDE):
        stage = a_stage()
        report = by("Headteacher", address, authentication=Authentication(dmarc="fail"))
        case = stage.store.load(stage.service.receive(report).reference or "")
        assert case.reports[0].doubts
        made.append([(notice.kind, notice.role) for notice in case.notices])
    assert made[0] == made[1]
    assert (NoticeKind.ACKNOWLEDGEMENT, REPORTER) in made[0]
