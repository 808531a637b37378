"""The chat of an installation: the line over its service and store, its doors, and who carries notices there."""

from collections.abc import Iterable, Mapping
from random import SystemRandom

from bot.carrier import ChatCarrier
from bot.line import ChatLine, LineDesk, Officers
from bot.officers.desk import OfficerDesk
from bot.officers.pressing import ChatOfficers
from candour.app.chat_doors import Opening
from candour.app.chat_schools import school_by, served_by
from candour.app.environment import utc_now
from candour.app.link_pool import LinkPool, anonymous_addresses
from candour.app.settings import Settings
from candour.app.switchboard import Switchboard
from candour.cases.directory import Directory
from candour.cases.notice import Channel
from candour.cases.policy_file import load
from candour.cases.ports import Store
from candour.cases.service import Service
from replies.carrying import Carrier


def line_over(
    service: Service,
    store: Store,
    directory: Directory,
    settings: Settings,
    *,
    pool: LinkPool | None = None,
    officers: Officers | None = None,
) -> ChatLine:
    """Return the line that carries every conversation. Who asks for the anonymous page gets a link of the pool.

    Raises SettingsError where a platform serves a school that there is not.
    """
    pages = settings.web.url if settings.web is not None and settings.web.anonymous else ""
    return ChatLine(
        LineDesk(
            service=service,
            records=store,
            evidence=store,
            directory=directory,
            policies=load,
            now=utc_now,
            school_of=school_by(directory, served_by(settings, directory)),
            anonymous=anonymous_addresses(pages, pool),
            same_for_all=anonymous_addresses(pages, None),
            officers=officers,
            sends_after=settings.chat.sends_after,
        )
    )


class InstallationChat:
    """The line with its doors. `carriers` bring notices to people there, for the outbox.

    Raises SettingsError for what a door lacks.
    """

    def __init__(
        self, service: Service, store: Store, directory: Directory, settings: Settings, openings: Iterable[Opening]
    ) -> None:
        desk = OfficerDesk(service, directory, load, utc_now, personal_detail=settings.chat.personal_detail)
        pool = None
        if settings.chat.anonymous == "links":
            pool = LinkPool(directory, service.mint_links, SystemRandom(), started_at=utc_now())
        line = line_over(service, store, directory, settings, pool=pool, officers=ChatOfficers(desk))
        self.switchboard = Switchboard(line, [opening(line) for opening in openings], now=utc_now, pool=pool)
        carrier = ChatCarrier(desk, line.receipts, line.contacts, self.switchboard.doors)
        self.carriers: Mapping[str, Carrier] = {Channel.CHAT: carrier}
