"""Sending through a mail server that takes tokens in place of a password (XOAUTH2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from candour.cases.authorisation import Vendor
from candour.cases.errors import AuthorisationError, SendError, SettingsError
from candour.cases.finding import Finding, Grade
from replies.smtp import SmtpSender, SmtpSettings, check_smtp
from tests.certificates import SelfMadeAuthority
from tests.replies.mail_server import USER, MailServer
from tests.replies.test_smtp import DPO, OURS, a_mail


@dataclass
class Tokens:
    """Gives numbered tokens; raises what it is told to."""

    vendor: Vendor = "microsoft"
    error: AuthorisationError | None = None
    number: int = 1
    refusals: list[str] = field(default_factory=list)

    def token(self) -> str:
        if self.error is not None:
            raise self.error
        return f"token-{self.number}"

    def refused(self, token: str) -> None:
        self.refusals.append(token)
        self.number += 1


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> SelfMadeAuthority:
    return SelfMadeAuthority.in_folder(tmp_path_factory.mktemp("tokens") / "tls")


@pytest.fixture
def server(authority: SelfMadeAuthority) -> Iterator[MailServer]:
    with_tokens = MailServer(starttls=authority, login=True)
    with_tokens.trusted_by = authority.ca_file
    with_tokens.start()
    yield with_tokens
    with_tokens.stop()


def settings(server: MailServer, tokens: Tokens, **changes: Any) -> SmtpSettings:
    known = {
        "security": "starttls" if server.trusted_by else "plain",
        "ca_file": server.trusted_by,
        "sender": OURS,
        "user": USER,
        "timeout_in_seconds": 10.0,
        **changes,
    }
    return SmtpSettings(host="127.0.0.1", port=server.port, authorisation=tokens, **known)


def sending_fails(server: MailServer, tokens: Tokens) -> SendError:
    """Return why a mail is not sent, and make sure that no token is told."""
    sender = SmtpSender(settings(server, tokens))
    with pytest.raises(SendError) as caught:
        sender.send(a_mail(), [DPO])
    sender.close()
    assert "token-" not in str(caught.value) + repr(sender)
    assert not caught.value.permanent
    return caught.value


def test_a_mail_is_sent_with_a_token(server: MailServer) -> None:
    server.clerk.good_tokens = {"token-1"}
    tokens = Tokens()
    sender = SmtpSender(settings(server, tokens))
    sender.send(a_mail(), [DPO])
    sender.close()
    assert (len(server.clerk.taken), tokens.refusals) == (1, [])
    assert "token-1" not in repr(settings(server, tokens))


def test_a_token_that_was_withdrawn_is_followed_by_a_fresh_one(server: MailServer) -> None:
    server.clerk.good_tokens = {"token-2"}
    tokens = Tokens()
    sender = SmtpSender(settings(server, tokens))
    sender.send(a_mail(), [DPO])
    sender.close()
    assert (len(server.clerk.taken), tokens.refusals) == (1, ["token-1"])


@pytest.mark.parametrize(("vendor", "to_do"), [("microsoft", "SMTP.SendAsApp"), ("google", "domain-wide delegation")])
def test_where_no_token_is_taken_a_permission_is_missing_and_the_check_says_which(
    vendor: Vendor, to_do: str, server: MailServer
) -> None:
    assert sending_fails(server, Tokens(vendor)).code == "permission"
    (finding,) = check_smtp(settings(server, Tokens(vendor)))
    assert (finding.grade, to_do in finding.advice) == (Grade.FAIL, True)


def test_without_a_token_the_mail_waits_and_the_check_says_what_to_do(server: MailServer) -> None:
    tokens = Tokens(error=AuthorisationError("token_secret", "put in the secret's value"))
    assert sending_fails(server, tokens).code == "token"
    assert check_smtp(settings(server, tokens)) == (
        Finding(
            grade=Grade.FAIL,
            what="Candour got no token to sign in to the mail server with. (token_secret)",
            advice="put in the secret's value",
        ),
    )


def test_a_server_that_takes_no_tokens_is_told() -> None:
    plain = MailServer()
    plain.start()
    assert sending_fails(plain, Tokens()).code == "no-tokens"
    plain.stop()


def test_tokens_need_to_know_for_which_mailbox(server: MailServer) -> None:
    with pytest.raises(SettingsError, match=r"smtp\.user"):
        settings(server, Tokens(), user="")
