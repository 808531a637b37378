"""The contract of `Store`: cases, and finding them."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from candour.cases.case import CaseStatus, Decision
from candour.cases.errors import (
    CaseNotFoundError,
    DuplicateReportError,
    EvidenceNotFoundError,
    ReferenceTakenError,
    StaleCaseError,
    StoreError,
)
from candour.cases.ports import Store
from candour.cases.report import Sender
from tests.builders import NOON, SEREN, a_case, a_report, a_value, an_assessment, an_evidence, some_facts, the_nth_case

MO = Sender(name="Mo Adeyemi", address="mo@nantywern.example")


def test_a_case_comes_back_as_it_was_accepted(store: Store) -> None:
    case = a_case()
    store.accept(case)
    assert store.load(case.reference) == case


def test_every_kind_of_value_comes_back_with_its_type(store: Store) -> None:
    values = {
        "flag": a_value(value=True),
        "whole": a_value(1),
        "broken": a_value(1.0),
        "word": a_value("Siân 🦉 \u2028 \x00 </script>"),
        "ticks": a_value(("name", "health")),
        "none_ticked": a_value(()),
    }
    case = a_case(facts=some_facts(**values))
    store.accept(case)
    stored = store.load(case.reference).facts
    assert stored == case.facts
    assert [type(stored.values[field].value) for field in values] == [bool, int, float, str, tuple, tuple]


def test_what_was_loaded_is_a_copy(store: Store) -> None:
    case = a_case()
    store.accept(case)
    loaded = store.load(case.reference)
    loaded.facts.values.clear()  # type: ignore[attr-defined]  # a Mapping by its type, a dict underneath
    loaded.events[0].details.clear()  # type: ignore[attr-defined]  # likewise
    assert store.load(case.reference) == case


def test_a_case_that_was_never_accepted_is_not_found(store: Store) -> None:
    with pytest.raises(CaseNotFoundError) as caught:
        store.load("SF-26-00000")
    assert caught.value.reference == "SF-26-00000"


def test_a_reference_is_given_once(store: Store) -> None:
    first = the_nth_case(1)
    store.accept(first)
    with pytest.raises(ReferenceTakenError):
        store.accept(the_nth_case(2, reference=first.reference))
    assert store.load(first.reference) == first
    assert store.find_thread("token-2") is None


@pytest.mark.parametrize(
    "reference",
    ["", ".", "..", "../SF-26-K7QM4", "SF/26", "/etc", "-SF", "SF-", "SF 26", "SF\x00", "SF\n", "É1", "S" * 65],
)
def test_a_reference_that_could_lead_out_of_the_folder_is_refused(store: Store, reference: str) -> None:
    with pytest.raises(StoreError, match="letters, digits and inner hyphens"):
        store.accept(a_case(reference=reference))
    with pytest.raises(CaseNotFoundError):
        store.load(reference)
    with pytest.raises(CaseNotFoundError):
        store.save(a_case(reference=reference, version=2))
    with pytest.raises(EvidenceNotFoundError):
        store.open_evidence(reference, "00" * 32)
    assert store.register() == []


def test_the_same_report_is_accepted_once(store: Store) -> None:
    """The report that arrives again is known by its keys."""
    first = the_nth_case(1)
    store.accept(first)
    again = the_nth_case(2, reports=(a_report(keys=("new", *first.keys)),))
    with pytest.raises(DuplicateReportError) as caught:
        store.accept(again)
    assert caught.value.reference == first.reference
    assert store.find_key("new") is None
    assert [line.reference for line in store.register()] == [first.reference]


def test_a_case_may_name_its_own_key_twice(store: Store) -> None:
    case = a_case(reports=(a_report(keys=("k",)), a_report(id="report-2", keys=("k",))))
    store.accept(case)
    assert store.find_key("k") == case.reference


def test_a_save_replaces_the_case(store: Store) -> None:
    case = the_nth_case(1)
    store.accept(case)
    joined = a_report(id="report-2", keys=("second",))
    changed = case.model_copy(update={"version": 2, "status": CaseStatus.CLOSED, "reports": (*case.reports, joined)})
    store.save(changed)
    assert store.load(case.reference) == changed
    assert store.find_key("second") == case.reference
    assert store.find_key(case.keys[0]) == case.reference
    assert [line.status for line in store.register()] == [CaseStatus.CLOSED]


@pytest.mark.parametrize("version", [0, 1, 3])
def test_a_save_over_another_version_is_stale(store: Store, version: int) -> None:
    case = a_case()
    store.accept(case)
    with pytest.raises(StaleCaseError) as caught:
        store.save(case.model_copy(update={"version": version, "status": CaseStatus.CLOSED}))
    assert caught.value.reference == case.reference
    assert store.load(case.reference) == case


def test_a_case_that_was_never_accepted_cannot_be_saved(store: Store) -> None:
    with pytest.raises(CaseNotFoundError):
        store.save(a_case(version=2))


def test_a_save_cannot_take_the_report_of_another_case(store: Store) -> None:
    first, second = the_nth_case(1), the_nth_case(2)
    store.accept(first)
    store.accept(second)
    with pytest.raises(DuplicateReportError) as caught:
        store.save(second.model_copy(update={"version": 2, "reports": first.reports}))
    assert caught.value.reference == first.reference
    assert store.load(second.reference) == second


@pytest.mark.parametrize(
    "changes",
    [
        {"reply_token": "half a pair \ud83d"},
        {"status": "no such status"},
        {"facts": some_facts(individuals=a_value(float("nan")))},
        {"facts": some_facts(individuals=a_value(float("inf")))},
    ],
    ids=["surrogate", "status", "nan", "infinity"],
)
def test_a_case_that_could_not_be_read_back_is_refused_before_it_is_acknowledged(
    store: Store, changes: dict[str, object]
) -> None:
    with pytest.raises(StoreError, match="can't be stored and read back"):
        store.accept(a_case().model_copy(update=changes))
    assert store.register() == []
    store.accept(a_case())
    with pytest.raises(StoreError, match="can't be stored and read back"):
        store.save(a_case(version=2).model_copy(update=changes))
    assert store.load("SF-26-K7QM4") == a_case()


def test_the_register_lists_all_cases_oldest_first(store: Store) -> None:
    """R89: the register is there without opening the cases."""
    for number, days in ((1, 3), (2, 1), (3, 2)):
        store.accept(the_nth_case(number, opened_at=NOON + timedelta(days=days)))
    assert [line.reference for line in store.register()] == ["SF-26-00002", "SF-26-00003", "SF-26-00001"]


def test_the_register_lists_the_cases_of_one_type_and_follows_their_changes(store: Store) -> None:
    lost = some_facts(incident_type=a_value("lost_or_stolen_equipment"))
    first, second = the_nth_case(1), the_nth_case(2, facts=lost)
    store.accept(first)
    store.accept(second)
    assert [line.reference for line in store.register("lost_or_stolen_equipment")] == [second.reference]
    store.save(first.model_copy(update={"facts": lost, "version": 2}))
    both = [first.reference, second.reference]
    assert [line.reference for line in store.register("lost_or_stolen_equipment")] == both
    assert store.register("sent_to_wrong_person") == []
    assert [line.reference for line in store.register()] == both


def test_a_line_of_the_register_says_what_the_case_says(store: Store) -> None:
    store.accept(a_case())
    (line,) = store.register()
    assert (line.school, line.status, line.opened_at) == ("st-finnian", CaseStatus.OPEN, NOON)
    assert (line.incident_type, line.level, line.report_by) == ("sent_to_wrong_person", "2", NOON + timedelta(hours=24))


def test_the_register_follows_decisions_and_leaves_open_what_is_unknown(store: Store) -> None:
    decided = [Decision(id=str(n), at=NOON, person="DPO", what="level", value=str(n), reason="seen") for n in (3, 4)]
    facts = some_facts(incident_type=a_value("other", confidence=0.3))
    store.accept(a_case(decisions=tuple(decided), facts=facts, assessment=an_assessment(deadlines=())))
    (line,) = store.register()
    assert (line.level, line.incident_type, line.report_by) == ("4", None, None)


def test_a_case_is_found_by_its_key_its_token_and_its_message_ids(store: Store) -> None:
    case = the_nth_case(1)
    store.accept(case)
    assert store.find_key(case.keys[0]) == case.reference
    assert store.find_thread("token-1") == case.reference
    found = store.find_notice("<notice-1@candour.example>")
    assert found is not None
    assert (found.reference, found.notice_id, found.due_at) == (case.reference, "notice-1", NOON)


def test_a_message_is_found_in_every_case_that_has_it_oldest_first(store: Store) -> None:
    first, second = (
        the_nth_case(number, reports=(a_report(keys=(f"k{number}",), message_id="<walk@school.example>"),))
        for number in (1, 2)
    )
    for case in (second, first):
        store.accept(case)
    assert store.find_message("<walk@school.example>") == [first.reference, second.reference]
    store.save(first.model_copy(update={"version": 2, "reports": (a_report(keys=("k1",)),)}))
    assert store.find_message("<walk@school.example>") == [second.reference]


def test_cases_are_found_by_who_reported_them_oldest_first(store: Store) -> None:
    first, second = the_nth_case(1), the_nth_case(2)
    other = the_nth_case(3, reports=(a_report(id="report-3", keys=("k3",), sender=MO),))
    for case in (second, other, first):
        store.accept(case)
    assert store.reported_by(" S.Vaughan@saint-finnian.EXAMPLE") == [first.reference, second.reference]
    assert store.reported_by(MO.address) == [other.reference]


def test_who_reported_a_case_is_asked_anew_each_time_that_it_is_written(store: Store) -> None:
    case = the_nth_case(1)
    store.accept(case)
    moved = case.model_copy(update={"version": 2, "reports": (case.reports[0].model_copy(update={"sender": MO}),)})
    store.save(moved)
    assert (store.reported_by(SEREN.address), store.reported_by(MO.address)) == ([], [case.reference])


@pytest.mark.parametrize(
    "changes",
    [{"confidential": True}, {"confidential": True, "anonymous": True}, {"doubts": ("unproven",)}, {"sender": None}],
    ids=",".join,
)
def test_r33_nobody_is_found_to_have_reported_what_came_without_a_sure_name(
    store: Store, changes: dict[str, object]
) -> None:
    store.accept(the_nth_case(1, reports=(a_report(**changes),)))
    assert store.reported_by(SEREN.address) == []


def test_what_nobody_has_is_not_found(store: Store) -> None:
    store.accept(a_case())
    assert store.find_key("other") is None
    assert store.find_thread("other") is None
    assert store.find_notice("<other@candour.example>") is None
    assert store.find_message("<other@candour.example>") == []
    assert store.reported_by("other@candour.example") == []


def test_a_save_forgets_what_the_case_no_longer_has(store: Store) -> None:
    case = the_nth_case(1)
    store.accept(case)
    store.save(
        case.model_copy(update={"version": 2, "reply_token": "new", "reports": (a_report(keys=()),), "notices": ()})
    )
    assert store.find_key(case.keys[0]) is None
    assert store.find_thread("token-1") is None
    assert store.find_thread("new") == case.reference
    assert store.find_notice("<notice-1@candour.example>") is None


def test_of_many_who_save_the_same_version_one_wins(store: Store) -> None:
    case = a_case()
    store.accept(case)
    outcomes: list[str] = []

    def save(person: int) -> None:
        try:
            store.save(case.model_copy(update={"version": 2, "related": (str(person),)}))
        except StaleCaseError:
            outcomes.append("stale")
        else:
            outcomes.append(str(person))

    _together(save, 8)
    (winner,) = [outcome for outcome in outcomes if outcome != "stale"]
    assert len(outcomes) == 8
    assert store.load(case.reference).related == (winner,)


def test_of_many_who_accept_the_same_report_one_wins(store: Store) -> None:
    taken: list[str] = []

    def accept(number: int) -> None:
        case = the_nth_case(number, reports=(a_report(keys=("same",)),))
        try:
            store.accept(case)
        except DuplicateReportError as error:
            taken.append(error.reference)

    _together(accept, 8)
    (line,) = store.register()
    assert taken == [line.reference] * 7


def test_several_threads_accept_at_once(store: Store) -> None:
    def accept(worker: int) -> None:
        for number in range(worker * 100, worker * 100 + 5):
            content = f"attachment of {number}".encode()
            held = store.hold([content], name="a.txt", media_type="text/plain")
            store.accept(the_nth_case(number, reports=(a_report(keys=(str(number),), evidence=(held,)),)))

    _together(accept, 4)
    assert len(store.register()) == 20
    for number in (0, 104, 302):
        reference = store.find_key(str(number))
        assert reference == f"SF-26-{number:05d}"
        digest = an_evidence(f"attachment of {number}".encode()).digest
        assert b"".join(store.open_evidence(reference, digest)) == f"attachment of {number}".encode()


def _together(work: Callable[[int], None], count: int) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
