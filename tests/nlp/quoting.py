"""How mail programs quote our mail: each takes the writer's words and our mail, and returns the text that arrives."""

import textwrap
from collections.abc import Callable

from intake.markup import text_of_html
from tests.nlp.replying import WHO
from tests.replies.stage import Read

OUTLOOK = f"From: {WHO}\nSent: 20 November 2026 12:01\nTo: Seren Vaughan\nSubject: Trip list"
WELSH = f"Oddi wrth: {WHO}\nAnfonwyd: 20 Tachwedd 2026 12:01\nAt: Seren Vaughan\nPwnc: Trip list"


def marked(text: str, width: int = 76) -> str:
    """Return our text wrapped, each line with ">"."""
    lines = [line for raw in text.split("\n") for line in textwrap.wrap(raw, width) or [""]]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def badly_marked(text: str) -> str:
    """Return our text as programs quote it that add the ">" first and wrap then."""
    return "\n".join(line for raw in text.split("\n") for line in textwrap.wrap(f"> {raw}", 60) or [">"])


def gmail(words: str, ours: Read) -> str:
    head = "On Fri, 20 Nov 2026 at 12:01, St Finnian's incident line <\ndataloss@saint-finnian.example> wrote:"
    return f"{words}\n\n{head}\n\n{marked(ours.text)}"


def apple(words: str, ours: Read) -> str:
    return (
        f"{words}\n\nSent from my iPhone\n\n> On 20 Nov 2026, at 12:01, {WHO} wrote:\n>\n> \ufeff\n{marked(ours.text)}"
    )


def thunderbird(words: str, ours: Read) -> str:
    return f"On 20/11/2026 12:01, St Finnian's incident line wrote:\n{marked(ours.text)}\n\n{words}"


def badly_wrapped(words: str, ours: Read) -> str:
    return f"{words}\n\nOn 20/11/2026 12:01, {WHO} wrote:\n{badly_marked(ours.text)}"


def outlook_text(words: str, ours: Read) -> str:
    return f"{words}\n\n{OUTLOOK}\n\n{ours.text}"


def outlook_rendered(words: str, ours: Read) -> str:
    return f"{words}\n\n{OUTLOOK}\n\n{text_of_html(ours.markup)}"


def outlook_phone(words: str, ours: Read) -> str:
    line = "_" * 32
    return f"{words}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n{line}\n{OUTLOOK}\n\n{text_of_html(ours.markup)}"


def samsung(words: str, ours: Read) -> str:
    rule = "-------- Original message --------"
    head = f"{rule}\nFrom: {WHO}\nDate: 20/11/2026 12:01 (GMT+00:00)\nTo: Seren Vaughan\nSubject: Trip"
    return f"{words}\n\n\nSent from my Galaxy\n\n\n{head}\n\n{ours.text}"


def welsh_outlook(words: str, ours: Read) -> str:
    return f"{words}\n\n{WELSH}\n\n{text_of_html(ours.markup)}"


def welsh_gmail(words: str, ours: Read) -> str:
    head = f"Ar ddydd Gwener, 20 Tachwedd 2026 am 12:01, {WHO} ysgrifennodd:"
    return f"{words}\n\nAnfonwyd o fy iPhone\n\n{head}\n\n{marked(ours.text)}"


def yahoo(words: str, ours: Read) -> str:
    head = f"    On Friday, 20 November 2026 at 12:01:33 GMT, {WHO} wrote:  "
    return f"{words}\n\n{head}\n \n {textwrap.indent(text_of_html(ours.markup), ' ')}"


def another_language(words: str, ours: Read) -> str:
    return f"{words}\n\nOp vr 20 nov 2026 om 12:01 schreef {WHO}:\n\n{text_of_html(ours.markup)}"


def without_head(words: str, ours: Read) -> str:
    return f"{words}\n\n{text_of_html(ours.markup)}"


def text_without_head(words: str, ours: Read) -> str:
    return f"{words}\n\n{ours.text}"


def below_a_copy(words: str, ours: Read) -> str:
    return f"{OUTLOOK}\n\n{ours.text}\n\n{words}"


WAYS: tuple[Callable[[str, Read], str], ...] = (
    *(gmail, apple, thunderbird, badly_wrapped, outlook_text, outlook_rendered, outlook_phone, samsung),
    *(welsh_outlook, welsh_gmail, yahoo, another_language, without_head, text_without_head),
)
