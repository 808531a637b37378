"""Plain text as people wrote it: lines that a mail program wrapped are joined, what can't be shown is dropped."""

import re

_LINE_ENDS = re.compile("\r{0,2}\n|\r|\u2028|\u2029|\x85|\x0c|\x0b")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """Return text with line feeds as line ends, without control characters, trailing spaces and empty ends."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).replace("\xa0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def unflowed(text: str, *, delete_space: bool) -> str:
    """Join the lines of format=flowed text (RFC 3676, 4): a line that ends with a space goes on in the next."""
    paragraphs: list[tuple[str, list[str]]] = []
    goes_on = False
    for line in _LINE_ENDS.sub("\n", text).split("\n"):
        quote, content = _quote_and_content(line)
        is_signature = content == "-- "
        if not (goes_on and paragraphs[-1][0] == quote and not is_signature):
            paragraphs.append((quote, []))
        goes_on = content.endswith(" ") and not is_signature
        paragraphs[-1][1].append(content[:-1] if goes_on and delete_space else content)
    joined = ((quote, "".join(contents)) for quote, contents in paragraphs)
    return "\n".join(f"{quote} {content}" if quote else content for quote, content in joined)


def _quote_and_content(line: str) -> tuple[str, str]:
    """Return the quote marks and the text behind them, without the space that was stuffed in (4.4)."""
    content = line.lstrip(">")
    return line[: len(line) - len(content)], content.removeprefix(" ")
