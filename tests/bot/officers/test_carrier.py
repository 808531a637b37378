"""The carrier reaches each reader once, by where they were met or are found, and says which failures are for good."""

from collections.abc import Mapping

import pytest

from bot.carrier import NO_CONTACT, NOT_IN_CHAT, RECEIPT_UNDER_WAY
from bot.doors import contact_of
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.errors import SendError, StoreFullError
from candour.cases.filing import Filing
from candour.cases.notice import Channel, NoticeKind, NoticeStatus
from candour.cases.report import Sender
from tests.bot.officers.stage import OfficerStage, talker_of
from tests.builders import SEREN
from tests.cases.working import DEPUTY, EVERYBODY
from tests.nameless import CODE
from tests.service import DPO, HEAD, FillableStore, decide

TWO_DPOS = {**EVERYBODY, "dpo": (DPO, DEPUTY)}
GONE = SendError("account_inactive", permanent=True)
BUSY = SendError("ratelimited", permanent=False)
ADDRESSLESS = Sender(name="Mo Adeyemi", address="u024be7lh@t1.slack.invalid")


def refused(stage: OfficerStage, dispatch: Dispatch) -> tuple[str, bool]:
    with pytest.raises(SendError) as error:
        stage.carrier.carry(dispatch)
    return error.value.code, error.value.permanent


def person_id(person: Person) -> str:
    return talker_of(person).person


def test_each_who_holds_the_role_is_written_to() -> None:
    stage = OfficerStage(TWO_DPOS)
    stage.receives()
    stage.carrier.carry(stage.the(NoticeKind.ALERT))
    assert [contact.person for contact, _ in stage.door.posted] == [person_id(DPO), person_id(DEPUTY)]


def test_whoever_was_reached_is_not_written_to_again_when_the_others_are_tried_again() -> None:
    stage = OfficerStage(TWO_DPOS)
    stage.receives()
    alert = stage.the(NoticeKind.ALERT)
    stage.door.troubles[person_id(DPO)] = BUSY
    assert refused(stage, alert) == ("ratelimited", False)
    stage.door.troubles.clear()
    stage.carrier.carry(alert)
    assert [contact.person for contact, _ in stage.door.posted] == [person_id(DEPUTY), person_id(DPO)]


def test_one_of_several_who_is_gone_for_good_fails_nothing_and_is_forgotten() -> None:
    stage = OfficerStage(TWO_DPOS)
    stage.receives()
    stage.door.troubles[person_id(DPO)] = GONE
    stage.carrier.carry(stage.the(NoticeKind.ALERT))
    assert len(stage.posted(DEPUTY)) == 1
    assert stage.contacts.of(DPO.address) is None


def test_a_notice_that_reaches_nobody_fails_for_good() -> None:
    stage = OfficerStage()
    stage.receives()
    stage.contacts.forget(DPO.address)
    assert refused(stage, stage.the(NoticeKind.ALERT)) == (NO_CONTACT, True)
    assert stage.door.posted == []


def test_somebody_who_never_talked_to_the_bot_is_found_by_their_mail_address_and_kept() -> None:
    stage = OfficerStage()
    stage.receives()
    stage.contacts.forget(DPO.address)
    stage.door.known[DPO.address] = contact_of(talker_of(DPO))
    stage.carrier.carry(stage.the(NoticeKind.ALERT))
    assert len(stage.posted(DPO)) == 1
    assert stage.contacts.of(DPO.address) == contact_of(talker_of(DPO))


def test_who_was_last_met_on_a_platform_that_is_no_more_is_found_on_another_one() -> None:
    stage = OfficerStage()
    stage.receives()
    stage.contacts.keep(DPO.address, contact_of(talker_of(DPO, "teams")))
    stage.door.known[DPO.address] = contact_of(talker_of(DPO))
    stage.carrier.carry(stage.the(NoticeKind.ALERT))
    assert len(stage.posted(DPO)) == 1


def test_whom_the_report_is_about_by_now_is_told_nothing_though_the_notice_was_leased_before() -> None:
    stage = OfficerStage()
    case = stage.receives()
    notice = stage.the(NoticeKind.HEAD_NOTICE, "head_teacher")
    decide(stage.core, case.reference, "value", "responsible_employee", answer=HEAD.name)
    assert refused(stage, notice) == (NO_CONTACT, True)
    assert stage.posted(HEAD) == []


def test_r33_of_a_case_into_which_somebody_wrote_without_a_name_nothing_is_carried() -> None:
    stage = OfficerStage()
    case = stage.receives()
    alert = stage.the(NoticeKind.ALERT)
    nameless = case.reports[0].model_copy(update={"confidential": True, "sender": None})
    joined = alert.model_copy(update={"case": case.model_copy(update={"reports": (*case.reports, nameless)})})
    assert refused(stage, joined) == (NOT_IN_CHAT, True)
    assert stage.door.posted == []


def test_r33_a_report_without_a_name_makes_nothing_for_a_chat() -> None:
    stage = OfficerStage()
    stage.core.service.file(Filing(school="st-finnian", code=CODE, text="The medical list is on the website."))
    [line] = stage.store.register()
    stage.core.clock.moment = line.told_at or line.opened_at
    assert stage.leased() == []


def test_the_receipt_of_the_conversation_is_enough() -> None:
    stage = OfficerStage()
    stage.receives_by_chat()
    acknowledgement = stage.to_reporter(NoticeKind.ACKNOWLEDGEMENT)
    stage.receipts.receipted(talker_of(Person(name=SEREN.name, address=SEREN.address)), "d1")
    stage.carrier.carry(acknowledgement)
    assert stage.posted(SEREN) == []


def test_a_receipt_that_may_still_be_on_its_way_is_waited_for_and_sent_once_it_is_not() -> None:
    stage = OfficerStage()
    case = stage.receives_by_chat()
    acknowledgement = stage.to_reporter(NoticeKind.ACKNOWLEDGEMENT)
    assert refused(stage, acknowledgement) == (RECEIPT_UNDER_WAY, False)
    stage.passes_a_minute()
    stage.carrier.carry(acknowledgement)
    [receipt] = stage.posted(SEREN)
    assert receipt.plain.startswith(f"Reported. Your reference is {case.reference}.")
    assert receipt.key == "d1"


def test_what_the_chat_does_not_take_goes_to_its_reporter_by_mail() -> None:
    stage = OfficerStage()
    case = stage.receives_by_chat()
    stage.contacts.forget(SEREN.address)
    dispatch = stage.to_reporter(NoticeKind.ACKNOWLEDGEMENT)
    code, permanent = refused(stage, dispatch)
    stage.core.service.notice_failed(case.reference, dispatch.notice.id, code=code, permanent=permanent)
    notice = stage.store.load(case.reference).notice(dispatch.notice.id)
    assert (notice.channel, notice.status) == (Channel.MAIL, NoticeStatus.QUEUED)


def test_who_has_no_mail_address_is_answered_in_the_chat_all_the_same() -> None:
    stage = OfficerStage()
    case = stage.receives_by_chat(ADDRESSLESS)
    stage.passes_a_minute()
    stage.carrier.carry(stage.to_reporter(NoticeKind.ACKNOWLEDGEMENT))
    assert case.reference in stage.posted(ADDRESSLESS)[0].plain


def test_an_officer_who_reported_in_the_chat_is_answered_as_a_reporter_and_alerted_as_an_officer() -> None:
    stage = OfficerStage()
    case = stage.receives_by_chat(Sender(name=DPO.name, address=DPO.address))
    stage.passes_a_minute()
    for dispatch in stage.leased():
        stage.carrier.carry(dispatch)
    said = [message.plain.split("\n")[0] for message in stage.posted(DPO)]
    assert f"Reported. Your reference is {case.reference}." in said
    assert "New incident report: please decide (proposed level: Low)." in said


def test_no_error_names_anybody() -> None:
    stage = OfficerStage()
    stage.receives()
    stage.contacts.forget(DPO.address)
    with pytest.raises(SendError) as error:
        stage.carrier.carry(stage.the(NoticeKind.ALERT))
    assert "dilys" not in repr(error.value).lower()
    assert "@" not in repr(error.value)


class FullRecords(FillableStore):
    """A store on which no record can be written when it is full."""

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        if self.full:
            raise StoreFullError
        super().put(kind, key, document)


def test_a_full_disk_keeps_no_word_back_and_makes_none_go_out_twice(caplog: pytest.LogCaptureFixture) -> None:
    store = FullRecords()
    stage = OfficerStage(store=store)
    case = stage.receives_by_chat()
    decide(stage.core, case.reference, "ask", "Which class was it?")
    question = stage.to_reporter(NoticeKind.QUESTIONS)
    store.full = True
    stage.carrier.carry(question)
    assert len(stage.posted(SEREN)) == 1
    assert "was not kept" in caplog.text
    assert "class" not in caplog.text
