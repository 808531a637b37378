"""How Candour's own mail is known, this installation's or another's, when it comes in or is answered."""

import re

from candour.cases.references import normalise

OUR_FIELD = "x-candour"
"""The field that every mail of Candour bears (replies.mail_headers.MARKER)."""
_MESSAGE_ID = re.compile(
    r"<[0-9a-hjkmnp-tv-z]{16}\.(letter|sign-in|[a-z]{2,6}-[0-9]{2}-[0-9a-z]{5})@[^@>]+>", re.IGNORECASE
)
"""An unguessable token, then the case's reference or what the mail is (candour.cases.notices, replies.sign_in_mail)."""
_NO_CASE = frozenset({"letter", "sign-in"})


def is_our_message_id(message_id: str) -> bool:
    """Tell whether a Message-ID can only be that of a mail of Candour: references bear a check character."""
    found = _MESSAGE_ID.fullmatch(message_id)
    return found is not None and (found[1].lower() in _NO_CASE or normalise(found[1]) is not None)
