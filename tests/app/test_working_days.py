"""Bank holidays of the four countries, and the installation's own dates."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from candour.app.working_days import COUNTRIES, BankHolidays
from candour.cases.errors import SettingsError


@pytest.mark.parametrize(
    ("day", "countries"),
    [
        (date(2026, 4, 3), {"ENG", "WLS", "SCT", "NIR"}),
        (date(2026, 4, 6), {"ENG", "WLS", "NIR"}),
        (date(2026, 3, 17), {"NIR"}),
        (date(2026, 8, 3), {"SCT"}),
        (date(2026, 8, 31), {"ENG", "WLS", "NIR"}),
        (date(2026, 11, 30), {"SCT"}),
        (date(2026, 12, 28), {"ENG", "WLS", "SCT", "NIR"}),
        (date(2026, 11, 20), set()),
        (date(2026, 11, 21), set()),
    ],
)
def test_r21_a_bank_holiday_is_one_where_the_law_says_so(day: date, countries: set[str]) -> None:
    days = BankHolidays()
    assert {country for country in COUNTRIES if days.is_bank_holiday(day, country)} == countries


def test_an_extra_date_counts_in_its_country_alone() -> None:
    coronation = date(2029, 6, 4)
    days = BankHolidays({"WLS": [coronation]})
    assert days.is_bank_holiday(coronation, "WLS")
    assert not days.is_bank_holiday(coronation, "ENG")
    assert not BankHolidays().is_bank_holiday(coronation, "WLS")


@pytest.mark.parametrize("country", ["", "GB", "wls", "IRL"])
def test_an_unknown_country_is_refused_with_those_that_are_known(country: str) -> None:
    with pytest.raises(SettingsError, match="use one of: ENG, WLS, SCT, NIR"):
        BankHolidays().is_bank_holiday(date(2026, 1, 1), country)
    with pytest.raises(SettingsError, match="use one of: ENG, WLS, SCT, NIR"):
        BankHolidays({country: []})


def test_threads_may_ask_at_once() -> None:
    days = BankHolidays()
    asked = [date(year, 12, 25) for year in range(2030, 2060)] * 4
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda day: days.is_bank_holiday(day, "WLS"), asked))
