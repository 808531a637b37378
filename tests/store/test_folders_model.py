"""The store on the disk answers like the plain one, whatever is done to it, and again after it was opened anew."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from candour.cases.case import Case, CaseStatus
from candour.cases.errors import StoreError
from candour.cases.notice import Notice, NoticeStatus
from candour.cases.ports import Store
from candour.cases.report import Report, Sender
from candour.store.folders import CaseFolderStore
from candour.store.memory import MemoryStore
from tests.builders import NOON, a_notice, a_report, an_evidence, the_nth_case
from tests.store.conftest import KEY

CONTENTS = (b"", b"logo", b"letter" * 1000)
KEYS = ("a", "b", "c")
PEOPLE = tuple(f"{name}@saint-finnian.example" for name in ("ann", "Bryn", "cai"))

moments = st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes))


@st.composite
def notices(draw: st.DrawFn, case: int) -> Sequence[Notice]:
    return [
        a_notice(
            id=f"notice-{position}",
            message_id=f"<{case}-{position}-{draw(st.integers(0, 9))}@candour.example>",
            created_at=draw(moments),
            due_at=draw(moments),
            status=draw(st.sampled_from(NoticeStatus)),
            lease_until=draw(st.none() | moments),
            role=draw(st.sampled_from(["reporter", "dpo"])),
        )
        for position in range(draw(st.integers(0, 3)))
    ]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    return a_report(
        keys=tuple(draw(st.lists(st.sampled_from(KEYS), max_size=2))),
        sender=draw(st.none() | st.sampled_from(PEOPLE).map(lambda address: Sender(name="", address=address))),
        received_at=draw(moments),
        text=draw(st.text(max_size=20)),
        evidence=tuple(an_evidence(content) for content in draw(st.lists(st.sampled_from(CONTENTS), max_size=2))),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    number = draw(st.integers(1, 3))
    return the_nth_case(
        number,
        reply_token=f"{number}-{draw(st.integers(0, 10**9))}",
        status=draw(st.sampled_from(CaseStatus)),
        reports=tuple(draw(st.lists(reports(), max_size=2))),
        notices=tuple(draw(notices(number))),
    )


steps = st.one_of(
    st.tuples(st.just("hold"), st.sampled_from(CONTENTS)),
    st.tuples(st.just("release"), st.sampled_from(CONTENTS)),
    st.tuples(st.just("accept"), cases()),
    st.tuples(st.sampled_from(["write", "write with all that it names held", "write over another version"]), cases()),
)


def _calls(step: tuple[str, bytes | Case], versions: Mapping[str, int]) -> Iterator[Callable[[Store], object]]:
    """Return the calls of a step, given the versions of the cases that are there."""
    kind, what = step
    if isinstance(what, bytes):
        digest = an_evidence(what).digest
        yield _hold(what) if kind == "hold" else lambda store: store.release(digest)
        return
    version = versions.get(what.reference, 0) + (3 if kind == "write over another version" else 1)
    case = what.model_copy(update={"version": version})
    if kind == "write with all that it names held":
        named = {item.digest for item in case.evidence}
        yield from (_hold(content) for content in CONTENTS if an_evidence(content).digest in named)
    if kind == "accept" or what.reference not in versions:
        yield lambda store: store.accept(case)
    else:
        yield lambda store: store.save(case)


def _hold(content: bytes) -> Callable[[Store], object]:
    return lambda store: store.hold([content], name="a", media_type="b")


def _outcome(call: Callable[[Store], object], store: Store) -> object:
    """Return what a call returned or raised."""
    try:
        return call(store)
    except StoreError as error:
        return type(error), str(error)


def _answers(store: Store) -> list[object]:
    """Return everything that the store can be asked."""
    lines = store.register()
    loaded = [store.load(line.reference) for line in lines]
    ends: list[datetime] = [NOON + timedelta(minutes=minutes) for minutes in range(-1, 5)]
    return [
        lines,
        loaded,
        [store.find_key(key) for key in KEYS],
        [store.find_thread(case.reply_token) for case in loaded],
        [store.find_notice(notice.message_id) for case in loaded for notice in case.notices],
        [store.due_notices(end, limit) for end in ends for limit in (0, 1, 9)],
        store.next_due(),
        [store.answers_since(person, end) for person in PEOPLE for end in ends],
        [b"".join(store.open_evidence(case.reference, item.digest)) for case in loaded for item in case.evidence],
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=25))
def test_both_stores_give_the_same_answers_to_the_same_story(story: list[tuple[str, bytes | Case]]) -> None:
    plain = MemoryStore()
    with tempfile.TemporaryDirectory() as folder:
        folders = CaseFolderStore(Path(folder), KEY)
        try:
            for step in story:
                versions = {line.reference: plain.load(line.reference).version for line in plain.register()}
                for call in _calls(step, versions):
                    assert _outcome(call, folders) == _outcome(call, plain)
            assert _answers(folders) == _answers(plain)
            folders.close()
            folders = CaseFolderStore(Path(folder), KEY)
            assert _answers(folders) == _answers(plain)
        finally:
            folders.close()
