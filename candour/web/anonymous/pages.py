"""The routes of the anonymous pages, and the room that their forms have; each module of pages brings its own."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from candour.web.anonymous import frame, receipt, reporting
from candour.web.anonymous.bodies import room
from candour.web.forms import Room

ROUTES: Sequence[BaseRoute] = (*frame.ROUTES, *reporting.ROUTES, *receipt.ROUTES)
ROOMS: Sequence[Room] = (room("/r/"),)
"""Add the paths of other forms that bring files."""
