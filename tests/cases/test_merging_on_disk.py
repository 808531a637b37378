"""Merging two cases on the disk: each has its own key, and a process that is killed on the way is started again."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest

from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.notice import NoticeKind
from candour.cases.order import Order
from candour.cases.service import Service
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey
from tests.builders import a_report
from tests.cases.test_resembling import OWAIN, TOLD
from tests.service import CODES, DPO, HandClock, NoHolidays, ToldReader, a_stage

KEY = InstallationKey(bytes(range(32)))
LIST = b"27 names of pupils"


class Killed(BaseException):
    """The process is killed here."""


@contextmanager
def running(root: Path, *, writes: int = 1_000) -> Iterator[tuple[Service, CaseFolderStore]]:
    """Run the service on a store; it is killed before it saves a case for the time after so many."""
    stage = a_stage()
    left = [writes]

    class Store(CaseFolderStore):
        def save(self, case: Case) -> None:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            super().save(case)

    store = Store(root, KEY)
    desk = Desk(
        store=store,
        reader=ToldReader(),
        directory=stage.directory,
        policies=lambda _name: stage.policy,
        working_days=NoHolidays(),
        now=HandClock(),
        random=Random(7),  # noqa: S311  the same references in each run
        notify=lambda: None,
        codes=CODES,
    )
    try:
        yield Service(desk), store
    finally:
        store.close()


def two_cases(root: Path) -> tuple[str, str]:
    with running(root) as (service, store):
        older = service.receive(a_report())
        file = store.hold([LIST], name="list.csv", media_type="text/csv")
        newer = service.receive(a_report(id="2", keys=("2",), sender=OWAIN, text=TOLD, evidence=(file,)))
    return str(older.reference), str(newer.reference)


@pytest.mark.parametrize("writes", range(4))
def test_a_process_that_is_killed_on_the_way_carries_the_merge_out_when_it_is_started_again(
    tmp_path: Path, writes: int
) -> None:
    root = tmp_path / "store"
    older, newer = two_cases(root)
    order = Order(what="merge", value=older, by=DPO, reason="one event")
    with running(root, writes=writes) as (service, _), suppress(Killed):
        service.decide(newer, order)
    with running(root) as (service, store):
        if writes == 0:
            service.decide(newer, order)
        for _ in range(2):
            service.sweep()
        one, merged = store.load(older), store.load(newer)
        assert [len(one.reports), len(merged.reports), merged.merged_into] == [2, 1, older]
        assert [notice.role for notice in one.notices if notice.kind is NoticeKind.UPDATE] == ["head_teacher"]
        for reference, case in ((older, one), (newer, merged)):
            digest = case.evidence[0].digest
            assert b"".join(store.open_evidence(reference, digest)) == LIST
        assert store.find_key("2") == newer
    with running(root):
        pass
    assert list((root / "data" / "incoming").iterdir()) == []
