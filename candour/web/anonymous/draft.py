"""A report that is being written: it stands in the browser's form alone, and travels with it from page to page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from candour.cases.codes import code_of
from candour.cases.references import ALPHABET
from candour.cases.showing.words import plain
from candour.cases.typed_answers import LONGEST
from candour.web.anonymous.wording import language_of
from candour.web.forms import Form

ENTRY = "entry-"
"""What the names of the policy's entries begin with in a form."""
TRAP = "second_address"
"""A field that no person sees: what fills it in is a program."""
PAGES = ("start", "details", "spent")
"""Where a form can have been sent from."""
_MOST_ENTRIES = 60
_DRAWER = re.compile(f"[{ALPHABET}]{{16}}")
_TOKEN = re.compile(r"[0-9A-Za-z-]{1,40}")
_WHOLE = 4 * LONGEST


@dataclass(frozen=True)
class Draft:
    """What a form holds. `code` and `ticket` are those that it was given, as they came; `link` is a one-time token.

    `drawer` names its files on the shelf, and `files` is how many the writer was shown. `entries` are what they typed
    into entries of the policy's form, by id, as `typed_answers` reads it. `page` is where it was sent from.
    """

    language: str
    text: str = ""
    code: str = ""
    ticket: str = ""
    link: str = ""
    drawer: str = ""
    files: int = 0
    page: str = "start"
    entries: Mapping[str, str] = field(default_factory=dict)
    is_trapped: bool = False

    @property
    def is_too_long(self) -> bool:
        """Tell whether there is more text than a report holds."""
        return len(self.text) > LONGEST

    def carried(self) -> Iterator[tuple[str, str]]:
        """Yield what a form of this draft carries unseen; text and entries only where no field shows them."""
        yield "lang", self.language
        yield "code", self.code
        yield "ticket", self.ticket
        yield "drawer", self.drawer
        yield "files", str(self.files)
        if self.link:
            yield "link", self.link

    def carried_entries(self) -> Iterator[tuple[str, str]]:
        """Yield the entries, for a page that shows none."""
        for name, value in self.entries.items():
            yield f"{ENTRY}{name}", value


def draft_of(form: Form) -> Draft:
    """Return what a form holds; of what can't be right in a form of ours nothing is taken."""
    return Draft(
        language=language_of(form.text("lang")),
        text=whole_text(form.text("text")),
        code=code_of(form.text("code")) or "",
        ticket=form.text("ticket"),
        link=_fitting(_TOKEN, form.text("link")),
        drawer=drawer_of(form.text("drawer")),
        files=files_shown(form.text("files")),
        page=form.text("page") if form.text("page") in PAGES else PAGES[0],
        entries=dict(_entries(form)),
        is_trapped=bool(form.text(TRAP)),
    )


def whole_text(text: str) -> str:
    """Return what was typed, as it is kept: without control characters, and too long where it was."""
    return plain(text, limit=_WHOLE)


def drawer_of(text: str) -> str:
    """Return the name of a drawer that a form brings, empty where it can't be one."""
    return _fitting(_DRAWER, text)


def files_shown(text: str) -> int:
    """Return how many files a form says that its writer was shown."""
    return int(text) if re.fullmatch(r"\d", text, re.ASCII) else 0


def _entries(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the entries that were filled in; the ticks of one come as several values."""
    names = [name for name in form if name.startswith(ENTRY)][:_MOST_ENTRIES]
    for name in names:
        typed = plain(" ".join(value for value in form.texts(name) if value), limit=LONGEST)
        if typed:
            yield name.removeprefix(ENTRY), typed


def _fitting(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""
