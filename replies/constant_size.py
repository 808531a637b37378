"""Mails of one size: what a mail server writes down of them is the same, whatever they say."""

from email.message import EmailMessage
from email.policy import SMTP

SIZE = 8_192
"""Bytes of such a mail as it is handed to the mail server. One that needs more is filled to twice this, and so on."""
AS_SENT = SMTP.clone(max_line_length=998)
"""Message-IDs must not be folded into encoded words; 998 is the longest line that RFC 5322 (2.1.1) allows."""
_LINE = 70
_LINE_END = 2
_SHORTEST = 2 * _LINE_END


def filler(message: EmailMessage, size: int = SIZE) -> str:
    """Return what has to be added to a part of a mail so that the whole has a multiple of `size` bytes.

    It is lines of one letter that no encoding changes (quoted-printable, the dots of SMTP), each with its line end.
    """
    lacking = -len(message.as_bytes(policy=AS_SENT)) % size
    if lacking < _SHORTEST:
        lacking += size
    lines = []
    while lacking > _LINE + _SHORTEST:
        lines.append("x" * _LINE)
        lacking -= _LINE + _LINE_END
    lines.append("x" * (lacking - _LINE_END))
    return "".join(f"{line}\n" for line in lines)
