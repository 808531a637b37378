"""A stand-in for Microsoft's and Google's token servers, over https on 127.0.0.1.

It answers the requests that msal and google-auth really make, and Dovecot's question whose a token is (RFC 7662).
"""

import base64
import json
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.certificates import SelfMadeAuthority

TENANT, CLIENT, SECRET = "school.example", "5e0c1a2b-0000-4000-8000-000000000001", "the-secret-of-the-application"


@dataclass
class TokenServer:
    """What it gives and says. `answers` are given in place of tokens, one by one: a status and a JSON object.

    Every token opens the mailbox `user`, until it is withdrawn; `lifetime` is what is told of it, in seconds.
    """

    port: int
    ca_file: str
    user: str = "dataloss"
    lifetime: int = 3600
    secret: str = SECRET
    tenant: str = TENANT
    answers: list[tuple[int, Mapping[str, object]]] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    def withdraw_all(self) -> None:
        """Let no token that was given so far be good any more."""
        self.good.clear()

    def service_account(self) -> str:
        """Return the JSON that Google Cloud gives for a service account's key."""
        account = {
            "type": "service_account",
            "project_id": "candour-example",
            "private_key_id": "1",
            "private_key": rsa_key(),
            "client_email": "candour@candour-example.example",
            "client_id": "100200300",
            "token_uri": f"{self.url}/token",
        }
        return json.dumps(account)

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, Mapping[str, object]]:
        """Return status and body for a request."""
        with self.lock:
            self.requests.append((path, form))
            if path == "/introspect":
                return 200, {"active": form.get("token") in self.good, "username": self.user}
            if path.endswith("/.well-known/openid-configuration"):
                return self._described(path)
            if self.answers:
                return self.answers.pop(0)
            if path == "/token":
                return self._for_google(form)
            return self._for_microsoft(form)

    def _described(self, path: str) -> tuple[int, Mapping[str, object]]:
        tenant = path.split("/")[1]
        if tenant != self.tenant:
            text = f"AADSTS90002: Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID."
            return 400, {"error": "invalid_tenant", "error_description": text, "error_codes": [90002]}
        base = f"{self.url}/{tenant}"
        return 200, {
            "issuer": f"{base}/v2.0",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
        }

    def _for_microsoft(self, form: dict[str, str]) -> tuple[int, Mapping[str, object]]:
        proved = form.get("client_secret") == self.secret or "client_assertion" in form
        if form.get("grant_type") != "client_credentials" or not proved:
            return refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.", status=401)
        if form.get("client_id") != CLIENT:
            return refusal("unauthorized_client", "AADSTS700016: Application was not found in the directory.")
        return self._token()

    def _for_google(self, form: dict[str, str]) -> tuple[int, Mapping[str, object]]:
        payload = form["assertion"].split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        if claims["sub"] != self.user or claims["scope"] != "https://mail.google.com/":
            return refusal("invalid_grant", "Invalid email or User ID")
        return self._token()

    def _token(self) -> tuple[int, Mapping[str, object]]:
        token = f"token-{len(self.given) + 1}"
        self.given.append(token)
        self.good.add(token)
        return 200, {"token_type": "Bearer", "expires_in": self.lifetime, "access_token": token}


@cache
def rsa_key() -> str:
    """Return a private key in PEM form: both vendors take RSA alone."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return pem.decode("ascii")


def refusal(error: str, description: str, *, status: int = 400) -> tuple[int, Mapping[str, object]]:
    """Return an answer as the vendors give it; they put addresses and times into the description."""
    text = f"{description} Trace ID: 1b2c Timestamp: 2026-11-22 10:00:00Z User: s.vaughan@saint-finnian.example"
    return status, {"error": error, "error_description": text}


@contextmanager
def running_token_server(authority: SelfMadeAuthority) -> Iterator[TokenServer]:
    """Start the server on a free port, with this authority's certificate."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # Dovecot waits seconds before it opens another connection

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            self._answer({name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()})

        def _answer(self, form: dict[str, str]) -> None:
            query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            status, body = tokens.answer(urlsplit(self.path).path, {**query, **form})
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the standard library
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate, authority.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    tokens = TokenServer(port=server.server_address[1], ca_file=str(authority.ca_file))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield tokens
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
