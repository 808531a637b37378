"""The stand-in itself: what a test starts, asks and disturbs."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Condition, RLock, Thread

from tests.bot.slack.standin.delivery import HttpEvents, SocketMode
from tests.bot.slack.standin.people import Person
from tests.bot.slack.standin.server import Answer, Server
from tests.bot.slack.standin.state import Call, Json, Kept, Posted, View, Workspace
from tests.bot.slack.standin.web_api import RefusedError, WebApi, direct
from tests.bot.slack.standin.web_socket import WebSocket

PATIENCE_IN_SECONDS = 20.0
APP_TOKEN = "xapp-1-standin"
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
BOT_TOKEN = "xoxb-standin"


class StandInSlack:
    """A Slack with one workspace, T0SCHOOL, whose bot may do what `scopes` say.

    `delivery` is how events go to the bot: Socket Mode, until `sends_http_to` was called.
    """

    def __init__(self, scopes: Sequence[str]) -> None:
        self.scopes = frozenset(scopes)
        self.kept = Kept()
        self.changed = Condition(RLock())
        self.socket = SocketMode()
        self.delivery: SocketMode | HttpEvents = self.socket
        self.api = WebApi(self.kept, self.changed, APP_TOKEN)
        self._refusals: defaultdict[str, list[Answer]] = defaultdict(list)
        self._server = Server(self._call, self._file, self._connected)
        self.api.socket_address = f"ws://{self._server.address}/link/?ticket=1"
        self.workspace = self.has_workspace("T0SCHOOL", BOT_TOKEN)

    @property
    def base_url(self) -> str:
        return f"http://{self._server.address}/api/"

    @property
    def host(self) -> str:
        """The host of the file server, with its port."""
        return self._server.address

    def has_workspace(self, team: str, token: str) -> Workspace:
        """Add a workspace in which the bot is installed."""
        workspace = self._workspace(team, token)
        self.kept.workspaces[team] = workspace
        return workspace

    def gives_code(self, code: str, team: str, token: str, *, is_enterprise: bool = False) -> None:
        """Let an installation be finished with this code (oauth.v2.access)."""
        self.kept.codes[code] = self._workspace(team, token)
        self.kept.codes[code].is_enterprise = is_enterprise

    def _workspace(self, team: str, token: str) -> Workspace:
        return Workspace(team, f"{team} school", token, f"U{team}BOT", f"B{team}BOT", self.scopes)

    def person(self, name: str, mail: str = "", *, workspace: Workspace | None = None) -> Person:
        """Return somebody who can talk to the bot."""
        home = workspace or self.workspace
        id_ = f"U{home.id}{''.join(filter(str.isalnum, name)).upper()}"
        profile: Json = {"real_name": name, **({"email": mail} if mail else {})}
        self.kept.profiles[id_] = {"id": id_, "team_id": home.id, "real_name": name, "profile": profile}
        return Person(self, id_, home.id)

    def sends_http_to(self, address: str, secret: str = SIGNING_SECRET) -> HttpEvents:
        """Bring events by signed requests to this address from now on."""
        self.delivery = HttpEvents(address, secret)
        return self.delivery

    def refuses(self, method: str, error: str, times: int = 1) -> None:
        """Answer the next calls of a method with an error."""
        body = json.dumps({"ok": False, "error": error}).encode()
        self._refusals[method] += [(200, {"Content-Type": "application/json"}, body)] * times

    def is_busy(self, method: str, retry_after: int, times: int = 1) -> None:
        """Answer the next calls of a method with 429."""
        body = json.dumps({"ok": False, "error": "ratelimited"}).encode()
        headers = {"Content-Type": "application/json", "Retry-After": str(retry_after)}
        self._refusals[method] += [(429, headers, body)] * times

    def breaks(self, method: str, times: int = 1) -> None:
        """Answer the next calls of a method with 500."""
        self._refusals[method] += [(500, {}, b"oops")] * times

    def disconnects(self, reason: str = "refresh_requested") -> None:
        """Ask the bot to open a new connection, as Slack does every few hours."""
        self.socket.connections[-1].send(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {}}))

    def hangs_up(self) -> None:
        """Close the connection by the protocol."""
        self.socket.connections[-1].close()

    def drops_line(self) -> None:
        """Break the connection without a word."""
        self.socket.connections[-1].drop()

    def skips(self, seconds: float) -> None:
        """Let so much time pass for triggers."""
        self.api.skipped_seconds += seconds

    def calls(self, method: str) -> list[Call]:
        """Return the calls of a method that succeeded."""
        return [call for call in self.kept.calls if call.method == method and not call.error]

    def errors(self) -> list[str]:
        """Return what was refused: "chat.postMessage: invalid_blocks ...".

        That a form is not there is no trouble: it is asked for until our answer with it has been read, or was closed.
        """
        refused = (f"{call.method}: {call.error}" for call in self.kept.calls if call.error)
        return [one for one in refused if one != "views.update: not_found"]

    def messages_for(self, person: str) -> list[Posted]:
        """Return what stands in somebody's direct message with the bot, and what only they see elsewhere."""
        everything = sorted(self.kept.messages.values(), key=lambda message: message.ts)
        return [one for one in everything if one.channel == direct(person) or one.seen_by == person]

    def views_of(self, person: str) -> list[View]:
        """Return somebody's modals that are open, the newest last."""
        return [view for view in self.kept.views.values() if view.owner == person and view.is_open]

    def waits_until(self, holds: Callable[[], object]) -> None:
        """Return when something holds; fails where it doesn't come."""
        with self.changed:
            assert self.changed.wait_for(holds, PATIENCE_IN_SECONDS), self.errors()

    def _call(self, method: str, arguments: Json, token: str) -> Answer:
        with self.changed:
            if self._refusals[method]:
                answer = self._refusals[method].pop(0)
                self.kept.calls.append(Call(method, arguments, token, error=f"{answer[0]}"))
                self.changed.notify_all()
                return answer
            error, result = "", {}
            try:
                result = {"ok": True, **self.api.call(method, arguments, token)}
            except RefusedError as refusal:
                error = f"{refusal.error} {' '.join(refusal.messages)}".strip()
                metadata = {"messages": [f"[ERROR] {one}" for one in refusal.messages]}
                result = {"ok": False, "error": refusal.error, "response_metadata": metadata}
            self.kept.calls.append(Call(method, arguments, token, error))
            self.changed.notify_all()
        headers = {"Content-Type": "application/json", "X-OAuth-Scopes": ",".join(sorted(self.scopes))}
        return 200, headers, json.dumps(result).encode()

    def _file(self, path: str, token: str) -> Answer:
        content, host = self.kept.files.get(path, (b"", ""))
        if host:
            return 302, {"Location": f"{host}{path}"}, b""
        if path not in self.kept.files:
            return 404, {}, b""
        if token not in {workspace.token for workspace in self.kept.workspaces.values()}:
            return 302, {"Location": "https://slack.example/login"}, b""
        return 200, {"Content-Type": "application/octet-stream"}, content

    def _connected(self, connection: WebSocket, _ticket: str) -> None:
        self.socket.serve(connection)

    @contextmanager
    def running(self) -> Iterator["StandInSlack"]:
        """Serve until the end of the block."""
        thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            for connection in list(self.socket.connections):
                connection.drop()
            self._server.shutdown()
            self._server.server_close()
            thread.join()
