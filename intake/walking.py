"""The walk over the parts of a message: which are its text, which are its files, and what lies in those."""

from collections.abc import Iterator

from candour.cases.report import Forwarded
from candour.cases.showing.words import moment_in_words
from intake.addresses import sender_of, sent_at_of
from intake.charsets import decode_text
from intake.formats.opened import InnerFile, Opened
from intake.formats.opening import look_into
from intake.formats.rich_text import passage_of_rtf
from intake.formats.sealed import PGP_ENCRYPTED, SMIME_TYPES, holds_pgp, without_signatures
from intake.forwards import forwards_in
from intake.haul import Haul
from intake.markup import text_of_enriched
from intake.mime import Part
from intake.passages import Passage, best_of
from intake.plain import clean, unflowed
from intake.transfer import decoded, without_uuencoded

_RICH_TEXT_TYPES = frozenset({"text/rtf", "application/rtf", "application/x-rtf"})
_TEXT_TYPES = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext"}) | _RICH_TEXT_TYPES
_LONGEST_SUBJECT = 500
_REPORT = "multipart/report"


class Walk:
    """One walk over the parts of one message; what lies in its files is walked by further ones, `level` by level."""

    def __init__(self, haul: Haul, level: int = 0) -> None:
        self._haul = haul
        self._limits = haul.limits
        self._level = level
        self._files: list[InnerFile] = []
        self._named_texts: list[Passage] = []
        """Texts that came as named files: the text of a message that has no other (some programs name everything)."""
        self._opens_files = True

    def text_of(self, message: Part) -> str:
        """Return the text of a message, that of the messages in its files behind its own; gather its files.

        Its own words come first, so that they are read even where its files use up the time.
        """
        self._opens_files = message.media_type != _REPORT  # what a bounce returns is nobody's report
        passages = self._visit(message, depth=0) or self._named_texts
        own = self._rendered(passages)
        if self._opens_files:
            subject = message.headers.text("subject")
            self._haul.forwarded += forwards_in(own, subject, self._haul.received_at, self._haul.own_addresses)
        return _joined([own, *self._opened(self._files, own)])

    def _rendered(self, passages: list[Passage]) -> str:
        texts: list[str] = []
        characters = 0
        for number, passage in enumerate(passages):
            if characters > self._limits.text_characters or (number and self._haul.is_spent()):
                break
            texts.append(clean(passage.render().strip("\n")))
            characters += len(texts[-1])
        return _joined(texts)

    def _opened(self, files: list[InnerFile], own: str) -> Iterator[str]:
        for file in files:
            if self._haul.is_spent():
                return
            yield from self._told(look_into(file, self._haul.budget), own)

    def _told(self, opened: Opened, own: str) -> Iterator[str]:
        """Yield the texts of what was found in a file, under a heading; not what stands there already."""
        for note in opened.notes:
            self._haul.note(note)
        if (opened.files or opened.inner or opened.is_message) and self._level >= self._limits.opened_depth:
            self._haul.note(
                f"Messages or archives are nested more than {self._limits.opened_depth} deep; they were kept unread."
            )
            return
        if opened.entity is not None:
            yield from self._message_in(opened.entity)
        if opened.message:
            self._haul.forwarded.append(opened.message)
        text = self._rendered(list(opened.passages))
        if opened.message or opened.title:
            yield _joined([opened.title or heading_of(opened.message), text])
        elif text not in own:
            yield text
        deeper = Walk(self._haul, self._level + 1)
        files = [self._kept(file) if opened.keeps_files else file for file in opened.files]
        for inner in opened.inner:
            yield from deeper._told(inner, own)
        yield from deeper._opened(files, own)

    def _kept(self, file: InnerFile) -> InnerFile:
        """Make a file inside a file one of the case too, unless it is large: it is kept in the other anyway."""
        return self._haul.keep(file) if len(file.content) <= self._limits.inner_file_bytes else file

    def _message_in(self, raw: bytes) -> Iterator[str]:
        """Yield the text of an attached message under the line that says whose it is."""
        part = Part.at(raw, 0, len(raw), header_bytes=self._limits.header_bytes)
        message = Forwarded(
            sender=sender_of(part.headers),
            sent_at=sent_at_of(part.headers, self._haul.received_at),
            subject=part.headers.text("subject")[:_LONGEST_SUBJECT],
        )
        self._haul.forwarded.append(message)
        yield _joined([heading_of(message), Walk(self._haul, self._level + 1).text_of(part)])

    def _visit(self, part: Part, *, depth: int) -> list[Passage]:
        """Return the passages of a part and all within it, and gather its files."""
        self._haul.parts += 1
        if part.header_was_cut:
            self._haul.note("A header of the message is longer than Candour reads; the end of it was left out.")
        if part.media_type.startswith("multipart/"):
            if depth >= self._limits.depth:
                self._haul.note(
                    f"The message has parts nested more than {self._limits.depth} deep; they were kept unread."
                )
                self._keep(part, part.body)
                return []
            if children := list(self._children(part)):
                return self._visit_all(part, children, depth=depth + 1)
        return self._visit_leaf(part, depth)

    def _children(self, part: Part) -> Iterator[Part]:
        for child in part.children(header_bytes=self._limits.header_bytes):
            if self._has_too_many_parts() or self._haul.is_spent():
                return
            yield child

    def _has_too_many_parts(self) -> bool:
        if self._haul.parts < self._limits.parts:
            return False
        self._haul.note(f"The message has more than {self._limits.parts} parts; the others were left out.")
        return True

    def _visit_all(self, part: Part, children: list[Part], *, depth: int) -> list[Passage]:
        if part.media_type == "multipart/encrypted":
            self._haul.note(PGP_ENCRYPTED)
        found = []
        for number, child in enumerate(children):
            if number and (self._has_too_many_parts() or self._haul.is_spent()):
                break
            found.append(self._visit(child, depth=depth))
        if part.media_type == "multipart/alternative":
            return best_of(found)
        return [passage for passages in found for passage in passages]

    def _visit_leaf(self, part: Part, depth: int) -> list[Passage]:
        content = decoded(part.body, part.headers.word("content-transfer-encoding"))
        if part.media_type in SMIME_TYPES:
            return self._visit_signed(part, content, depth)
        disposition = part.headers.word("content-disposition")
        is_text = part.media_type in _TEXT_TYPES or part.media_type.startswith("multipart/")
        if not is_text or disposition == "attachment":
            self._keep(part, content)
            return []
        passage = self._passage(part, content)
        if _claimed_name(part):
            self._keep(part, content)
            self._named_texts.append(passage)
            return []
        return [] if passage.is_blank else [passage]

    def _visit_signed(self, part: Part, content: bytes, depth: int) -> list[Passage]:
        """Return the passages of what is inside a signature; the sealed file itself is kept too."""
        file = self._haul.keep(InnerFile(_claimed_name(part), part.media_type, content))
        opened = look_into(file, self._haul.budget)
        for note in opened.notes:
            self._haul.note(note)
        if opened.entity is None or depth >= self._limits.depth:
            return []
        inner = Part.at(opened.entity, 0, len(opened.entity), header_bytes=self._limits.header_bytes)
        return self._visit(inner, depth=depth + 1)

    def _passage(self, part: Part, content: bytes) -> Passage:
        if part.media_type in _RICH_TEXT_TYPES:
            return passage_of_rtf(content[: self._limits.html_characters])
        parameters = part.headers.parameters("content-type")
        text = decode_text(content, parameters.get("charset"))
        if part.media_type == "text/html":
            return Passage(self._cut(text, self._limits.html_characters), is_html=True)
        if part.media_type in {"text/enriched", "text/richtext"}:
            return Passage(text_of_enriched(self._cut(text, self._limits.html_characters)))
        # what follows costs something for each line, and a message can have millions
        text = self._cut(text, 2 * self._limits.text_characters)
        if parameters.get("format", "").lower() == "flowed":
            text = unflowed(text, delete_space=parameters.get("delsp", "").lower() == "yes")
        return self._plain_passage(clean(text))

    def _plain_passage(self, text: str) -> Passage:
        text, files = without_uuencoded(text)
        for name, content in files:
            self._files.append(self._haul.keep(InnerFile(name, "application/octet-stream", content)))
        if holds_pgp(text):
            self._haul.note(PGP_ENCRYPTED)
        return Passage(without_signatures(text))

    def _cut(self, text: str, characters: int) -> str:
        if len(text) > characters:
            self._haul.note(f"A text in the message was cut after {characters:,} characters.")
        return text[:characters]

    def _keep(self, part: Part, content: bytes) -> None:
        file = InnerFile(_claimed_name(part), part.media_type, content)
        file = self._kept(file) if self._level else self._haul.keep(file)
        if self._opens_files:
            self._files.append(file)


def heading_of(message: Forwarded | None) -> str:
    """Return the line above the text of an attached message: whose it is, from when, about what."""
    if message is None:
        return ""
    sender = message.sender
    writer = " ".join(filter(None, (sender.name, f"<{sender.address}>" if sender.address else ""))) if sender else ""
    when = moment_in_words(message.sent_at) if message.sent_at else "an unknown date"
    subject = f', subject "{message.subject}"' if message.subject else ""
    return f"Attached message from {writer or 'an unknown writer'} of {when}{subject}:"


def _joined(texts: list[str]) -> str:
    return "\n\n".join(text for text in texts if text.strip())


def _claimed_name(part: Part) -> str:
    return part.headers.parameters("content-disposition").get("filename") or part.headers.parameters(
        "content-type"
    ).get("name", "")
