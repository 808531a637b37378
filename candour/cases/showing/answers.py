"""A field's value in words."""

from candour.cases.facts import Answer
from candour.cases.form import FormField
from candour.cases.showing.words import date_in_words, id_in_words, number_in_words, one_line, plain, time_in_words


def answer_in_words(field: FormField, answer: Answer) -> str:
    """Return a value as people say it: options by their printed labels, days with their weekday, yes or no."""
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    if isinstance(answer, int | float):
        return number_in_words(answer)
    if isinstance(answer, tuple):
        return "; ".join(option_label(field, item) if field.options else one_line(item) for item in answer)
    return _text_in_words(field, answer)


def option_label(field: FormField, option_id: str) -> str:
    """Return an option's printed label; what is no option of the field is shown as it stands."""
    for option in field.options:
        if option.id == option_id:
            return option.label
    return id_in_words(option_id)


def _text_in_words(field: FormField, text: str) -> str:
    if field.type == "date":
        return date_in_words(text)
    if field.type == "time":
        return time_in_words(text)
    if field.type == "long_text":
        return plain(text)
    if field.type in {"choice", "ticks"}:
        return option_label(field, text)
    return one_line(text)
