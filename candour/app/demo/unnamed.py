"""The demonstration's report without a name: filed as the page files it, told at a slot."""

from datetime import datetime, time, timedelta
from random import SystemRandom

import typer

from candour.app.demo.telling import LONDON
from candour.app.settings import Settings
from candour.cases.codes import in_groups, new_code
from candour.cases.filing import Filing
from candour.cases.service import Service

_TEXT = (
    "The spreadsheet with the free school meals of the whole school stands on the shared drive that every pupil can "
    "open. I saw two Year 6 pupils reading it this morning. There are about 210 names in it, with addresses and who "
    "gets help. I am afraid of what happens if I say who I am, because the head teacher put it there."
)
_SOON = timedelta(minutes=2)
_HOURS = 24


def slots_soon(now: datetime) -> list[time]:
    """Return slots for each hour of the day, so that the next one comes in two minutes: nobody watches for long."""
    minute = (now.astimezone(LONDON) + _SOON).minute
    return [time(hour, minute) for hour in range(_HOURS)]


def report_without_a_name(service: Service, settings: Settings, school: str) -> None:
    """File the sample, and print where people do so and with which code its writer comes back."""
    if settings.web is None:
        return
    code = new_code(SystemRandom())
    service.file(Filing(school=school, text=_TEXT, code=code))
    typer.echo(
        f"Somebody reports without a name, at {settings.web.url}/r/{school} (open it: it takes two minutes).\n"
        f"They come back at {settings.web.url}/back with the code {in_groups(code)}.\n"
        "Who must know is told at a fixed time of the day, in a mail that says no more; here within two minutes:\n"
    )
