"""Where people are written to is kept by their mail address, and only as often as it changes."""

from collections.abc import Mapping

from bot.contacts import CONTACTS, Contacts
from bot.doors import contact_of, talker_at
from candour.cases.directory import Person
from candour.store.memory import MemoryStore
from tests.bot.officers.stage import talker_of

GARETH = talker_of(Person(name="Gareth Pugh", address="g.pugh@saint-finnian.example"))


class CountingStore(MemoryStore):
    """Counts what is written."""

    writes = 0

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        self.writes += 1
        super().put(kind, key, document)


def test_somebody_is_found_however_their_address_is_written() -> None:
    contacts = Contacts(MemoryStore())
    contacts.keep("G.Pugh@Saint-Finnian.example ", contact_of(GARETH))
    assert contacts.of("g.pugh@saint-finnian.example") == contact_of(GARETH)


def test_meeting_somebody_again_in_the_same_place_writes_nothing() -> None:
    store = CountingStore()
    contacts = Contacts(store)
    for _ in range(3):
        contacts.keep(GARETH.address, contact_of(GARETH))
    assert store.writes == 1


def test_somebody_is_written_to_where_they_were_met_last() -> None:
    contacts = Contacts(MemoryStore())
    contacts.keep(GARETH.address, contact_of(GARETH))
    elsewhere = contact_of(GARETH.model_copy(update={"platform": "teams", "conversation": "a:1"}))
    contacts.keep(GARETH.address, elsewhere)
    assert contacts.of(GARETH.address) == elsewhere


def test_a_terminal_is_no_place_to_write_to_and_takes_the_place_of_none() -> None:
    contacts = Contacts(MemoryStore())
    contacts.keep(GARETH.address, contact_of(GARETH))
    contacts.keep(GARETH.address, contact_of(GARETH.model_copy(update={"platform": "terminal"})))
    assert contacts.of(GARETH.address) == contact_of(GARETH)


def test_whoever_is_forgotten_is_kept_nowhere() -> None:
    store = MemoryStore()
    contacts = Contacts(store)
    contacts.keep(GARETH.address, contact_of(GARETH))
    contacts.forget(GARETH.address)
    assert contacts.of(GARETH.address) is None
    assert store.records(CONTACTS) == {}


def test_what_another_version_wrote_is_no_contact_and_no_fault() -> None:
    store = MemoryStore()
    store.put(CONTACTS, GARETH.address, {"contact": '{"pigeon": "Basil"}'})
    assert Contacts(store).of(GARETH.address) is None


def test_a_contact_leads_back_to_the_same_conversation() -> None:
    person = Person(name=GARETH.name, address=GARETH.address)
    assert talker_at(contact_of(GARETH), person) == GARETH
