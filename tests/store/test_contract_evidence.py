"""The contract of `Store`: evidence, records that belong to no case, and closing."""

import hashlib
from collections.abc import Callable, Iterator

import pytest

from candour.cases.case import Case
from candour.cases.errors import DuplicateReportError, EvidenceNotFoundError, StoreError
from candour.cases.ports import Store
from candour.cases.report import Evidence
from candour.store.streams import PIECE
from tests.builders import NOON, a_case, a_report, an_evidence, the_nth_case


def _hold(store: Store, content: bytes) -> Evidence:
    return store.hold([content], name="trip.pdf", media_type="application/pdf")


def _with(number: int, *evidence: Evidence) -> Case:
    return the_nth_case(number, reports=(a_report(keys=(f"key-{number}",), evidence=evidence),))


def _read(store: Store, case: Case, evidence: Evidence) -> bytes:
    return b"".join(store.open_evidence(case.reference, evidence.digest))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE], ids=str)
def test_evidence_comes_back_byte_for_byte(store: Store, size: int) -> None:
    content = hashlib.sha256(b"seed").digest() * (size // 32 + 1)
    held = _hold(store, content[:size])
    assert held == an_evidence(content[:size])
    case = _with(1, held)
    store.accept(case)
    assert _read(store, case, held) == content[:size]


def test_bytes_may_come_in_pieces_of_any_size(store: Store) -> None:
    pieces = [b"", b"a", b"b" * (2 * PIECE + 5), b"", b"c"]
    held = store.hold(iter(pieces), name="photo.jpg", media_type="image/jpeg")
    assert held == an_evidence(b"".join(pieces), name="photo.jpg", media_type="image/jpeg")
    case = _with(1, held)
    store.accept(case)
    assert _read(store, case, held) == b"".join(pieces)


def test_what_breaks_while_bytes_are_coming_is_passed_on_and_nothing_is_held(store: Store) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"first"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.hold(breaking(), name="a", media_type="b")
    with pytest.raises(EvidenceNotFoundError):
        store.accept(_with(1, an_evidence(b"first")))


def test_a_case_with_evidence_that_nobody_holds_is_refused(store: Store) -> None:
    missing = an_evidence(b"never held")
    with pytest.raises(EvidenceNotFoundError) as caught:
        store.accept(_with(1, _hold(store, b"held"), missing))
    assert caught.value.digest == missing.digest
    assert store.register() == []
    store.accept(_with(1, an_evidence(b"held")))
    with pytest.raises(EvidenceNotFoundError):
        store.save(_with(1, an_evidence(b"held"), missing).model_copy(update={"version": 2}))


def test_evidence_moves_into_the_case(store: Store) -> None:
    held = _hold(store, b"once")
    store.accept(_with(1, held))
    with pytest.raises(EvidenceNotFoundError):
        store.accept(_with(2, held))


def test_a_save_keeps_the_evidence_that_the_case_has_and_adds_what_is_new(store: Store) -> None:
    first, second = _hold(store, b"first"), _hold(store, b"second")
    case = _with(1, first)
    store.accept(case)
    saved = _with(1, first, second).model_copy(update={"version": 2})
    store.save(saved)
    assert _read(store, saved, first) == b"first"
    assert _read(store, saved, second) == b"second"


def test_a_refused_case_leaves_its_evidence_held(store: Store) -> None:
    store.accept(_with(1))
    held = _hold(store, b"mine")
    with pytest.raises(DuplicateReportError):
        store.accept(_with(2, held).model_copy(update={"reports": (a_report(keys=("key-1",), evidence=(held,)),)}))
    store.accept(_with(3, held))
    assert _read(store, _with(3), held) == b"mine"


def test_released_bytes_are_gone(store: Store) -> None:
    held = _hold(store, b"unwanted")
    store.release(held.digest)
    with pytest.raises(EvidenceNotFoundError):
        store.accept(_with(1, held))


def test_releasing_what_nobody_holds_is_no_error(store: Store) -> None:
    store.release("00" * 32)
    store.release("../../etc/passwd")


def test_releasing_a_duplicate_leaves_the_evidence_of_the_case(store: Store) -> None:
    case = _with(1, _hold(store, b"kept"))
    store.accept(case)
    again = _hold(store, b"kept")
    store.release(again.digest)
    assert _read(store, case, again) == b"kept"


def test_one_report_does_not_take_the_attachment_of_another_that_is_arriving(store: Store) -> None:
    """The same logo hangs on every mail of a school, and mails arrive at the same time."""
    logo, same_logo, third = (_hold(store, b"logo") for _ in range(3))
    first, second = _with(1, logo), _with(2, same_logo)
    store.accept(first)
    store.release(third.digest)
    store.accept(second)
    assert _read(store, first, logo) == _read(store, second, same_logo) == b"logo"
    with pytest.raises(EvidenceNotFoundError):
        store.accept(_with(3, logo))


def test_a_report_may_bring_the_same_bytes_twice(store: Store) -> None:
    twice = (_hold(store, b"same"), _hold(store, b"same"))
    case = _with(1, *twice)
    store.accept(case)
    assert _read(store, case, twice[0]) == b"same"
    with pytest.raises(EvidenceNotFoundError):
        store.accept(_with(2, twice[0]))


def test_an_answer_may_bring_bytes_that_the_case_has(store: Store) -> None:
    first = _hold(store, b"logo")
    store.accept(_with(1, first))
    again = _hold(store, b"logo")
    store.save(_with(1, first, again).model_copy(update={"version": 2}))
    assert _read(store, _with(1), first) == b"logo"
    with pytest.raises(EvidenceNotFoundError):
        store.accept(_with(2, again))


def test_evidence_that_a_case_no_longer_names_is_gone(store: Store) -> None:
    held = _hold(store, b"taken out")
    store.accept(_with(1, held))
    store.save(_with(1).model_copy(update={"version": 2}))
    with pytest.raises(EvidenceNotFoundError):
        store.open_evidence("SF-26-00001", held.digest)


def test_evidence_is_opened_only_through_its_own_case(store: Store) -> None:
    held = _hold(store, b"secret of one")
    store.accept(_with(1, held))
    store.accept(_with(2))
    for reference in ("SF-26-00002", "SF-26-99999"):
        with pytest.raises(EvidenceNotFoundError) as caught:
            store.open_evidence(reference, held.digest)
        assert caught.value.digest == held.digest


def test_a_record_is_written_replaced_and_deleted(store: Store) -> None:
    assert store.get("cursors", "dataloss") is None
    store.put("cursors", "dataloss", {"uid": "1"})
    store.put("cursors", "office", {"uid": "7"})
    store.put("cursors", "dataloss", {"uid": "2", "validity": "9"})
    assert store.get("cursors", "dataloss") == {"uid": "2", "validity": "9"}
    assert dict(store.records("cursors")) == {"dataloss": {"uid": "2", "validity": "9"}, "office": {"uid": "7"}}
    assert store.records("digests") == {}
    store.put("cursors", "dataloss", None)
    assert store.get("cursors", "dataloss") is None
    assert store.get("cursors", "office") == {"uid": "7"}


def test_kinds_of_records_do_not_mix(store: Store) -> None:
    store.put("cursors", "a", {"is": "a cursor"})
    store.put("digests", "a", {"is": "a digest"})
    assert store.get("cursors", "a") == {"is": "a cursor"}


def test_deleting_a_record_that_is_not_there_is_no_error(store: Store) -> None:
    store.put("cursors", "nobody", None)
    assert store.get("cursors", "nobody") is None


def test_a_record_is_copied_in_and_out(store: Store) -> None:
    document = {"uid": "1"}
    store.put("cursors", "a", document)
    document["uid"] = "changed outside"
    got = store.get("cursors", "a")
    assert isinstance(got, dict)
    got["uid"] = "changed outside"
    assert store.get("cursors", "a") == {"uid": "1"}


def test_a_record_may_hold_any_text(store: Store) -> None:
    odd = {"": "", "\x00": "🦉", "broken": "\ud83d", "line": "\u2028"}
    store.put("cursors", "Siân/../🦉", odd)
    assert store.get("cursors", "Siân/../🦉") == odd


@pytest.mark.parametrize("kind", ["", "..", "a/b", "/etc/passwd"])
def test_a_kind_that_could_lead_out_of_the_folder_is_refused(store: Store, kind: str) -> None:
    with pytest.raises(StoreError, match="letters, digits and inner hyphens"):
        store.put(kind, "a", {})
    with pytest.raises(StoreError, match="letters, digits and inner hyphens"):
        store.get(kind, "a")


CALLS: dict[str, Callable[[Store], object]] = {
    "hold": lambda store: _hold(store, b"x"),
    "release": lambda store: store.release("00" * 32),
    "accept": lambda store: store.accept(a_case()),
    "save": lambda store: store.save(a_case(version=2)),
    "load": lambda store: store.load("SF-26-K7QM4"),
    "register": lambda store: store.register(),
    "find_key": lambda store: store.find_key("key"),
    "find_thread": lambda store: store.find_thread("token"),
    "find_message": lambda store: store.find_message("<id>"),
    "find_notice": lambda store: store.find_notice("<id>"),
    "due_notices": lambda store: store.due_notices(NOON, 1),
    "next_due": lambda store: store.next_due(),
    "answers_since": lambda store: store.answers_since("a@b.example", NOON),
    "reported_by": lambda store: store.reported_by("a@b.example"),
    "open_evidence": lambda store: store.open_evidence("SF-26-K7QM4", "00" * 32),
    "put": lambda store: store.put("cursors", "a", {}),
    "get": lambda store: store.get("cursors", "a"),
    "records": lambda store: store.records("cursors"),
    "even_times": lambda store: store.even_times(),
    "awaits_restoring": lambda store: store.awaits_restoring(),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_closed_store_says_so(store: Store, call: Callable[[Store], object]) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        call(store)


def test_every_method_of_the_port_is_tried_on_a_closed_store() -> None:
    methods = {name for name in vars(Store) if not name.startswith("_")}
    assert set(CALLS) | {"close"} == methods
