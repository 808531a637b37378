"""From candour.toml to the core's directory: who holds which role, and what must never be written to."""

from pathlib import Path

from candour.app.settings import SchoolTable, Settings
from candour.app.staff_list import read_staff_list
from candour.cases.directory import Directory, Person, School, WatchedMailbox
from candour.cases.errors import SettingsError
from candour.cases.policy import Policy
from candour.cases.policy_file import load, shipped_profiles
from candour.cases.surroundings import Lesson


def directory_of(settings: Settings) -> Directory:
    """Return the directory; raises SettingsError where a role, a school, an address or a staff list doesn't fit."""
    _refuse_doubles("school", [school.key for school in settings.school])
    _refuse_doubles("mailbox", [mailbox.name for mailbox in settings.mailbox])
    _refuse_one_folder_twice(settings)
    takes_unnamed = settings.web is not None and settings.web.anonymous
    schools = {school.key: _school(school, takes_unnamed=takes_unnamed) for school in settings.school}
    for mailbox in settings.mailbox:
        for key in (mailbox.school, *mailbox.other_schools):
            if key not in schools:
                known = ", ".join(sorted(schools))
                raise SettingsError(f"mailbox {mailbox.name!r} is for school {key!r}; the schools are: {known}")
    watched = frozenset(mailbox.address.casefold() for mailbox in settings.mailbox)
    mailboxes = tuple(
        WatchedMailbox(
            name=mailbox.name,
            address=mailbox.address,
            schools=(mailbox.school, *mailbox.other_schools),
            mode=mailbox.mode,
        )
        for mailbox in settings.mailbox
    )
    pages = settings.web.url if settings.web else ""
    directory = Directory(schools=schools, watched=watched, pages=pages, mailboxes=mailboxes)
    for school in settings.school:
        _refuse_watched(school, directory)
        _refuse_unwatched_answers(school, directory)
    return directory


def _school(table: SchoolTable, *, takes_unnamed: bool) -> School:
    if table.profile not in shipped_profiles():
        known = ", ".join(shipped_profiles())
        raise SettingsError(f"school {table.key!r}: there is no profile {table.profile!r}; the profiles are: {known}")
    policy = load(table.profile)
    _refuse_strange_roles(table, policy)
    if table.staff_reminder_days and not table.staff_addresses:
        raise SettingsError(
            f"school {table.key!r}: staff_reminder_days are set but staff_addresses is empty; "
            "name the address that reaches the staff, or take the days out"
        )
    return School(
        key=table.key,
        name=table.name,
        prefix=table.prefix,
        profile=table.profile,
        country=table.country,
        roles={
            role: tuple(Person(name=person.name, address=person.address) for person in people)
            for role, people in table.roles.items()
        },
        reply_address=table.reply_address,
        plus_addressing=table.plus_addressing,
        bank_holidays_as_weekend=table.bank_holidays_as_weekend,
        digest_at=table.digest_at,
        quiet_from=table.quiet_from,
        quiet_until=table.quiet_until,
        timescales=table.timescales,
        whistle_blowing_link=table.whistle_blowing_link,
        staff_addresses=tuple(table.staff_addresses),
        staff_reminder_days=tuple(sorted(table.staff_reminder_days)),
        domains=tuple(table.domains),
        addresses=tuple(table.addresses),
        words=tuple(table.words),
        timetable=tuple(
            Lesson(name=name, starts=starts, ends=ends) for name, (starts, ends) in table.timetable.items()
        ),
        staff=read_staff_list(Path(table.staff_list), table.key) if table.staff_list else (),
        slots=tuple(table.slots),
        slot_mails=table.slot_mails and takes_unnamed,
        chat_roles=tuple(dict.fromkeys(table.chat_roles)),
    )


def _refuse_strange_roles(table: SchoolTable, policy: Policy) -> None:
    known = {role.id for role in policy.roles}
    for role in table.roles:
        if role not in known:
            accepted = ", ".join(sorted(known))
            raise SettingsError(f"school {table.key!r}: {policy.profile} has no role {role!r}; it has: {accepted}")
    for role in table.chat_roles:
        if not table.roles.get(role):
            named = ", ".join(sorted(role for role, people in table.roles.items() if people))
            raise SettingsError(f"school {table.key!r}: chat_roles names {role!r}, and nobody holds it; use: {named}")
    for needed in policy.roles:
        if needed.required and not table.roles.get(needed.id):
            raise SettingsError(
                f"school {table.key!r}: nobody is named as {needed.id} ({needed.title}); add an address"
            )


def _refuse_watched(table: SchoolTable, directory: Directory) -> None:
    """A notice to a watched mailbox would come back as a report, and be answered, and so on."""
    for role, people in table.roles.items():
        for person in people:
            if directory.is_watched(person.address):
                raise SettingsError(
                    f"school {table.key!r}: the address of {role} is a mailbox that Candour watches; "
                    "give that role an address of its own"
                )
    if any(directory.is_watched(address) for address in table.staff_addresses):
        raise SettingsError(
            f"school {table.key!r}: one of staff_addresses is a mailbox that Candour watches; "
            "name the address that reaches the staff"
        )


def _refuse_unwatched_answers(table: SchoolTable, directory: Directory) -> None:
    """Answers to questions that nobody takes in would be lost without a word."""
    if not directory.is_watched(table.reply_address):
        raise SettingsError(
            f"school {table.key!r}: reply_address is not the address of any [[mailbox]], so nobody would read what "
            f"people answer; use one of: {', '.join(sorted(directory.watched))}"
        )


def _refuse_one_folder_twice(settings: Settings) -> None:
    """Two watchers of one folder would each do with its mail what their mode says: the first to come wins."""
    seen: dict[tuple[str, str, str], str] = {}
    for mailbox in settings.mailbox:
        for folder in mailbox.watched:
            key = (mailbox.host.casefold(), mailbox.user.casefold(), folder)
            other = seen.setdefault(key, mailbox.name)
            if other != mailbox.name:
                raise SettingsError(
                    f"mailboxes {other!r} and {mailbox.name!r} both watch folder {folder!r} of user {mailbox.user!r}; "
                    "check user, or take one of them out"
                )


def _refuse_doubles(what: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise SettingsError(f"two entries of [[{what}]] are called {name!r}; give each its own name")
