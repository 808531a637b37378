"""One case from a mail to its re-evaluation, as the people of a school work it: what every policy has in common."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from playwright.sync_api import Browser

from candour.cases.case import Case
from tests.browser.audit import Audit
from tests.browser.installation import DPO, INVESTIGATOR, OFFICER, REPORTER, installation_of
from tests.browser.visit import Visit, Way, visiting
from tests.dovecot import Dovecot, free_port
from tests.mail_sink import Accepted, MailSink
from tests.moved_clock import clock_at
from tests.running import RunningCandour, a_mail, an_installation, until

BEGIN = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
"""A Tuesday in term, when people are at work; and past, since Dovecot takes no mail of the future."""
HALF_A_YEAR_LATER = datetime(2027, 6, 8, 9, 0, tzinfo=UTC)
"""Another one, six months and two weeks later."""
_PATIENCE_IN_SECONDS = 40
ICO_ANSWERS = (
    "A list with names and health details went to one parent.",
    "28 pupils of Year 4.",
    "The parent may tell others about it.",
    "She was rung at once and says that she has deleted it.",
    "Yes, children.",
    "A risk is unlikely: one known person had it for minutes.",
    "No.",
)


@dataclass
class Story:
    """The case and everything around it."""

    candour: RunningCandour
    dovecot: Dovecot
    user: str
    sink: MailSink
    pages: str
    browser: Browser
    way: Way
    shots: Path
    audit: Audit = field(default_factory=Audit)

    def start(self, moment: datetime) -> None:
        """Start `candour run` at this moment of its own clock."""
        self.candour.start(clock_at(moment))

    def mail(self, address: str, words: str) -> Accepted:
        """Wait for a mail to somebody with these words in subject or text, and return the latest."""

        def found() -> list[Accepted]:
            return [mail for mail in self.sink.to(address) if words in " ".join([mail.subject, *mail.text.split()])]

        assert until(lambda: bool(found()), seconds=_PATIENCE_IN_SECONDS), f"no mail: {words}\n{self.candour.log()}"
        return found()[-1]

    def report(self, text: str) -> str:
        """Mail a report; return the address of its case's page as the alert has it."""
        self.dovecot.deliver(self.user, a_mail(1, text, subject="Class list"), at=BEGIN)
        return self.link_in(self.mail(DPO, "/cases/"))

    def link_in(self, mail: Accepted) -> str:
        """Return the link to a case in a mail."""
        link = re.search(re.escape(self.pages) + r"/cases/[A-Z0-9-]+", mail.text)
        assert link, mail.text
        return link[0]

    def answer(self, question: str, text: str) -> None:
        """Answer the mail with this question, as a mail program does."""
        asked = self.mail(REPORTER, question).message
        message = EmailMessage()
        message["From"] = f"Member 1 <{REPORTER}>"
        message["To"] = asked["Reply-To"]
        message["Subject"] = "Re: Class list"
        message["In-Reply-To"] = asked["Message-ID"]
        message["Message-ID"] = "<answer-1@stteilos.example>"
        message.set_content(text)
        self.dovecot.deliver(self.user, message.as_bytes(policy=SMTP), at=BEGIN + timedelta(minutes=1))

    @contextmanager
    def visit(self, url: str, address: str) -> Iterator[Visit]:
        """Let somebody open a case in a browser of their own, and sign in."""
        with visiting(self.browser, self.way, self.audit, self.shots) as visit:
            visit.sign_in(url, address, self.sink)
            yield visit

    def case(self) -> Case:
        """Return the only case as it is stored now."""
        with self.candour.store() as store:
            (entry,) = store.register()
            return store.load(entry.reference)


@contextmanager
def a_story(
    folder: Path, profile: str, roles: tuple[str, ...], *, dovecot: Dovecot, browser: Browser, way: Way
) -> Iterator[Story]:
    """Set up an installation for a policy, not started yet; whoever is there in the end is sent home."""
    port = free_port()
    pages = f"http://127.0.0.1:{port}"
    shots = folder / "pictures"
    shots.mkdir()
    with (
        MailSink() as sink,
        an_installation(
            folder,
            dovecot,
            profile,
            sink.port,
            web={"url": pages, "port": port},
            base=installation_of(profile, roles),
        ) as candour,
    ):
        yield Story(candour, dovecot, profile, sink, pages, browser, way, shots)


def confirm_and_change(visit: Visit) -> None:
    """Confirm what was read well, and put right what was not."""
    right = {"It is right as it stands": "", "Why?": "I rang the writer"}
    visit.decide("value-individuals", right, done="The entry is recorded.")
    changed = {"Change it to the answer below": "", "Answer": "08:35", "Why?": "The mail's own time says so"}
    visit.decide("value-occurred_time", changed, done="The entry is recorded.")
    visit.sees("confirmed by Dilys Marlow", "08:35", "or: 08:20")


def decide_about_others(visit: Visit) -> None:
    """Decide, with the ICO's questions, that it need not be told, and whether the people concerned are."""
    scope = visit.page.locator("details[id='d-ico'] textarea")
    labels = scope.evaluate_all("areas => areas.map(area => area.labels[0].textContent)")
    answers = dict(zip(labels, (*ICO_ANSWERS, "One known person had it, and it is deleted."), strict=True))
    visit.decide("ico", {**answers, "No, it need not be told": ""}, done="The decision about the ICO is recorded.")
    visit.sees("The ICO need not be told", *ICO_ANSWERS)
    told = {"No, they need not be told": "", "Why?": "The list was deleted within minutes"}
    visit.decide("data_subjects", told, done="The decision about the people concerned is recorded.")


def ask_the_reporter(story: Story, visit: Visit) -> None:
    """Ask, and find the answer on the case."""
    question = "Did the parent forward the list to anybody?"
    visit.decide("ask", {"Question": question}, done="The question is asked.")
    answer = "No, she told me that she did not forward it."
    story.answer(question, answer)
    assert until(lambda: "outcome=joined" in story.candour.log(), seconds=_PATIENCE_IN_SECONDS), story.candour.log()
    visit.look_again("answered")
    visit.sees("Further message", answer)


def tell(story: Story, visit: Visit, address: str, *, form: str, picked: tuple[str, ...] = ()) -> None:
    """Send a proposal of the policy's routes; whoever it is for gets it, without a word about anybody."""
    word = "Please ring me about health data of a class."
    what = {"Tell them: Candour sends a mail without personal data": "", "A word with it": word, "Why?": "Health data"}
    visit.decide(form, {**dict.fromkeys(picked, ""), **what}, done="The decision about the proposal is recorded.")
    mail = story.mail(address, word)
    assert "Megan" not in mail.text
    assert "pupils" not in mail.text


def authorise(story: Story, visit: Visit) -> None:
    """Let somebody investigate, who is told by mail and sees this case, and may not decide."""
    who = {
        "Mail address": INVESTIGATOR,
        "Name": "Ifan Bevan",
        "Until the end of": "2026-12-04",
        "Why?": "Knows the list",
    }
    visit.decide("authorise", who, done="The person is authorised, and is told by mail.")
    url = story.link_in(story.mail(INVESTIGATOR, "/cases/"))
    with story.visit(url, INVESTIGATOR) as investigator:
        investigator.sees("What was written")
        assert investigator.page.locator("details[id='d-level']").count() == 0
        investigator.decide("note", {"Note": "I spoke to the office."}, done="The note is kept.")
    visit.look_again("noted")
    visit.sees("I spoke to the office.")


def act(story: Story, visit: Visit) -> None:
    """Give an action; it is done and proves effective."""
    what = {
        "What is to be done?": "Send lists from the school's system alone",
        "Officer's name": "Ffion Rees",
        "Officer's mail address": OFFICER,
        "Due by the end of": "2026-12-11",
    }
    visit.decide("action", what, done="The action is assigned, and its officer is told.")
    story.mail(OFFICER, "Send lists from the school's system alone")
    (action,) = story.case().actions
    done = "It is recorded that the action is done."
    visit.decide(f"action_done-{action.id}", {"What was done?": "Everybody has an account"}, done=done)
    proved = "It is recorded that the action proved effective."
    how = {"How do you know that it works?": "No list by mail since"}
    visit.decide(f"action_effective-{action.id}", how, done=proved)
