"""What a platform says of a person: name and mail address, asked for once in a while."""

from collections.abc import Callable
from dataclasses import dataclass

from candour.cases.newest import Newest

LONGEST_NAME = 100
_LIVES_IN_SECONDS = 600.0
_MOST_KNOWN = 2000


@dataclass(frozen=True)
class Profile:
    """What is used of a profile; an empty address where it shows none that the platform vouches for."""

    name: str
    address: str


class KnownProfiles:
    """The profiles that were asked for in the last ten minutes. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: Newest[tuple[str, str], tuple[float, Profile]] = Newest(_MOST_KNOWN)

    def of(self, place: str, person: str) -> Profile | None:
        """Return somebody's profile, None where it is not known or too old."""
        asked_at, profile = self._known.get((place, person)) or (0.0, None)
        return profile if profile is not None and self._clock() - asked_at < _LIVES_IN_SECONDS else None

    def keep(self, place: str, person: str, profile: Profile) -> None:
        """Keep somebody's profile as the platform has it now."""
        self._known.put((place, person), (self._clock(), profile))
