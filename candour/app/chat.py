"""The chat of an installation: the line over its service and store."""

from bot.line import ChatLine, LineDesk, Officers
from candour.app.chat_schools import school_by, served_by
from candour.app.environment import utc_now
from candour.app.link_pool import LinkPool, anonymous_addresses
from candour.app.settings import Settings
from candour.cases.directory import Directory
from candour.cases.policy_file import load
from candour.cases.ports import Store
from candour.cases.service import Service


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
