"""How fast reports are read, and how well: `python bench/reading.py FILE.jsonl ...` (files of labelled reports).

The process keeps to one core. The score is that of tests/nlp/scoring.py.
"""

import json
import os
import sys
import time
from pathlib import Path

from candour.cases.report import Door
from nlp import DEFAULT_MODEL, ReportReader, prediction, report_from_example
from training.scoring import micro, tally

ROUNDS = 3


def main(files: list[str]) -> None:
    """Print the score of each file, then the speed over all of them with and without the model."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sets = {name: [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()] for name in files}
    reader = ReportReader(DEFAULT_MODEL)
    for name, rows in sets.items():
        read = {row["id"]: prediction(reader.read(report_from_example(row)))["fields"] for row in rows}
        counts = tally(rows, read)  # type: ignore[arg-type]  # the fields of a prediction are a mapping
        print(f"\n{name}: {len(rows)} reports\n{'field':24} right wrong missed")
        for field, count in counts.items():
            print(f"{field:24} {count['right']:5} {count['wrong']:5} {count['missed']:5}")
        print("micro precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*micro(counts)))
    rows = [row for rows in sets.values() for row in rows]
    _time(DEFAULT_MODEL, rows)
    _time("", rows)


def _time(model: str, rows: list[dict[str, object]]) -> None:
    reader = ReportReader(model)
    reports = [report_from_example(row) for row in rows]
    taken: list[tuple[float, Door, int]] = []
    for report in reports * ROUNDS:
        start = time.perf_counter()
        reader.read(report)
        taken.append((time.perf_counter() - start, report.door, len(report.text)))
    long = [seconds for seconds, _, length in taken if 800 <= length <= 1400]
    chat = sorted(seconds for seconds, door, _ in taken if door is Door.CHAT)
    print(
        f"\n{model or 'rules alone'}: {len(taken) / sum(seconds for seconds, _, _ in taken):.0f} reports/s on one core,"
    )
    slow = chat[int(len(chat) * 0.95)] * 1000
    print(f"{len(long) / sum(long):.0f}/s of about 1,000 characters; p95 of a chat message {slow:.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
