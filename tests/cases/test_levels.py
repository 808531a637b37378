"""R76-R79: what the rules of Appendix 3 recognise, and the level that they propose."""

from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.case import CaseStatus
from candour.cases.facts import Answer, Facts
from candour.cases.level_rules import LEVEL_RULES, EarlierIncident
from candour.cases.levels import LevelContext, earlier_incidents, propose_level
from candour.cases.policy_file import load, shipped_profiles
from candour.cases.ports import RegisterEntry
from tests.builders import NOON, a_value

POLICY = load("saints-cardiff")
NOTHING_BEFORE = LevelContext(now=NOON)


def facts_of(**values: Answer) -> Facts:
    return Facts(values={field: a_value(value) for field, value in values.items()})


def hits(facts: Facts, context: LevelContext = NOTHING_BEFORE) -> set[str]:
    return {match.rule for match in propose_level(POLICY, facts, context).matches if match.hit}


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        # High 1
        ({"incident_type": "cyber_attack"}, {"high_1", "high_4"}),
        ({"individuals": 101, "data_types": ("name", "health")}, {"high_1"}),
        ({"individuals": 100, "data_types": ("name", "health")}, set()),
        ({"individuals": 5_000, "data_types": ("name", "email_address")}, set()),
        ({"data_types": ("health",)}, set()),
        # High 2
        ({"incident_type": "unapproved_service"}, {"high_2"}),
        ({"outside_network": True}, {"high_2"}),
        # High 3
        ({"asset_type": "laptop"}, {"high_3"}),
        ({"asset_type": "laptop", "asset_encrypted": False}, {"high_3"}),
        ({"asset_type": "laptop", "asset_encrypted": True}, set()),
        ({"asset_type": "paper"}, {"high_3"}),
        ({"asset_lost": True}, {"high_3"}),
        ({"asset_type": "paper", "near_miss": True}, set()),
        ({"incident_type": "lost_or_stolen_equipment"}, {"high_3"}),
        ({"incident_type": "lost_or_stolen_information"}, {"high_3"}),
        ({"incident_type": "lost_or_stolen_information", "circumstances": ("altered_recoverable",)}, set()),
        ({"incident_type": "lost_or_stolen_information", "circumstances": "altered_unrecoverable"}, set()),
        # High 4
        ({"circumstances": ("intentional_harm",)}, {"high_4"}),
        ({"deliberate": True}, {"high_4"}),
        ({"incident_type": "unauthorised_access"}, set()),
        # High 5
        ({"head_teacher_implicated": True}, {"high_5"}),
        ({"senior_implicated": True}, {"high_5"}),
        # Medium 1
        ({"data_types": ("financial",)}, {"medium_1"}),
        ({"data_types": ("child_protection",)}, {"medium_1"}),
        ({"data_types": ("safeguarding_adults",)}, {"medium_1"}),
        ({"data_types": ("records",)}, set()),
        ({"individual_at_risk": True}, {"medium_1"}),
        # Medium 2, Medium 3
        ({"third_party_processor": True}, {"medium_2"}),
        ({"ico_complaint": True}, {"medium_3"}),
        ({"complaint": True}, set()),
        # Low 1 alone
        ({"incident_type": "sent_to_wrong_person", "data_types": ("name",)}, set()),
        ({}, set()),
    ],
)
def test_r76_r77_r78_each_statement_recognises_its_incidents(values: dict[str, Answer], rules: set[str]) -> None:
    assert hits(facts_of(**values)) == rules | {"low_1"}


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ({"data_types": ("name",)}, "low"),
        ({"data_types": ("financial",)}, "medium"),
        ({"data_types": ("child_protection",), "individuals": 200}, "high"),
        ({"asset_type": "paper", "data_types": ("financial",)}, "high"),
    ],
)
def test_the_highest_level_is_proposed_and_every_match_is_shown(values: dict[str, Answer], level: str) -> None:
    proposal = propose_level(POLICY, facts_of(**values), NOTHING_BEFORE)
    assert proposal.level == level
    assert [match.rule for match in proposal.matches] == [rule.id for rule in POLICY.level_rules]
    assert proposal.matches[-1].text.startswith("Incidents of personal data being processed incorrectly.")
    assert proposal.matches[-1].source == "Appendix 3, Low 1"


def test_what_is_no_incident_has_no_level_and_no_rule_matches_it() -> None:
    context = LevelContext(now=NOON, earlier=(EarlierIncident(level="low", opened_at=NOON),) * 5)
    proposal = propose_level(POLICY, facts_of(not_an_incident=True, incident_type="cyber_attack"), context)
    assert proposal.level is None
    assert len(proposal.matches) == len(POLICY.level_rules)
    assert not any(match.hit for match in proposal.matches)


def test_what_a_person_says_is_nobody_s_data_has_no_level_but_what_was_only_read_so_has_one() -> None:
    read = Facts(values={"data_types": a_value(())})
    confirmed = Facts(values={"data_types": a_value((), confirmed_by="Dilys Marlow")})
    assert propose_level(POLICY, read, NOTHING_BEFORE).level == "low"
    assert propose_level(POLICY, confirmed, NOTHING_BEFORE).level is None


@pytest.mark.parametrize("field", ["deliberate", "asset_encrypted"])
def test_what_is_below_half_sure_moves_no_level(field: str) -> None:
    unsure = Facts(values={field: a_value(value=True, confidence=0.49), "asset_type": a_value("laptop")})
    assert hits(unsure) == {"high_3", "low_1"}


HALF_A_YEAR_AGO = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("earlier", "is_repeated"),
    [
        ([("low", NOON - timedelta(days=1))], False),
        ([("low", NOON - timedelta(days=1)), ("medium", NOON - timedelta(days=30))], True),
        ([("high", NOON - timedelta(days=1)), ("medium", NOON - timedelta(days=30))], False),
        ([("low", NOON - timedelta(days=1)), ("low", HALF_A_YEAR_AGO)], True),
        ([("low", NOON - timedelta(days=1)), ("low", HALF_A_YEAR_AGO - timedelta(seconds=1))], False),
    ],
)
def test_r79_the_third_of_a_type_in_six_months_is_proposed_as_high(
    earlier: list[tuple[str, datetime]], *, is_repeated: bool
) -> None:
    incidents = tuple(EarlierIncident(level=level, opened_at=opened_at) for level, opened_at in earlier)
    found = hits(facts_of(data_types=("name",)), LevelContext(now=NOON, earlier=incidents))
    assert ("high_6" in found) is is_repeated


def test_r79_six_months_before_the_end_of_august_is_the_end_of_february() -> None:
    now = datetime(2026, 8, 31, 9, tzinfo=UTC)
    last = EarlierIncident(level="low", opened_at=datetime(2026, 2, 28, 9, tzinfo=UTC))
    assert "high_6" in hits(facts_of(), LevelContext(now=now, earlier=(last, last)))


def an_entry(reference: str, **changes: object) -> RegisterEntry:
    return RegisterEntry.model_validate(
        {
            "reference": reference,
            "school": "st-finnian",
            "status": CaseStatus.CLOSED,
            "opened_at": NOON - timedelta(days=3),
            "incident_type": "sent_to_wrong_person",
            "level": "low",
            "report_by": None,
            "head": "00" * 32,
            **changes,
        }
    )


def test_r79_earlier_incidents_are_those_of_this_school_and_type_without_the_case_itself() -> None:
    entries = [
        an_entry("SF-26-00001"),
        an_entry("SF-26-00002", level="medium", status=CaseStatus.OPEN),
        an_entry("SF-26-00003", school="st-other"),
        an_entry("SF-26-00004", incident_type="poor_disposal"),
        an_entry("SF-26-00005", status=CaseStatus.NO_INCIDENT),
        an_entry("SF-26-00006", status=CaseStatus.PROPOSED_NO_INCIDENT),
        an_entry("SF-26-00007", level=None),
        an_entry("SF-26-00008"),
        an_entry("SF-26-00009", opened_at=NOON + timedelta(seconds=1)),
    ]
    context = earlier_incidents(
        entries, school="st-finnian", incident_type="sent_to_wrong_person", now=NOON, reference="SF-26-00008"
    )
    assert [incident.level for incident in context.earlier] == ["low", "medium"]
    assert context.now == NOON


def test_an_unknown_type_has_no_earlier_incidents() -> None:
    entries = [an_entry(f"SF-26-{number:05}", incident_type=None) for number in range(5)]
    assert earlier_incidents(entries, school="st-finnian", incident_type=None, now=NOON).earlier == ()


def test_every_predicate_is_used_by_a_shipped_policy() -> None:
    used = {rule.when for profile in shipped_profiles() for rule in load(profile).level_rules}
    assert used == set(LEVEL_RULES)
