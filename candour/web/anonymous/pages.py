"""The routes of the anonymous pages, and the room that their forms have; each module of pages brings its own."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from candour.web.anonymous import coming_back, frame, proving, receipt, reporting
from candour.web.anonymous.bodies import room
from candour.web.anonymous.returning import BACK
from candour.web.forms import Room

ROUTES: Sequence[BaseRoute] = (
    *frame.ROUTES,
    *reporting.ROUTES,
    *receipt.ROUTES,
    *coming_back.ROUTES,
    *proving.ROUTES,
)
ROOMS: Sequence[Room] = (room("/r/"), room(BACK))
"""The paths of the forms that bring files."""
