"""The pages served: the site over an installation, and uvicorn as one of the loops of `candour run`."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import uvicorn
from starlette.applications import Starlette

from candour.app.anonymous import anonymous_door
from candour.app.compose import Installation
from candour.app.connections import PromptProtocol
from candour.app.environment import utc_now
from candour.app.export_register import exporter
from candour.app.mail_servers import sender_of
from candour.app.sign_in_post import SignInPost
from candour.app.web_table import WebTable
from candour.cases.errors import CandourError, SettingsError
from candour.cases.policy_file import load
from candour.web.anonymous.door import AnonymousDoor
from candour.web.links import Links
from candour.web.sessions import Sessions
from candour.web.site import create_site
from candour.web.surroundings import Surroundings
from replies.smtp import SmtpSender

_CLOSING_IN_SECONDS = 10
_FORGETTING_EVERY_IN_SECONDS = 60.0
_MOST_CONNECTIONS = 200
_LONGEST_HEAD_IN_BYTES = 16 * 1024


class PagesDiedError(CandourError):
    """The server of the pages ended by itself."""


def listening(web: WebTable) -> socket.socket:
    """Return a socket that listens where the pages are to be; raises SettingsError where that can't be."""
    family = socket.AF_INET6 if ":" in web.host else socket.AF_INET
    # Named as TCP, so that asyncio sets TCP_NODELAY: without it each answer waits 40 ms for the browser's ACK.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((web.host.strip("[]"), web.port))
        found.listen()
    except OSError as error:
        found.close()
        raise SettingsError(
            f"web.port {web.port} on {web.host} can't be used ({error.strerror}): is something else there already?"
        ) from None
    return found


class PageServer:
    """Serves the site on a socket until it is told to stop; `run` belongs in a thread of its own."""

    def __init__(self, site: Starlette, where: socket.socket) -> None:
        self._where = where
        self._server = uvicorn.Server(
            uvicorn.Config(
                site,
                loop="asyncio",
                http=PromptProtocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,  # addresses of people, and links to sign in
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_MOST_CONNECTIONS,
                timeout_graceful_shutdown=_CLOSING_IN_SECONDS,
                h11_max_incomplete_event_size=_LONGEST_HEAD_IN_BYTES,
            )
        )

    def run(self, stop: Event) -> None:
        """Serve until `stop` is set; pages under way are finished. Raises PagesDiedError when it ends by itself."""

        def end_when_asked() -> None:
            stop.wait()
            self._server.should_exit = True

        Thread(target=end_when_asked, name="pages' stop", daemon=True).start()
        self._server.run(sockets=[self._where])
        if not stop.is_set():
            raise PagesDiedError("the server of the pages ended by itself")


@dataclass(frozen=True)
class Pages:
    """What serves an installation's pages: loops for `candour run`. `door` is that of the anonymous pages."""

    post: SignInPost
    server: PageServer
    door: AnonymousDoor | None

    def forget(self, stop: Event) -> None:
        """Let go of the files of forms that nobody sent, also when nobody else comes, until `stop` is set."""
        while self.door is not None and not stop.wait(_FORGETTING_EVERY_IN_SECONDS):
            self.door.shelf.sweep(utc_now())


@contextmanager
def pages_of(installation: Installation) -> Iterator[Pages | None]:
    """Yield what serves the pages, None where the configuration has no [web]. Raises SettingsError for a taken port."""
    web = installation.settings.web
    if web is None:
        yield None
        return
    with closing(listening(web)) as where:
        service, directory = installation.service, installation.directory
        links = Links(installation.store, service.who, utc_now)
        post = SignInPost(
            links,
            SmtpSender(installation.smtp),
            directory=directory,
            identity=sender_of(installation.smtp),
            now=utc_now,
        )
        door = anonymous_door(installation, utc_now) if web.anonymous else None
        site = create_site(
            Surroundings(
                service=service,
                directory=directory,
                policies=load,
                now=utc_now,
                pages=directory.pages,
                links=links,
                sessions=Sessions(installation.store, service.who, utc_now),
                send_link=post.ask,
                export=exporter(service, directory, utc_now),
                anonymous=door,
                hosts=tuple(web.other_hosts),
            ),
            installation.chat.switchboard.routes,
            installation.chat.switchboard.rooms,
        )
        yield Pages(post, PageServer(site, where), door)
