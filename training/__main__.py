"""Train everything that reading has learned, and measure how sure it may be: `python -m training`, or `make model`.

Nothing is drawn by chance, so the same reports give the same weights (nlp/weights). First all is fitted to the lessons
alone, and confidence is measured on styles that those models have not seen; then all is fitted anew to both. What more
reports teach makes values rather surer than was measured. Each step can be run alone.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from training.corpus import LESSONS_ALONE

FITTED = (
    "training.fit",
    "training.fit_outcome",
    "training.fit_individuals",
    "training.fit_people",
    "training.fit_when",
)
MEASURED = ("training.calibrate",)


def main() -> None:
    """Run the steps one after another; each says what it wrote."""
    _run(("training.ordinary_words", *FITTED, *MEASURED), {LESSONS_ALONE: "1"})
    _run(FITTED, {})


def _run(steps: Sequence[str], parts: Mapping[str, str]) -> None:
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for number, step in enumerate(steps, start=1):
        began = time.monotonic()
        print(f"{number} of {len(steps)}: python -m {step}", flush=True)
        subprocess.run([sys.executable, "-m", step], check=True, env={**os.environ, **one_thread, **parts})
        print(f"  {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
