"""Who reports, who was responsible, and who their line manager is."""

from candour.cases.facts import Method
from nlp.pipeline import component
from nlp.reading import Reading


@component("candour_people")
def read_people(reading: Reading) -> None:
    """Read reporter_name, responsible_employee and line_manager."""
    sender = reading.report.sender
    if sender and sender.name:
        reading.add("reporter_name", sender.name, 0.9, "reporter.sender", method=Method.SENDER)
