"""Runs in Presidio's own environment: analyses texts from standard input (a JSON list), prints what each took.

Nothing of Candour is imported here.
"""

import json
import os
import resource
import sys
import time


def main() -> None:
    """Load the model, warm up, and time every text once."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    began = time.perf_counter()
    from presidio_analyzer import AnalyzerEngine  # type: ignore[import-not-found]  # noqa: PLC0415  in its environment
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found]  # noqa: PLC0415  likewise

    models = [{"lang_code": "en", "model_name": sys.argv[1]}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    loaded = time.perf_counter() - began
    texts = json.load(sys.stdin)
    for text in texts[:5]:
        analyzer.analyze(text=text, language="en")
    taken: list[float] = []
    for text in texts:
        start = time.perf_counter()
        analyzer.analyze(text=text, language="en")
        taken.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"loaded": loaded, "taken": taken, "peak_in_mb": peak}, sys.stdout)


if __name__ == "__main__":
    main()
