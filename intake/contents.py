"""What stands in a message: its text, and its files."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from intake.charsets import decode_text
from intake.file_names import safe_name
from intake.limits import Limits
from intake.markup import stripped, text_of_html
from intake.message import Attachment
from intake.mime import Part
from intake.plain import clean, unflowed
from intake.transfer import decoded, without_uuencoded

_TEXT_TYPES = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext"})
_TOO_SHORT_IN_CHARACTERS = 300
_RICHER_TIMES = 4


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of text in the message, not rendered yet."""

    source: str
    is_html: bool

    def render(self) -> str:
        return text_of_html(self.source) if self.is_html else self.source

    @property
    def is_blank(self) -> bool:
        return not self.source.strip()


@dataclass(frozen=True, slots=True)
class Contents:
    """The text and the files of a message, with a sentence for everything that was cut or left out."""

    text: str
    attachments: tuple[Attachment, ...]
    limits: tuple[str, ...]


def read_contents(message: Part, limits: Limits) -> Contents:
    """Read a message's parts within limits."""
    reading = _Reading(limits)
    passages = reading.visit(message, depth=0) or reading.named_texts
    text = clean("\n\n".join(text for passage in passages if (text := passage.render().strip("\n"))))
    if len(text) > limits.text_characters:
        text = text[: limits.text_characters]
        reading.note(f"The text was cut after {limits.text_characters:,} characters.")
    return Contents(text=text, attachments=tuple(reading.attachments), limits=tuple(reading.notes))


@dataclass(slots=True)
class _Reading:
    """One walk over the parts of a message, counting what it meets."""

    limits: Limits
    attachments: list[Attachment] = field(default_factory=list)
    named_texts: list[_Passage] = field(default_factory=list)
    """Texts that came as named files: the text of a message that has no other (some programs name everything)."""
    notes: list[str] = field(default_factory=list)
    parts: int = 0

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def visit(self, part: Part, *, depth: int) -> list[_Passage]:
        """Return the passages of a part and all within it, and gather its files."""
        self.parts += 1
        if part.header_was_cut:
            self.note("A header of the message is longer than Candour reads; the end of it was left out.")
        if part.media_type.startswith("multipart/"):
            if depth >= self.limits.depth:
                self.note(f"The message has parts nested more than {self.limits.depth} deep; they were kept unread.")
                self._attach(part, part.body)
                return []
            if children := list(self._children(part)):
                return self._visit_all(part, children, depth=depth + 1)
        return self._visit_leaf(part)

    def _children(self, part: Part) -> Iterator[Part]:
        for child in part.children(header_bytes=self.limits.header_bytes):
            if self.parts >= self.limits.parts:
                self.note(f"The message has more than {self.limits.parts} parts; the others were left out.")
                return
            yield child

    def _visit_all(self, part: Part, children: list[Part], *, depth: int) -> list[_Passage]:
        found = []
        for child in children:
            if self.parts >= self.limits.parts:
                self.note(f"The message has more than {self.limits.parts} parts; the others were left out.")
                break
            found.append(self.visit(child, depth=depth))
        if part.media_type == "multipart/alternative":
            return _best(found)
        return [passage for passages in found for passage in passages]

    def _visit_leaf(self, part: Part) -> list[_Passage]:
        content = decoded(part.body, part.headers.word("content-transfer-encoding"))
        disposition = part.headers.word("content-disposition")
        is_text = part.media_type in _TEXT_TYPES or part.media_type.startswith("multipart/")
        if not is_text or disposition == "attachment":
            self._attach(part, content)
            return []
        passage = self._passage(part, content)
        if _claimed_name(part):
            self._attach(part, content)
            self.named_texts.append(passage)
            return []
        return [] if passage.is_blank else [passage]

    def _passage(self, part: Part, content: bytes) -> _Passage:
        parameters = part.headers.parameters("content-type")
        text = self._cut(decode_text(content, parameters.get("charset")), self.limits.html_characters)
        if part.media_type == "text/html":
            return _Passage(text, is_html=True)
        if part.media_type in {"text/enriched", "text/richtext"}:
            return _Passage(stripped(text), is_html=False)
        if parameters.get("format", "").lower() == "flowed":
            text = unflowed(text, delete_space=parameters.get("delsp", "").lower() == "yes")
        text, held_a_file = without_uuencoded(clean(text))
        if held_a_file:
            self._attach(part, content)
        return _Passage(text, is_html=False)

    def _cut(self, text: str, characters: int) -> str:
        if len(text) > characters:
            self.note(f"A text in the message was cut after {characters:,} characters.")
        return text[:characters]

    def _attach(self, part: Part, content: bytes) -> None:
        if len(self.attachments) >= self.limits.attachments:
            self.note(f"The message has more than {self.limits.attachments} files; the others are in it alone.")
            return
        name = safe_name(_claimed_name(part), part.media_type, len(self.attachments) + 1)
        self.attachments.append(Attachment(name=name, media_type=part.media_type, content=content))


def _claimed_name(part: Part) -> str:
    return part.headers.parameters("content-disposition").get("filename") or part.headers.parameters(
        "content-type"
    ).get("name", "")


def _best(alternatives: list[list[_Passage]]) -> list[_Passage]:
    """Choose one of several versions: the plain one, unless it is little more than "please see the HTML"."""
    plain = next((version for version in alternatives if version and not any(p.is_html for p in version)), [])
    rich = next((version for version in reversed(alternatives) if any(p.is_html for p in version)), [])
    if not plain or not rich:
        return plain or rich
    words = sum(len(passage.source) for passage in plain)
    if words >= _TOO_SHORT_IN_CHARACTERS:
        return plain
    richer = sum(len(stripped(passage.source)) for passage in rich)
    return rich if richer > words * _RICHER_TIMES else plain
