"""What a policy says on the matters that staff ask about: its own words, or nothing."""

from importlib import resources
from pathlib import Path

import pytest

from candour.cases.errors import PolicyError
from candour.cases.guidance import TOPICS, said_on
from candour.cases.policy_file import load, load_file, shipped_profiles
from tests.cases.printed import DATA, is_printed, policy_text

SHIPPED = resources.files("candour.cases").joinpath("policies", "saints-cardiff.toml").read_text(encoding="utf-8")
SILENT = {
    "generic-school": {"trouble", "complaint", "evidence", "put_right"},
    "saints-cardiff": {"anonymous"},
    "wentworth-essex": {"line_manager", "complaint", "evidence", "put_right", "personal_data", "dpo", "retention"},
}


@pytest.mark.parametrize("profile", shipped_profiles())
def test_every_word_on_every_topic_is_printed_in_the_policy(profile: str) -> None:
    policy = load(profile)
    printed = "\n".join([policy_text(profile), (DATA / "appendix1.txt").read_text(encoding="utf-8")])
    said = [said for topic in TOPICS for said in said_on(topic, policy)]
    assert [one.text for one in said if not is_printed(one.text, printed)] == []
    assert all("project" not in one.source for one in said)


@pytest.mark.parametrize("profile", shipped_profiles())
def test_a_policy_that_is_silent_on_a_topic_says_nothing_of_it(profile: str) -> None:
    assert {topic for topic in TOPICS if not said_on(topic, load(profile))} == SILENT[profile]


@pytest.mark.parametrize(
    ("topics", "reason"),
    [
        ('topics = ["deadlines"]', "there is no topic 'deadlines'; use one of: afterwards, anonymous"),
        ("topics = []", "is empty"),
    ],
)
def test_a_paragraph_on_nothing_that_is_asked_about_is_refused(topics: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "our-school.toml"
    file.write_text(SHIPPED.replace('topics = ["must_report", "unsure", "colleague"]', topics), encoding="utf-8")
    with pytest.raises(PolicyError, match=reason) as refused:
        load_file(file)
    assert refused.value.entry == "paragraphs.1.topics"
