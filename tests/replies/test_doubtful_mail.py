"""Doubtful mail of a shared mailbox as the digest names it: by its day and the sender's domain, and nothing else."""

from datetime import UTC, datetime

from candour.cases.report import Sender
from tests.builders import a_report
from tests.letters import DAY, FRIDAY_DIGEST, PostRoom, a_post_room
from tests.replies.test_digest_letter import the_mail

SINCE = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)


def doubt(room: PostRoom, address: str, subject: str = "My ex-husband") -> None:
    """Let a mail that can't be read come to the office."""
    sender = Sender(name="Rhian Pugh", address=address)
    room.service.sort(a_report(mailbox="admin", sender=sender, subject=subject, unreadable="too large", recipients=()))


def test_a_doubtful_mail_is_named_by_day_and_domain_with_what_to_do() -> None:
    room = a_post_room()
    doubt(room.at(SINCE), "rhian.pugh@mailbox.example")
    subject, said = the_mail(room.at(FRIDAY_DIGEST))
    assert subject == "Candour digest: 1 mail to look at"
    assert said.says("May be about an incident: please look")
    assert said.says("A mail of Friday 20 November 2026 from mailbox.example, in admin")
    assert said.says("please forward it to dataloss@saint-finnian.example with the words")
    assert not said.mentions("nothing waits for you")
    for word in ("Rhian", "Pugh", "husband", "too large"):
        assert not said.mentions(word)


def test_several_mails_of_a_day_from_one_domain_are_one_line() -> None:
    room = a_post_room()
    for name in ("one", "two"):
        doubt(room.at(SINCE), f"{name}@mailbox.example")
    subject, said = the_mail(room.at(FRIDAY_DIGEST))
    assert subject == "Candour digest: 2 mails to look at"
    assert said.says("2 mails of Friday 20 November 2026 from mailbox.example, in admin")


def test_a_mail_from_nobody_is_named_too() -> None:
    room = a_post_room()
    doubt(room.at(SINCE), "")
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    assert said.says("from an unknown sender, in admin")


def test_what_was_told_once_is_not_told_again() -> None:
    room = a_post_room()
    doubt(room.at(SINCE), "rhian.pugh@mailbox.example")
    room.at(FRIDAY_DIGEST).post()
    subject, said = the_mail(room.at(FRIDAY_DIGEST + 3 * DAY))
    assert subject == "Candour digest: nothing new"
    assert not said.mentions("mailbox.example")


def test_of_many_senders_fifty_are_listed_and_the_rest_counted() -> None:
    room = a_post_room()
    for number in range(60):
        doubt(room.at(SINCE), f"a@sender-{number}.example")
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    assert said.says("And more from 10 other senders.")
