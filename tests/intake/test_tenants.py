"""Signing in to Microsoft 365 and Google Workspace with tokens: a stand-in gives them, a real Dovecot takes them."""

import imaplib
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from candour.app.google_tokens import google_fetch
from candour.app.mail_tables import GoogleTable, MicrosoftTable
from candour.app.microsoft_tokens import microsoft_fetch
from candour.app.settings import Secrets
from candour.app.tokens import Grant, KeptAuthorisation
from candour.cases.authorisation import Vendor
from candour.cases.errors import AuthorisationError, SettingsError
from candour.cases.finding import Grade
from intake.checking import check_mailbox
from intake.connection import translated
from intake.errors import MailboxMisconfiguredError, MailboxUnusableError
from intake.limits import Limits
from intake.mailbox import Mailbox
from intake.settings import MailboxSettings
from intake.watcher import Pace
from tests.certificates import SelfMadeAuthority
from tests.dovecot import PASSWORD, Dovecot, Options, needs_dovecot, running_dovecot
from tests.intake.fakes import Core, a_mailbox, eventually, watching
from tests.intake.mails import a_mail
from tests.service import HandClock
from tests.token_server import CLIENT, SECRET, TENANT, TokenServer, refusal, rsa_key, running_token_server

VENDORS: tuple[Vendor, ...] = ("microsoft", "google")
ONLY_BY_IDLE = Pace(search_every_in_seconds=600)
PERSONAL = ("s.vaughan", "Trace", SECRET, "Bearer", "BEGIN PRIVATE KEY")
"""What a vendor's answer or our own request holds, and no text of ours may show."""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> SelfMadeAuthority:
    return SelfMadeAuthority.in_folder(tmp_path_factory.mktemp("tenants") / "tls")


@pytest.fixture
def tokens(authority: SelfMadeAuthority) -> Iterator[TokenServer]:
    with running_token_server(authority) as server:
        yield server


@pytest.fixture(scope="module")
def whose(authority: SelfMadeAuthority) -> Iterator[TokenServer]:
    """The token server that the Dovecot of all tests here asks; each test begins with no token good."""
    with running_token_server(authority) as server:
        yield server


@pytest.fixture(scope="module")
def dovecot(whose: TokenServer, authority: SelfMadeAuthority) -> Iterator[Dovecot]:
    options = Options(introspection=f"{whose.url}/introspect", introspection_ca=authority.ca_file)
    with running_dovecot(options) as server:
        yield server


def secrets_for(tokens: TokenServer, **changes: SecretStr | None) -> Secrets:
    known = Secrets(
        key=None,
        smtp_password=None,
        imap_passwords={},
        microsoft_secret=SecretStr(SECRET),
        google_service_account=SecretStr(tokens.service_account()),
    )
    return known.model_copy(update=changes)


def microsoft(tokens: TokenServer, **changes: str) -> MicrosoftTable:
    usual = {"tenant": TENANT, "client_id": CLIENT, "authority": tokens.url, "ca_file": tokens.ca_file}
    return MicrosoftTable.model_validate({**usual, **changes})


def fetch_of(vendor: Vendor, tokens: TokenServer, user: str = "dataloss") -> Callable[[], Grant]:
    if vendor == "microsoft":
        return microsoft_fetch(microsoft(tokens), secrets_for(tokens))
    return google_fetch(GoogleTable(ca_file=tokens.ca_file), user, secrets_for(tokens))


def a_tenants_mailbox(dovecot: Dovecot, whose: TokenServer, user: str, vendor: Vendor = "microsoft") -> MailboxSettings:
    """Return the settings of a mailbox that tokens open, and let the next tokens be for its user."""
    whose.user = user
    kept = KeptAuthorisation(vendor, fetch_of(vendor, whose, user), lambda: datetime.now(UTC))
    return a_mailbox(user, dovecot.port, password=SecretStr(""), authorisation=kept)


def refused(fetch: Callable[[], Grant]) -> AuthorisationError:
    """Return why there is no token, and make sure that nothing personal or secret is told."""
    with pytest.raises(AuthorisationError) as caught:
        fetch()
    told = str(caught.value) + repr(caught.value) + caught.value.advice
    assert not [word for word in PERSONAL if word in told]
    assert caught.value.__cause__ is None
    return caught.value


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_token_is_had_from_the_vendors_own_endpoint_and_never_shown(vendor: Vendor, tokens: TokenServer) -> None:
    grant = fetch_of(vendor, tokens)()
    assert grant.token == "token-1"
    assert timedelta(minutes=59) < grant.lifetime <= timedelta(hours=1)
    assert "token-1" not in repr(grant)


def test_a_certificate_may_stand_in_for_the_secret(tokens: TokenServer, authority: SelfMadeAuthority) -> None:
    pem = rsa_key() + authority.certificate.read_text(encoding="ascii")
    proof = secrets_for(tokens, microsoft_secret=None, microsoft_certificate=SecretStr(pem))
    assert microsoft_fetch(microsoft(tokens), proof)().token == "token-1"
    (_, form) = tokens.requests[-1]
    assert "client_secret" not in form
    assert form["client_assertion"]


@pytest.mark.parametrize(
    ("description", "code", "to_do"),
    [
        ("AADSTS7000215: Invalid client secret provided.", "token_secret", "the secret's value"),
        ("AADSTS7000222: The provided client secret keys are expired.", "token_secret", "has run out"),
        ("AADSTS700016: Application was not found in the directory.", "token_client", "client_id"),
        ("AADSTS700027: Client assertion failed signature validation.", "token_certificate", "upload it"),
        ("AADSTS700024: Client assertion is not within its valid time range.", "token_clock", "clock"),
        ("AADSTS65001: The user or administrator has not consented.", "token_consent", "admin consent"),
        ("AADSTS500011: The resource principal was not found.", "token_scope", "microsoft.scope"),
        ("AADSTS53003: Access has been blocked by Conditional Access.", "token_policy", "Conditional Access"),
        ("AADSTS999999: Something that nobody has heard of.", "token", "AADSTS999999"),
    ],
)
def test_each_refusal_of_microsoft_says_what_to_do(
    description: str, code: str, to_do: str, tokens: TokenServer
) -> None:
    tokens.answers = [refusal("invalid_client", description)]
    error = refused(fetch_of("microsoft", tokens))
    assert (error.code, error.passing) == (code, False)
    assert to_do in error.advice


def test_an_unknown_tenant_is_told_before_any_secret_is_sent(tokens: TokenServer) -> None:
    error = refused(microsoft_fetch(microsoft(tokens, tenant="elsewhere.example"), secrets_for(tokens)))
    assert (error.code, "microsoft.tenant" in error.advice) == ("token_tenant", True)
    assert not any("client_secret" in form for _, form in tokens.requests)


@pytest.mark.parametrize(
    ("error", "description", "code", "to_do"),
    [
        ("unauthorized_client", "Client is unauthorized to retrieve access tokens", "token_delegation", "100200300"),
        ("invalid_grant", "Invalid email or User ID", "token_subject", "check user"),
        ("invalid_grant", "Invalid JWT Signature.", "token_key", "make a new one"),
        ("invalid_grant", "Invalid JWT: Token must be in a reasonable timeframe", "token_clock", "clock"),
        ("invalid_grant", "Invalid grant: account not found", "token_client", "Google Cloud"),
        ("strange", "Something that nobody has heard of", "token", "delegation"),
    ],
)
def test_each_refusal_of_google_says_what_to_do(
    error: str, description: str, code: str, to_do: str, tokens: TokenServer
) -> None:
    tokens.answers = [refusal(error, description)]
    told = refused(fetch_of("google", tokens))
    assert (told.code, told.passing) == (code, False)
    assert to_do in told.advice


@pytest.mark.parametrize("status", [400, 500, 503])
def test_a_token_server_that_has_trouble_is_waited_for(status: int, tokens: TokenServer) -> None:
    tokens.answers = [refusal("temporarily_unavailable", "AADSTS90033: A transient error.", status=status)] * 3
    assert refused(fetch_of("microsoft", tokens)).passing


def test_a_token_server_that_is_down_is_waited_for(authority: SelfMadeAuthority) -> None:
    with running_token_server(authority) as gone:
        fetch, fetch_too = fetch_of("microsoft", gone), fetch_of("google", gone)
    for each in (fetch, fetch_too):
        error = refused(each)
        assert (error.code, error.passing) == ("token_server", True)


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_certificate_that_nobody_vouches_for_is_told(vendor: Vendor, tokens: TokenServer, tmp_path: Path) -> None:
    tokens.ca_file = str(SelfMadeAuthority.in_folder(tmp_path / "other").ca_file)
    error = refused(fetch_of(vendor, tokens))
    assert (error.code, error.passing) == ("token_tls", False)
    assert "ca_file" in error.advice


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"microsoft_secret": None}, "CANDOUR_MICROSOFT_SECRET"),
        (
            {"microsoft_secret": None, "microsoft_certificate": SecretStr("-----BEGIN nonsense")},
            "CANDOUR_MICROSOFT_CERTIFICATE",
        ),
    ],
)
def test_what_is_missing_for_microsoft_is_named_at_the_start(
    changes: dict[str, SecretStr | None], names: str, tokens: TokenServer
) -> None:
    with pytest.raises(SettingsError, match=names):
        microsoft_fetch(microsoft(tokens), secrets_for(tokens, **changes))


@pytest.mark.parametrize("text", [None, "no JSON", "[]", '{"type": "service_account"}'])
def test_what_is_missing_for_google_is_named_at_the_start(text: str | None, tokens: TokenServer) -> None:
    known = secrets_for(tokens, google_service_account=SecretStr(text) if text else None)
    with pytest.raises(SettingsError, match="service_account_file"):
        google_fetch(GoogleTable(ca_file=tokens.ca_file), "dataloss", known)


class Source:
    """Gives numbered tokens for an hour, or raises what it is told to."""

    def __init__(self) -> None:
        self.count = 0
        self.error: AuthorisationError | None = None

    def __call__(self) -> Grant:
        if self.error is not None:
            raise self.error
        self.count += 1
        return Grant(f"token-{self.count}", timedelta(hours=1))


def test_a_token_is_kept_until_shortly_before_its_end() -> None:
    source, clock = Source(), HandClock()
    kept = KeptAuthorisation("microsoft", source, clock)
    assert [kept.token(), kept.token()] == ["token-1", "token-1"]
    clock.move(timedelta(minutes=54))
    assert kept.token() == "token-1"
    clock.move(timedelta(minutes=1))
    assert kept.token() == "token-2"


def test_a_token_near_its_end_is_good_enough_while_no_new_one_can_be_had() -> None:
    source, clock = Source(), HandClock()
    kept = KeptAuthorisation("google", source, clock)
    kept.token()
    source.error = AuthorisationError("token_server", "wait", passing=True)
    clock.move(timedelta(minutes=57))
    assert kept.token() == "token-1"
    clock.move(timedelta(minutes=3))
    with pytest.raises(AuthorisationError):
        kept.token()


def test_a_refused_token_is_forgotten_but_not_the_newer_one() -> None:
    kept = KeptAuthorisation("google", Source(), HandClock())
    first = kept.token()
    kept.refused(first)
    second = kept.token()
    kept.refused(first)
    assert (first, second, kept.token()) == ("token-1", "token-2", "token-2")


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize("vendor", VENDORS)
def test_reports_come_in_from_a_mailbox_that_takes_tokens_alone(
    vendor: Vendor, dovecot: Dovecot, whose: TokenServer
) -> None:
    user = f"tenant-{vendor}"
    dovecot.deliver(user, a_mail())
    core = Core()
    settings = a_tenants_mailbox(dovecot, whose, user, vendor)
    with watching(settings, core):
        eventually(lambda: core.subjects == ["Trip list 1"])
    findings = check_mailbox(settings)
    assert {finding.grade for finding in findings} == {Grade.OK}
    assert f"with a token of {vendor.title()}" in findings[0].what
    assert "token-" not in repr(settings) + str(findings)


@pytest.mark.dovecot
@needs_dovecot
def test_a_token_that_ends_in_the_middle_of_idle_is_followed_by_a_fresh_one_without_noise(
    dovecot: Dovecot, whose: TokenServer, caplog: pytest.LogCaptureFixture
) -> None:
    core, before = Core(), len(whose.given)
    settings = a_tenants_mailbox(dovecot, whose, "ends")
    with watching(settings, core, pace=ONLY_BY_IDLE) as watcher:
        dovecot.deliver("ends", a_mail(number=1))
        eventually(lambda: watcher.status().accepted == 1)
        whose.withdraw_all()
        assert dovecot.drop_connections() >= 1
        dovecot.deliver("ends", a_mail(number=2))
        eventually(lambda: core.subjects == ["Trip list 1", "Trip list 2"])
    assert len(whose.given) == before + 2
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.dovecot
@needs_dovecot
def test_a_token_server_that_is_down_for_a_while_ends_no_watch(
    dovecot: Dovecot, whose: TokenServer, caplog: pytest.LogCaptureFixture
) -> None:
    core = Core()
    settings = a_tenants_mailbox(dovecot, whose, "down")
    whose.answers = [refusal("temporarily_unavailable", "AADSTS90033: A transient error.", status=503)] * 2
    dovecot.deliver("down", a_mail())
    with watching(settings, core) as watcher:
        eventually(lambda: watcher.status().last_error_code == "token_server")
        eventually(lambda: core.subjects == ["Trip list 1"])
    assert "AADSTS" not in caplog.text


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize(("vendor", "to_do"), [("microsoft", "IMAP.AccessAsApp"), ("google", "domain-wide delegation")])
def test_a_token_that_opens_another_mailbox_only_names_the_permissions_to_look_at(
    vendor: Vendor, to_do: str, dovecot: Dovecot, whose: TokenServer
) -> None:
    settings = a_tenants_mailbox(dovecot, whose, "somebody-else", vendor).model_copy(update={"user": "not-allowed"})
    with pytest.raises(MailboxMisconfiguredError) as caught:
        Mailbox.open(settings, Limits())
    assert caught.value.code == "permission"
    assert to_do in caught.value.advice
    assert "token-" not in str(caught.value)
    (finding,) = check_mailbox(settings)
    assert (finding.grade, finding.advice) == (Grade.FAIL, caught.value.advice)


def test_an_application_that_is_let_in_and_not_to_the_mailbox_is_told_the_permissions_too(tokens: TokenServer) -> None:
    kept = KeptAuthorisation("microsoft", fetch_of("microsoft", tokens), lambda: datetime.now(UTC))
    settings = a_mailbox("dataloss", 993, authorisation=kept)
    with pytest.raises(MailboxMisconfiguredError, match=r"IMAP\.AccessAsApp") as caught, translated(settings):
        raise imaplib.IMAP4.error("NAMESPACE command error: BAD [b'User is authenticated but not connected.']")
    assert caught.value.code == "permission"


@pytest.mark.dovecot
@needs_dovecot
def test_a_wrong_secret_is_told_by_the_check_with_what_to_do(dovecot: Dovecot, whose: TokenServer) -> None:
    settings = a_tenants_mailbox(dovecot, whose, "secret")
    whose.answers = [refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.", status=401)]
    (finding,) = check_mailbox(settings)
    assert finding.what == "the mailbox can't be used (token_secret)"
    assert "CANDOUR_MICROSOFT_SECRET" in finding.advice


@pytest.mark.dovecot
@needs_dovecot
def test_a_server_that_takes_no_tokens_is_told_before_one_is_asked_for(whose: TokenServer) -> None:
    before = len(whose.given)
    with running_dovecot() as server, pytest.raises(MailboxUnusableError) as caught:
        Mailbox.open(a_tenants_mailbox(server, whose, "plain"), Limits())
    assert caught.value.code == "mechanism"
    assert len(whose.given) == before


@pytest.mark.dovecot
@needs_dovecot
def test_a_person_signs_in_to_the_same_server_with_a_password(dovecot: Dovecot) -> None:
    Mailbox.open(a_mailbox("person", dovecot.port, password=SecretStr(PASSWORD)), Limits()).close()
