"""What a folder remembers of us: keywords where they are kept, a cursor where they are promised and forgotten."""

from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from intake.cursor import Cursors, PassingPlaces
from intake.marks import Marks
from intake.settings import Mode
from tests.intake.fakes import a_mailbox

PROMISED = {b"UIDVALIDITY": 7, b"PERMANENTFLAGS": (b"\\Deleted", b"\\*")}


@dataclass
class Folder:
    """A folder on a server that takes every flag; whether it keeps them is another matter."""

    uids: list[int]
    keeps: bool = False
    flags: dict[int, set[bytes]] = field(default_factory=dict)

    def search(self, criteria: list[object]) -> list[int]:
        wanted = [str(each) for name, each in pairwise(criteria) if name == "UNKEYWORD"]
        first = next((int(str(each).partition(":")[0]) for each in criteria if str(each).endswith(":*")), 0)
        # As RFC 9051 has it, n:* always holds the last message.
        after = [uid for uid in self.uids if uid >= first or uid == max(self.uids)]
        return [uid for uid in after if not {name.encode() for name in wanted} & self.flags.get(uid, set())]

    def add_flags(self, uids: list[int], names: list[str]) -> dict[int, tuple[bytes, ...]]:
        for uid in uids:
            if self.keeps:
                self.flags.setdefault(uid, set()).update(name.encode() for name in names)
        return {}

    def get_flags(self, uids: list[int]) -> dict[int, tuple[bytes, ...]]:
        return {uid: tuple(self.flags.get(uid, set())) for uid in uids if uid in self.uids}


def marks(folder: Folder, cursors: Cursors, mode: Mode = "shared") -> Marks:
    return Marks(folder, a_mailbox("dataloss", 993, mode=mode), cursors, "INBOX", dict(PROMISED))


def test_keywords_that_are_promised_and_forgotten_are_found_out_and_a_cursor_takes_over_for_good() -> None:
    folder, places = Folder([3, 4, 9]), PassingPlaces()
    first = marks(folder, Cursors(places))
    assert first.by_keyword
    assert first.new() == [3, 4, 9]
    first.leave([4])
    assert not first.by_keyword
    assert first.new() == [3, 9]
    first.leave([3, 9])
    restarted = marks(folder, Cursors(places))
    assert (restarted.by_keyword, restarted.new()) == (False, [])


def test_what_was_looked_at_as_keywords_were_found_out_is_not_looked_at_again_after_a_restart() -> None:
    folder, places = Folder([3, 4, 9]), PassingPlaces()
    first = marks(folder, Cursors(places))
    first.leave(first.new())
    restarted = marks(folder, Cursors(places))
    assert (restarted.by_keyword, restarted.new()) == (False, [])


def test_a_server_that_answers_nothing_and_keeps_the_keyword_is_believed() -> None:
    folder = Folder([3, 4], keeps=True)
    kept = marks(folder, Cursors(PassingPlaces()))
    kept.leave([3])
    assert (kept.by_keyword, kept.new()) == (True, [4])


@pytest.mark.parametrize(
    ("flags", "flag", "allowed"),
    [
        ((b"\\Deleted", b"\\*"), "CandourLeft", True),
        ((b"\\Deleted", b"candourleft"), "CandourLeft", True),
        ((b"\\Deleted",), "CandourLeft", False),
        ((), "CandourLeft", False),
        (None, "CandourLeft", True),
        ((b"\\Seen", b"\\*"), "\\Deleted", False),
    ],
)
def test_what_a_folder_allows_is_what_permanentflags_say(
    flags: tuple[bytes, ...] | None,
    flag: str,
    allowed: bool,  # noqa: FBT001 - a table's column
) -> None:
    answer: dict[bytes, object] = {b"UIDVALIDITY": 7, **({b"PERMANENTFLAGS": flags} if flags is not None else {})}
    settings = a_mailbox("dataloss", 993, mode="shared")
    assert Marks(Folder([]), settings, Cursors(PassingPlaces()), "INBOX", answer).allows(flag) is allowed
