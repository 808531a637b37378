"""Forms are read within bounds; what is too much, too slow or no form is said plainly and changes nothing."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from candour.web.forms import MOST_BYTES, MOST_FIELDS, Form, FormBodies, FormRefusedError, Room, checked_form
from tests.web.stage import a_web_stage, csrf_in

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("content", "headers", "status", "words"),
    [
        (b"a=" + b"b" * MOST_BYTES, FORM, 413, "more text than a form here can hold"),
        (b"&".join(b"a=1" for _ in range(MOST_FIELDS + 1)), FORM, 400, "be read"),
        (b"a=%ff", FORM, 400, "be read"),
        ("a=ü".encode(), FORM, 400, "be read"),
        (b'{"a": 1}', {"content-type": "application/json"}, 415, "no form of this site"),
        (b"", {"content-type": "multipart/form-data; boundary=x"}, 415, "no form of this site"),
        (b"a=1", {}, 415, "no form of this site"),
    ],
)
def test_what_is_no_bearable_form_is_refused(content: bytes, headers: dict[str, str], status: int, words: str) -> None:
    browser = a_web_stage().signed_in()
    answer = browser.post("/away", content=content, headers=headers)
    assert answer.status_code == status
    assert words in answer.text


def test_a_form_of_the_largest_size_is_taken() -> None:
    browser = a_web_stage().signed_in()
    content = f"csrf={csrf_in(browser.get('/away').text)}&first_day=&last_day="
    content += "&more=" + "b" * (MOST_BYTES - len(content) - len("&more="))
    assert len(content) == MOST_BYTES
    assert browser.post("/away", content=content, headers=FORM).status_code == 422


def test_a_form_that_never_ends_is_given_up() -> None:
    seen: list[str] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        scope["app"] = a_web_stage().site
        with pytest.raises(FormRefusedError, match="too long to arrive"):
            checked_form(Request(scope), "token")
        seen.append("page")

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def nowhere(part: Message) -> None:
        raise AssertionError(part)

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", FORM["content-type"].encode())]}
    asyncio.run(FormBodies(page, seconds=0.01)(scope, never, nowhere))
    assert seen == ["page"]


def test_a_form_gives_single_and_several_values_and_does_not_mind_what_is_absent() -> None:
    form = Form({"reason": [" first\r\nsecond "], "ticks": ["a", "b"], "empty": []})
    assert form.text("reason") == "first\nsecond"
    assert form.texts("ticks") == ("a", "b")
    assert (form.text("nothing"), form.texts("nothing"), form.text("empty")) == ("", (), "")
    assert list(form) == ["reason", "ticks", "empty"]
    assert len(form) == 3


def test_too_large_a_form_is_read_to_its_end_and_its_beginning_kept_for_the_page() -> None:
    seen: list[tuple[object, int, bool]] = []
    pieces = [b"a" * 60, b"b" * 60, b"c" * 60]

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        seen.append((scope["state"]["body"], len(scope["state"]["begun"]), not pieces))

    async def next_piece() -> Message:
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    async def nowhere(part: Message) -> None:
        raise AssertionError(part)

    scope = {"type": "http", "method": "POST", "path": "/r/x", "headers": []}
    asyncio.run(FormBodies(page, rooms=[Room("/r/", 100, 1.0)])(scope, next_piece, nowhere))
    assert seen == [(None, 120, True)]


@pytest.mark.parametrize(("small", "second"), [(59, None), (60, b"a" * 60)])
def test_forms_that_arrive_at_once_share_their_room_and_small_ones_need_none(small: int, second: bytes | None) -> None:
    bodies: list[object] = []

    async def two_at_once() -> None:
        first_is_read, second_is_read = asyncio.Event(), asyncio.Event()

        async def page(scope: Scope, receive: Receive, send: Send) -> None:
            del receive, send
            bodies.append(scope["state"]["body"])
            (second_is_read if first_is_read.is_set() else first_is_read).set()
            await second_is_read.wait()

        async def piece() -> Message:
            return {"type": "http.request", "body": b"a" * 60, "more_body": False}

        async def nowhere(part: Message) -> None:
            raise AssertionError(part)

        async def post() -> None:
            await middleware({"type": "http", "method": "POST", "path": "/r/x", "headers": []}, piece, nowhere)

        middleware = FormBodies(page, rooms=[Room("/r/", 100, 1.0)], most_at_once=100, most_bytes=small)
        await asyncio.gather(post(), post())
        await post()

    asyncio.run(two_at_once())
    assert bodies == [b"a" * 60, second, b"a" * 60]
