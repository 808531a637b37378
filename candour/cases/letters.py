"""The letters' way out: kept in the store's records, leased to a sender, sent, tried again or given up.

Their life is that of every notice (`notices`). Whoever changes one holds the desk's `letters_lock`.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from pydantic import ValidationError

from candour.cases.desk import Desk
from candour.cases.directory import Person, School, folded
from candour.cases.errors import StoreDamagedError
from candour.cases.letter import Letter
from candour.cases.notice import OFFICER, Notice, NoticeKind, NoticeStatus
from candour.cases.notices import LEASE, failed, is_due, lease, make_notice, sent, unleased

KIND = "letters"
"""The kind of the store's records; the key is the letter's."""
NO_NEWS_KEPT = timedelta(days=4)
"""Four of them go to each reader every day; a bounce takes no longer than a mail server tries."""
KEPT = timedelta(weeks=3)
"""A bounce comes within days; later than this a letter is only kept where it says up to when its reader was told."""
_DONE = frozenset({NoticeStatus.SENT, NoticeStatus.FAILED})
_TEXT = "letter"

log = logging.getLogger(__name__)


def all_letters(desk: Desk) -> Mapping[str, Letter]:
    """Return all letters by their keys, the oldest first; what can't be read is logged and left out."""
    read = (_read(document) for document in desk.store.records(KIND).values())
    found = sorted((letter for letter in read if letter), key=lambda letter: letter.notice.created_at)
    return {letter.key: letter for letter in found}


def make_letter(
    desk: Desk,
    kind: NoticeKind,
    person: Person,
    *,
    key: str,
    rule: str,
    schools: Sequence[School],
    since: datetime | None = None,
    topics: tuple[str, ...] = (),
    due_at: datetime | None = None,
) -> None:
    """Write a letter that is due now, or later; `rule` (a profile, a school) tells a person's letters of a kind apart.

    `topics` are the cases that made it go at once, or the slot that it is for.
    """
    notice = make_notice(
        kind,
        OFFICER,
        rule,
        reference="letter",
        school=schools[0],
        now=desk.now(),
        random=desk.random,
        recipient=person,
        topics=topics,
        due_at=due_at,
    )
    keep(desk, Letter(key=key, schools=tuple(school.key for school in schools), notice=notice, since=since))


def keep(desk: Desk, letter: Letter) -> None:
    """Write a letter in the place of the one of its key."""
    desk.store.put(KIND, letter.key, {_TEXT: letter.model_dump_json()})


def due_letters(desk: Desk) -> Sequence[Letter]:
    """Return the letters that wait to be sent now, the earliest first."""
    now = desk.now()
    due = (letter for letter in all_letters(desk).values() if is_due(letter.notice, now))
    return sorted(due, key=lambda letter: letter.notice.due_at)


def leased(desk: Desk, letter: Letter) -> Letter:
    """Write a letter as leased by a sender, and return it."""
    taken = letter.model_copy(update={"notice": lease(letter.notice, desk.now())})
    keep(desk, taken)
    return taken


def dropped(desk: Desk, letter: Letter) -> None:
    """Forget a letter whose reader no longer is one."""
    desk.store.put(KIND, letter.key, None)


def letter_sent(desk: Desk, letter_id: str) -> None:
    """Record that the mail server accepted a letter; see `Service.letter_sent`."""
    _change(desk, letter_id, lambda notice: notice if notice.status is NoticeStatus.SENT else sent(notice, desk.now()))


def letter_failed(desk: Desk, letter_id: str, *, code: str, permanent: bool) -> None:
    """Record that a letter was not taken; see `Service.letter_failed`."""

    def step(notice: Notice) -> Notice:
        return notice if notice.status in _DONE else failed(notice, desk.now(), code=code, permanent=permanent)

    _change(desk, letter_id, step)


def letter_came_back(desk: Desk, message_id: str, *, code: str | None) -> bool:
    """Record that a letter came back as undeliverable, or (without a code) nothing but that it is delayed (RFC 3464).

    Return whether the Message-ID is a letter's.
    """

    def step(notice: Notice) -> Notice:
        if code is None or notice.status is NoticeStatus.FAILED:
            return notice
        return failed(notice, desk.now(), code=code, permanent=True)

    with desk.letters_lock:
        found = next((each for each in all_letters(desk).values() if each.notice.message_id == message_id), None)
        if found is None:
            return False
        _change(desk, found.notice.id, step)
        return True


def next_letter_due(desk: Desk) -> datetime | None:
    """Return when the next letter is due or its lease ends; None where none waits."""
    waiting = (letter.notice for letter in all_letters(desk).values() if letter.notice.status not in _DONE)
    return min((notice.lease_until or notice.due_at for notice in waiting), default=None)


def free_letters(desk: Desk) -> None:
    """Free the leases of a process that is gone; see `Service.free_leases`."""
    with suppress(StoreDamagedError):  # they run out by themselves, and cases can be worked without letters
        _make_due(desk, lambda notice, now: notice.status is NoticeStatus.LEASED or notice.created_at > now)


def free_stuck_letters(desk: Desk) -> None:
    """Make due what a clock that was set back would hold, as `outgoing.free_stuck` does for notices."""
    _make_due(desk, lambda notice, now: notice.created_at > now or (notice.lease_until or now) > now + LEASE)


def forget_digests_ahead(desk: Desk) -> None:
    """Forget digests that went out on a later day than today: the clock ran ahead, and has been set right.

    As long as one of them stood for what its reader was told last, they would get none until its day has come. Of what
    is less than a day ahead nothing is forgotten, so that a small correction sends nothing twice.
    """
    latest = desk.now() + timedelta(days=1)
    for letter in all_letters(desk).values():
        is_digest = letter.notice.kind is NoticeKind.DIGEST and letter.notice.status in _DONE
        if is_digest and letter.notice.created_at > latest:
            dropped(desk, letter)


def prune(desk: Desk) -> None:
    """Forget letters that are done with for weeks, but never the last of a line, nor the last that was sent."""
    with desk.letters_lock:
        letters = list(all_letters(desk).values())
        last = {_line(letter): letter.key for letter in letters}
        last_sent = {_line(letter): letter.key for letter in letters if letter.notice.status is NoticeStatus.SENT}
        needed = {*last.values(), *last_sent.values()}
        for letter in letters:
            if letter.notice.kind is NoticeKind.NO_NEWS:
                needed.discard(letter.key)
            kept = NO_NEWS_KEPT if letter.notice.kind is NoticeKind.NO_NEWS else KEPT
            is_old = letter.notice.status in _DONE and letter.notice.created_at < desk.now() - kept
            if is_old and letter.key not in needed:
                dropped(desk, letter)


def letters_of(letters: Iterable[Letter], kind: NoticeKind, person: Person) -> list[Letter]:
    """Return the letters of a kind to a person, the oldest first."""
    wanted = folded(person.address)
    return [letter for letter in letters if letter.notice.kind is kind and _address(letter) == wanted]


def _make_due(desk: Desk, is_stuck: Callable[[Notice, datetime], bool]) -> None:
    with desk.letters_lock:
        now = desk.now()
        for letter in all_letters(desk).values():
            if letter.notice.status not in _DONE and is_stuck(letter.notice, now):
                keep(desk, letter.model_copy(update={"notice": unleased(letter.notice, now)}))


def _change(desk: Desk, letter_id: str, step: Callable[[Notice], Notice]) -> None:
    """Take a step with a letter; one that is no longer there, because its reader is no more, needs none."""
    with desk.letters_lock:
        for letter in all_letters(desk).values():
            if letter.notice.id == letter_id and (changed := step(letter.notice)) is not letter.notice:
                failed_at = desk.now() if changed.status is NoticeStatus.FAILED else None
                keep(desk, letter.model_copy(update={"notice": changed, "failed_at": failed_at}))


def _line(letter: Letter) -> tuple[str, str, str]:
    return letter.notice.kind, letter.notice.rule, _address(letter)


def _address(letter: Letter) -> str:
    return folded(letter.notice.recipient.address) if letter.notice.recipient else ""


def _read(document: Mapping[str, str]) -> Letter | None:
    try:
        return Letter.model_validate_json(document.get(_TEXT, ""))
    except ValidationError:  # its message quotes the letter
        log.error("a letter can't be read by this version of Candour")  # noqa: TRY400  nor may a trace
        return None
