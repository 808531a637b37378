"""A stand-in for Microsoft's Bot Framework on this machine: keys, the connector's API, files; and tokens of its own.

It keeps what it is sent as a list of `Sent`, and what stands in each chat as Teams would show it (`shown`).
"""

import base64
import json
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from time import time
from typing import Any, NamedTuple

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.teams.cloud import Cloud
from bot.teams.sdk import PUBLIC, with_overrides
from tests.bot.teams.serving import served

APP = "7c2f3d1e-0000-4000-8000-00000000b0b0"
TENANT = "11111111-2222-4333-8444-555555555555"
BOT = {"id": f"28:{APP}", "name": "Candour"}
KEY_ID = "the-key-of-the-stand-in"
Json = dict[str, Any]


class Sent(NamedTuple):
    """A request of the bot's: "POST", "PUT" or "DELETE", the conversation, the activity's id, and the activity."""

    method: str
    conversation: str
    activity: str
    body: Json


class Trouble(NamedTuple):
    """What the next request of the bot's is answered with."""

    status: int
    headers: Mapping[str, str] = {}


@dataclass
class BotFramework:
    """What the service knows and was sent. `troubles` are answered in place of the next requests, one by one."""

    url: str = ""
    sent: list[Sent] = field(default_factory=list)
    members: dict[str, Json] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[tuple[str, str]] = field(default_factory=list)
    troubles: deque[Trouble] = field(default_factory=deque)
    shown: dict[str, dict[str, Json]] = field(default_factory=dict)
    authorisations: set[str] = field(default_factory=set)
    created: list[Json] = field(default_factory=list)
    lets_create: bool = True
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def token(self, key: rsa.RSAPrivateKey | None = None, **claims: object) -> str:
        """Return a token as the service signs it; claims can be changed, and taken away with None."""
        told = {"iss": self.url, "aud": APP, "serviceurl": self.url, "iat": int(time()), "exp": int(time()) + 3600}
        payload = {name: value for name, value in {**told, **claims}.items() if value is not None}
        return jwt.encode(payload, key or service_key(), "RS256", headers={"kid": KEY_ID})

    def cloud(self) -> Cloud:
        """Return the addresses of this stand-in in the place of Microsoft's."""
        environment = with_overrides(
            PUBLIC,
            login_endpoint=f"{self.url}/login",
            openid_metadata_url=f"{self.url}/v1/.well-known/openidconfiguration",
            token_issuer=self.url,
        )
        own = jwt.encode({"aud": "the service", "iss": "login"}, "a key that nobody looks at, long enough", "HS256")
        return Cloud(environment=environment, services=("127.0.0.1",), files=("127.0.0.1",), scheme="http", token=own)

    def cards(self, conversation: str) -> list[Json]:
        """Return the cards that stand in a chat, in their order."""
        return [
            attachment["content"]
            for activity in self.shown.get(conversation, {}).values()
            for attachment in activity.get("attachments", [])
        ]

    def last_id(self, conversation: str) -> str:
        """Return the id of the newest activity of a chat."""
        return list(self.shown[conversation])[-1]

    async def _keys(self, _request: Request) -> Response:
        numbers = service_key().public_key().public_numbers()
        key = {"kty": "RSA", "use": "sig", "kid": KEY_ID, "n": _number(numbers.n), "e": _number(numbers.e)}
        return JSONResponse({"keys": [key]})

    async def _activity(self, request: Request) -> Response:
        conversation, activity = request.path_params["conversation"], request.path_params.get("activity", "")
        self.authorisations.add(request.headers.get("authorization", ""))
        if self.troubles:
            status, headers = self.troubles.popleft()
            return Response(status_code=status, headers=dict(headers))
        body = json.loads(await request.body() or b"{}")
        self.sent.append(Sent(request.method, conversation, activity, body))
        standing = self.shown.setdefault(conversation, {})
        if request.method == "DELETE":
            standing.pop(activity, None)
            return Response(status_code=200)
        activity = activity or f"a{next(self._ids)}"
        standing[activity] = body
        return JSONResponse({"id": activity}, status_code=201)

    async def _create(self, request: Request) -> Response:
        asked = json.loads(await request.body())
        self.created.append(asked)
        if not self.lets_create:
            return Response(status_code=403)
        return JSONResponse({"id": f"a:with-{asked['members'][0]['id'].removeprefix('29:')}"}, status_code=201)

    async def _member(self, request: Request) -> Response:
        found = self.members.get(request.path_params["member"])
        return JSONResponse(found) if found else Response(status_code=404)

    async def _file(self, request: Request) -> Response:
        name = request.path_params["name"]
        self.fetched.append((name, request.headers.get("authorization", "")))
        if name not in self.files:
            return Response(status_code=404)
        if self.files[name].startswith(b"-> "):
            return Response(status_code=302, headers={"location": self.files[name][3:].decode()})
        return Response(self.files[name])

    def site(self) -> Starlette:
        """Return the service as an application."""
        activities = "/v3/conversations/{conversation}/activities"
        return Starlette(
            routes=[
                Route("/v1/.well-known/keys", self._keys),
                Route("/v3/conversations", self._create, methods=["POST"]),
                Route(activities, self._activity, methods=["POST"]),
                Route(activities + "/{activity}", self._activity, methods=["PUT", "DELETE"]),
                Route("/v3/conversations/{conversation}/members/{member}", self._member),
                Route("/files/{name:path}", self._file),
            ]
        )


@cache
def service_key() -> rsa.RSAPrivateKey:
    """Return the key that the service signs with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def foreign_key() -> rsa.RSAPrivateKey:
    """Return a key of somebody else."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _number(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8)).rstrip(b"=").decode()


@contextmanager
def bot_framework() -> Iterator[BotFramework]:
    """Run the service on a free port of this machine."""
    service = BotFramework()
    with served(service.site()) as service.url:
        yield service
