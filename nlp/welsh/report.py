"""What is read in Welsh: the language itself, when it happened, and what happened. The rest is left to people."""

from nlp.reading import Reading
from nlp.welsh.incident import read_welsh_incident
from nlp.welsh.language import Language, read_language
from nlp.welsh.when import read_welsh_when


def read_welsh(reading: Reading) -> None:
    """Read the Welsh sentences of a report; numbers and kinds of data have their own components."""
    sentences = read_language(reading)
    if not sentences:
        return
    wholly = reading.shows("language") == Language.WELSH.value
    body = [sentence for sentence in sentences if sentence.page is reading.body]
    read_welsh_when(reading, body, wholly=wholly)
    read_welsh_incident(reading, sentences, wholly=wholly)
