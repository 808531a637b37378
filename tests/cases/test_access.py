"""Who may do what with a case: role, school, whom it is about, time."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, product

import pytest

from candour.cases.access import Right, acting_role, decides_for, is_listed, leads, person_of, rights
from candour.cases.case import Authorisation, Case
from candour.cases.directory import Directory, Person
from candour.cases.facts import Value
from candour.cases.notice import NoticeKind
from candour.cases.policy_file import load
from candour.cases.register import register_entry
from tests.builders import NOON, a_notice, a_value
from tests.cases.working import BOARD, DEPUTY, EVERYBODY, TEACHER, a_full_stage, a_received_case
from tests.service import CHAIR, DESK, DPO, HEAD, SAINT_FINNIAN, a_stage

SCHOOL = SAINT_FINNIAN.model_copy(update={"roles": EVERYBODY})
SAINTS, WENTWORTH = load("saints-cardiff"), load("wentworth-essex")
SEES = frozenset({Right.SEE, Right.NOTE})
DECIDES = frozenset(Right) - {Right.CLOSE}
ALL = frozenset(Right)
NOBODY = Person(name="Somebody Else", address="somebody@elsewhere.example")


def authorised(person: Person, *, evidence: bool = False, until: timedelta = timedelta(days=7)) -> Authorisation:
    return Authorisation(id="a", investigator=person, given_at=NOON, until=NOON + until, evidence=evidence)


@pytest.mark.parametrize(
    ("person", "saints", "wentworth"),
    [
        (DPO, ALL, DECIDES),
        (DEPUTY, ALL, DECIDES),
        (HEAD, SEES, SEES | {Right.CLASSIFY, Right.CLOSE, Right.REOPEN, Right.AUTHORISE}),
        (CHAIR, frozenset(), frozenset()),
        (DESK, frozenset(), frozenset()),
        (BOARD, frozenset(), frozenset()),
        (NOBODY, frozenset(), frozenset()),
        (Person(name="", address=""), frozenset(), frozenset()),
    ],
)
def test_r87_r99_r113_each_role_may_do_its_own(
    person: Person, saints: frozenset[Right], wentworth: frozenset[Right]
) -> None:
    for policy, expected in ((SAINTS, saints), (WENTWORTH, wentworth)):
        case = a_received_case(a_full_stage(profile=policy.profile))
        assert rights(person.address, case, policy, SCHOOL, NOON) == expected, policy.profile


@pytest.mark.parametrize("person", [DPO, DEPUTY, HEAD])
def test_who_has_a_role_at_one_school_has_no_part_in_the_cases_of_another(person: Person) -> None:
    elsewhere = SCHOOL.model_copy(update={"key": "st-mellon", "roles": {"dpo": (NOBODY,), "head_teacher": (BOARD,)}})
    case = a_received_case(a_full_stage())
    assert rights(person.address, case, SAINTS, elsewhere, NOON) == frozenset()
    assert not is_listed(register_entry(case), person.address, elsewhere)
    assert not decides_for(register_entry(case), person.address, elsewhere)


@pytest.mark.parametrize("spelled", [DPO.address.upper(), f"  {DPO.address} ", DPO.address.title()])
def test_an_address_is_the_same_in_capitals_and_with_blanks(spelled: str) -> None:
    case = a_received_case(a_full_stage())
    assert rights(spelled, case, SAINTS, SCHOOL, NOON) == ALL
    assert decides_for(register_entry(case), spelled, SCHOOL)
    about = a_received_case(a_full_stage(), responsible_employee=a_value("Dilys Marlow"))
    assert rights(spelled, about, SAINTS, SCHOOL, NOON) == frozenset()


@pytest.mark.parametrize(
    ("facts", "person"),
    [
        ({"head_teacher_implicated": a_value(value=True)}, HEAD),
        ({"responsible_employee": a_value("Clive Penrose")}, HEAD),
        ({"responsible_employee": a_value("Ms Dilys Marlow")}, DPO),
        ({"responsible_employee": a_value("Gwen Aldous")}, DEPUTY),
    ],
)
def test_nobody_sees_a_case_that_is_about_themselves(facts: dict[str, Value], person: Person) -> None:
    case = a_received_case(a_full_stage(), report=None, **facts)
    case = case.model_copy(update={"authorisations": (authorised(person, evidence=True),)})
    assert rights(person.address, case, SAINTS, SCHOOL, NOON) == frozenset()
    assert not is_listed(register_entry(case), person.address, SCHOOL)
    assert not decides_for(register_entry(case), person.address, SCHOOL)


def test_who_comes_into_a_role_later_does_not_see_what_was_about_them_before() -> None:
    case = a_received_case(a_full_stage(), responsible_employee=a_value("Ann Cole"))
    now_head = SCHOOL.model_copy(update={"roles": {**EVERYBODY, "head_teacher": (TEACHER,)}})
    assert rights(TEACHER.address, case, SAINTS, now_head, NOON) == frozenset()
    assert not is_listed(register_entry(case), TEACHER.address, now_head)


def test_a_person_is_kept_out_under_their_other_address_too() -> None:
    private = Person(name="Clive Penrose", address="clive@penrose.example")
    both = SCHOOL.model_copy(update={"roles": {**EVERYBODY, "deputy_dpo": (private,)}})
    case = a_received_case(a_full_stage(), head_teacher_implicated=a_value(value=True))
    for address in (HEAD.address, private.address):
        assert rights(address, case, SAINTS, both, NOON) == frozenset()
        assert not is_listed(register_entry(case), address, both)


@pytest.mark.parametrize("profile", ["saints-cardiff", "wentworth-essex", "generic-school"])
def test_r113_where_the_dpo_is_implicated_who_stands_in_decides_and_closes(profile: str) -> None:
    roles = {"dpo": (DPO,), "head_teacher": (HEAD,), "chair_of_governors": (CHAIR,)}
    school = SCHOOL.model_copy(update={"roles": roles})
    case = a_received_case(a_stage(roles, profile=profile), responsible_employee=a_value("Dilys Marlow"))
    may = rights(CHAIR.address, case, load(profile), school, NOON)
    assert may >= DECIDES
    assert (Right.CLOSE in may) is (profile != "wentworth-essex")
    assert acting_role(CHAIR.address, case, school, NOON) == "chair_of_governors"


@pytest.mark.parametrize("profile", ["saints-cardiff", "wentworth-essex", "generic-school"])
def test_where_nobody_stands_in_for_an_implicated_dpo_the_head_teacher_gets_the_alert_and_decides(profile: str) -> None:
    roles = {"dpo": (DPO,), "head_teacher": (HEAD,)}
    stage = a_stage(roles, profile=profile)
    case = a_received_case(stage, responsible_employee=a_value("Dilys Marlow"))
    school = SCHOOL.model_copy(update={"roles": roles})
    assert ("alert", "head_teacher") in {(notice.kind.value, notice.role) for notice in case.notices}
    assert rights(HEAD.address, case, load(profile), school, NOON) == ALL
    assert decides_for(register_entry(case), HEAD.address, school)
    assert DPO not in {person for dispatch in stage.service.lease_notices(9) for person in dispatch.recipients}


def test_an_alert_that_nobody_may_read_waits_until_somebody_is_named() -> None:
    roles = {"dpo": (HEAD,), "head_teacher": (HEAD,)}
    stage = a_stage(roles)
    case = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    assert not [dispatch for dispatch in stage.service.lease_notices(9) if dispatch.notice.role != "reporter"]
    waiting = [notice for notice in stage.store.load(case.reference).notices if notice.kind.value == "alert"]
    assert [(notice.role, notice.status.value) for notice in waiting] == [("dpo", "queued")]


@pytest.mark.parametrize("roles", [{"head_teacher": ()}, {"head_teacher": (HEAD,)}])
def test_r99_where_the_head_teacher_may_not_close_who_stands_in_does(roles: dict[str, tuple[Person, ...]]) -> None:
    held = {"dpo": (DPO,), "chair_of_governors": (CHAIR,), **roles}
    stage = a_stage(held, profile="wentworth-essex")
    case = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    school = SCHOOL.model_copy(update={"roles": held})
    may = rights(CHAIR.address, case, WENTWORTH, school, NOON)
    assert may == SEES | {Right.CLASSIFY, Right.CLOSE, Right.REOPEN, Right.AUTHORISE}
    assert is_listed(register_entry(case), CHAIR.address, school)
    assert rights(HEAD.address, case, WENTWORTH, school, NOON) == frozenset()
    assert Right.CLOSE not in rights(DPO.address, case, WENTWORTH, school, NOON)


def test_a_proposal_that_nobody_has_decided_lets_nobody_in() -> None:
    yes = a_value(value=True)
    stage = a_full_stage(profile="wentworth-essex")
    case = a_received_case(stage, head_teacher_implicated=yes, not_reduced=yes, not_an_incident=yes)
    proposed = [hit.role for hit in case.assessment.routes if hit.hit and hit.on_decision]
    assert "chair_of_governors" in proposed
    assert rights(CHAIR.address, case, WENTWORTH, SCHOOL, NOON) == frozenset()


def test_r99_where_nobody_is_left_to_close_the_dpo_does() -> None:
    roles = {"dpo": (DPO,), "head_teacher": (HEAD,)}
    case = a_received_case(a_stage(roles, profile="wentworth-essex"), head_teacher_implicated=a_value(value=True))
    assert rights(DPO.address, case, WENTWORTH, SCHOOL.model_copy(update={"roles": roles}), NOON) == ALL


@pytest.mark.parametrize(
    ("evidence", "until", "expected"),
    [
        (False, timedelta(days=1), SEES),
        (True, timedelta(days=1), SEES | {Right.EVIDENCE}),
        (True, timedelta(0), frozenset()),
        (True, timedelta(days=-1), frozenset()),
    ],
)
def test_r40_r87_an_investigator_sees_one_case_until_a_moment_and_its_files_where_the_dpo_says_so(
    *, evidence: bool, until: timedelta, expected: frozenset[Right]
) -> None:
    case = a_received_case(a_full_stage())
    let_in = case.model_copy(update={"authorisations": (authorised(TEACHER, evidence=evidence, until=until),)})
    assert rights(TEACHER.address.upper(), let_in, SAINTS, SCHOOL, NOON) == expected
    assert rights(TEACHER.address, case, SAINTS, SCHOOL, NOON) == frozenset()


def test_r87_a_head_teacher_whom_the_dpo_authorises_may_open_files() -> None:
    case = a_received_case(a_full_stage())
    let_in = case.model_copy(update={"authorisations": (authorised(HEAD, evidence=True),)})
    assert rights(HEAD.address, let_in, SAINTS, SCHOOL, NOON) == SEES | {Right.EVIDENCE}


def test_r39_who_is_named_as_responsible_later_investigates_no_more() -> None:
    case = a_received_case(a_full_stage(), responsible_employee=a_value("Mrs Ann Cole"))
    let_in = case.model_copy(update={"authorisations": (authorised(TEACHER, evidence=True),)})
    assert rights(TEACHER.address, let_in, SAINTS, SCHOOL, NOON) == frozenset()
    assert not is_listed(register_entry(let_in), TEACHER.address, SCHOOL)


def all_cases() -> Iterator[tuple[str, Case, dict[str, tuple[Person, ...]]]]:
    """Yield every combination of policy, roles held, people implicated, and a further alert or authorisation."""
    optional = ("deputy_dpo", "head_teacher", "chair_of_governors")
    abouts: tuple[dict[str, Value], ...] = (
        {},
        {"head_teacher_implicated": a_value(value=True)},
        {"responsible_employee": a_value("Dilys Marlow")},
        {"responsible_employee": a_value("Gwen Aldous")},
        {"responsible_employee": a_value("Ann Cole")},
        {"responsible_employee": a_value("Dilys Marlow"), "head_teacher_implicated": a_value(value=True)},
        {"not_an_incident": a_value(value=True)},
    )
    absent = [set(left) for size in range(4) for left in combinations(optional, size)]
    profiles: tuple[str, ...] = ("saints-cardiff", "wentworth-essex")
    for profile, missing, about in product(profiles, absent, abouts):
        roles: dict[str, tuple[Person, ...]] = {
            role: people for role, people in EVERYBODY.items() if role not in missing
        }
        case = a_received_case(a_stage(roles, profile=profile), report=None, **about)
        yield profile, case, roles
        alert = a_notice(id="n", kind=NoticeKind.ALERT, role="head_teacher")
        yield profile, case.model_copy(update={"notices": (*case.notices, alert)}), roles
        yield profile, case.model_copy(update={"authorisations": (authorised(TEACHER), authorised(HEAD))}), roles


def test_the_register_and_the_case_agree_about_who_may_see_and_decide_in_every_combination() -> None:
    asked = 0
    for profile, case, roles in all_cases():
        school, entry = SCHOOL.model_copy(update={"roles": roles}), register_entry(case)
        for person in (DPO, DEPUTY, HEAD, CHAIR, DESK, BOARD, TEACHER, NOBODY):
            may = rights(person.address, case, load(profile), school, NOON)
            assert is_listed(entry, person.address, school) is (Right.SEE in may)
            assert decides_for(entry, person.address, school) is (Right.DECIDE in may)
            asked += 1
    assert asked > 2000


def test_a_case_that_somebody_may_decide_somebody_may_close() -> None:
    for profile, case, roles in all_cases():
        school, policy = SCHOOL.model_copy(update={"roles": roles}), load(profile)
        people = {person for held in roles.values() for person in held}
        may = [rights(person.address, case, policy, school, NOON) for person in people]
        decided = any(Right.DECIDE in found for found in may)
        assert any(Right.CLOSE in found for found in may) is decided
        assert any(Right.REOPEN in found for found in may) is decided


def test_an_expired_authorisation_keeps_its_line_and_opens_nothing_and_a_stranger_has_neither() -> None:
    case = a_received_case(a_full_stage())
    over = case.model_copy(update={"authorisations": (authorised(TEACHER, until=timedelta(0)),)})
    assert is_listed(register_entry(over), TEACHER.address, SCHOOL)
    assert rights(TEACHER.address, over, SAINTS, SCHOOL, NOON) == frozenset()
    assert not is_listed(register_entry(over), NOBODY.address, SCHOOL)


def test_people_are_known_by_any_role_at_any_school_and_led_by_three() -> None:
    directory = Directory(schools={SCHOOL.key: SCHOOL}, watched=frozenset())
    assert person_of(" SERVICEDESK@saint-finnian.example", directory) == DESK
    assert person_of(TEACHER.address, directory) is None
    assert all(leads(person.address, directory) for person in (DPO, DEPUTY, HEAD))
    assert not any(leads(person.address, directory) for person in (CHAIR, TEACHER))
