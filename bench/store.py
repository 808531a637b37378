"""How long a write takes beside SQLite, a start over many cases, and how much memory the indexes need.

python -m bench.store [cases, such as 1000 10000]

Both stores work on the same disk in the same run, in turns at every size, so that what else the machine does falls on
all. SQLite gets the same document, sealed under a wrapped key of its own, and rows for keys and notices, in one
transaction (WAL, synchronous=FULL).
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from candour.cases.case import Case, RuleHit, ScoreLine
from candour.cases.facts import Candidate, Method
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey, subkey
from candour.store.sealing import seal
from tests.builders import LETTER, NOON, a_notice, a_report, a_value, an_assessment, an_event, some_facts, the_nth_case

KEY = InstallationKey(bytes(range(32)))
MEASURED = 300
"""Writes of each kind a size; the median of them is told."""


def realistic_case(number: int, version: int = 1) -> Case:
    """Return a case of some 8 KB of JSON: a letter of 1 KB, twelve facts with their words, notices, events."""
    rivals = tuple(Candidate(value=n, confidence=0.4, method=Method.RULE, rule="number") for n in (26, 28))
    facts = some_facts(
        circumstances=a_value("known_recipients", "the wrong parent"),
        recovered=a_value("yes", "she has deleted it"),
        responsible_employee=a_value("Seren Vaughan", "Seren Vaughan"),
        complaint=a_value(value=False),
        school=a_value("St Finnian's Primary School", "St Finnian's Primary School"),
        individuals=a_value(27, "27 pupils", alternatives=rivals),
    )
    hits = tuple(
        RuleHit(rule=f"rule-{n}", hit=n == 1, text="Personal data of up to 100 people", source="4.2") for n in range(6)
    )
    lines = tuple(ScoreLine(section="Data", text="Health, +1", low=1.0, high=1.0) for _ in range(6))
    assessment = an_assessment()
    key = f"<report-{number}@saint-finnian.example>"
    return the_nth_case(
        number,
        version=version,
        reports=(
            a_report(keys=(key, f"{key} 5f2a"), message_id=key, text=LETTER * 3, recipients=("dataloss@a.example",)),
        ),
        facts=facts,
        assessment=assessment.model_copy(
            update={
                "score": assessment.score.model_copy(update={"lines": lines}),
                "level": assessment.level.model_copy(update={"matches": hits}),
            }
        ),
        notices=tuple(
            a_notice(id=f"notice-{n}", message_id=f"<{number}-{n}@candour.example>", due_at=NOON + timedelta(minutes=n))
            for n in range(3)
        ),
        events=tuple(an_event(number=n + 1) for n in range(6)),
    )


class SqliteStore:
    """What the same promise costs in SQLite."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._wrapping = subkey(KEY.secret, b"wrapping")
        self._connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE cases (reference TEXT PRIMARY KEY, version INTEGER, document BLOB, key BLOB) WITHOUT ROWID;"
            "CREATE TABLE inbox (key TEXT PRIMARY KEY, reference TEXT) WITHOUT ROWID;"
            "CREATE TABLE notices (message_id TEXT PRIMARY KEY, reference TEXT, id TEXT, due_at TEXT) WITHOUT ROWID;"
            "CREATE INDEX of_case ON notices (reference); CREATE INDEX due ON notices (due_at);"
        )

    def accept(self, case: Case) -> None:
        """Insert a case with its rows."""
        key = os.urandom(32)
        wrapped = seal(self._wrapping, key, case.reference.encode())
        document = seal(subkey(key, b"case"), case.model_dump_json().encode(), case.reference.encode())
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO cases VALUES (?, ?, ?, ?)", (case.reference, case.version, document, wrapped))
        self._connection.executemany("INSERT INTO inbox VALUES (?, ?)", [(key, case.reference) for key in case.keys])
        self._write_notices(case)
        execute("COMMIT")

    def save(self, case: Case) -> None:
        """Replace a case with its rows."""
        key = os.urandom(32)
        document = seal(subkey(key, b"case"), case.model_dump_json().encode(), case.reference.encode())
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        done = execute(
            "UPDATE cases SET document = ?, version = ? WHERE reference = ? AND version = ?",
            (document, case.version, case.reference, case.version - 1),
        )
        assert done.rowcount == 1
        execute("DELETE FROM notices WHERE reference = ?", (case.reference,))
        self._write_notices(case)
        execute("COMMIT")

    def _write_notices(self, case: Case) -> None:
        rows = [(notice.message_id, case.reference, notice.id, notice.due_at.isoformat()) for notice in case.notices]
        self._connection.executemany("INSERT INTO notices VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def timed(act: Callable[[Case], None], case: Case) -> float:
    """Return how many milliseconds a write takes."""
    start = perf_counter()
    act(case)
    return (perf_counter() - start) * 1000


class Pair(NamedTuple):
    """Both stores, filled with the same number of cases."""

    size: int
    folders: CaseFolderStore
    sqlite: SqliteStore


def filled(parent: Path, size: int, stack: ExitStack) -> Pair:
    """Return both stores, filled so far that the measurement takes them over the size half-way."""
    folders = stack.enter_context(closing(CaseFolderStore(parent / f"folders-{size}", KEY)))
    sqlite = stack.enter_context(closing(SqliteStore(parent / f"{size}.db")))
    for number in range(size - MEASURED // 2):
        folders.accept(realistic_case(number))
        sqlite.accept(realistic_case(number))
    return Pair(size, folders, sqlite)


def measure(pairs: list[Pair]) -> dict[tuple[int, str], float]:
    """Insert and then update cases everywhere, in turns; return the p50 in ms of each (size, what was done)."""
    times: dict[tuple[int, str], list[float]] = defaultdict(list)
    for turn in range(MEASURED):
        for size, folders, sqlite in pairs:
            number = size - MEASURED // 2 + turn
            case, changed = realistic_case(number), realistic_case(number, version=2)
            times[size, "insert"].append(timed(folders.accept, case))
            times[size, "SQLite insert"].append(timed(sqlite.accept, case))
            times[size, "update"].append(timed(folders.save, changed))
            times[size, "SQLite update"].append(timed(sqlite.save, changed))
    return {what: median(taken) for what, taken in times.items()}


OPENING = """
import gc, re, sys
from pathlib import Path
from time import perf_counter
from bench.store import KEY
from candour.store.folders import CaseFolderStore
def memory():
    gc.collect()
    return int(re.search(r"Pss: +([0-9]+)", Path("/proc/self/smaps_rollup").read_text())[1]) / 1024
before = memory()
start = perf_counter()
store = CaseFolderStore(Path(sys.argv[1]), KEY)
print(len(store.register()), perf_counter() - start, memory() - before)
"""


def opening(root: Path) -> tuple[int, float, float]:
    """Open a store in a fresh process; return its cases, its seconds, and the MiB (PSS) that its indexes need."""
    told = subprocess.run([sys.executable, "-c", OPENING, str(root)], capture_output=True, text=True, check=True).stdout
    cases, seconds, mebibytes = told.split()
    return int(cases), float(seconds), float(mebibytes)


def main(sizes: list[int]) -> None:
    """Print the table for docs/benchmarks.md."""
    print(f"one case: {len(realistic_case(1).model_dump_json())} bytes of JSON; p50 of {MEASURED} writes, in ms")
    with tempfile.TemporaryDirectory() as folder:
        parent = Path(folder)
        with ExitStack() as stack:
            p50 = measure([filled(parent, size, stack) for size in sizes])
        _print_table(sizes, p50)
        empty = min(opening(parent / "empty")[1] for _ in range(3))
        last = parent / f"folders-{sizes[-1]}"
        cases, seconds, mebibytes = min((opening(last) for _ in range(5)), key=lambda told: told[1])
    print(f"start with {cases} cases: {seconds:.2f} s (empty: {empty:.2f} s); indexes: {mebibytes:.0f} MiB")


def _print_table(sizes: list[int], p50: dict[tuple[int, str], float]) -> None:
    print("| cases | insert | SQLite | ratio | update | SQLite | ratio |\n|---|---|---|---|---|---|---|")
    for size in sizes:
        cells = [str(size)]
        for act in ("insert", "update"):
            ours, theirs = p50[size, act], p50[size, f"SQLite {act}"]
            cells += [f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.1f}"]
        print("|", " | ".join(cells), "|")
    growth = {act: p50[sizes[-1], act] / p50[sizes[0], act] for act in ("insert", "update")}
    print(f"{sizes[-1]} cases over {sizes[0]}: insert {growth['insert']:.2f}, update {growth['update']:.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
