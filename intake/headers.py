"""A message's header as raw fields, decoded one at a time by whoever wants one."""

import re
from dataclasses import dataclass

from intake.charsets import decode_words
from intake.parameters import Parameters, parse_parameters

_LINE = re.compile(rb"([^\r\n]*)(?:\r{0,2}\n|\r|\Z)")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*(.*)", re.DOTALL)
_CONTINUATION = (b" ", b"\t")
_MAILBOX_LINE = (b"From ", b">From ")
"""Not a field: what the mbox format writes before a message."""
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Headers:
    """The fields of a header in their order: lower-case names, unfolded raw values."""

    fields: tuple[tuple[str, bytes], ...]

    @classmethod
    def parse(cls, block: bytes) -> "Headers":
        """Read a header block up to its end or to the first line that is no field. Never raises."""
        return cls.read(block, 0, len(block))[0]

    @classmethod
    def read(cls, raw: bytes, start: int, end: int) -> "tuple[Headers, int, bool]":
        """Read the header at the start of raw[start:end]; return it, where the body begins, and whether it ended.

        A line that is no field begins the body, even without an empty line before it. The standard library's
        parser turns raw 8-bit bytes into surrogates and guesses; here they stay bytes until somebody decodes them.
        """
        fields: list[tuple[str, list[bytes]]] = []
        position, ended = start, False
        while position < end and not ended and (line := _LINE.match(raw, position, end)):
            content = line.group(1)
            if content.startswith(_CONTINUATION) and fields:
                fields[-1][1].append(content.strip())
            elif field := _FIELD.fullmatch(content):
                fields.append((field.group(1).decode("ascii").lower(), [field.group(2).strip()]))
            elif content and not content.startswith(_MAILBOX_LINE):
                ended = line.end() < end
                break
            ended = not content
            position = line.end()
        headers = cls(tuple((name, b" ".join(pieces).strip()) for name, pieces in fields))
        return headers, position, ended

    def has(self, name: str) -> bool:
        """Tell whether there is such a field, even an empty one."""
        return any(key == name for key, _ in self.fields)

    def all(self, name: str) -> list[bytes]:
        """Return the raw values of every field of this name."""
        return [value for key, value in self.fields if key == name]

    def first(self, name: str) -> bytes:
        """Return the first field's raw value, empty where there is none."""
        return next((value for key, value in self.fields if key == name), b"")

    def text(self, name: str) -> str:
        """Return the first field's value for people: decoded, on one line, without control characters."""
        return one_line(decode_words(self.first(name)))

    def word(self, name: str) -> str:
        """Return the first field's leading keyword in lower case, such as "auto-replied" or "text/plain"."""
        return re.split(r"[;\s(,]", self.first(name).decode("latin-1").strip().lower(), maxsplit=1)[0]

    def parameters(self, name: str) -> Parameters:
        """Return the parameters of a field such as Content-Type (RFC 2045, RFC 2231)."""
        return parse_parameters(self.first(name))

    @property
    def media_type(self) -> str:
        """The Content-Type's value; text/plain where it is missing or malformed (RFC 2045, 5.2)."""
        word = self.word("content-type")
        return word if re.fullmatch(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,120}", word) else "text/plain"


def one_line(text: str) -> str:
    """Return text on one line, without control characters and without marks that change its direction."""
    return _SPACES.sub(" ", _INVISIBLE.sub(" ", text)).strip()
