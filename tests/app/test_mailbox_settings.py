"""Settings of mailboxes: folders, days, tokens; several mailboxes of several schools."""

from datetime import date

import pytest

from candour.app.mail_servers import mailbox_settings, smtp_settings
from candour.app.settings import Secrets, Settings, read_secrets, settings_of
from candour.cases.errors import SettingsError
from intake.settings import MailboxSettings
from tests.app.configurations import GOOD, changed

MICROSOFT = {"tenant": "stteilos.example", "client_id": "5e0c1a2b"}


def secrets(**environment: str) -> Secrets:
    return read_secrets({"CANDOUR_IMAP_PASSWORD": "correct-horse", **environment})


def settings(**changes: object) -> Settings:
    """Return the usual configuration with changes to its mailbox, and further tables."""
    document = dict(GOOD)
    for name, value in changes.items():
        path = (name,) if name in {"microsoft", "google"} else ("mailbox", 0, name)
        document = changed(document, path, value)
    return settings_of(document, "candour.toml")


def the_mailbox(known: Secrets | None = None, **changes: object) -> MailboxSettings:
    read = settings(**changes)
    return mailbox_settings(read.mailbox[0], read, known or secrets())


@pytest.mark.parametrize(
    ("changes", "folders"),
    [
        ({}, ("INBOX",)),
        ({"folder": "Reports"}, ("Reports",)),
        ({"folders": ["INBOX", "Digwyddiadau Ysgol"]}, ("INBOX", "Digwyddiadau Ysgol")),
    ],
)
def test_one_folder_or_several_are_watched(changes: dict[str, object], folders: tuple[str, ...]) -> None:
    assert the_mailbox(None, **changes).folders == folders


def test_what_is_said_of_folders_and_days_reaches_the_watcher() -> None:
    read = the_mailbox(subfolders=True, since="2026-11-22", aside_folder="To open", mode="confidential")
    assert (read.subfolders, read.since, read.aside_folder) == (True, date(2026, 11, 22), "To open")
    assert not read.moves_accepted


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"folder": "Reports", "folders": ["INBOX"]}, r"mailbox\[1\]\.folders and folder both"),
        ({"folders": ["Inbox"], "processed_folder": "INBOX"}, r"processed_folder is 'INBOX', the folder that"),
        ({"folders": ["INBOX", "To open"], "aside_folder": "To open"}, r"aside_folder is 'To open'"),
        ({"aside_folder": "To open"}, r"mailbox\[1\] aside_folder is for mode = \"confidential\" alone"),
        ({"auth": "oauth"}, r"mailbox\[1\]\.auth .*'password', 'microsoft' or 'google'"),
        ({"since": "last year"}, r"mailbox\[1\]\.since must look like 2026-12-24"),
        ({"microsoft": {**MICROSOFT, "authority": "http://login.example"}}, r"microsoft\.authority must look like"),
        ({"microsoft": {**MICROSOFT, "tenant": "a/b"}}, r"microsoft\.tenant must look like"),
        ({"microsoft": {"tenant": "a"}}, r"microsoft\.client_id is missing"),
    ],
)
def test_a_wrong_setting_is_named(changes: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        settings(**changes)


@pytest.mark.parametrize(
    ("changes", "environment", "message"),
    [
        ({"auth": "microsoft"}, {}, r"mailbox 'dataloss' has auth = 'microsoft', and there is no table \[microsoft\]"),
        ({"auth": "google"}, {}, r"there is no table \[google\]"),
        ({"auth": "microsoft", "microsoft": MICROSOFT}, {}, "CANDOUR_MICROSOFT_SECRET"),
        ({"auth": "google", "google": {}}, {}, "CANDOUR_GOOGLE_SERVICE_ACCOUNT"),
        ({"auth": "google", "google": {"service_account_file": "/nowhere.json"}}, {}, "service_account_file"),
        (
            {"auth": "microsoft", "microsoft": {**MICROSOFT, "ca_file": "/nowhere.pem"}},
            {"CANDOUR_MICROSOFT_SECRET": "s"},
            r"microsoft\.ca_file: there is no file",
        ),
    ],
)
def test_what_tokens_need_is_named_where_it_is_missing(
    changes: dict[str, object], environment: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        the_mailbox(secrets(**environment), **changes)


def test_a_mailbox_with_tokens_needs_no_password_and_shows_no_secret() -> None:
    known = read_secrets({"CANDOUR_MICROSOFT_SECRET": "very-secret"})
    read = the_mailbox(known, auth="microsoft", microsoft=MICROSOFT)
    assert read.authorisation is not None
    assert read.authorisation.vendor == "microsoft"
    assert "very-secret" not in repr(read) + repr(read.authorisation) + repr(known)


def test_the_mail_server_may_take_tokens_too() -> None:
    document = changed(changed(GOOD, ("microsoft",), MICROSOFT), ("smtp", "auth"), "microsoft")
    known = secrets(CANDOUR_MICROSOFT_SECRET="very-secret")
    with pytest.raises(SettingsError, match=r"smtp\.user"):
        smtp_settings(settings_of(document, "candour.toml"), known)
    named = smtp_settings(settings_of(changed(document, ("smtp", "user"), "dataloss@stteilos.example"), "x"), known)
    assert named.authorisation is not None
    assert "very-secret" not in repr(named)


def test_several_mailboxes_of_several_schools_each_know_their_own() -> None:
    cadocs = {"key": "st-cadocs", "prefix": "SC", "reply_address": "dataloss@stcadocs.example"}
    schools = [first_of("school"), {**first_of("school"), **cadocs}]
    mailboxes = [
        {**first_of("mailbox"), "name": "both", "other_schools": ["st-cadocs"]},
        {**first_of("mailbox"), "name": "cadoc", "school": "st-cadocs", "address": "dataloss@stcadocs.example"},
    ]
    read = settings_of({**GOOD, "school": schools, "mailbox": mailboxes}, "candour.toml")
    both, cadoc = (mailbox_settings(table, read, secrets()) for table in read.mailbox)
    assert (both.school, both.among) == ("st-teilos", ("st-teilos", "st-cadocs"))
    assert (cadoc.school, cadoc.among) == ("st-cadocs", ("st-cadocs",))
    assert "dataloss@stcadocs.example" in both.own_addresses


def first_of(tables: str) -> dict[str, object]:
    found = GOOD[tables]
    assert isinstance(found, list)
    return dict(found[0])
