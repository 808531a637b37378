"""An ASGI application on a free port of this machine."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

from tests.running import until


@contextmanager
def served(site: ASGIApp) -> Iterator[str]:
    """Serve an application; yields its address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as where:
        server = uvicorn.Server(
            uvicorn.Config(
                site, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=2
            )
        )
        thread = Thread(target=server.run, kwargs={"sockets": [where]}, daemon=True)
        thread.start()
        assert until(lambda: server.started, seconds=20)
        yield f"http://127.0.0.1:{where.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)
