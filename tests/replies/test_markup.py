"""The HTML part of every notice: whole, small, readable, and calling nobody."""

import re
from itertools import pairwise

import pytest

from candour.cases.notice import REPORTER, NoticeKind
from tests.replies.stage import ROLES, Read, a_dispatch, read

EVERY_NOTICE = [*ROLES.items(), (NoticeKind.UPDATE, "dpo")]


@pytest.fixture(params=EVERY_NOTICE, ids=[f"{kind}-{role}" for kind, role in EVERY_NOTICE])
def notice(request: pytest.FixtureRequest) -> Read:
    kind, role = request.param
    return read(a_dispatch(kind, role=role))


def test_every_element_is_closed_in_order(notice: Read) -> None:
    assert notice.page.faults == []


def test_nothing_is_fetched_and_nothing_runs(notice: Read) -> None:
    tags = {tag for tag, _ in notice.page.elements}
    assert not tags & {"img", "script", "link", "iframe", "object", "embed", "svg", "video", "form", "base"}
    names = {name for _, attributes in notice.page.elements for name in attributes}
    assert not names & {"src", "href", "srcset", "background", "action"}
    assert not [name for name in names if name.startswith("on")]
    assert not re.search(r"url\(|@import|https?:", notice.markup)


def test_language_title_and_one_heading_of_the_first_level_are_there(notice: Read) -> None:
    assert ("html", {"lang": "en-GB"}) in notice.page.elements
    assert notice.page.count("title") == 1
    assert notice.page.count("h1") == 1


def test_heading_levels_skip_none(notice: Read) -> None:
    levels = [int(tag[1]) for tag, _ in notice.page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_row_of_a_table_has_a_header_cell_with_a_scope(notice: Read) -> None:
    headers = [attributes for tag, attributes in notice.page.elements if tag == "th"]
    assert all(attributes.get("scope") in {"row", "col"} for attributes in headers)
    assert len(headers) >= notice.page.count("tr")


def test_text_is_dark_on_white_and_no_width_is_fixed_in_pixels(notice: Read) -> None:
    body = next(attributes for tag, attributes in notice.page.elements if tag == "body")
    assert "background:#fff;color:#1b1b1b" in str(body["style"])
    assert not re.search(r"(?<!max-)width:\d+px", notice.markup)


def test_it_is_small(notice: Read) -> None:
    assert len(notice.markup.encode()) < 60_000


@pytest.mark.parametrize("kind", [kind for kind in ROLES if ROLES[kind] == REPORTER])
def test_the_text_part_says_what_the_html_part_says(kind: NoticeKind) -> None:
    notice = read(a_dispatch(kind))
    paragraphs = [line.removeprefix("- ") for line in notice.text.splitlines() if line.endswith(".") and line[0] != " "]
    page = notice.page.text
    assert len(paragraphs) >= 8
    assert [words for words in paragraphs if re.sub(r"^\d+\. ", "", words) not in page] == []
