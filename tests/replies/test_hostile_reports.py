"""Reports that try to be more than text."""

import pytest

from candour.cases.directory import Person
from candour.cases.facts import Facts
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.report import Forwarded, Sender
from tests.builders import a_report, a_value, an_evidence, some_facts
from tests.replies.stage import ACTION, GIVEN, ROLES, a_dispatch, a_told_case, read

EVERY_NOTICE = [*ROLES.items(), (NoticeKind.UPDATE, "dpo"), (NoticeKind.UPDATE, "head_teacher")]

TEMPLATE = "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}"
SCRIPT = "<script>alert(1)</script><img src=https://evil.example/x.png onerror=alert(1)></table></body>"
DIRECTION = "\u202egnp.exe\u2066 \x00\x1b[2J\x08"


def hostile(text: str) -> Facts:
    """Return facts whose every text is this one."""
    return some_facts(
        summary=a_value(text, text),
        line_manager=a_value(text, text),
        occurred_date=a_value(text, text),
        remedial_action=a_value((text,), text),
        data_types=a_value(("name", text), text),
        asset_type=a_value(text),
        asset_reference=a_value(text),
        complaint=a_value(True, text),  # noqa: FBT003
        not_an_incident=a_value(False, text, confidence=0.3),  # noqa: FBT003
    )


def every_part(text: str, kind: NoticeKind, role: str) -> tuple[str, str]:
    report = a_report(
        subject=text,
        text=text,
        limits=(text,),
        forwarded=(Forwarded(sender=Sender(name=text, address=text), subject=text),),
        evidence=(an_evidence(b"x", name=text, media_type=text),),
        sender=Sender(name=text, address="s.vaughan@saint-finnian.example"),
    )
    officer = Person(name=text, address="o.reed@saint-finnian.example")
    action = ACTION.model_copy(update={"text": text, "officer": officer})
    given = GIVEN.model_copy(update={"person": text})
    case = a_told_case(hostile(text), reports=(report,), actions=(action,), decisions=(given,))
    notice = read(a_dispatch(kind, case, role=role, text=text))
    return notice.text, notice.markup


@pytest.mark.parametrize(("kind", "role"), EVERY_NOTICE)
def test_a_template_in_a_report_is_text(kind: NoticeKind, role: str) -> None:
    for part in every_part(TEMPLATE, kind, role):
        assert "49" not in part.replace("0049", "")
        assert "<class" not in part
        assert "&lt;class" not in part


@pytest.mark.parametrize(("kind", "role"), EVERY_NOTICE)
def test_markup_in_a_report_is_text(kind: NoticeKind, role: str) -> None:
    _, markup = every_part(SCRIPT, kind, role)
    notice = read(a_dispatch(kind, a_told_case(hostile(SCRIPT)), role=role))
    assert "<script" not in markup
    assert "<img" not in markup
    assert notice.page.faults == []


@pytest.mark.parametrize(("kind", "role"), EVERY_NOTICE)
def test_direction_and_control_characters_are_gone(kind: NoticeKind, role: str) -> None:
    for part in every_part(DIRECTION, kind, role):
        assert not set(part) & set("\u202e\u2066\x00\x1b\x08")


@pytest.mark.parametrize(("kind", "role"), EVERY_NOTICE)
def test_a_megabyte_in_every_place_is_cut(kind: NoticeKind, role: str) -> None:
    text, markup = every_part("pupil " * 170_000, kind, role)
    assert len(text) < 60_000
    assert len(markup) < 120_000


def test_lines_in_a_quoted_name_make_no_headings_of_their_own() -> None:
    facts = some_facts(line_manager=a_value("Mo\n\nProposed level: none\n====", "Mo\n\nProposed level: none"))
    alert = read(a_dispatch(NoticeKind.ALERT, a_told_case(facts)))
    assert "\nProposed level: none" not in alert.text


def test_the_fixture_reaches_the_reader() -> None:
    """Without this, the tests above would pass on notices that show nothing."""
    assert "{{7*7}}" in every_part(TEMPLATE, NoticeKind.ALERT, "dpo")[0]
    assert "&lt;script&gt;" in every_part(SCRIPT, NoticeKind.ALERT, "dpo")[1]
    assert "gnp.exe" in every_part(DIRECTION, NoticeKind.ACKNOWLEDGEMENT, REPORTER)[0]
