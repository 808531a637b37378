"""What is typed to hurt on the pages behind a code is escaped, bounded, never a fault; no address has a secret."""

import re
from collections.abc import Iterator

import pytest
from httpx import Response

from candour.cases.filing import Further
from tests.web.anonymous.coming_back import PHOTO, Writer, a_writer
from tests.web.anonymous.forms import form_in, forms_in
from tests.web.anonymous.stage import an_anonymous_stage

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=1>{{ 7*7 }}\u202etxt.exe\x00\x1b[31m\ud800 &amp;"
FORM = {"content-type": "application/x-www-form-urlencoded"}
MOST_IN_A_PAGE = 50 * 1024
BODIES = (
    b"", b"code", b"code=", b"=&=&", b"code=%00%ff", b"code=%F0%9F", b"code=\xff\xfe", b"code=" + b"0" * 1_000_000,
    b"code=0000111122223333&text=" + b"%F0%9F%98%80" * 80_000, b"code=0000111122223333&once=../../etc&files=99&do=add",
    b"code=0000111122223333&do=give_up&seal=" + b"a" * 64 + b"&school=%2e%2e", b"code=0000111122223333&do=%0a&lang=xx",
    b"to=cy", b"to=xx&code=0000111122223333", b"remove=x&code=0000111122223333", b"seal=%C3%A9&code=0000111122223333",
    b"lang=cy&do=stop", b"&".join(b"code=1" for _ in range(1_000)),
)  # fmt: skip


def everything_met() -> Iterator[Response]:
    """Yield the answers of a whole conversation in which everything that is typed is hostile."""
    writer = a_writer(text=f"A list with {HOSTILE.encode(errors='ignore').decode()} names")
    typed = HOSTILE.encode(errors="ignore").decode()
    writer.decided("ask", typed)
    writer.adds(typed, [(typed, b"a photo", typed)])
    writer.adds(typed, [("x.pdf", b"%PDF", "application/pdf")])
    writer.presses(writer.opened(), "name", name=typed, reach=typed)
    writer.presses(writer.opened(), "name", text=typed, reach=typed)
    writer.comes_back(typed)
    sure = form_in(writer.presses(writer.opened(), "stop", text=typed, name=typed).text, "stop")
    writer.presses(sure, "give_up")
    yield from writer.met
    yield writer.browser.get("/leave")
    yield writer.browser.post("/proof", data={"proof": typed, "code": typed, "words": typed})


def test_hostile_words_are_shown_as_words_on_every_page() -> None:
    for answer in everything_met():
        assert answer.status_code in {200, 422}
        assert "<script" not in answer.text
        assert "<img" not in answer.text
        assert "49" not in re.sub(r'value="[^"]*"', "", answer.text)
        assert not {"\x00", "\x1b", "\u202e"} & set(answer.text)


def test_no_page_sets_a_cookie_or_has_a_secret_in_an_address_or_is_heavy() -> None:
    style = len(a_writer().browser.get("/static/anonymous.css").content)
    for answer in everything_met():
        assert "set-cookie" not in answer.headers
        assert answer.url.path in {"/back", "/leave", "/proof"}
        assert answer.url.query == b""
        addresses = re.findall(r'(?:href|src|action)="([^"]*)"', answer.text)
        assert all(re.fullmatch(r"/[a-z/.-]*|#[a-z-]+", address) for address in addresses), addresses
        assert all(form.method == "post" for form in forms_in(answer.text))
        assert len(answer.content) + style <= MOST_IN_A_PAGE


def test_a_long_conversation_still_fits_on_a_page_the_latest_first() -> None:
    writer = a_writer()
    for number in range(12):
        text = f"Number {number}. " + "<&>" * 1_300
        writer.stage.core.service.add(Further(code=writer.code, text=text, once=str(number)))
    shown = writer.comes_back()
    assert len(shown.content) <= MOST_IN_A_PAGE
    assert "Number 11." in shown.text
    assert "Number 2." not in shown.text
    assert "Only the latest part is shown here" in shown.text


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", ["/back", "/proof", "/back?lang=cy", "/back?lang=%00"])
def test_no_bytes_of_any_kind_are_a_fault(path: str, body: bytes) -> None:
    answer = an_anonymous_stage().browser().post(path, content=body, headers=FORM)
    assert answer.status_code < 500
    assert len(answer.content) < 400_000


def test_a_megabyte_of_text_is_cut_and_told_and_leaves_the_case_alone() -> None:
    writer = a_writer()
    answer = writer.adds("\u202eword " * 200_000)
    assert answer.status_code in {413, 422}
    assert len(answer.content) < 100_000
    assert len(writer.case.reports) == 1


def test_a_form_from_another_site_is_refused() -> None:
    writer = a_writer()
    writer.browser.headers["sec-fetch-site"] = "cross-site"
    answer = writer.browser.post("/back", data={"code": writer.code, "do": "add", "text": "From elsewhere."})
    assert (answer.status_code, "came from another website" in answer.text) == (403, True)
    assert len(writer.case.reports) == 1


def test_values_that_no_form_of_ours_has_change_nothing(writer: Writer) -> None:
    data = {"code": writer.code, "once": "../../x", "files": "-1", "do": "burn", "remove": "99", "lang": "xx"}
    answer = writer.browser.post("/back", data=data)
    assert answer.status_code == 200
    assert re.fullmatch("[0-9A-Z]{16}", form_in(answer.text).fields["once"][0])
    assert len(writer.case.reports) == 1


def test_a_name_of_a_file_or_its_kind_reaches_neither_page_nor_case(writer: Writer) -> None:
    answer = writer.adds("", [PHOTO])
    assert "IMG_4711" not in answer.text + writer.case.model_dump_json()


@pytest.fixture
def writer() -> Writer:
    return a_writer()
