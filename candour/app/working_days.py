"""Bank holidays in the parts of the United Kingdom, from the `holidays` package and the installation's own dates."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import holidays

from candour.cases.errors import SettingsError

COUNTRIES = ("ENG", "WLS", "SCT", "NIR")
_NONE: Mapping[str, Iterable[date]] = MappingProxyType({})


class BankHolidays:
    """The core's port `WorkingDays`. `extra` names further days for a country, such as a one-off royal holiday.

    Its methods may be called from any thread. Raises SettingsError for a country other than ENG, WLS, SCT or NIR.
    """

    def __init__(self, extra: Mapping[str, Iterable[date]] = _NONE) -> None:
        for country in extra:
            _refuse_unless_known(country)
        self._extra = {country: frozenset(days) for country, days in extra.items()}

    def is_bank_holiday(self, day: date, country: str) -> bool:
        """Tell whether a day is a bank holiday (or a configured extra date) in ENG, WLS, SCT or NIR."""
        _refuse_unless_known(country)
        return day in _of_year(country, day.year) or day in self._extra.get(country, frozenset())


def _refuse_unless_known(country: str) -> None:
    if country not in COUNTRIES:
        raise SettingsError(f"country {country!r} has no list of bank holidays; use one of: {', '.join(COUNTRIES)}")


@cache
def _of_year(country: str, year: int) -> frozenset[date]:
    """Build a year's list once: the package's own objects grow while they are asked, which threads must not share."""
    return frozenset(holidays.country_holidays("GB", subdiv=country, years=year))
