"""What was understood, and how large a file is, in the words of a page's language."""

from collections.abc import Mapping
from datetime import date

from candour.cases.facts import Answer
from candour.cases.form import FormField
from candour.cases.showing.answers import answer_in_words
from candour.cases.showing.words import size_in_words
from candour.web.anonymous.wording import Words

_KIBIBYTE = 1024


def value_in(say: Words, field: FormField, answer: Answer) -> str:
    """Return an entry's value as people say it, beginning with a capital; `field` has the language's words already."""
    if isinstance(answer, bool):
        return yes_and_no(say, field)["yes" if answer else "no"]
    if field.type == "date" and (day := _day(answer)):
        words = say.day(day)
        return f"{words[0].upper()}{words[1:]}"
    return answer_in_words(field, answer)


def yes_and_no(say: Words, field: FormField) -> Mapping[str, str]:
    """Return the words for yes and for no that answer an entry's question: its own, where the language needs them."""
    own = {option.id: option.label for option in field.options}
    return {answer: own.get(answer) or say(f"details.{answer}") for answer in ("yes", "no")}


def size_in(say: Words, size_in_bytes: int) -> str:
    """Return how large a file is, like "12 KB"."""
    return size_in_words(size_in_bytes) if size_in_bytes >= _KIBIBYTE else say("files.small")


def _day(answer: Answer) -> date | None:
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
