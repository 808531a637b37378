"""What who came back has typed: it stands in the browser's form alone, the code with it, until it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from candour.cases.codes import code_of
from candour.cases.showing.words import one_line
from candour.web.anonymous.draft import Draft, drawer_of, files_shown, whole_text
from candour.web.anonymous.wording import LANGUAGES, language_of
from candour.web.forms import Form

LONGEST_NAME = 200
LONGEST_REACH = 300
_LONGEST_CODE = 60


@dataclass(frozen=True)
class Reply:
    """What a form of the pages behind a code holds. `typed` is the code as it was typed, `code` what it means.

    `once` is a random value of the form, so that sending it again adds nothing again; its files lie on the shelf under
    it, and `files` is how many the writer was shown. `do` is the button that was pressed, `remove` the number of a file
    to be taken away; `is_switch` says that the other language was chosen, `is_cut_off` that its files were too large to
    be read. `seal` and `school` are those of `stop_page`.
    """

    language: str
    typed: str = ""
    code: str | None = None
    text: str = ""
    once: str = ""
    files: int = 0
    name: str = ""
    reach: str = ""
    do: str = ""
    remove: int = 0
    seal: str = ""
    school: str = ""
    is_from_code_page: bool = False
    is_switch: bool = False
    is_cut_off: bool = False

    @property
    def draft(self) -> Draft:
        """What is being written, for what works with drafts."""
        return Draft(self.language, self.text, self.code or "", drawer=self.once, files=self.files)

    def emptied(self) -> "Reply":
        """Return the reply when its text was sent."""
        return replace(self, text="", once="", files=0)

    def carried(self) -> Iterator[tuple[str, str]]:
        """Yield what every form of these pages carries unseen, beside the code."""
        yield "lang", self.language
        yield "once", self.once
        yield "files", str(self.files)

    def carried_words(self) -> Iterator[tuple[str, str]]:
        """Yield what was typed, for a page that has no fields for it."""
        yield "text", self.text
        yield from self.carried_name()

    def carried_name(self) -> Iterator[tuple[str, str]]:
        """Yield the name that was typed, for a page that has no field for it."""
        yield "name", self.name
        yield "reach", self.reach


def typed_code(form: Form) -> str:
    """Return what was typed as a code, without what nobody sees."""
    return one_line(form.text("code"), limit=_LONGEST_CODE)


def reply_of(form: Form) -> Reply:
    """Return what a form holds; of what can't be right in a form of ours nothing is taken."""
    typed, other = typed_code(form), form.text("to")
    switched = other in LANGUAGES
    return Reply(
        language=other if switched else language_of(form.text("lang")),
        typed=typed,
        code=code_of(typed),
        text=whole_text(form.text("text")),
        once=drawer_of(form.text("once")),
        files=files_shown(form.text("files")),
        name=one_line(form.text("name"), limit=LONGEST_NAME),
        reach=one_line(form.text("reach"), limit=LONGEST_REACH),
        do="" if switched else form.text("do"),
        remove=files_shown(form.text("remove")),
        seal=form.text("seal"),
        school=form.text("school"),
        is_from_code_page=form.text("page") == "code",
        is_switch=switched,
    )
