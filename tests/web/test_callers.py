"""Addresses that other programs call: they get the body whole and within bounds; no other page is opened by them."""

import asyncio
import json

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from candour.web.forms import FormBodies, Room
from candour.web.site import create_site
from tests.web.stage import HTTPS, a_web_stage

PATH = "/api/messages"
MOST = 1000


async def echo(request: Request) -> Response:
    return JSONResponse(json.loads(await request.body()))


@pytest.fixture
def caller() -> TestClient:
    stage = a_web_stage()
    route = Route(PATH, echo, methods=["POST"])
    site = create_site(stage.site.state.surroundings, [route], [Room(PATH, MOST, 5, hands_on=True)])
    return TestClient(site, base_url=HTTPS, raise_server_exceptions=False)


def test_a_platform_is_handed_on_with_its_body_and_without_a_token_of_ours(caller: TestClient) -> None:
    answer = caller.post(PATH, json={"text": "hello"}, headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, answer.json()) == (200, {"text": "hello"})
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_too_large_is_refused_before_anybody_parses_it(caller: TestClient) -> None:
    assert caller.post(PATH, content=b"[" * (MOST + 1)).status_code == 413
    assert caller.post(PATH, content=json.dumps("x" * (MOST - 2)).encode()).status_code == 200


def test_another_host_is_turned_away_there_too(caller: TestClient) -> None:
    assert caller.post(PATH, json={}, headers={"Host": "evil.example"}).status_code == 421


def test_an_answer_that_fails_says_nothing_of_why(caller: TestClient) -> None:
    answer = caller.post(PATH, content=b"no json: a secret")
    assert (answer.status_code, "secret" in answer.text) == (500, False)


def test_other_addresses_below_lead_nowhere_and_other_forms_need_their_token(caller: TestClient) -> None:
    assert caller.post(f"{PATH}/more", json={}).status_code == 404
    assert caller.post("/away", data={"first_day": ""}, follow_redirects=False).status_code == 303
    assert caller.get(PATH).status_code == 405


def test_what_never_ends_is_refused() -> None:
    statuses: list[int] = []

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError(scope, receive, send)

    async def answered(part: Message) -> None:
        statuses.append(part.get("status", 0))

    scope = {"type": "http", "method": "POST", "path": PATH, "headers": []}
    asyncio.run(FormBodies(page, rooms=[Room(PATH, MOST, 0.01, hands_on=True)])(scope, never, answered))
    assert statuses == [408, 0]
