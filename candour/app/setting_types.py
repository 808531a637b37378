"""What single settings accept."""

import re
from datetime import date, time
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from candour.cases.directory import ADDRESS
from candour.cases.network import is_loopback

Security = Literal["tls", "starttls", "plain"]
Port = Annotated[int, Field(ge=1, le=65535)]
Address = Annotated[str, Field(pattern=ADDRESS)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")]
Prefix = Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
Country = Literal["ENG", "WLS", "SCT", "NIR"]
Link = Annotated[str, Field(pattern=r"^(https?://[^\s<>\"]+)?$")]
"""Empty where there is none."""
HttpsLink = Annotated[str, Field(pattern=r"^https://[^\s<>\"]+$")]


def _day(value: object) -> object:
    """Return the date that a string such as "2026-12-24" names; TOML's own dates stay as they are."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("must look like 2026-12-24")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"is {value}, a day that no calendar has") from None


Day = Annotated[date, BeforeValidator(_day)]


def _clock(value: object) -> object:
    """Return the time of day that a string such as "07:30" names; TOML's own times stay as they are."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
        raise ValueError('must look like "07:30"')
    return time.fromisoformat(value)


Clock = Annotated[time, BeforeValidator(_clock)]
"""A time of day in London."""


def _stretch(value: object) -> object:
    """Return both times of a stretch of the day such as "08:50-09:50"."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"(\S{5}) ?- ?(\S{5})", value, re.ASCII)
    if found is None:
        raise ValueError('must look like "08:50-09:50"')
    return (found[1], found[2])


def _is_forwards(value: tuple[time, time]) -> tuple[time, time]:
    """Refuse a stretch that ends before it begins."""
    starts, ends = value
    if starts >= ends:
        raise ValueError(f"ends at {ends:%H:%M}, but begins at {starts:%H:%M}")
    return value


Stretch = Annotated[tuple[Clock, Clock], BeforeValidator(_stretch), AfterValidator(_is_forwards)]
"""When a lesson begins and ends, London time."""
LessonName = Annotated[str, Field(min_length=1, max_length=40)]


def _pages_url(text: str) -> str:
    """Return the address of the pages without a slash at its end."""
    url = text.rstrip("/")
    if not re.fullmatch(r"https?://(?:[a-z0-9.-]+|\[::1\])(?::[0-9]{1,5})?", url, re.ASCII):
        raise ValueError("must look like https://candour.school.example")
    if url.startswith("http://") and not is_loopback(urlsplit(url).hostname or ""):
        raise ValueError("must begin with https://; http:// is for this machine alone, such as http://127.0.0.1:8710")
    return url


PagesUrl = Annotated[str, AfterValidator(_pages_url)]

HostName = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?$")]
"""A host as browsers ask for it, with the port where that is not the usual one."""
