"""Text to facts: reads what a report says, with the words behind every value."""

from nlp.prediction import ExampleLineError, predict_lines, prediction, report_from_example
from nlp.reader import DEFAULT_MODEL, ReportReader, load, read

__all__ = [
    "DEFAULT_MODEL",
    "ExampleLineError",
    "ReportReader",
    "load",
    "predict_lines",
    "prediction",
    "read",
    "report_from_example",
]
