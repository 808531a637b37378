"""The table of rules for automatic mail: who is never a case, who is never answered."""

from random import SystemRandom

import pytest

from candour.cases.notice import NoticeKind
from candour.cases.notices import make_notice
from candour.cases.references import new_reference
from candour.cases.report import Automatic
from intake.automatic import RULES, automatic_kind, automatic_rule
from intake.headers import Headers
from tests.intake.mails import NOON
from tests.service import SAINT_FINNIAN

OURS = frozenset({"dataloss@saint-finnian.example"})
PERSON = "From: s.vaughan@saint-finnian.example"
US = "From: DataLoss@saint-finnian.example"
AWAY = "Subject: Out of office: back on Monday"
NO_ONE = "Return-Path: <>"
SUPPRESS = "X-Auto-Response-Suppress: All"
ANSWERS_US = "In-Reply-To: <7zk4m9q2x0abwert.sf-26-k7qm4@saint-finnian.example>"

TABLE = [
    ("candour's own mail", (US, "Auto-Submitted: auto-replied")),
    (
        "candour's own mail",
        ("From: dataloss+c-7ZK4M9Q2X0ABWERT@saint-finnian.example", "Auto-Submitted: auto-generated"),
    ),
    ("delivery report", (PERSON, "Content-Type: multipart/report; report-type=delivery-status; boundary=x")),
    ("delivery report", (US, 'Content-Type: MULTIPART/REPORT; boundary=x; Report-Type="Delivery-Status"')),
    ("failed recipients", (PERSON, "X-Failed-Recipients: head@saint-finnian.example", "Auto-Submitted: auto-replied")),
    ("mailer-daemon", ("From: Mail Delivery <MAILER-DAEMON@mx.example>",)),
    ("postmaster without return path", ("From: postmaster@mx.example", NO_ONE)),
    ("read receipt", (PERSON, "Content-Type: multipart/report; report-type=disposition-notification; boundary=x")),
    ("automatic reply", (PERSON, "Auto-Submitted: auto-replied")),
    ("automatic reply", (PERSON, 'auto-submitted: Auto-Replied; owner-email="x"')),
    ("automatic reply", (PERSON, "Auto-Submitted: auto-replied (vacation)")),
    ("autoresponder's own field", (PERSON, "X-Autoreply: yes")),
    ("autoresponder's own field", (PERSON, "X-Autorespond: away")),
    ("autoresponder's own field", (PERSON, "X-Auto-Reply-From: a@b.example")),
    ("precedence auto_reply", (PERSON, "Precedence: auto_reply")),
    (
        "exchange's automatic reply",
        (PERSON, "Subject: Automatic reply: list", "Auto-Submitted: auto-generated", SUPPRESS),
    ),
    (
        "exchange's automatic reply",
        (PERSON, "Subject: =?utf-8?q?Ateb_awtomatig=3A_rhestr?=", "Auto-Submitted: auto-generated", SUPPRESS),
    ),
    ("absence told to a notice", (PERSON, AWAY, "Auto-Submitted: auto-generated", ANSWERS_US)),
    ("absence told to a notice", (PERSON, AWAY, NO_ONE, ANSWERS_US)),
    ("absence told to a notice", (PERSON, "Subject: On annual leave: list", SUPPRESS, ANSWERS_US)),
    (
        "absence told to a notice",
        (
            PERSON,
            "Subject: =?utf-8?q?Automatic_reply=3A_list?=",
            NO_ONE,
            ANSWERS_US.replace("In-Reply-To", "References"),
        ),
    ),
    ("mailing list", (PERSON, "List-Id: <heads.letters.example>")),
    ("mailing list", (PERSON, "List-Unsubscribe: <https://letters.example>")),
    ("precedence bulk", (PERSON, "Precedence: bulk")),
    ("precedence bulk", (PERSON, "Precedence: Junk")),
    ("precedence bulk", (PERSON, "Precedence: list")),
    ("sent by a program", (PERSON, "Auto-Submitted: auto-generated")),
    ("sent by a program", (PERSON, "Auto-Submitted: auto-notified")),
    ("answers unwanted", (PERSON, "X-Auto-Response-Suppress: OOF, AutoReply")),
    ("loop mark", (PERSON, "X-Loop: helpdesk@saint-finnian.example")),
    ("no return path", (PERSON, NO_ONE)),
    ("from our own address", (US,)),
    ("answers unwanted", (PERSON, "Subject: On leave today, laptop stolen", SUPPRESS)),
    ("answers unwanted", (PERSON, "Subject: Automatic reply: sent to the wrong parents", SUPPRESS)),
    ("answers unwanted", (PERSON, "Subject: On leave today, laptop stolen", SUPPRESS, ANSWERS_US)),
    ("answers unwanted", (PERSON, AWAY, SUPPRESS, "In-Reply-To: <trip-1@saint-finnian.example>")),
    ("answers unwanted", (PERSON, AWAY, SUPPRESS, ANSWERS_US.replace("k7qm4", "k7qm5"))),
    ("no return path", (PERSON, "Subject: Out of office window broken, laptop stolen", NO_ONE)),
    ("no return path", (PERSON, "Subject: Out of office: window broken, laptop stolen", NO_ONE)),
    (
        "sent by a program",
        (PERSON, "Subject: Out of office: laptop stolen", "Auto-Submitted: auto-generated", SUPPRESS),
    ),
    (None, (PERSON, AWAY, ANSWERS_US)),
    (None, (PERSON,)),
    (None, (PERSON, "Auto-Submitted: no")),
    (None, (PERSON, "X-Auto-Response-Suppress: None")),
    (None, (PERSON, "X-Autoreply: no")),
    (None, (PERSON, "Precedence: first-class")),
    (None, (PERSON, "Return-Path: <s.vaughan@saint-finnian.example>")),
    (None, (PERSON, AWAY)),
    (None, ("From: postmaster@saint-finnian.example", "Subject: a report from the person behind postmaster")),
    (None, (PERSON, "Subject: Fwd: Undelivered Mail Returned to Sender")),
    (None, ("Subject: from nobody",)),
]


def headers(*lines: str) -> Headers:
    return Headers.parse("\r\n".join(lines).encode())


@pytest.mark.parametrize(("rule", "lines"), TABLE)
def test_the_first_rule_that_fits_decides(rule: str | None, lines: tuple[str, ...]) -> None:
    found = automatic_rule(headers(*lines), OURS)
    assert (found.name if found else None) == rule


def test_every_rule_of_the_table_is_shown_at_work_and_has_a_name_of_its_own() -> None:
    assert {rule.name for rule in RULES} == {name for name, _ in TABLE if name}
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_an_out_of_office_answer_is_never_a_case_and_a_newsletter_is_only_not_answered() -> None:
    assert automatic_kind(headers(PERSON, AWAY, NO_ONE, ANSWERS_US)) is Automatic.REPLY
    assert automatic_kind(headers(PERSON, "List-Id: <x.example>")) is Automatic.BULK


@pytest.mark.parametrize("sign", [SUPPRESS, NO_ONE, "Auto-Submitted: auto-generated", "X-Loop: x@y.example"])
@pytest.mark.parametrize("subject", ["On leave today, laptop stolen", "Out of office window broken, laptop stolen"])
def test_a_report_that_merely_sounds_like_absence_is_read(subject: str, sign: str) -> None:
    assert automatic_kind(headers(PERSON, f"Subject: {subject}", sign)) is Automatic.GENERATED


def test_the_message_id_that_a_notice_is_given_is_known_as_ours() -> None:
    notice = make_notice(
        NoticeKind.ALERT,
        "dpo",
        "alert",
        reference=new_reference("SF", NOON, SystemRandom()),
        school=SAINT_FINNIAN,
        now=NOON,
        random=SystemRandom(),
    )
    rule = automatic_rule(headers(PERSON, AWAY, NO_ONE, f"References: {notice.message_id}"))
    assert rule is not None
    assert rule.name == "absence told to a notice"


def test_a_person_who_writes_from_the_watched_mailbox_is_read_and_not_answered() -> None:
    assert automatic_kind(headers(US), OURS) is Automatic.GENERATED
