"""By which channel a notice goes: by mail, by chat to who reported in one, and a copy by chat to officers. Pure."""

from collections.abc import Collection, Iterator
from datetime import datetime
from random import Random

from candour.cases.case import Case
from candour.cases.confidential import came_confidentially
from candour.cases.content_free import in_message_ids
from candour.cases.directory import Person, School, folded, is_mailable
from candour.cases.notice import REPORTER, Channel, Notice, NoticeKind, NoticeStatus
from candour.cases.notices import message_id_of, replaced
from candour.cases.opening import queued_event, with_events
from candour.cases.references import new_token
from candour.cases.report import Door

COPIED = frozenset(
    {
        NoticeKind.ALERT,
        NoticeKind.UPDATE,
        NoticeKind.REMINDER,
        NoticeKind.COMPLAINT,
        NoticeKind.HEAD_NOTICE,
        NoticeKind.NOT_DELIVERED,
        NoticeKind.FOLLOW_UP,
    }
)
"""The kinds of which a school's `chat_roles` get a copy."""


def with_channels(before: Case | None, case: Case, school: School, random: Random) -> Case:
    """Return a case whose new notices have their channel, with the copies that go by chat; `before` is None of a new
    case.

    Who reported in a chat is answered there: their last report says by which door. Officers get their mails whatever
    happens; a copy is one more word, and nobody counts it for the mail that it is a copy of. A reminder that was
    changed before it left changes its copy.

    No case that came confidentially or without a name has copies: its mails leave at slots and look all alike, and a
    message in a chat would tell in which minute something came.
    """
    known = frozenset(notice.id for notice in before.notices) if before else frozenset[str]()
    by_chat = [_by_chat(notice) for notice in _to_chatting(case, known)]
    case = case.model_copy(update={"notices": replaced(case, by_chat)}) if by_chat else case
    if not school.chat_roles or came_confidentially(case):
        return case
    wanted = (notice for notice in case.originals if notice.kind in COPIED and notice.role in school.chat_roles)
    copies = [_copy(notice, case, school, random) for notice in wanted if notice.id not in known]
    changed = [*_changed_copies(case), *copies]
    if not changed:
        return case
    case = case.model_copy(update={"notices": replaced(case, changed)})
    now = max(notice.created_at for notice in changed)
    return with_events(case, map(queued_event, copies), now=now, random=random)


def by_mail(case: Case, notice: Notice, now: datetime) -> Notice | None:
    """Return a notice that no chat took as one to be mailed; None where its reader has no mail address."""
    reader = _reader(case, notice)
    if notice.copy_of is not None or reader is None or not is_mailable(reader.address):
        return None
    anew = {"channel": Channel.MAIL, "status": NoticeStatus.QUEUED, "attempts": 0, "first_tried_at": None}
    return notice.model_copy(update={**anew, "due_at": now})


def may_leave(case: Case, notice: Notice) -> bool:
    """Tell whether a notice may leave: a copy not where something came confidentially since it was made."""
    return notice.copy_of is None or not came_confidentially(case)


def mailable(notice: Notice, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return those readers whom a notice can reach by its channel."""
    return tuple(person for person in people if notice.channel is Channel.CHAT or is_mailable(person.address))


def reads_in_chat(person: Person | None, schools: Collection[School]) -> bool:
    """Tell whether somebody holds one of a school's `chat_roles`."""
    wanted = folded(person.address) if person else ""
    return any(
        folded(holder.address) == wanted
        for school in schools
        for role in school.chat_roles
        for holder in school.roles.get(role, ())
    )


def _to_chatting(case: Case, known: Collection[str]) -> Iterator[Notice]:
    """Yield the new notices to those who last reported in a chat."""
    for notice in case.notices:
        reader = _reader(case, notice) if notice.role == REPORTER and notice.id not in known else None
        if reader is not None and _last_door(case, reader) is Door.CHAT:
            yield notice


def _reader(case: Case, notice: Notice) -> Person | None:
    if notice.recipient is not None:
        return notice.recipient
    sender = case.reports[0].sender
    return Person(name=sender.name, address=sender.address) if sender else None


def _last_door(case: Case, person: Person) -> Door | None:
    doors = [
        report.door
        for report in case.reports
        if report.sender and folded(report.sender.address) == folded(person.address)
    ]
    return doors[-1] if doors else None


def _by_chat(notice: Notice) -> Notice:
    return notice.model_copy(update={"channel": Channel.CHAT})


def _copy(notice: Notice, case: Case, school: School, random: Random) -> Notice:
    token = new_token(random)
    message_id = message_id_of(token, in_message_ids(case), school)
    return _by_chat(notice).model_copy(update={"id": token, "message_id": message_id, "copy_of": notice.id})


def _changed_copies(case: Case) -> Iterator[Notice]:
    """Yield the copies of what tells of more by now, or goes at another time, where neither was tried."""
    waiting = {notice.id: notice for notice in case.notices if _waits(notice)}
    for copy in waiting.values():
        original = waiting.get(copy.copy_of or "")
        told = (copy.topics, copy.due_at)
        if original is not None and told != (original.topics, original.due_at):
            yield copy.model_copy(update={"topics": original.topics, "due_at": original.due_at})


def _waits(notice: Notice) -> bool:
    return notice.status is NoticeStatus.QUEUED and not notice.attempts
