"""Whether a conversation has told its writer already that the report is in."""

from contextlib import nullcontext
from datetime import timedelta
from threading import Thread

from bot.chats import Chats
from bot.draft import Chat, Reported
from bot.receipts import Receipts
from candour.cases.directory import Person
from candour.store.memory import MemoryStore
from tests.bot.officers.stage import talker_of
from tests.builders import NOON

GARETH = talker_of(Person(name="Gareth Pugh", address="g.pugh@saint-finnian.example"))
SENT = Reported(draft="d1", reference="SF-26-K7QM4", at=NOON)
AN_HOUR = timedelta(hours=1)


def receipts_of(*reported: Reported) -> Receipts:
    chats = Chats(MemoryStore(), lambda _chat: None)
    chats.keep(Chat(talker=GARETH, school="st-finnian", reported=reported))
    return Receipts(chats, lambda _key: nullcontext(), lambda _talker: "st-finnian")


def test_a_report_is_known_with_whether_its_writer_has_the_receipt() -> None:
    receipts = receipts_of(SENT)
    assert receipts.receipt_of(GARETH, SENT.reference) == SENT
    receipts.receipted(GARETH, "d1")
    found = receipts.receipt_of(GARETH, SENT.reference, AN_HOUR)
    assert found is not None
    assert found.was_receipted


def test_the_receipt_of_one_report_is_none_of_another() -> None:
    receipts = receipts_of(SENT, SENT.model_copy(update={"draft": "d2", "reference": "SF-26-8WCTN"}))
    receipts.receipted(GARETH, "d2")
    assert receipts.receipt_of(GARETH, SENT.reference) == SENT


def test_what_the_conversation_does_not_know_is_not_waited_for() -> None:
    assert receipts_of(SENT).receipt_of(GARETH, "SF-26-8WCTN", AN_HOUR) is None


def test_a_receipt_that_comes_while_it_is_waited_for_ends_the_waiting() -> None:
    receipts, found = receipts_of(SENT), list[Reported | None]()
    waiting = Thread(target=lambda: found.append(receipts.receipt_of(GARETH, SENT.reference, AN_HOUR)))
    waiting.start()
    receipts.receipted(GARETH, "d1")
    waiting.join()
    assert [one.was_receipted for one in found if one] == [True]


def test_whoever_was_asked_is_kept_until_they_answer_though_nothing_else_is() -> None:
    store = MemoryStore()
    chats = Chats(store, lambda _chat: None)
    Receipts(chats, lambda _key: nullcontext(), lambda _talker: "st-finnian").asked(GARETH, SENT.reference)
    assert chats.of(GARETH, "st-finnian").asked_about == SENT.reference
