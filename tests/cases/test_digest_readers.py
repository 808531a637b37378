"""Who gets a digest, and of which cases."""

from collections.abc import Collection

from candour.cases.case import CaseStatus
from candour.cases.digest_readers import digest_readers
from candour.cases.directory import Directory, Person
from candour.cases.ports import RegisterEntry
from tests.cases.test_overview import a_line
from tests.letters import DEPUTY, a_school
from tests.service import CHAIR, DPO, SAINT_FINNIAN

SECOND = Person(name="Non Yardley", address="second@saint-finnian.example")
SCHOOL = a_school(roles={**SAINT_FINNIAN.roles, "dpo": (DPO, SECOND), "deputy_dpo": (DEPUTY,)})
OTHER = a_school(key="st-teilo", prefix="ST", roles={"dpo": (Person(name="", address=DPO.address.upper()),)})


def read_by(*lines: RegisterEntry, away: Collection[Person] = ()) -> dict[str, list[str]]:
    """Return which cases each reader's digest is about."""
    directory = Directory(schools={SCHOOL.key: SCHOOL, OTHER.key: OTHER}, watched=frozenset())
    found = digest_readers(lines, directory, is_away=lambda person: person in away)
    return {address: [line.reference for line in reader.lines] for address, reader in found.items()}


def test_every_officer_of_every_school_is_a_reader_and_one_person_is_one_whatever_the_capitals() -> None:
    assert read_by(a_line("one"), a_line("two", school=OTHER.key)) == {
        DPO.address: ["one", "two"],
        SECOND.address: ["one"],
    }


def test_the_deputy_reads_only_while_all_officers_of_the_school_are_away() -> None:
    assert DEPUTY.address not in read_by(a_line("one"), away=[DPO])
    assert read_by(a_line("one"), away=[DPO, SECOND])[DEPUTY.address] == ["one"]
    assert read_by(away=[DPO, SECOND])[DEPUTY.address] == []


def test_who_got_the_alert_in_the_officer_s_place_reads_of_that_case_until_it_is_done_with() -> None:
    instead = {"alerted": ("chair_of_governors",), "implicated_roles": ("dpo",)}
    lines = [
        a_line("open", **instead),
        a_line("closed", status=CaseStatus.CLOSED, **instead),
        a_line("again", status=CaseStatus.CLOSED, needs=("re_evaluation",), **instead),
        a_line("other"),
    ]
    found = read_by(*lines)
    assert found[CHAIR.address] == ["open", "again"]
    assert found[DPO.address] == ["other"]
