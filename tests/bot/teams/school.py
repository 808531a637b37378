"""A school whose officers are told in Teams."""

from datetime import timedelta

from bot.carrier import ChatCarrier
from bot.line import ChatLine, LineDesk
from bot.officers.desk import OfficerDesk
from bot.officers.pressing import ChatOfficers
from bot.teams.app import Registration
from bot.teams.cloud import Cloud
from bot.teams.door import TeamsDoor
from candour.cases.notice import Channel
from candour.cases.policy_file import load
from replies.outbox import Outbox
from tests.bot.officers.stage import OFFICERS, PAGES
from tests.bot.officers.test_all_the_way import KeptMail
from tests.replies.stage import LINE
from tests.service import RuleReader, a_stage


class School:
    """A school with its chat in Teams: the line, the outbox and the door, under a registration in a cloud."""

    def __init__(self, registration: Registration, cloud: Cloud) -> None:
        self.core = a_stage(chat_roles=OFFICERS, reader=RuleReader())
        directory = self.core.directory.model_copy(update={"pages": PAGES})
        desk = OfficerDesk(self.core.service, directory, load, self.core.clock)
        line = ChatLine(
            LineDesk(
                service=self.core.service,
                records=self.core.store,
                evidence=self.core.store,
                directory=directory,
                policies=load,
                now=self.core.clock,
                school_of=lambda _talker: "st-finnian",
                anonymous=lambda _school: f"{PAGES}/r/st-finnian",
                officers=ChatOfficers(desk),
            )
        )
        self.door = TeamsDoor(line, registration, cloud)
        carrier = ChatCarrier(desk, line.receipts, line.contacts, {"teams": self.door}, patience=timedelta())
        self.outbox = Outbox(
            self.core.service,
            KeptMail(),
            directory=directory,
            identity=LINE,
            now=self.core.clock,
            carriers={Channel.CHAT: carrier},
        )

    def tells_officers(self) -> None:
        """Send what is due."""
        assert self.door.settle(30)
        self.outbox.deliver_due()

    @property
    def references(self) -> list[str]:
        return [line.reference for line in self.core.store.register()]
