"""Messages as Outlook holds them: numbered properties, in winmail.dat and .msg alike (MS-OXPROPS)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from candour.cases.report import Forwarded, Sender
from intake.addresses import is_address
from intake.charsets import decode_text
from intake.formats.opened import InnerFile, Opened
from intake.formats.rich_text import decompressed, passage_of_rtf
from intake.headers import one_line
from intake.passages import Passage, best_of

_LONGEST = 500
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_BEFORE_MAIL = datetime(1990, 1, 1, tzinfo=UTC)
_LAST_YEAR = datetime(2100, 1, 1, tzinfo=UTC)
_UTF_8_PAGE = 65001


class Tag(IntEnum):
    """The properties that are looked at, by their numbers (MS-OXPROPS)."""

    MESSAGE_CLASS = 0x001A
    SUBJECT = 0x0037
    SUBMITTED_AT = 0x0039
    REPRESENTED_NAME = 0x0042
    REPRESENTED_ADDRESS = 0x0065
    SENDER_NAME = 0x0C1A
    SENDER_ADDRESS = 0x0C1F
    DELIVERED_AT = 0x0E06
    BODY = 0x1000
    RICH_TEXT = 0x1009
    HTML = 0x1013
    FILE_CONTENT = 0x3701
    FILE_SHORT_NAME = 0x3704
    FILE_NAME = 0x3707
    FILE_TYPE = 0x370E
    SENDER_MAIL_ADDRESS = 0x5D01
    REPRESENTED_MAIL_ADDRESS = 0x5D02
    INTERNET_CODE_PAGE = 0x3FDE
    CODE_PAGE = 0x3FFD


class Kind(IntEnum):
    """The types of values (MS-OXCDATA 2.11.1)."""

    INTEGER = 0x0003
    OBJECT = 0x000D
    TEXT_8_BIT = 0x001E
    TEXT = 0x001F
    TIME = 0x0040
    BINARY = 0x0102


class Properties:
    """The properties of one message or file: for each number its type and raw value."""

    def __init__(self, values: Mapping[int, tuple[int, bytes]]) -> None:
        self._values = values

    def raw(self, tag: Tag) -> bytes:
        """Return a value's bytes, empty where there is none."""
        return self._values.get(tag, (0, b""))[1]

    def text(self, *tags: Tag) -> str:
        """Return the first of these texts that isn't empty."""
        return next((text for tag in tags if (text := self._text(tag))), "")

    def moment(self, *tags: Tag) -> datetime | None:
        """Return the first of these times that can be one of a mail."""
        for tag in tags:
            kind, raw = self._values.get(tag, (0, b""))
            if kind == Kind.TIME and (moment := moment_of(raw)):
                return moment
        return None

    def _text(self, tag: Tag) -> str:
        kind, raw = self._values.get(tag, (0, b""))
        if kind == Kind.TEXT:
            return raw.decode("utf-16-le", "replace").rstrip("\0")
        return decode_text(raw, self._charset(tag)).rstrip("\0") if kind in {Kind.TEXT_8_BIT, Kind.BINARY} else ""

    def _charset(self, tag: Tag) -> str | None:
        named_by = (Tag.INTERNET_CODE_PAGE, Tag.CODE_PAGE) if tag is Tag.HTML else (Tag.CODE_PAGE,)
        for name in named_by:
            page = int.from_bytes(self.raw(name)[:4], "little")
            if page:
                return "utf-8" if page == _UTF_8_PAGE else f"cp{page}"
        return None


def moment_of(raw: bytes) -> datetime | None:
    """Return a FILETIME (tenths of microseconds since 1601) that a mail can have; None for any other."""
    microseconds = int.from_bytes(raw[:8], "little") // 10
    if microseconds >= (_LAST_YEAR - _EPOCH) / timedelta(microseconds=1):
        return None
    moment = (_EPOCH + timedelta(microseconds=microseconds)).replace(microsecond=0)
    return moment if moment >= _BEFORE_MAIL else None


def message_of(properties: Properties) -> Forwarded:
    """Return who wrote a message, when, and its subject."""
    address = next(
        (
            found
            for tag in (
                Tag.REPRESENTED_MAIL_ADDRESS,
                Tag.SENDER_MAIL_ADDRESS,
                Tag.REPRESENTED_ADDRESS,
                Tag.SENDER_ADDRESS,
            )
            if is_address(found := one_line(properties.text(tag)).removeprefix("SMTP:"))
        ),
        "",
    )
    name = one_line(properties.text(Tag.REPRESENTED_NAME, Tag.SENDER_NAME))[:_LONGEST]
    return Forwarded(
        sender=Sender(name=name, address=address) if name or address else None,
        sent_at=properties.moment(Tag.SUBMITTED_AT, Tag.DELIVERED_AT),
        subject=one_line(properties.text(Tag.SUBJECT))[:_LONGEST],
    )


def passages_of(properties: Properties, most_in_bytes: int) -> tuple[Passage, ...]:
    """Return a message's text: the plain one, or HTML, or rich text, as far as it says more."""
    plain = [Passage(text[:most_in_bytes]) for text in (properties.text(Tag.BODY),) if text.strip()]
    rich = [Passage(text[:most_in_bytes], is_html=True) for text in (properties.text(Tag.HTML),) if text.strip()]
    if not rich and (packed := properties.raw(Tag.RICH_TEXT)):
        passage = passage_of_rtf(decompressed(packed, most_in_bytes))
        if not passage.is_html:
            return tuple(plain) or (passage,)
        rich = [passage]
    return tuple(best_of([plain, rich]))


def file_of(properties: Properties, content: bytes, title: str = "") -> InnerFile:
    """Return a file by its properties; `title` is the name that stands elsewhere."""
    name = properties.text(Tag.FILE_NAME) or title or properties.text(Tag.FILE_SHORT_NAME)
    media_type = one_line(properties.text(Tag.FILE_TYPE)).lower()[:_LONGEST]
    return InnerFile(name=one_line(name), media_type=media_type or "application/octet-stream", content=content)


def opened_message(
    properties: Properties, files: list[InnerFile], inner: list[Opened], most_in_bytes: int, *, notes: list[str]
) -> Opened:
    """Return a message with its files and the messages attached to it."""
    return Opened(
        message=message_of(properties),
        passages=passages_of(properties, most_in_bytes),
        files=tuple(files),
        inner=tuple(inner),
        keeps_files=True,
        notes=tuple(notes),
    )
