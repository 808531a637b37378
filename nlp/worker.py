"""Reading in a worker process: the pipeline is loaded once a process."""

from collections.abc import Sequence

from candour.cases.asked import Asked
from candour.cases.facts import Facts
from candour.cases.report import Report
from candour.cases.surroundings import UNKNOWN, Surroundings
from nlp.reader import DEFAULT_MODEL, ReportReader

_loaded: dict[str, ReportReader] = {}


def preload(model: str = DEFAULT_MODEL) -> None:
    """Load the pipeline that `read_report` of this process, and of processes forked from it, will use.

    Raises OSError where spaCy doesn't know the model.
    """
    _loaded["reader"] = ReportReader(model)


def read_report(report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
    """Return what a report says, an answer in the light of what was asked; loads the default pipeline if need be."""
    if "reader" not in _loaded:
        preload()
    return _loaded["reader"].read(report, asked, surroundings)
