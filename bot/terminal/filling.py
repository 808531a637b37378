"""The whole form at a terminal: its entries as questions, one by one."""

from collections.abc import Callable, Iterator, Mapping

from bot.form import ChatForm, FormEntry
from bot.terminal.drawing import wrapped

KEEP, EMPTY, ENOUGH = "", "-", "."
HOW = (
    "One question after the other. Enter keeps what stands in brackets, a minus (-) empties it, a full stop (.) ends "
    "the form with what you have."
)


def answers_to(
    form: ChatForm, read: Callable[[str], str | None], write: Callable[[str], None], width: int
) -> Mapping[str, str]:
    """Return the form's values as `events.Filled` carries them, asked for one by one. The end of input ends it."""
    values = {entry.id: entry.value for entry in form.entries}
    entries = [entry for entry in form.entries if entry.error] or list(form.entries)
    if form.note:
        write("\n".join(wrapped(form.note, width)))
    for entry in entries:
        write("\n".join(_question(entry, width)))
        typed = read(f"[{entry.value}] " if entry.value else "")
        if typed is None or typed.strip() == ENOUGH:
            break
        if typed.strip() != KEEP:
            values[entry.id] = "" if typed.strip() == EMPTY else _value(entry, typed.strip())
    return values


def _question(entry: FormEntry, width: int) -> Iterator[str]:
    if entry.error:
        yield from wrapped(f"! {entry.error}", width)
    check = " (please check)" if entry.is_to_check else ""
    yield from wrapped(f"{entry.label}{check}", width)
    if entry.hint and entry.hint != entry.label:
        yield from wrapped(entry.hint, width, first="  ", indent="  ")
    for number, (_, words) in enumerate(entry.choices, start=1):
        yield from wrapped(words, width, first=f"  {number}. ", indent="     ")
    if entry.kind == "many":
        yield from wrapped("Numbers with spaces between them.", width, first="  ", indent="  ")


def _value(entry: FormEntry, typed: str) -> str:
    """Return what was typed as the form's value: of choices the ids, by their numbers or their words."""
    if not entry.choices:
        return typed
    pieces = typed.replace(",", " ").split() if entry.kind == "many" else [typed]
    return " ".join(_choice(entry, piece) for piece in pieces)


def _choice(entry: FormEntry, typed: str) -> str:
    if typed.isdecimal() and 0 < int(typed) <= len(entry.choices):
        return entry.choices[int(typed) - 1][0]
    by_words = {words.casefold(): name for name, words in entry.choices}
    return by_words.get(typed.casefold(), typed)
