"""Which mails about a report without a name say nothing, and when they may leave."""

from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.content_free import in_message_ids, is_content_free, leaves_at
from candour.cases.notice import REPORTER, TO_OFFICERS, NoticeKind
from tests.builders import a_case, a_notice, a_report
from tests.replies.stage import CLOCKS, ROLES, a_told_case
from tests.service import SAINT_FINNIAN

UNNAMED = a_report(id="unnamed", confidential=True, anonymous=True, sender=None, message_id=None)
CASE = a_told_case(reports=(UNNAMED,))
SLOT = datetime(2026, 11, 20, 15, 15, tzinfo=UTC)
BETWEEN = SLOT - timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def test_what_people_who_can_t_sign_in_have_to_act_on_keeps_its_words() -> None:
    letters = {NoticeKind.DIGEST, NoticeKind.POLICY_REVIEW, NoticeKind.STAFF_REMINDER, NoticeKind.NO_NEWS}
    assert set(NoticeKind) - letters - TO_OFFICERS == {
        NoticeKind.ACKNOWLEDGEMENT,
        NoticeKind.QUESTIONS,
        NoticeKind.ASSET_FORM,
        NoticeKind.ASSET_LOSS,
        NoticeKind.REFERRAL,
        NoticeKind.ACTION,
    }


@pytest.mark.parametrize("kind", sorted(TO_OFFICERS))
def test_a_mail_is_without_content_where_any_message_came_without_a_name(kind: NoticeKind) -> None:
    role = "dpo" if ROLES[kind] == REPORTER else ROLES[kind]
    notice = a_notice(kind=kind, role=role)
    assert is_content_free(CASE, notice)
    assert is_content_free(a_told_case(reports=(a_report(), UNNAMED)), notice)
    assert not is_content_free(a_told_case(), notice)
    assert not is_content_free(CASE, notice.model_copy(update={"role": REPORTER}))


def test_no_message_id_names_such_a_case() -> None:
    assert (in_message_ids(CASE), in_message_ids(a_case())) == ("letter", a_case().reference)


@pytest.mark.parametrize(
    ("changes", "is_highest", "waits"),
    [
        ({"kind": NoticeKind.REMINDER}, False, True),
        ({"kind": NoticeKind.HEAD_NOTICE}, False, True),
        ({"kind": NoticeKind.REMINDER}, True, False),
        ({"kind": NoticeKind.REMINDER, "attempts": 1}, False, False),
        ({"kind": NoticeKind.REMINDER, "due_at": SLOT}, False, False),
        ({"kind": NoticeKind.ALERT, "rule": "not_delivered"}, False, False),
        ({"kind": NoticeKind.AUTHORISATION}, False, False),
        ({"kind": NoticeKind.ACTION}, False, False),
    ],
)
def test_a_mail_that_is_due_between_slots_waits_for_the_next_one(
    changes: dict[str, object],
    *,
    is_highest: bool,
    waits: bool,
) -> None:
    notice = a_notice(**{"role": "dpo", "due_at": BETWEEN, **changes})
    now = notice.due_at
    goes = leaves_at(CASE, notice, SAINT_FINNIAN, now, is_highest=is_highest)
    assert goes == (SLOT if waits else now)


def test_it_does_not_wait_past_the_end_of_a_clock_nor_for_a_slot_that_was_missed() -> None:
    notice = a_notice(kind=NoticeKind.REMINDER, role="dpo", due_at=BETWEEN)
    ends = tuple(clock.model_copy(update={"due_at": SLOT - MINUTE}) for clock in CLOCKS)
    late = CASE.model_copy(update={"assessment": CASE.assessment.model_copy(update={"deadlines": ends})})
    assert leaves_at(late, notice, SAINT_FINNIAN, BETWEEN, is_highest=False) == BETWEEN
    after = SLOT + 7 * MINUTE
    assert leaves_at(CASE, notice, SAINT_FINNIAN, after, is_highest=False) == after
