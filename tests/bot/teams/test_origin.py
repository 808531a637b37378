"""Who is let in: tokens, tenants, service addresses, sizes; through the real SDK, with keys of a stand-in service."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import time

import httpx
import pytest
from starlette.applications import Starlette

from bot.teams.app import disconnect, sdk_app
from bot.teams.cloud import MICROSOFT, THIS_MACHINE, Cloud
from bot.teams.door import TeamsDoor
from bot.teams.endpoint import MOST_BYTES, Endpoint
from bot.teams.loop import Loop
from bot.teams.sdk import ActivityContext, ClientCredentials, MessageActivity
from candour.cases.errors import SettingsError
from tests.bot.teams.people import Person
from tests.bot.teams.serving import served
from tests.bot.teams.stage import REGISTRATION
from tests.bot.teams.standin import TENANT, BotFramework, Json, bot_framework, foreign_key

SECRET_WORDS = "Ceri's report went to the wrong parent"


@dataclass
class Listening:
    """An address where the SDK answers, and nothing behind it."""

    site: str

    @property
    def door(self) -> TeamsDoor:
        raise NotImplementedError


def a_person(service: BotFramework, address: str) -> Person:
    return Person(service, Listening(address))


@contextmanager
def listening(cloud: Cloud) -> Iterator[tuple[str, list[str]]]:
    """Serve the SDK's App; yields its address, and the texts that it let through."""
    heard: list[str] = []

    async def hear(context: ActivityContext[MessageActivity]) -> None:
        heard.append(context.activity.text)

    loop = Loop()
    endpoint = Endpoint(loop=loop, cloud=cloud, tenants=[TENANT])
    app = sdk_app(REGISTRATION, cloud, endpoint)
    app.on_message(hear)
    loop.wait(app.initialize(), 10)
    with served(Starlette(routes=[endpoint.route])) as address:
        yield address, heard
    loop.wait(disconnect(app), 10)
    loop.close()


@pytest.fixture(scope="module")
def service() -> Iterator[BotFramework]:
    with bot_framework() as running:
        yield running


@pytest.fixture(scope="module")
def site(service: BotFramework) -> Iterator[tuple[str, list[str]]]:
    with listening(service.cloud()) as running:
        yield running


def test_a_message_with_the_services_token_is_heard(service: BotFramework, site: tuple[str, list[str]]) -> None:
    person = a_person(service, site[0])
    assert person.brings(person.activity("message", text="Good morning")).status_code == 200
    assert site[1][-1] == "Good morning"


WRONG_TOKENS: dict[str, Callable[[BotFramework], str]] = {
    "no token": lambda _: "",
    "no token at all in it": lambda _: "abc.def.ghi",
    "another's key": lambda service: service.token(foreign_key()),
    "another's audience": lambda service: service.token(aud="00000000-0000-4000-8000-000000000001"),
    "another's issuer": lambda service: service.token(iss="https://issuer.example"),
    "no issuer": lambda service: service.token(iss=None),
    "Entra ID's issuer": lambda service: service.token(iss=f"{service.url}/login/{TENANT}/v2.0", tid=TENANT),
    "an older issuer of Entra ID": lambda service: service.token(iss=f"https://sts.windows.net/{TENANT}/", tid=TENANT),
    "expired": lambda service: service.token(exp=int(time()) - 3600),
    "another service address": lambda service: service.token(serviceurl="https://smba.trafficmanager.net/uk/"),
    "no service address": lambda service: service.token(serviceurl=None),
}


@pytest.mark.parametrize("token", WRONG_TOKENS.values(), ids=WRONG_TOKENS)
def test_a_wrong_token_is_refused_with_401_and_logged_without_content(
    token: Callable[[BotFramework], str],
    service: BotFramework,
    site: tuple[str, list[str]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    person, before = a_person(service, site[0]), len(site[1])
    with caplog.at_level(logging.DEBUG):
        answer = person.brings(person.activity("message", text=SECRET_WORDS), token(service))
    assert answer.status_code == 401
    assert len(site[1]) == before
    ours = [record for record in caplog.records if record.name.startswith("bot.")]
    assert [record.__dict__["status"] for record in ours] == [401]
    assert SECRET_WORDS not in caplog.text
    assert person.name not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith(("microsoft_teams", "httpx"))]


WRONG_ORIGINS: dict[str, Json] = {
    "a foreign tenant": {"conversation": {"id": "a:1", "tenantId": "99999999-0000-4000-8000-000000000000"}},
    "a foreign tenant in the channel's part": {"channelData": {"tenant": {"id": "contoso"}}},
    "a sender of a foreign tenant": {"from": {"id": "29:x", "tenantId": "contoso"}},
    "no tenant": {"conversation": {"id": "a:1"}, "channelData": {}},
    "another channel": {"channelId": "directline"},
    "no channel": {"channelId": None},
    "a service address of somebody else": {"serviceUrl": "https://smba.trafficmanager.net.evil.example/"},
    "no service address": {"serviceUrl": None},
    "a second service address, which the SDK would send to": {"service_url": "https://evil.example/"},
}


@pytest.mark.parametrize("origin", WRONG_ORIGINS.values(), ids=WRONG_ORIGINS)
def test_a_foreign_origin_is_refused_with_401_whatever_its_token(
    origin: Json, service: BotFramework, site: tuple[str, list[str]]
) -> None:
    person, before = a_person(service, site[0]), len(site[1])
    assert person.brings(person.activity("message", text="Hello", **origin)).status_code == 401
    assert len(site[1]) == before


@pytest.mark.parametrize(
    "conversation", [None, {}, {"id": ""}, {"id": 7}, {"id": "../../v3/attachments"}, {"id": "a:1?x=1"}, "a:1"]
)
def test_a_conversation_that_is_none_is_refused(
    conversation: object, service: BotFramework, site: tuple[str, list[str]]
) -> None:
    person = a_person(service, site[0])
    assert person.brings(person.activity("message", text="Hi", conversation=conversation)).status_code == 400


@pytest.mark.parametrize("wrong", [{"from": None}, {"from": {"id": "../x"}}, {"replyToId": "a/../b"}, {"replyToId": 7}])
def test_ids_that_would_change_an_address_are_refused(
    wrong: Json, service: BotFramework, site: tuple[str, list[str]]
) -> None:
    person = a_person(service, site[0])
    assert person.brings(person.activity("message", text="Hi", **wrong)).status_code == 400


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b'"text"', b"null", b"[" * 100_000])
def test_what_is_no_activity_is_refused(body: bytes, service: BotFramework, site: tuple[str, list[str]]) -> None:
    headers = {"Authorization": f"Bearer {service.token()}"}
    assert httpx.post(f"{site[0]}/api/messages", content=body, headers=headers).status_code == 400


def test_a_body_that_is_too_large_is_refused_before_it_is_parsed(
    service: BotFramework, site: tuple[str, list[str]]
) -> None:
    person, before = a_person(service, site[0]), len(site[1])
    assert person.brings(person.activity("message", text="x" * MOST_BYTES)).status_code == 413
    assert len(site[1]) == before


def test_nothing_but_the_one_address_is_served(site: tuple[str, list[str]]) -> None:
    assert httpx.get(f"{site[0]}/api/messages").status_code == 405
    assert httpx.post(f"{site[0]}/api/functions/anything", json={}).status_code == 404


def test_without_tokens_this_machine_alone_is_talked_to(service: BotFramework) -> None:
    with listening(THIS_MACHINE) as (address, heard):
        person = a_person(service, address)
        assert person.brings(person.activity("message", text="Hello"), "").status_code == 200
        elsewhere = person.activity("message", text="Hello again", serviceUrl="https://smba.trafficmanager.net/uk/")
        assert person.brings(elsewhere, "").status_code == 401
        assert heard == ["Hello"]


def test_no_cloud_takes_messages_without_tokens_from_elsewhere() -> None:
    with pytest.raises(ValueError, match="this machine alone"):
        Cloud(environment=MICROSOFT.environment, services=MICROSOFT.services, files=(), is_open=True)


ADDRESSES = {
    "https://smba.trafficmanager.net/uk/": True,
    "https://europe.botframework.com": True,
    "https://smba.trafficmanager.net:443/": True,
    "http://smba.trafficmanager.net/": False,
    "https://smba.trafficmanager.net:8443/": False,
    "https://botframework.com.evil.example/": False,
    "https://evilbotframework.com/": False,
    "https://smba.trafficmanager.net@evil.example/": False,
    "https://someone@smba.trafficmanager.net/": False,
    "https://127.0.0.1/": False,
    "https://smba.trafficmanager.net:port/": False,
    "//smba.trafficmanager.net/": False,
    "": False,
}


@pytest.mark.parametrize(("url", "is_theirs"), ADDRESSES.items())
def test_answers_go_to_microsofts_services_alone(url: str, *, is_theirs: bool) -> None:
    assert MICROSOFT.is_service(url) is is_theirs


@pytest.mark.parametrize(
    ("url", "is_theirs"),
    [
        ("https://school.sharepoint.com/personal/file", True),
        ("https://sharepoint.com/file", False),
        ("https://school.sharepoint.com.evil.example/file", False),
        ("http://school.sharepoint.com/file", False),
        ("https://10.0.0.1/file", False),
    ],
)
def test_files_come_from_sharepoint_alone(url: str, *, is_theirs: bool) -> None:
    assert MICROSOFT.is_file(url) is is_theirs


def test_what_stands_in_the_environment_opens_nothing(service: BotFramework, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS", "true")
    monkeypatch.setenv("CLOUD", "China")
    monkeypatch.setenv("SERVICE_URL", "https://evil.example")
    with listening(service.cloud()) as (address, heard):
        person = a_person(service, address)
        assert person.brings(person.activity("message", text="Hello"), "").status_code == 401
        assert heard == []


def test_the_bots_own_token_comes_from_its_own_tenant() -> None:
    loop = Loop()
    app = sdk_app(REGISTRATION, MICROSOFT, Endpoint(loop=loop, cloud=MICROSOFT, tenants=[TENANT]))
    assert app.credentials == ClientCredentials(
        client_id=REGISTRATION.app_id, client_secret=REGISTRATION.secret, tenant_id=TENANT
    )
    assert REGISTRATION.secret not in repr(REGISTRATION)
    loop.close()


def test_credentials_that_are_not_ours_stop_the_start(service: BotFramework, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENT_SECRET", "somebody else's")
    loop = Loop()
    endpoint = Endpoint(loop=loop, cloud=service.cloud(), tenants=[TENANT])
    with pytest.raises(SettingsError, match="CLIENT_SECRET"):
        sdk_app(REGISTRATION, service.cloud(), endpoint)
    loop.close()
