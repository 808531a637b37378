"""Follow-up to whoever decides: actions that are overdue, and whether incidents became fewer."""

from datetime import timedelta

import pytest

from candour.cases.case import Decision, Event, RouteHit
from candour.cases.follow_up import Reduction, details
from candour.cases.notice import NoticeKind
from replies.subjects import subject
from tests.builders import NOON, an_event
from tests.replies.stage import POLICY, a_dispatch, a_told_case, read

AGAIN = "re_evaluation:SF-26-K7QM4:100:20270520T1200"
LATER = NOON + timedelta(days=182)


def looked_at(before: int, after: int, kind: str | None = "sent_to_wrong_person") -> tuple[Event, ...]:
    """Return the events of a case whose re-evaluation came due with these numbers."""
    numbers = details(Reduction(incident_type=kind, months=6, before=before, after=after))
    return (an_event(), an_event(number=2, kind="step_reached", details={"step": AGAIN, **numbers}))


def test_r115_an_overdue_action_is_told_to_who_decides_with_officer_and_day() -> None:
    mail = read(a_dispatch(NoticeKind.FOLLOW_UP), NOON + timedelta(days=8))
    assert mail.says("Take old addresses out of the address book.")
    assert mail.says("Ola Reed, due on Friday 27 November 2026 [overdue]")


def test_r116_who_would_be_told_of_it_is_proposed_with_the_paragraph() -> None:
    rules = [rule for rule in POLICY.routes if rule.when == "action_overdue"]
    hits = tuple(RouteHit(rule=rule.id, hit=True, role=rule.to, source=rule.source, on_decision=True) for rule in rules)
    mail = read(a_dispatch(NoticeKind.FOLLOW_UP, a_told_case(assessment={"routes": hits})))
    assert len(hits) == 2
    assert mail.says("Information Governance Board: Failure to implement the required actions")
    assert mail.says("Senior Information Risk Owner: Failure to implement the required actions")
    assert mail.says("6.4, Appendix 4")


@pytest.mark.parametrize(("before", "after", "fewer"), [(4, 5, "no"), (4, 4, "no"), (4, 1, "yes"), (1, 0, "yes")])
def test_r117_the_re_evaluation_shows_the_numbers_before_and_after(before: int, after: int, fewer: str) -> None:
    case = a_told_case(events=looked_at(before, after))
    mail = read(a_dispatch(NoticeKind.FOLLOW_UP, case, topics=(AGAIN,)), LATER)
    assert f"this one included: {before}\n" in mail.text
    assert f"In the 6 months after it: {after}\n" in mail.text
    assert f"Fewer than before: {fewer}\n" in mail.text
    assert not mail.mentions("Take old addresses")


def test_r118_no_reduction_proposes_to_tell_the_board() -> None:
    rule = next(rule for rule in POLICY.routes if rule.when == "not_reduced")
    hit = RouteHit(rule=rule.id, hit=True, role=rule.to, source=rule.source, on_decision=True)
    case = a_told_case(assessment={"routes": (hit,)}, events=looked_at(4, 5))
    mail = read(a_dispatch(NoticeKind.FOLLOW_UP, case, topics=(AGAIN,)), LATER)
    assert mail.says(f"{POLICY.role(rule.to).title}: {rule.text}")


def test_r117_a_kind_that_is_not_known_can_not_be_counted_and_that_is_said() -> None:
    case = a_told_case(events=looked_at(0, 0, None))
    mail = read(a_dispatch(NoticeKind.FOLLOW_UP, case, topics=(AGAIN,)), LATER)
    assert mail.says("The kind of incident is not known, so nothing could be counted.")


def test_r117_a_re_evaluation_that_was_recorded_in_the_meantime_says_so() -> None:
    done = Decision(id="d-9", at=LATER, person="Dilys Marlow", what="re_evaluated", value="reduced", reason="Gone.")
    case = a_told_case(decisions=(done,), events=looked_at(4, 1))
    mail = read(a_dispatch(NoticeKind.FOLLOW_UP, case, topics=(AGAIN,)), LATER)
    assert mail.says("This was done in the meantime.")


@pytest.mark.parametrize(
    ("topics", "words"),
    [
        (("action:action-1:100:20261127T2359",), "An action has to be followed up"),
        ((AGAIN,), "Time to look at this incident again"),
        (("action:action-1:100:x", AGAIN), "Time to look at this incident again, and an action to follow up"),
    ],
)
def test_a_subject_says_what_kind_of_follow_up_it_is(topics: tuple[str, ...], words: str) -> None:
    dispatch = a_dispatch(NoticeKind.FOLLOW_UP, topics=topics)
    assert subject(dispatch.case, dispatch.notice) == f"[SF-26-K7QM4] {words}"
