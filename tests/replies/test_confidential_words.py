"""What mails and pages say of a report by a confidential mailbox: no more is promised than is kept."""

import pytest

from candour.cases.facts import Facts
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.showing.confidential import SYSTEM_KNOWS
from tests.builders import a_report, a_value, some_facts
from tests.replies.stage import a_dispatch, a_told_case, anonymous, read
from tests.service import DPO, HEAD
from tests.web.cases import reported
from tests.web.stage import a_web_stage

QUIET = a_report(id="quiet", confidential=True, sender=None, message_id=None, recipients=(), mailbox="quiet")
POINTED_OUT = {"may_identify": a_value(("my Year 4 class", "as SENCO"))}
WHO_SEE_THE_CASE = (
    NoticeKind.ALERT,
    NoticeKind.HEAD_NOTICE,
    NoticeKind.COMPLAINT,
    NoticeKind.NOT_DELIVERED,
    NoticeKind.REMINDER,
    NoticeKind.FOLLOW_UP,
    NoticeKind.AUTHORISATION,
)


@pytest.mark.parametrize("kind", WHO_SEE_THE_CASE)
def test_r33_every_mail_about_such_a_case_says_what_the_mail_system_itself_knows(kind: NoticeKind) -> None:
    mail = read(a_dispatch(kind, a_told_case(anonymous(), reports=(QUIET,))))
    assert mail.says(SYSTEM_KNOWS)
    assert mail.says("You can't ask the writer back: only they can write again.")
    assert not mail.says("asked not to be named")


@pytest.mark.parametrize("kind", WHO_SEE_THE_CASE)
def test_no_other_case_speaks_of_it(kind: NoticeKind) -> None:
    assert not read(a_dispatch(kind, a_told_case(some_facts()))).says("confidential mailbox")


def test_r31_r33_the_officer_reads_that_who_wrote_was_not_kept_and_what_may_identify_them() -> None:
    mail = read(a_dispatch(NoticeKind.ALERT, a_told_case(some_facts(**POINTED_OUT), reports=(QUIET,))))
    assert mail.says("not kept (confidential mailbox)")
    assert mail.says('These words may identify the writer: "my Year 4 class" and "as SENCO".')


def test_r35_the_head_teacher_is_not_shown_which_words_may_identify_the_writer() -> None:
    mail = read(a_dispatch(NoticeKind.HEAD_NOTICE, a_told_case(some_facts(**POINTED_OUT), reports=(QUIET,))))
    assert not mail.mentions("SENCO")


def test_who_decides_reads_where_an_unread_mail_waits_and_others_that_it_does() -> None:
    waits = "The mail could not be read. The mail waits whole in the folder 'Candour aside' of the mailbox"
    case = a_told_case(Facts(), reports=(QUIET.model_copy(update={"unreadable": waits, "text": ""}),))
    officers, heads = read(a_dispatch(NoticeKind.ALERT, case)), read(a_dispatch(NoticeKind.HEAD_NOTICE, case))
    assert officers.says("'Candour aside'")
    assert not heads.mentions("Candour aside")
    assert heads.says("A message could not be read.")
    for mail in (officers, heads):
        assert not mail.says("It is kept whole as a file of the case")


def test_what_was_cut_and_what_waits_in_the_mailbox_is_told_to_who_decides_alone() -> None:
    limits = ("2 lines that read like a signature went.", "Not kept: a PDF. The mail waits in 'Candour aside'.")
    case = a_told_case(some_facts(), reports=(QUIET.model_copy(update={"limits": limits}),))
    officers, heads = read(a_dispatch(NoticeKind.ALERT, case)), read(a_dispatch(NoticeKind.HEAD_NOTICE, case))
    for sentence in limits:
        assert officers.says(sentence)
        assert not heads.mentions(sentence)


def test_r35_a_known_reporter_doesn_t_learn_that_somebody_wrote_confidentially() -> None:
    case = a_told_case(some_facts(), reports=(a_report(), QUIET))
    assert not read(a_dispatch(NoticeKind.UPDATE, case, role=REPORTER)).mentions("confidential mailbox")
    officers = read(a_dispatch(NoticeKind.ALERT, case))
    assert officers.says("A message in this case came by a confidential mailbox.")


def test_r33_the_page_says_the_same_to_each_visitor_and_points_words_out_to_who_decides() -> None:
    stage = a_web_stage()
    facts = some_facts(**POINTED_OUT)
    reference = reported(stage, facts=facts, confidential=True, sender=None, recipients=(), mailbox="quiet")
    officers, heads = (stage.signed_in(person).get(f"/cases/{reference}").text for person in (DPO, HEAD))
    for page in (officers, heads):
        assert "The school&#39;s mail system knows who sent it; Candour has not kept it." in page
        assert "not kept (confidential mailbox)" in page
    assert "may identify the writer" in officers
    assert "may identify the writer" not in heads
