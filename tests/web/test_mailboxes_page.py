"""The page of the mailboxes: what became of every mail, in numbers."""

from datetime import timedelta

from candour.cases.directory import WatchedMailbox
from candour.cases.report import Automatic, Sender
from candour.cases.sorting import Verdict
from tests.builders import a_report
from tests.service import DPO, HEAD, MARKS, THEIR_MAILBOX, a_stage
from tests.web.cases import HEOL_FFUG
from tests.web.stage import WebStage, a_web_stage

OFFICE = WatchedMailbox(
    name="office", address="admin@saint-finnian.example", schools=("st-finnian", "heol-ffug"), mode="shared"
)
LISTENING = WatchedMailbox(
    name="listening", address="tell@saint-finnian.example", schools=("st-finnian",), mode="confidential"
)
ELSEWHERE = WatchedMailbox(name="theirs", address="dataloss@heol-ffug.example", schools=("heol-ffug",))


def several() -> WebStage:
    """Return pages over four mailboxes of two schools."""
    return a_web_stage(a_stage(others=(HEOL_FFUG,), mailboxes=(THEIR_MAILBOX, OFFICE, LISTENING, ELSEWHERE)))


def take(stage: WebStage, name: str, **changes: object) -> None:
    stage.core.service.receive(
        a_report(**{"id": name, "keys": (name,), "message_id": f"<{name}@x.example>", **changes})
    )


def test_each_day_says_what_was_taken_in_what_was_set_aside_and_why() -> None:
    stage = a_web_stage()
    take(stage, "one")
    take(stage, "two", automatic=Automatic.REPLY)
    stage.clock.move(timedelta(days=1))
    take(stage, "three")
    text = stage.signed_in().get("/mailboxes").text
    assert 'Saturday 21 November 2026</th><td class="num" data-label="Taken in">1<' in text
    assert "Friday 20 November 2026" in text
    assert "1 new case and 1 set aside (1 automatic answer)" in text
    assert 'All together</th><td class="num" data-label="Taken in">2<' in text
    assert text.index("Saturday 21") < text.index("Friday 20")


def test_nothing_of_a_mail_stands_on_the_page() -> None:
    stage = a_web_stage()
    take(stage, "one", subject="Zanzibar")
    text = stage.signed_in().get("/mailboxes").text
    for word in ("Zanzibar", "Vaughan", "Trip", "SF-26-"):
        assert word not in text


def test_the_mode_of_each_mailbox_is_explained_and_those_of_other_schools_are_not_there() -> None:
    text = several().signed_in().get("/mailboxes").text
    for words in (
        "For reports alone.",
        "Shared with other mail.",
        "It serves St Finnian&#39;s Primary School and Ysgol Heol Ffug.",
        "The school&#39;s mail system still knows who sent it.",
        "No mail came in these 30 days.",
    ):
        assert words in text
    assert "dataloss@heol-ffug.example" not in text
    assert "dataloss@heol-ffug.example" in several().signed_in(HEOL_FFUG.roles["dpo"][0]).get("/mailboxes").text


def test_days_older_than_thirty_are_not_shown() -> None:
    stage = a_web_stage()
    take(stage, "one")
    stage.clock.move(timedelta(days=29))
    assert "1 new case" in stage.signed_in().get("/mailboxes").text
    stage.clock.move(timedelta(days=1))
    assert "No mail came in these 30 days." in stage.signed_in().get("/mailboxes").text


def test_the_last_test_mail_says_how_long_it_took_or_that_it_was_not_read() -> None:
    stage = a_web_stage()
    mark = MARKS.make(stage.clock())[1]
    stage.clock.move(timedelta(seconds=2))
    take(stage, "probe", probe=mark)
    browser = stage.signed_in()
    assert "came through in 2.0 seconds, 2.0 of them in the mail system." in browser.get("/mailboxes").text
    stage.core.reader.readings["again"] = "it took longer than 20 seconds"
    take(stage, "again", probe=MARKS.make(stage.clock())[1])
    assert "came, but could not be read: it took longer than 20 seconds." in browser.get("/mailboxes").text


def test_only_who_may_see_it_has_it_in_the_menu() -> None:
    stage = a_web_stage()
    link = '<a href="/mailboxes"'
    assert link in stage.signed_in(DPO).get("/").text
    assert link in stage.signed_in(DPO).get("/register").text
    assert link not in stage.signed_in(HEAD).get("/").text
    assert stage.signed_in(HEAD).get("/mailboxes").status_code == 404


def test_what_was_left_in_doubt_is_named_by_day_and_domain_beside_its_own_mailbox_alone() -> None:
    stage = several()
    for number in range(52):
        sender = Sender(name="Rhian Pugh", address=f"rhian.pugh@post{number}.example")
        mail = a_report(
            mailbox="office",
            recipients=(OFFICE.address,),
            sender=sender,
            unreadable="it has 70 MB",
            keys=(str(number),),
        )
        assert stage.core.service.sort(mail).verdict is Verdict.DOUBTFUL
    text = stage.signed_in().get("/mailboxes").text
    assert "These were left, but may be about an incident." in text
    assert text.count("A mail of Friday 20 November 2026 from post") == 50
    assert "And 2 more." in text
    assert "Pugh" not in text
    assert text.index("dataloss@saint-finnian.example</h2>") < text.index("admin@saint-finnian.example</h2>")
    assert text.index("admin@saint-finnian.example</h2>") < text.index("These were left")
    assert "These were left" not in stage.signed_in(HEOL_FFUG.roles["dpo"][0]).get("/mailboxes").text
