"""The digest as its reader gets it: counts in the subject, what to do in words, nobody's name anywhere."""

from datetime import datetime, timedelta

import pytest

from candour.cases.notice import NoticeKind
from candour.cases.report import Automatic
from tests.builders import LETTER, SEREN, a_report, a_value, some_facts
from tests.letters import DAY, DEPUTY, FRIDAY_DIGEST, GRAVE, THURSDAY, PostRoom, a_post_room, a_school, digests
from tests.replies.stage import Read
from tests.replies.test_letters import composed, read_mail
from tests.service import SAINT_FINNIAN

MINUTE = timedelta(minutes=1)
PAGES = "https://candour.saint-finnian.example"


def the_mail(room: PostRoom) -> tuple[str, Read]:
    """Send what is due; return subject and parts of the one digest."""
    ((_, dispatch),) = digests(room.post())
    message = composed(dispatch)
    return str(message["Subject"]), read_mail(message)


def test_nothing_new_is_said_and_why_the_mail_comes_all_the_same() -> None:
    room = a_post_room()
    room.at(FRIDAY_DIGEST).post()
    subject, said = the_mail(room.at(FRIDAY_DIGEST + 3 * DAY))
    assert subject == "Candour digest: nothing new"
    assert said.says("Nothing new since Friday 20 November 2026, 07:30, and nothing waits for you.")
    assert said.says("if it stays away, something is broken")


def test_the_subject_holds_counts_and_nothing_else() -> None:
    room = a_post_room()
    for _ in range(2):
        room.incident(facts=some_facts(occurred_date=a_value("2026-11-17")))
    subject, said = the_mail(room.at(FRIDAY_DIGEST))
    assert subject == "Candour digest: 2 need you, 2 due within 24 hours"
    assert not said.mentions("nothing waits for you")


def test_what_needs_the_reader_stands_first_in_words_with_its_clock_and_its_page() -> None:
    room = a_post_room(pages=PAGES)
    reference = room.incident()
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    first = said.text.partition("What needs you")[2].partition("\n\n\n")[0]
    for words in ("Decide the level", "Decide whether the ICO is told", "Decide whether the people concerned are told"):
        assert f"* {words}" in first
    assert "(Decide whether to report to the ICO" in first
    assert f"{PAGES}/cases/{reference}" in first
    assert ("a", {"href": f"{PAGES}/cases/{reference}", "style": "color:#0b4f8a"}) in said.page.elements


def test_without_pages_nothing_is_linked() -> None:
    room = a_post_room()
    room.incident()
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    assert said.page.count("a") == 0
    assert "http" not in said.text


def test_a_digest_at_once_says_for_which_case_it_comes() -> None:
    room = a_post_room().at(THURSDAY + MINUTE)
    reference = room.incident(facts=some_facts(**GRAVE))
    _, said = the_mail(room)
    assert said.says(f"This digest comes at once, because of {reference}: the highest level now.")


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (FRIDAY_DIGEST, "Due within 24 hours (1)"),
        (FRIDAY_DIGEST + 3 * DAY, "Overdue (1)"),
        (FRIDAY_DIGEST, "Waiting for the reporter (1)"),
        (FRIDAY_DIGEST, "New since the last digest (1)"),
    ],
)
def test_each_list_stands_there_under_its_name_with_its_count(later: datetime, words: str) -> None:
    room = a_post_room()
    room.incident(facts=some_facts(occurred_date=a_value("2026-11-17")))
    _, said = the_mail(room.at(later))
    assert said.says(words)


def test_what_reads_like_no_incident_waits_for_a_decision_and_is_told() -> None:
    room = a_post_room()
    room.incident(facts=some_facts(not_an_incident=a_value(value=True)))
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    assert said.says("Say whether this is an incident")
    assert said.says("Taken for no incident: please say whether that is right (1)")
    assert said.mentions("no level yet")


def test_nobody_is_named_and_nothing_of_the_report_is_quoted() -> None:
    room = a_post_room()
    facts = some_facts(responsible_employee=a_value("Rhodri Blevins", "Rhodri Blevins"))
    room.incident(facts=facts, subject="Trip list of Rhodri Blevins")
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    for secret in (SEREN.name, SEREN.address, "Rhodri", "inhaler", LETTER[:30], "Trip list"):
        assert not said.mentions(secret)


def test_a_digest_in_the_officer_s_place_holds_that_case_alone() -> None:
    room = a_post_room(a_school(roles={**SAINT_FINNIAN.roles, "deputy_dpo": (DEPUTY,)}))
    about_dpo = room.incident(facts=some_facts(dpo_implicated=a_value(value=True)))
    other = room.incident()
    mails = {address: read_mail(composed(each)) for address, each in digests(room.at(FRIDAY_DIGEST).post())}
    assert mails[DEPUTY.address].says(about_dpo)
    assert not mails[DEPUTY.address].mentions(other)
    assert not mails["dpo@saint-finnian.example"].mentions(about_dpo)


def test_r88_the_number_of_the_day_stands_in_full_with_the_count_of_cases_and_the_moment() -> None:
    room = a_post_room()
    room.incident()
    ((_, dispatch),) = digests(room.at(FRIDAY_DIGEST).post())
    said = read_mail(composed(dispatch))
    assert dispatch.digest is not None
    assert said.says(dispatch.digest.audit.digest)
    assert said.says("all 1 case as they stood on Friday 20 November 2026, 07:30")


def test_what_was_set_aside_and_what_was_not_delivered_are_told_without_an_address() -> None:
    school = a_school(staff_addresses=("all@saint-finnian.example",), staff_reminder_days=(FRIDAY_DIGEST.date(),))
    room = a_post_room(school).at(FRIDAY_DIGEST)
    reminder = next(each for each in room.post() if each.letter.notice.kind is NoticeKind.STAFF_REMINDER)
    room.bounce(reminder.letter.notice.message_id)
    for number in range(2):
        room.service.receive(a_report(id="x", keys=(f"x{number}",), automatic=Automatic.REPLY))
    subject, said = the_mail(room.at(FRIDAY_DIGEST + 3 * DAY))
    assert subject == "Candour digest: 1 mail not delivered"
    assert said.says("Staff reminder of Friday 20 November 2026, 07:30: The mail server took it")
    assert said.says("The mail server took it, but it came back later: it could not be delivered to the address.")
    assert said.says("2 automatic answers. Nothing else was set aside.")
    assert not said.mentions("all@saint-finnian.example")
    assert not said.mentions("nothing waits for you")


def test_what_became_of_the_mails_is_told_by_mailbox_up_to_yesterday() -> None:
    room = a_post_room()
    room.incident()
    room.service.receive(a_report(id="x", keys=("x",), unreadable="it is cut off"))
    room.service.came_again("dataloss")
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    assert said.says("Mail up to yesterday")
    assert said.says("dataloss: 1 new case, 1 that could not be read (a case of its own) and 1 that had come before")
    _, said = the_mail(room.at(FRIDAY_DIGEST + 3 * DAY))
    assert not said.mentions("Mail up to yesterday")


def test_a_long_list_is_cut_and_says_how_many_more_there_are() -> None:
    room = a_post_room(pages=PAGES)
    for _ in range(53):
        room.incident()
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    assert said.says("What needs you, the weightiest first (53)")
    assert said.mentions("And 3 more")
    assert f"{PAGES}/register" in said.text


def test_a_school_s_name_cannot_break_the_page_or_the_headers() -> None:
    room = a_post_room(a_school(name="St <script>alert(1)</script>\r\nBcc: x@y.example & Sons"))
    room.incident()
    _, said = the_mail(room.at(FRIDAY_DIGEST))
    assert said.page.faults == []
    assert said.page.count("script") == 0
