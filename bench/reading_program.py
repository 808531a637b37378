"""Reads texts from standard input (a JSON list) as reports, as `bench.presidio_program` does; prints what each took."""

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime


def main() -> None:
    """Load the model, warm up, and time every text once."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    began = time.perf_counter()
    from candour.cases.report import Door, Report, Sender  # noqa: PLC0415 - loading is part of what is measured
    from nlp import ReportReader  # noqa: PLC0415 - likewise

    reader = ReportReader(sys.argv[1])
    loaded = time.perf_counter() - began
    writer = Sender(name="Bethan Ellis-Moore", address="b.ellis-moore@saint-finnian.example")
    now = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    reports = [
        Report(id=str(number), door=Door.EMAIL, school="", received_at=now, sender=writer, text=text)
        for number, text in enumerate(json.load(sys.stdin))
    ]
    for report in reports[:5]:
        reader.read(report)
    taken: list[float] = []
    for report in reports:
        start = time.perf_counter()
        reader.read(report)
        taken.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"loaded": loaded, "taken": taken, "peak_in_mb": peak}, sys.stdout)


if __name__ == "__main__":
    main()
