"""One-time links: minted in batches, claimed once, and gone when their report is accepted.

Only a mark of each token is kept, in no order that says which card is which. While a report is being accepted its token
is claimed by what is kept of the writer's code; when the case stands the token's record is deleted, and from then on
nothing relates the two. After a crash `settle` finds which of the two was reached.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from random import Random

from candour.cases.codes import new_code
from candour.cases.coming_back import KEY
from candour.cases.desk import Desk
from candour.cases.directory import Directory
from candour.cases.errors import LinkSpentError
from candour.cases.ports import Store
from candour.cases.starts import LONDON

KIND = "one-time-links"
"""The kind of the store's records; the key is the token's mark."""
MOST_AT_ONCE = 500


def new_tokens(count: int, random: Random) -> tuple[str, ...]:
    """Return so many new tokens; raises ValueError for a count that is not 1 to MOST_AT_ONCE."""
    if not 0 < count <= MOST_AT_ONCE:
        raise ValueError(f"from 1 to {MOST_AT_ONCE} links can be made at once")
    return tuple(new_code(random) for _ in range(count))


def keep(store: Store, directory: Directory, school: str, marks: Iterable[str], until: date) -> None:
    """Keep the marks of new links of a school, good up to and including a day; keeping them again changes nothing.

    They are kept in the order of the marks: neither cards nor their order can be told from it. Raises SettingsError for
    an unknown school.
    """
    directory.school(school)
    for mark in sorted(marks):
        if store.get(KIND, mark) is None:
            store.put(KIND, mark, {"school": school, "until": until.isoformat(), "claimed_by": ""})


def mint(desk: Desk, school: str, count: int, until: date) -> tuple[str, ...]:
    """Return so many new tokens of a school, good up to and including a day; what is kept of them is on the disk.

    Raises SettingsError for an unknown school, ValueError for a count that is not 1 to MOST_AT_ONCE.
    """
    tokens = new_tokens(count, desk.random)
    keep(desk.store, desk.directory, school, map(desk.codes.mark, tokens), until)
    return tokens


def count_left(records: Iterable[Mapping[str, str]], school: str, now: datetime) -> int:
    """Count the links of a school that can still be used. Pure."""
    today = now.astimezone(LONDON).date()
    return sum(record["school"] == school and not _is_over(record, today) for record in records)


def school_of(desk: Desk, token: str) -> str:
    """Return the school of a link that can be used; nothing is changed. Raises LinkSpentError."""
    record = _usable(desk, desk.codes.mark(token))
    if record["claimed_by"]:
        raise LinkSpentError
    return record["school"]


@contextmanager
def claimed(desk: Desk, token: str, school: str, lookup: str) -> Iterator[None]:
    """Let one report have a link: its record is deleted when the block ends well, and released when it fails.

    A second try with the same code (`lookup`) may go on where the first one stopped. Raises LinkSpentError.
    """
    mark = desk.codes.mark(token)
    with desk.links_lock:
        record = _usable(desk, mark)
        if record["claimed_by"] not in {"", lookup} or record["school"] != school:
            raise LinkSpentError
        desk.store.put(KIND, mark, {**record, "claimed_by": lookup})
    try:
        yield
    finally:
        with desk.links_lock:
            _let_go(desk, mark, {**record, "claimed_by": lookup})


def forget(desk: Desk, token: str, lookup: str) -> None:
    """Delete a link whose report stands, where a full disk left it claimed."""
    mark = desk.codes.mark(token)
    with desk.links_lock:
        record = desk.store.get(KIND, mark)
        if record is not None and record["claimed_by"] == lookup:
            _let_go(desk, mark, record)


def settle(desk: Desk) -> None:
    """Finish what a crash left: a claimed link whose report stands is deleted, another one can be used again.

    What is out of date is deleted too. Only for a store that one process owns, before anybody can claim.
    """
    today = desk.now().astimezone(LONDON).date()
    with desk.links_lock:
        for mark, record in desk.store.records(KIND).items():
            if _is_over(record, today):
                desk.store.put(KIND, mark, None)
            elif record["claimed_by"]:
                _let_go(desk, mark, record)


def _usable(desk: Desk, mark: str) -> Mapping[str, str]:
    record = desk.store.get(KIND, mark)
    if record is None or _is_over(record, desk.now().astimezone(LONDON).date()):
        raise LinkSpentError
    return record


def _let_go(desk: Desk, mark: str, record: Mapping[str, str]) -> None:
    """Delete a claimed link whose report stands; else let it be used again."""
    stands = desk.store.find_key(f"{KEY}{record['claimed_by']}") is not None
    desk.store.put(KIND, mark, None if stands else {**record, "claimed_by": ""})


def _is_over(record: Mapping[str, str], today: date) -> bool:
    return today > date.fromisoformat(record["until"])
