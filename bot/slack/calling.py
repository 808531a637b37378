"""Calls of Slack's Web API: patience with its limits, and its errors in our own words."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry import RateLimitErrorRetryHandler
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from candour.cases.errors import SendError

TIMEOUT_IN_SECONDS = 10
_LONGEST_WAIT_IN_SECONDS = 10
_TOO_MANY = 429
_NEVER = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "missing_scope",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "restricted_action",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "users_not_found",
    }
)
"""Errors at which trying again is useless: the person, the bot or its rights are gone."""

log = logging.getLogger(__name__)


class _Patience(RateLimitErrorRetryHandler):
    """Waits once for what Slack asks for, where that is short; a long wait is the caller's to plan."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        del state, request, error
        return response is not None and response.status_code == _TOO_MANY and _asked(response) is not None

    def prepare_for_next_attempt(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        del request, error
        time.sleep((response and _asked(response)) or 0)
        state.next_attempt_requested = True
        state.increment_current_attempt()


def client_of(token: str, api: str) -> WebClient:
    """Return a client that waits a little where Slack is busy, and repeats once what a broken line swallowed."""
    handlers = [ConnectionErrorRetryHandler(max_retry_count=1), _Patience(max_retry_count=1)]
    return WebClient(token=token or None, base_url=api, timeout=TIMEOUT_IN_SECONDS, retry_handlers=handlers)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a call raises into SendError. Slack's own texts are left out: they quote what was sent."""
    try:
        yield
    except SlackApiError as error:
        code = error_code(error)
        raise SendError(code, permanent=code in _NEVER) from error
    except (SlackClientError, OSError, HTTPException, ValueError) as error:
        raise SendError("connection", permanent=False) from error


def error_code(error: SlackApiError) -> str:
    """Return Slack's code of an error, such as "ratelimited": one word, whatever the answer held."""
    answer = error.response
    if getattr(answer, "status_code", 0) == _TOO_MANY:
        return "ratelimited"
    code = answer.get("error") if hasattr(answer, "get") else None
    return code if isinstance(code, str) and code.isascii() and code.replace("_", "").isalnum() else "refused"


def _asked(response: HttpResponse) -> int | None:
    """Return the seconds of Retry-After, None where they are more than anybody here should wait."""
    values = next((value for name, value in response.headers.items() if name.lower() == "retry-after"), ["1"])
    text = values[0] if isinstance(values, list) else str(values)
    seconds = int(text) if text.isdecimal() else _LONGEST_WAIT_IN_SECONDS + 1
    return seconds if seconds <= _LONGEST_WAIT_IN_SECONDS else None
