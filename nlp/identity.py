"""Which names are the same person: "Miss Brown" and "Jane Brown", "Jas" and "Jasmine Smith"."""

import re
from collections.abc import Sequence

from nlp.reading import Reading
from nlp.text import fold, lower

_TITLES = re.compile(r"mr|mrs|ms|miss|mx|dr|prof|rev|fr|sister|sir|nurse")
NO_PERSON = re.compile(
    (
        r"\b(?:office|admin|reception|info|enquiries|school|secretary|head|clerk|dpo|helpdesk"
        r"|noreply|no-reply|mail|bursar|staff|team|it support|data)\b|[@\d]"
    ),
    re.IGNORECASE,
)
"""Words in the sender's name of a shared mailbox."""
_LINK = re.compile(r"[:/\\]|\w\.(?:[a-z]{2}|[A-Z]{2})")
"""What mail programs make a link of; "St.John" stays a name."""
_SHORTEST_SHORT_NAME = 3


def known_as(reading: Reading, name: str) -> str:
    """Return the longest form of a name in the text, where only one fits: for "Miss Brown" "Jane Brown"."""
    words = words_of(name)
    forms = [person.name for person in reading.people]
    sender = sender_name(reading)
    forms += [sender] if sender else []
    fitting = [form for form in forms if len(words_of(form)) > len(words) and is_part_of(words, words_of(form))]
    return max(fitting, key=len) if len({tuple(words_of(form)) for form in fitting}) == 1 else name


def words_of(name: str) -> list[str]:
    """Return the words of a name in lower case, without titles."""
    return [word for word in re.findall(r"[\w'-]+", lower(fold(name))) if not _TITLES.fullmatch(word)]


def is_part_of(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether some words of a name, or the beginning of its first, are those of a longer name."""
    if not words:
        return False
    if len(words) == 1 and len(words[0]) >= _SHORTEST_SHORT_NAME and whole[0].startswith(words[0]):
        return True
    return all(word in whole for word in words)


def is_same_person(one: str, other: str) -> bool:
    """Tell whether a name is another's, or a part of it."""
    return bool(other) and (is_part_of(words_of(one), words_of(other)) or words_of(one) == words_of(other))


def shown_name(reading: Reading) -> str:
    """Return the sender's name as mail programs show it; none where it holds an address of the web.

    An acknowledgement says the name back: whoever writes as somebody else could have Candour hand on a link.
    """
    sender = reading.report.sender
    name = sender.name.strip() if sender else ""
    return "" if _LINK.search(name) else name


def sender_name(reading: Reading) -> str:
    """Return the sender's name where it is a person's."""
    name = shown_name(reading)
    return name if " " in name and not NO_PERSON.search(name) else ""
