"""Which school a report belongs to, where several share a mailbox."""

import pytest

from candour.cases.directory import Directory, School
from candour.cases.errors import SettingsError
from candour.cases.report import Report, Sender
from candour.cases.schools import is_of, school_of
from intake.message import Arrival
from tests.builders import NOON, a_report
from tests.intake.fakes import Core, delivery_to
from tests.intake.mails import a_mail

SHARED = "dataloss@federation.example"


def a_school(key: str, name: str, prefix: str, **changes: object) -> School:
    usual = {"profile": "generic-school", "country": "WLS", "roles": {}, "reply_address": SHARED}
    return School.model_validate({"key": key, "name": name, "prefix": prefix, **usual, **changes})


FINNIAN = a_school(
    "st-finnian",
    "St Finnian's",
    "SF",
    addresses=("finnian@federation.example",),
    domains=("saint-finnian.example",),
    words=("Year 5 trip",),
)
TEILO = a_school(
    "st-teilo",
    "St Teilo's",
    "ST",
    addresses=("teilo@federation.example",),
    domains=("@stteilos.example",),
    words=("Teilo", "Ysgol Teilo Sant", " "),
)
CADOC = a_school("st-cadoc", "St Cadoc's", "SC")
DIRECTORY = Directory(schools={school.key: school for school in (FINNIAN, TEILO, CADOC)}, watched=frozenset({SHARED}))
ALL = ("st-cadoc", "st-finnian", "st-teilo")


def a_mail_of(
    sender: str = "parent@mail.example", *, to: tuple[str, ...] = (SHARED,), subject: str = "", text: str = ""
) -> Report:
    """Return a report that would stay with St Cadoc's."""
    return a_report(
        school="st-cadoc",
        sender=Sender(name="", address=sender) if sender else None,
        recipients=to,
        subject=subject,
        text=text,
    )


@pytest.mark.parametrize(
    ("report", "school"),
    [
        (a_mail_of(to=("teilo@federation.example",)), "st-teilo"),
        (a_mail_of(to=("Teilo@Federation.Example ",)), "st-teilo"),
        (a_mail_of(to=("teilo+c-abc@federation.example",)), "st-teilo"),
        (a_mail_of(to=(SHARED, "teilo@federation.example")), "st-teilo"),
        (a_mail_of("s.vaughan@saint-finnian.example", to=("teilo@federation.example",)), "st-teilo"),
        (a_mail_of("s.vaughan@saint-finnian.example"), "st-finnian"),
        (a_mail_of("s.vaughan@staff.saint-finnian.example"), "st-finnian"),
        (a_mail_of("S.VAUGHAN@STTEILOS.EXAMPLE"), "st-teilo"),
        (a_mail_of("s.vaughan@not-saint-finnian.example"), "st-cadoc"),
        (a_mail_of("s.vaughan@saint-finnian.example.evil.example"), "st-cadoc"),
        (a_mail_of("s.vaughan@saint-finnian.example", text="We share a nurse with St Teilo's."), "st-finnian"),
        (a_mail_of(subject="The year 5 trip"), "st-finnian"),
        (a_mail_of(text="A letter of St Teilo's was lost."), "st-teilo"),
        (a_mail_of(text="Llythyr YSGOL TEILO SANT"), "st-teilo"),
        (a_mail_of(text="Teilos everywhere"), "st-cadoc"),
        (a_mail_of("", text="nothing to go by"), "st-cadoc"),
    ],
)
def test_a_report_goes_to_the_school_of_its_recipient_else_of_its_sender_else_that_it_names(
    report: Report, school: str
) -> None:
    assert school_of(report, ALL, DIRECTORY) == school


@pytest.mark.parametrize(
    ("report", "school"),
    [
        (a_mail_of(to=("teilo@federation.example", "finnian@federation.example")), "st-cadoc"),
        (
            a_mail_of("s.vaughan@saint-finnian.example", to=("teilo@federation.example", "finnian@federation.example")),
            "st-finnian",
        ),
        (a_mail_of(text="St Teilo's and St Finnian's were both there."), "st-cadoc"),
    ],
)
def test_a_tie_is_decided_by_the_next_question_and_in_the_end_by_the_mailbox(report: Report, school: str) -> None:
    assert school_of(report, ALL, DIRECTORY) == school


def test_a_mailbox_of_one_school_asks_nothing() -> None:
    report = a_mail_of("s.vaughan@stteilos.example", to=("teilo@federation.example",))
    assert school_of(report, ("st-cadoc",), DIRECTORY) == "st-cadoc"
    assert school_of(report, (), DIRECTORY) == "st-cadoc"


def test_an_unknown_school_is_an_error_of_the_configuration() -> None:
    with pytest.raises(SettingsError):
        school_of(a_mail_of(), ("st-cadoc", "st-nobody"), DIRECTORY)


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Envelope-To"])
def test_what_the_mail_server_says_it_was_delivered_to_counts_as_recipient(header: str) -> None:
    core = Core()
    arrival = Arrival(mailbox="shared", received_at=NOON, school="st-cadoc", among=ALL)
    delivery_to(core).take(a_mail(f"{header}: teilo@federation.example"), arrival)
    assert school_of(core.reports[0], ALL, DIRECTORY) == "st-teilo"


@pytest.mark.parametrize(
    ("address", "domains", "is_theirs"),
    [
        ("a@school.example", ("school.example",), True),
        ("a@School.Example.", ("@school.example",), True),
        ("a@sub.school.example", ("school.example",), True),
        ("a@myschool.example", ("school.example",), False),
        ("a@example", ("school.example",), False),
        ("", ("school.example",), False),
        ("a@school.example", (), False),
    ],
)
def test_an_address_is_of_a_domain_or_of_one_below_it(address: str, domains: tuple[str, ...], is_theirs: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_of(address, domains) is is_theirs
