"""The routes of the anonymous pages; each module of pages brings its own."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from candour.web.anonymous import frame

ROUTES: Sequence[BaseRoute] = (*frame.ROUTES,)
