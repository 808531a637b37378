"""Train everything that reading has learned, and measure how sure it may be: `python -m training`, or `make model`.

Nothing is drawn by chance, so the same reports give the same weights (nlp/weights). Each step can be run alone.
"""

import os
import subprocess
import sys
import time

STEPS = (
    "training.ordinary_words",
    "training.fit",
    "training.fit_outcome",
    "training.fit_individuals",
    "training.fit_people",
    "training.fit_when",
    "training.calibrate",
)


def main() -> None:
    """Run the steps one after another; each says what it wrote."""
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for number, step in enumerate(STEPS, start=1):
        began = time.monotonic()
        print(f"{number} of {len(STEPS)}: python -m {step}", flush=True)
        subprocess.run([sys.executable, "-m", step], check=True, env={**os.environ, **one_thread})
        print(f"  {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
