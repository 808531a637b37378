"""Whose school somebody in a chat belongs to: by their mail address, among those that a platform serves."""

from collections.abc import Callable, Mapping, Sequence

from bot.events import Platform, Talker
from candour.app.settings import Settings
from candour.cases.directory import Directory, School
from candour.cases.schools import is_of


def served_by(settings: Settings, directory: Directory) -> Mapping[Platform, tuple[str, ...]]:
    """Return the keys of the schools that each platform serves, in the order of the configuration.

    Raises SettingsError where [slack] or [teams] names a school that there is not.
    """
    named: dict[Platform, Sequence[str]] = {"terminal": (), "page": ()}
    if settings.slack is not None:
        named["slack"] = settings.slack.schools
    if settings.teams is not None:
        named["teams"] = settings.teams.schools
    return {
        platform: tuple(directory.school(key).key for key in keys) or tuple(directory.schools)
        for platform, keys in named.items()
    }


def school_by(directory: Directory, served: Mapping[Platform, tuple[str, ...]]) -> Callable[[Talker], str]:
    """Return what finds somebody's school: the one whose domain their address is of, else the platform's first."""

    def school_of(talker: Talker) -> str:
        schools = [directory.school(key) for key in served.get(talker.platform, tuple(directory.schools))]
        return max(schools, key=lambda school: _nearness(talker.address, school)).key

    return school_of


def _nearness(address: str, school: School) -> int:
    """Return how long the school's domain is that an address is of, 0 where it is of none: the longest fits best."""
    return max((len(domain) for domain in school.domains if is_of(address, [domain])), default=0)
