"""Every profile's notices, from a report through the service: what the policy says is said, nothing else."""

import re
from collections.abc import Mapping

import pytest

from candour.cases.facts import Facts
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.policy_file import load, shipped_profiles
from candour.cases.showing.form import fill_form
from replies.form_text import render_text
from tests.builders import a_report, a_value, some_facts
from tests.plain_words import AVOID, LONGEST_AVERAGE, LONGEST_SENTENCE
from tests.replies.stage import Read, read
from tests.replies.test_plain_english import own_sentences
from tests.service import CHAIR, DPO, HEAD, a_stage

WITHOUT_SCORE = ("generic-school", "wentworth-essex")
ROLES = {"dpo": (DPO,), "head_teacher": (HEAD,), "chair_of_governors": (CHAIR,)}
Notices = Mapping[tuple[str, NoticeKind], Read]


def notices(profile: str, facts: Facts | None = None) -> Notices:
    """Return what everybody is told of the usual report, with an answer's updates."""
    stage = a_stage(ROLES, profile=profile)
    stage.reader.readings["report-1"] = facts or some_facts(complaint=a_value(value=True))
    reference = stage.service.receive(a_report()).reference
    assert reference is not None
    first = list(stage.service.lease_notices(20))
    for dispatch in first:
        stage.service.notice_sent(reference, dispatch.notice.id)
    stage.reader.readings["answer"] = Facts(values={"individuals": a_value(180), "recovered": a_value("yes")})
    token = stage.store.load(reference).reply_token
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=token))
    sent = [*first, *stage.service.lease_notices(20)]
    return {(each.notice.role, each.notice.kind): read(each, stage.clock()) for each in sent}


@pytest.mark.parametrize("profile", shipped_profiles())
def test_r15_r34_r36_r39_every_sentence_of_the_policy_is_said_and_no_empty_one(profile: str) -> None:
    wording = load(profile).wording
    said = notices(profile)[REPORTER, NoticeKind.ACKNOWLEDGEMENT]
    for sentence in wording.model_dump(exclude={"sources"}).values():
        assert said.says(" ".join(sentence.split()))
    assert not re.search(r"^- *$", said.text, re.MULTILINE)
    assert not re.search(r"<(li|p)[^>]*>\s*</\1>", said.markup)
    if not wording.no_self_investigation:
        assert not said.mentions("investigat")


@pytest.mark.parametrize("profile", shipped_profiles())
def test_every_notice_of_every_profile_is_whole_and_has_no_empty_line_in_a_list(profile: str) -> None:
    for (role, kind), notice in notices(profile).items():
        assert notice.page.faults == [], (role, kind)
        assert not re.search(r"^- *$", notice.text, re.MULTILINE), (role, kind)


@pytest.mark.parametrize("profile", shipped_profiles())
def test_r130_every_notice_of_a_case_names_the_policy_and_its_version(profile: str) -> None:
    policy = load(profile)
    told = notices(profile)
    assert (REPORTER, NoticeKind.ACKNOWLEDGEMENT) in told
    for key, notice in told.items():
        assert notice.says(f"{policy.title}, version {policy.version}."), key


@pytest.mark.parametrize("profile", WITHOUT_SCORE)
def test_a_policy_without_a_score_prints_none_anywhere(profile: str) -> None:
    told = notices(profile)
    assert {("dpo", NoticeKind.ALERT), ("dpo", NoticeKind.COMPLAINT), ("dpo", NoticeKind.UPDATE)} <= told.keys()
    for key, notice in told.items():
        assert not re.search(r"\bscore\b|\btotal\b", notice.text, re.IGNORECASE), key
        assert not re.search(r"\bscore\b|\btotal\b", notice.page.text, re.IGNORECASE), key


def test_a_policy_with_a_score_still_prints_it() -> None:
    alert = notices("saints-cardiff")["dpo", NoticeKind.ALERT]
    assert "Score total:" in alert.text
    assert "Score total:" in alert.page.text


@pytest.mark.parametrize("profile", WITHOUT_SCORE)
def test_the_form_at_the_terminal_ends_without_a_score(profile: str) -> None:
    policy = load(profile)
    assert "Score" not in render_text(fill_form(policy, some_facts()))


@pytest.mark.parametrize(
    ("profile", "level"), [("generic-school", "High"), ("wentworth-essex", "Critical"), ("saints-cardiff", "High")]
)
def test_the_dpo_is_told_the_level_in_the_policy_s_own_name(profile: str, level: str) -> None:
    facts = some_facts(incident_type=a_value("cyber_attack", "attack"))
    assert notices(profile, facts)["dpo", NoticeKind.ALERT].says(f"Proposed level: {level}")


@pytest.mark.parametrize("profile", WITHOUT_SCORE)
def test_r14_the_dpo_sees_that_immediately_is_met_and_no_time_that_has_passed(profile: str) -> None:
    alert = notices(profile)["dpo", NoticeKind.ALERT]
    line = next(line for line in alert.text.splitlines() if line.startswith("- Report immediately"))
    assert line.endswith("Friday 20 November 2026, 12:00  [met]  [estimated]")
    assert not alert.mentions("this time has passed")


@pytest.mark.parametrize("profile", shipped_profiles())
def test_r107_r91_the_head_teacher_is_told_what_the_policy_asks_of_them(profile: str) -> None:
    notice = notices(profile)["head_teacher", NoticeKind.HEAD_NOTICE]
    duties = load(profile).head_duties
    for duty in duties:
        assert f"- {duty.text} ({duty.source})" in notice.text
        assert duty.text in notice.page.text
    assert notice.mentions("What the policy asks of you") == bool(duties)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("generic-school", "Data Protection Officer decides what happens next."),
        ("saints-cardiff", "Data Protection Officer decides what happens next."),
        ("wentworth-essex", "Data Protection Officer has been told too."),
    ],
)
def test_r99_where_the_head_teacher_closes_nobody_tells_them_that_the_dpo_decides(profile: str, words: str) -> None:
    notice = notices(profile)["head_teacher", NoticeKind.HEAD_NOTICE]
    assert notice.says(words)
    assert notice.mentions("decides what happens next") == words.endswith("next.")


@pytest.mark.parametrize("profile", WITHOUT_SCORE)
@pytest.mark.parametrize("kind", [NoticeKind.ACKNOWLEDGEMENT, NoticeKind.UPDATE])
def test_r37_the_words_of_every_policy_are_plain_and_threaten_nobody(profile: str, kind: NoticeKind) -> None:
    sentences = own_sentences(notices(profile)[REPORTER, kind])
    lengths = [len(sentence.split()) for sentence in sentences]
    assert max(lengths) <= LONGEST_SENTENCE
    assert sum(lengths) / len(lengths) <= LONGEST_AVERAGE
    assert set(re.findall(r"[a-z]+", " ".join(sentences).casefold())) & AVOID == set()


def test_r31_r33_who_asks_not_to_be_named_reads_the_policy_s_words_and_their_limits() -> None:
    facts = some_facts(wants_anonymity=a_value(value=True))
    for profile in WITHOUT_SCORE:
        said = notices(profile, facts)[REPORTER, NoticeKind.ACKNOWLEDGEMENT]
        assert said.says(load(profile).wording.anonymity)
        assert said.says("We can't promise that nobody will guess.")


@pytest.mark.parametrize("profile", shipped_profiles())
def test_no_address_that_a_policy_prints_is_ever_written_to(profile: str) -> None:
    stage = a_stage(ROLES, profile=profile)
    stage.service.receive(a_report())
    written_to = {person.address for each in stage.service.lease_notices(20) for person in each.recipients}
    assert all(address.endswith("@saint-finnian.example") for address in written_to)
