"""A form of the conversation as a card: every entry filled in, on one card or on pages where its texts are long."""

from collections.abc import Iterator, Mapping
from uuid import uuid4

from bot.form import ChatForm
from bot.teams.cards.elements import Json, button, card_of, lines, paragraph, rows, run, shared_out
from bot.teams.cards.inputs import PREFIX, input_of

FILL = "fill"
"""The action of a form's buttons; those of messages carry `messages.Action`."""
CLOSE = "close"
"""Takes the form away; nothing of it is heard."""
_MOST_ENTRIES_IN_BYTES = 22_000
"""The rest of a card is for its title and its buttons."""


def pages_of(form: ChatForm) -> list[list[Json]]:
    """Return the form's elements, a list a page. The same form has the same pages."""
    return list(shared_out(_groups(form), _MOST_ENTRIES_IN_BYTES))


def page_with_trouble(form: ChatForm) -> int:
    """Return the number of the first page that says that something is wrong, the first where none does."""
    wrong = {PREFIX + entry.id for entry in form.entries if entry.error}
    numbered = enumerate(pages_of(form))
    return next((number for number, page in numbered if any(each.get("id") in wrong for each in page)), 0)


def form_card(form: ChatForm, page: int = 0, *, in_dialog: bool = False) -> Json:
    """Return a page of a form.

    It carries the draft's id and version (or a case's reference and the stamp of what was shown), the number of the
    page, and an id of its own: sent twice, it is one event. In a dialog Teams knows Action.Submit alone.
    """
    pages = pages_of(form)
    page = min(max(page, 0), len(pages) - 1)
    carries: dict[str, object] = {
        "action": FILL,
        "form": uuid4().hex,
        "draft": form.draft,
        "version": form.version,
        "reference": form.reference,
        "stamp": form.stamp,
        "asks": "" if form.asks == "report" else form.asks,
        "page": page,
    }
    told = {name: value for name, value in carries.items() if value}
    number = f" ({page + 1} of {len(pages)})" if len(pages) > 1 else ""
    title = paragraph(run(form.title + number, weight="Bolder", size="Medium"))
    buttons = list(_buttons(form, page, len(pages), told))
    if in_dialog:
        buttons = [_submit(each) for each in buttons if each["data"]["action"] != CLOSE]
    return card_of([title, *lines(form.note, isSubtle=True), *pages[page], *rows(buttons)])


def _groups(form: ChatForm) -> Iterator[list[Json]]:
    """Yield the elements of each entry, with the heading of its section before the first of them."""
    section = ""
    for entry in form.entries:
        heading = [] if entry.section in {"", section} else [paragraph(run(entry.section, weight="Bolder"))]
        section = entry.section or section
        yield [*heading, *input_of(entry)]


def _buttons(form: ChatForm, page: int, pages: int, carries: Mapping[str, object]) -> Iterator[Json]:
    """Yield what a page offers: turning it keeps what was filled in, and everything can be sent from every page."""
    if form.entries:
        yield button(form.sends, {**carries, "sends": 1}, style="positive", with_inputs=True)
    if page + 1 < pages:
        yield button("Next page", {**carries, "turns_to": page + 1}, with_inputs=True)
    if page > 0:
        yield button("Page before", {**carries, "turns_to": page - 1}, with_inputs=True)
    if form.asks == "report":
        yield button("Keep, don't send yet", carries, with_inputs=True)
    yield button("Close", {"action": CLOSE})


def _submit(execute: Json) -> Json:
    drawn = {name: value for name, value in execute.items() if name != "verb"}
    return {**drawn, "type": "Action.Submit"}
