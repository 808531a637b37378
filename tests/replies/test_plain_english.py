"""Reading age 11, and no blame: what people under stress can read at once."""

import re

import pytest

from candour.cases.case import Case, CaseStatus
from candour.cases.notice import REPORTER, NoticeKind
from tests.builders import a_report, some_facts
from tests.plain_words import AVOID, LONGEST_AVERAGE, LONGEST_SENTENCE
from tests.replies.stage import ROLES, Read, a_dispatch, a_told_case, anonymous, read

TO_WRITERS = [kind for kind in ROLES if ROLES[kind] == REPORTER]

CASES = {
    "ordinary": a_told_case(),
    "anonymous": a_told_case(anonymous()),
    "unreadable": a_told_case(some_facts(), reports=(a_report(unreadable="too many parts"),)),
    "doubtful": a_told_case(status=CaseStatus.PROPOSED_NO_INCIDENT),
}


def own_sentences(notice: Read) -> list[str]:
    """Return the sentences that are Candour's or the policy's: questions, values and the footer left out."""
    body = notice.text.partition("\n-- \n")[0]
    lines = [line for line in body.splitlines() if not re.match(r"\d+\. ", line) and "? " not in line]
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(line.removeprefix("- ") for line in lines if line.endswith(".")))
    return [sentence for sentence in sentences if sentence]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("kind", TO_WRITERS)
def test_sentences_to_the_writer_are_short(kind: NoticeKind, case: Case) -> None:
    lengths = [len(sentence.split()) for sentence in own_sentences(read(a_dispatch(kind, case)))]
    assert len(lengths) >= 8
    assert max(lengths) <= LONGEST_SENTENCE
    assert sum(lengths) / len(lengths) <= LONGEST_AVERAGE


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("kind", TO_WRITERS)
def test_r37_no_hard_words_and_no_threat_to_the_writer(kind: NoticeKind, case: Case) -> None:
    words = set(re.findall(r"[a-z]+", " ".join(own_sentences(read(a_dispatch(kind, case)))).casefold()))
    assert words & AVOID == set()
