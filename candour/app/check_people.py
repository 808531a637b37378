"""What `candour check` says about a school: who is named for what, and whether its reports find it."""

from collections.abc import Iterator

from candour.cases.directory import Directory, School, folded
from candour.cases.finding import Finding, Grade
from candour.cases.notice import REPORTER
from candour.cases.policy import Policy
from candour.cases.policy_file import load
from candour.cases.showing.words import paragraph


def check_people(directory: Directory, key: str) -> Iterator[Finding]:
    """Yield what is found for a school: its policy, where answers go, how reports find it, who has which role."""
    school = directory.school(key)
    policy = load(school.profile)
    yield Finding(grade=Grade.OK, what=f"works by {policy.title}, version {policy.version}")
    if school.staff:
        yield Finding(grade=Grade.OK, what=f"{len(school.staff)} names were read from its staff list")
    yield from _check_answers(directory, school)
    yield from _check_ways(directory, school)
    yield from _check_names(school, policy)
    yield from _check_roles(school, policy)


def check_sender_name(directory: Directory, name: str) -> Iterator[Finding]:
    """Warn where the mails of several schools go out in the name of one of them."""
    schools = [school.name for school in directory.schools.values()]
    if len(schools) > 1 and any(school.casefold() in name.casefold() for school in schools):
        what = f'the mails of all schools come from "{name}"'
        yield Finding(grade=Grade.WARN, what=what, advice="Give smtp.from_name a name that suits all of them.")


def _check_answers(directory: Directory, school: School) -> Iterator[Finding]:
    """Warn where answers go to a mailbox that forgets who wrote them: no answer would be known as the reporter's."""
    for mailbox in directory.mailboxes:
        if mailbox.mode == "confidential" and folded(mailbox.address) == folded(school.reply_address):
            yield Finding(
                grade=Grade.WARN,
                what=f"answers go to {mailbox.name}, a confidential mailbox: nobody can see who answered",
                advice="Name the address of another mailbox as reply_address.",
            )


def _check_ways(directory: Directory, school: School) -> Iterator[Finding]:
    """Warn where nothing but its name tells that a report in another school's mailbox is for this one."""
    replies_to = [other.key for other in directory.schools.values() if other.reply_address == school.reply_address]
    if school.domains or school.addresses or school.words or replies_to == [school.key]:
        return
    for mailbox in directory.mailboxes:
        first, *others = mailbox.schools
        if school.key in others:
            yield Finding(
                grade=Grade.WARN,
                what=f"a report in {mailbox.name} goes to {directory.school(first).name}, unless it has the words "
                f'"{school.name}"',
                advice="Name domains, addresses or words of this school in its [[school]].",
            )


def _check_names(school: School, policy: Policy) -> Iterator[Finding]:
    for role, people in school.roles.items():
        if not all(person.name.strip() for person in people):
            advice = f"Add it to {role} in [school.roles]: only so is a report about them kept from them."
            yield Finding(grade=Grade.WARN, what=f"{policy.role(role).title} has no name", advice=advice)


def _check_roles(school: School, policy: Policy) -> Iterator[Finding]:
    """Say of each role that somebody is told or may be told, and from which paragraphs that comes, who is missing."""
    sources: dict[str, list[str]] = {}
    for rule in policy.routes:
        if rule.to != REPORTER:
            sources.setdefault(rule.to, []).append(paragraph(rule.source))
    for role, said in sources.items():
        title, stand_in = policy.role(role).title, policy.role(role).stands_in
        if not school.roles.get(role):
            advice = f"Add {role} to [school.roles] ({'; '.join(dict.fromkeys(said))})."
            yield Finding(grade=Grade.WARN, what=f"nobody is named as {title}", advice=advice)
        elif not stand_in or not school.roles.get(stand_in):
            whom = policy.role(stand_in).title if stand_in else "somebody"
            advice = f"Name {whom} to be told when a report is about {title}."
            yield Finding(grade=Grade.WARN, what=f"nobody stands in for {title}", advice=advice)
