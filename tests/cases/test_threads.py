"""Which case a message joins, and that nobody gets into another's case, or learns of it, by quoting or guessing."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.cases.case import Case
from candour.cases.directory import Person, School
from candour.cases.dispatch import Dispatch, Outcome
from candour.cases.errors import StoreDamagedError
from candour.cases.facts import Facts
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.report import Authentication, Sender
from candour.cases.threads import PARTICIPANT, SOMEBODY
from replies.compose import compose
from tests.builders import SEREN, a_report, a_value
from tests.cases.working import EVERYBODY, TEACHER, a_closed_case, a_received_case
from tests.service import CHAIR, DPO, HEAD, SAINT_FINNIAN, Stage, a_stage, decide

STRANGER = Sender(name="Pat Moss", address="pat@elsewhere.example")
COLLEAGUE = Sender(name="Owain Price", address="o.price@saint-finnian.example")
PARENT = Sender(name="Cerys Dunn", address="cerys@parentmail.example")
OFFICER = Sender(name="Ann Cole", address="a.cole@saint-finnian.example")
HEADS = Sender(name=HEAD.name, address=HEAD.address)
DPOS = Sender(name=DPO.name, address=DPO.address)
IN_CC = ("dataloss@saint-finnian.example", COLLEAGUE.address, PARENT.address)
FORGED = Authentication(spf="fail", dkim="none", dmarc="fail")
ONE_LETTER_OFF = "o.price@saint-finian.example"


def a_mail(stage: Stage, sender: Sender | None, **changes: Any) -> tuple[Outcome, Case]:
    """Let a mail come in, and return what became of it, and its case as it stands."""
    number = len(stage.store.register()) + sum(
        len(stage.store.load(e.reference).reports) for e in stage.store.register()
    )
    mail = {"id": f"mail-{number}", "keys": (f"mail-{number}",), "message_id": f"<mail-{number}@x.example>"}
    receipt = stage.service.receive(
        a_report(**{**mail, "sender": sender, "received_at": stage.clock(), "text": f"Mail {number}.", **changes})
    )
    assert receipt.reference is not None
    return receipt.outcome, stage.store.load(receipt.reference)


def quoting(case: Case) -> dict[str, Any]:
    return {"subject": f"Re: {case.reference} Trip list"}


def answering(case: Case) -> dict[str, Any]:
    """Return the headers of a reply to what the reporter wrote: what everybody in Cc can send."""
    return {"answers_to": (str(case.reports[0].message_id),), "subject": "Re: Trip list"}


def who_wrote(case: Case) -> str:
    """Return who is said to have sent the case's last message."""
    return [event.actor for event in case.events if event.kind == "message_received"][-1]


def sent_to(stage: Stage, address: str) -> list[Dispatch]:
    """Send everything that waits, and return what went to an address."""
    leased = stage.service.lease_notices(100)
    for dispatch in leased:
        stage.service.notice_sent(dispatch.case.reference, dispatch.notice.id)
    return [each for each in leased if address in {person.address for person in each.recipients}]


def words_of(stage: Stage, dispatch: Dispatch) -> str:
    """Return a mail as it goes out, headers included."""
    mail = compose(dispatch, identity=dispatch.recipients[0], now=stage.clock())
    return "\n".join([*(str(value) for value in mail.values()), *(part.get_content() for part in mail.iter_parts())])


@pytest.mark.parametrize("way", [quoting, answering])
@pytest.mark.parametrize(
    ("sender", "writer"),
    [
        (SEREN, REPORTER),
        (DPOS, "dpo"),
        (HEADS, "head_teacher"),
        (COLLEAGUE, PARTICIPANT),
        (OFFICER, PARTICIPANT),
        (Sender(name="", address=SEREN.address.upper()), REPORTER),
    ],
)
def test_who_takes_part_joins_by_quoting_the_reference_or_answering_its_message(
    sender: Sender, writer: str, way: Any
) -> None:
    stage = a_stage()
    case = a_received_case(stage, report={"recipients": IN_CC})
    decide(stage, case.reference, "authorise", OFFICER.address, name=OFFICER.name, until="2026-12-01")
    outcome, joined = a_mail(stage, sender, **way(case))
    assert (outcome, joined.reference, who_wrote(joined)) == (Outcome.JOINED, case.reference, writer)


@pytest.mark.parametrize("way", [quoting, answering])
@pytest.mark.parametrize(
    "doubtful",
    [
        {"sender": STRANGER},
        {"sender": None},
        {"sender": SEREN, "authentication": FORGED},
        {"sender": DPOS, "authentication": FORGED},
        {"sender": Sender(name=DPO.name, address=COLLEAGUE.address)},
        {"sender": Sender(name="Data Protection Officer", address=COLLEAGUE.address)},
        {"sender": Sender(name=COLLEAGUE.name, address=ONE_LETTER_OFF)},
        {"sender": Sender(name="Seren Vaughan", address="seren@freemail.example")},
        {"sender": Sender(name="", address="dataloss@saint-finnian.example")},
    ],
)
def test_everybody_else_opens_a_case_of_their_own_that_names_the_other_as_possibly_related(
    doubtful: dict[str, Any], way: Any
) -> None:
    stage = a_stage()
    case = a_received_case(stage, report={"recipients": (*IN_CC[:1], COLLEAGUE.address, ONE_LETTER_OFF)})
    outcome, other = a_mail(stage, **doubtful, **way(case))
    assert outcome is Outcome.NEW_CASE
    assert other.related == (case.reference,)
    assert "related_found" in [event.kind for event in other.events]
    assert len(stage.store.load(case.reference).reports) == 1


def test_a_message_id_of_our_shape_that_nobody_sent_joins_nothing_and_names_nothing() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    real = case.notices[0].message_id
    forged = f"<0000000000000000.{case.reference.lower()}@saint-finnian.example>"
    outcome, other = a_mail(stage, SEREN, answers_to=(forged, real.upper(), real.replace("<", "<x"), f"{real} "))
    assert (outcome, other.related) == (Outcome.NEW_CASE, ())


@pytest.mark.parametrize("way", ["token", "message_id"])
def test_who_has_one_of_our_mails_joins_its_case_but_takes_no_part_in_it(way: str) -> None:
    stage = a_stage()
    case = a_received_case(stage)
    by_mail: dict[str, dict[str, Any]] = {
        "token": {"thread_token": case.reply_token},
        "message_id": {"answers_to": (case.notices[0].message_id,)},
    }
    outcome, joined = a_mail(stage, STRANGER, **by_mail[way])
    assert (outcome, joined.reference, who_wrote(joined)) == (Outcome.JOINED, case.reference, SOMEBODY)
    assert {each.role for each in joined.notices if each.kind is NoticeKind.UPDATE} == {"dpo", "head_teacher"}
    assert sent_to(stage, STRANGER.address) == []


def test_who_pretends_to_be_the_dpo_is_somebody_so_that_the_dpo_is_told() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    _, joined = a_mail(stage, DPOS, authentication=FORGED, thread_token=case.reply_token)
    assert who_wrote(joined) == SOMEBODY
    assert "dpo" in {each.role for each in joined.notices if each.kind is NoticeKind.UPDATE}


def test_who_wrote_in_doubt_takes_no_part_later_either() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    a_mail(stage, COLLEAGUE, authentication=FORGED, thread_token=case.reply_token, recipients=(PARENT.address,))
    assert a_mail(stage, COLLEAGUE, **quoting(case))[0] is Outcome.NEW_CASE
    assert a_mail(stage, PARENT, **quoting(case))[0] is Outcome.NEW_CASE


def test_in_whose_name_a_case_was_opened_by_a_mail_in_doubt_takes_no_part_in_it() -> None:
    stage = a_stage()
    case = a_received_case(stage, report={"authentication": FORGED})
    outcome, other = a_mail(stage, SEREN, **quoting(case))
    assert (outcome, other.related) == (Outcome.NEW_CASE, (case.reference,))


@pytest.mark.parametrize("role", ["deputy_dpo", "service_desk"])
def test_who_may_see_the_case_takes_part_though_nobody_told_them_and_who_was_told_though_they_see_no_more(
    role: str,
) -> None:
    stage = a_stage(EVERYBODY)
    case = a_received_case(stage, incident_type=a_value("lost_or_stolen_equipment"))
    assert (role in {notice.role for notice in case.notices}) is (role == "service_desk")
    person = EVERYBODY[role][0]
    outcome, joined = a_mail(stage, Sender(name=person.name, address=person.address), **quoting(case))
    assert (outcome, joined.reference, who_wrote(joined)) == (Outcome.JOINED, case.reference, role)


def about_the_head(stage: Stage, **report: Any) -> Case:
    return a_received_case(stage, report=report, head_teacher_implicated=a_value(value=True))


@pytest.mark.parametrize("way", [quoting, answering])
@pytest.mark.parametrize("sender", [HEADS, Sender(name="Clive Penrose", address="clive@freemail.example")])
def test_whom_a_case_is_about_joins_it_by_no_header_and_learns_nothing_of_it(sender: Sender, way: Any) -> None:
    stage = a_stage(EVERYBODY)
    case = about_the_head(stage, recipients=(*IN_CC, HEAD.address, "clive@freemail.example"))
    outcome, other = a_mail(stage, sender, **way(case))
    assert outcome is Outcome.NEW_CASE
    for dispatch in sent_to(stage, sender.address):
        assert dispatch.case.reference == other.reference
        words = words_of(stage, dispatch).replace(str(other.reports[0].subject), "")
        assert case.reference not in words, "their own subject is not repeated to them either"
        assert "Possibly related" not in words
        assert "Possibly the same" not in words


def test_an_implicated_head_teacher_who_replies_to_an_earlier_notice_changes_nothing_about_that() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    notice = next(each for each in case.notices if each.role == "head_teacher")
    sent_to(stage, "")
    stage.reader.readings["told"] = Facts(values={"head_teacher_implicated": a_value(value=True)})
    a_mail(stage, SEREN, id="told", thread_token=case.reply_token)
    stage.reader.readings["reply-all"] = Facts(
        values={
            "head_teacher_implicated": a_value(value=False),
            "responsible_employee": a_value("Seren Vaughan"),
            "individuals": a_value(3),
        }
    )
    _, joined = a_mail(stage, HEADS, id="reply-all", answers_to=(notice.message_id,), recipients=(SEREN.address,))
    assert who_wrote(joined) == SOMEBODY
    assert joined.facts.holds("head_teacher_implicated")
    assert joined.assessment.implicated == (HEAD.address,)
    roles = {dispatch.notice.role for dispatch in sent_to(stage, CHAIR.address)}
    assert "chair_of_governors" in roles
    assert sent_to(stage, HEAD.address) == []


def test_not_even_in_the_reporters_name_can_a_mail_take_back_whom_the_case_is_about() -> None:
    stage = a_stage()
    case = about_the_head(stage)
    denied = {"head_teacher_implicated": a_value(value=False), "responsible_employee": a_value("Ann Cole")}
    stage.reader.readings["denial"] = Facts(values=denied)
    _, joined = a_mail(stage, SEREN, id="denial", thread_token=case.reply_token)
    assert joined.assessment.implicated == (HEAD.address,)
    decide(stage, case.reference, "value", "head_teacher_implicated", answer="no")
    assert stage.store.load(case.reference).assessment.implicated == ()


def test_whoever_is_passed_over_as_the_one_responsible_is_so_whomever_a_later_mail_names() -> None:
    stage = a_stage()
    case = a_received_case(stage, responsible_employee=a_value(HEAD.name))
    stage.reader.readings["another"] = Facts(values={"responsible_employee": a_value("Ann Cole")})
    _, joined = a_mail(stage, SEREN, id="another", thread_token=case.reply_token)
    assert joined.assessment.implicated == (HEAD.address,)


def test_whom_a_report_is_about_does_not_make_it_smaller_by_answering_a_mail_they_got_before() -> None:
    stage = a_stage()
    case = about_the_head(stage)
    stage.reader.readings["smaller"] = Facts(values={"individuals": a_value(0)})
    _, joined = a_mail(stage, HEADS, id="smaller", thread_token=case.reply_token)
    found = joined.facts.value("individuals")
    assert found is not None
    assert (found.value, [each.value for each in found.alternatives]) == (27, [0])


def test_somebody_may_not_put_the_blame_on_another_but_their_words_stand_beside_it() -> None:
    stage = a_stage()
    case = a_received_case(stage, responsible_employee=a_value("Gwen Aubrey"))
    stage.reader.readings["blame"] = Facts(values={"responsible_employee": a_value("Ann Cole")})
    a_mail(stage, STRANGER, thread_token=case.reply_token)
    _, joined = a_mail(stage, STRANGER, id="blame", thread_token=case.reply_token)
    found = joined.facts.value("responsible_employee")
    assert found is not None
    assert (found.value, [each.value for each in found.alternatives]) == ("Gwen Aubrey", ["Ann Cole"])
    stage.reader.readings["right"] = Facts(values={"responsible_employee": a_value("Ann Cole")})
    _, corrected = a_mail(stage, SEREN, id="right", thread_token=case.reply_token)
    assert corrected.facts.shown("responsible_employee") == "Ann Cole"


def test_somebody_takes_no_part_by_having_written_once() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    assert a_mail(stage, STRANGER, thread_token=case.reply_token)[0] is Outcome.JOINED
    assert a_mail(stage, STRANGER, **quoting(case))[0] is Outcome.NEW_CASE


def test_a_parent_in_cc_who_replies_to_all_is_heard_and_told_nothing() -> None:
    stage = a_stage()
    case = a_received_case(stage, report={"recipients": IN_CC})
    sent_to(stage, "")
    outcome, joined = a_mail(stage, PARENT, **answering(case))
    assert (outcome, joined.reference) == (Outcome.JOINED, case.reference)
    assert sent_to(stage, PARENT.address) == []
    reporter = [each for each in joined.notices if each.role == REPORTER and each.kind is NoticeKind.UPDATE]
    assert reporter == []


def test_nobody_is_let_in_by_whom_somebody_else_wrote_to() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    a_mail(stage, STRANGER, thread_token=case.reply_token, recipients=(PARENT.address,))
    assert a_mail(stage, PARENT, **quoting(case))[0] is Outcome.NEW_CASE


def test_the_new_case_tells_its_writer_nothing_and_the_dpo_the_reference_alone() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    sent_to(stage, "")
    stage.reader.readings["strangers"] = Facts()
    _, other = a_mail(stage, STRANGER, id="strangers", **quoting(case))
    by_kind = {each.notice.kind: words_of(stage, each) for each in stage.service.lease_notices(9)}
    assert case.reference not in by_kind[NoticeKind.ACKNOWLEDGEMENT].replace(other.reports[0].subject, "")
    assert f"Possibly related: {case.reference}" in by_kind[NoticeKind.ALERT]
    assert "Vaughan" not in by_kind[NoticeKind.ALERT]
    assert case.reference not in by_kind[NoticeKind.HEAD_NOTICE]


def test_a_case_about_the_dpo_is_not_even_named_to_the_dpo() -> None:
    stage = a_stage()
    case = a_received_case(stage, responsible_employee=a_value(DPO.name))
    sent_to(stage, "")
    _, other = a_mail(stage, STRANGER, **quoting(case))
    assert other.related == (case.reference,)
    alert = next(each for each in sent_to(stage, DPO.address) if each.notice.kind is NoticeKind.ALERT)
    assert case.reference not in words_of(stage, alert).replace(other.reports[0].subject, "")


ELSEWHERE = School.model_validate(
    {
        **SAINT_FINNIAN.model_dump(),
        "key": "st-mellon",
        "name": "St Mellon's Primary School",
        "prefix": "SM",
        "roles": {
            "dpo": (Person(name="Tegan Lloyd", address="dpo@st-mellon.example"),),
            "head_teacher": (Person(name="Huw Morris", address="head@st-mellon.example"),),
        },
    }
)


def test_who_decides_at_another_school_takes_no_part_in_this_ones_cases() -> None:
    stage = a_stage(others=(ELSEWHERE,))
    case = a_received_case(stage)
    tegan = Sender(name="Tegan Lloyd", address="dpo@st-mellon.example")
    outcome, other = a_mail(stage, tegan, school="st-mellon", **quoting(case))
    assert (outcome, other.school) == (Outcome.NEW_CASE, "st-mellon")
    for dispatch in sent_to(stage, tegan.address):
        assert case.reference not in words_of(stage, dispatch).replace(other.reports[0].subject, "")


def test_who_takes_part_joins_also_from_the_mailbox_of_another_school() -> None:
    stage = a_stage(others=(ELSEWHERE,))
    case = a_received_case(stage)
    assert a_mail(stage, SEREN, school="st-mellon", **quoting(case))[1].reference == case.reference


def test_of_several_cases_it_is_the_newest_that_is_not_done_with_and_that_the_writer_takes_part_in() -> None:
    stage = a_stage()
    cases = []
    for number, sender in enumerate((SEREN, SEREN, STRANGER)):
        stage.clock.move(timedelta(minutes=1))
        cases.append(a_mail(stage, sender, id=f"case-{number}", subject=f"Case {number}")[1])
    older, newer, strangers = cases
    stage.clock.move(timedelta(minutes=1))
    done = a_closed_case(stage)
    subject = " ".join(each.reference for each in (older, strangers, newer, done))
    assert a_mail(stage, SEREN, subject=subject)[1].reference == newer.reference
    assert a_mail(stage, SEREN, subject=f"{done.reference} {older.reference}")[1].reference == older.reference
    assert a_mail(stage, SEREN, **quoting(done))[1].reference == done.reference


def test_a_case_that_can_not_be_opened_keeps_back_no_mail_that_names_it() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    stage.store.damaged_case = case.reference
    receipt = stage.service.receive(a_report(id="later", keys=("later",), **quoting(case)))
    assert receipt.outcome is Outcome.NEW_CASE
    with pytest.raises(StoreDamagedError):
        stage.store.load(case.reference)


def test_a_mail_that_names_very_many_opens_few_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = a_stage()
    cases = [a_mail(stage, SEREN, id=f"case-{number}", keys=(f"case-{number}",))[1] for number in range(15)]
    loaded: list[str] = []
    load = stage.store.load

    def counted(reference: str) -> Case:
        loaded.append(reference)
        return load(reference)

    monkeypatch.setattr(stage.store, "load", counted)
    own = tuple(str(each.reports[0].message_id) for each in cases)
    made_up = tuple(f"<{number}@x.example>" for number in range(50))
    mail = a_report(id="many", keys=("many",), sender=STRANGER, text="Many.", answers_to=(*made_up, *own))
    receipt = stage.service.receive(mail)
    assert len(stage.store.load(str(receipt.reference)).related) == 10
    assert len(loaded) < 15


SUBJECTS = st.lists(st.sampled_from(["Re:", "AW:", "{0}", "[{0}]", "{1}", "(sf 26 {2})", "\u202e", "SF-26-00000"]))


@given(
    sender=st.sampled_from([STRANGER, COLLEAGUE, PARENT, HEADS, None]),
    subject=SUBJECTS,
    answers=st.lists(st.sampled_from(["first", "<x@y.example>", "", "\x00"])),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_quoted_nobody_without_a_part_gets_into_a_case(
    sender: Sender | None, subject: list[str], answers: list[str]
) -> None:
    stage = a_stage(EVERYBODY)
    case = about_the_head(stage)
    code = case.reference.rpartition("-")[2].lower()
    words = " ".join(subject).format(case.reference, case.reference.lower(), code)
    ids = tuple(str(case.reports[0].message_id) if each == "first" else each for each in answers)
    outcome, other = a_mail(stage, sender, subject=words, answers_to=ids)
    assert outcome is Outcome.NEW_CASE
    assert set(other.related) <= {case.reference}
    assert stage.store.load(case.reference) == case


def test_an_officer_who_was_given_an_action_takes_part() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    details = {"name": TEACHER.name, "address": TEACHER.address, "due": "2026-11-27"}
    decided: list[Notice] = list(decide(stage, case.reference, "action", "Use the list", by=DPO, **details).notices)
    assert decided[-1].recipient == TEACHER
    assert a_mail(stage, OFFICER, **quoting(case))[1].reference == case.reference
