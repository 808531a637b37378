"""The mark of a test mail: known again by who made it, and by nobody else."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from candour.app.probe_marks import ProbeMarks
from candour.store.keys import InstallationKey

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OURS = ProbeMarks(InstallationKey(bytes(32)))


def test_a_mark_tells_its_token_and_the_second_in_which_it_was_made() -> None:
    token, mark = OURS.make(NOW)
    assert OURS.read(mark) == (token, NOW)
    assert OURS.read(f"{mark[:40]}\r\n {mark[40:]}") == (token, NOW)


def test_no_two_marks_are_the_same_and_another_installation_s_is_none_of_ours() -> None:
    assert OURS.make(NOW) != OURS.make(NOW)
    assert OURS.read(ProbeMarks(InstallationKey(bytes([1] * 32))).make(NOW)[1]) is None


@given(st.one_of(st.text(), st.from_regex(r"[0-9a-f]{8,10}-[0-9a-f]{32}\.[0-9a-f]{64}", fullmatch=True)))
def test_whatever_stands_in_the_header_is_no_mark_of_ours_and_no_error(text: str) -> None:
    assert OURS.read(text) is None
