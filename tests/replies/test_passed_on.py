"""A report that passes on somebody else's message says whose, on the alert and on the page of the case."""

from datetime import UTC, datetime

from candour.cases.case import Case
from candour.cases.facts import Facts
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.report import Forwarded, Sender
from candour.cases.showing.messages import messages_in_full
from candour.cases.showing.withholding import WITHHELD
from tests.builders import SEREN, a_report
from tests.replies.stage import POLICY, a_dispatch, a_told_case, anonymous, read

GARETH = Sender(name="Gareth Vaughan", address="g.vaughan@saint-finnian.example")
PASSED_ON = Forwarded(sender=GARETH, sent_at=datetime(2026, 11, 3, 14, 5, tzinfo=UTC), subject="Trip list")
GARETHS = "Gareth Vaughan (g.vaughan@saint-finnian.example), Tuesday 3 November 2026, 14:05"


def a_forward(*messages: Forwarded, facts: Facts | None = None) -> Case:
    return a_told_case(facts, reports=(a_report(forwarded=messages),))


def test_the_alert_says_whose_message_was_passed_on_and_when_it_was_written() -> None:
    notice = read(a_dispatch(NoticeKind.ALERT, a_forward(PASSED_ON)))
    assert f"Passed on from:  {GARETHS}\n" in notice.text
    assert notice.text.index("From:            ") < notice.text.index("Passed on from:")
    assert GARETHS in notice.markup


def test_the_page_says_so_too_and_what_is_not_known_is_called_that() -> None:
    (message,) = messages_in_full(a_forward(PASSED_ON, Forwarded(sender=None)), POLICY)
    assert message.passed_on == (GARETHS, "somebody whose name was not kept, on an unknown day")


def test_a_long_thread_is_told_by_its_outermost_messages() -> None:
    (message,) = messages_in_full(a_forward(*[PASSED_ON] * 50), POLICY)
    assert len(message.passed_on) == 5


def test_who_reported_is_not_told_whose_message_it_was() -> None:
    assert not read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, a_forward(PASSED_ON), role=REPORTER)).mentions("Gareth")


def test_r33_a_writer_who_forwards_a_mail_of_their_own_and_asks_not_to_be_named_is_not_named() -> None:
    own = Forwarded(sender=SEREN, subject="From Seren")
    case = a_forward(own, PASSED_ON, facts=anonymous())
    notice = read(a_dispatch(NoticeKind.ALERT, case))
    assert not notice.mentions(SEREN.address)
    assert f"Passed on from:  {WITHHELD}, on an unknown day\n" in notice.text
    (message,) = messages_in_full(case, POLICY)
    assert SEREN.address not in " ".join(message.passed_on)
