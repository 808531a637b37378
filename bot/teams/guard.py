"""What is refused before the SDK sees it: activities whose shape or origin the SDK itself lets through.

The SDK compares `serviceUrl` with the token where there is one, but sends answers to `service_url` too; it takes
tokens of Agent 365 without a service address, and messages of every tenant. The ids of conversations, people and
activities go into the addresses that it calls as they are.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from bot.teams.cloud import Cloud
from bot.teams.sdk import JsonWebToken

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9:;=@._|+-]{0,299}")
_BEARER = "Bearer "


class Refusal(NamedTuple):
    """Why an activity isn't taken: a status for whoever sent it, a sentence of ours for the log."""

    status: int
    reason: str


def refusal_of(activity: object, authorization: str, *, tenants: Collection[str], cloud: Cloud) -> Refusal | None:
    """Return why an activity is refused, None where the SDK may look at its token.

    A foreign tenant is refused with 401: Bot Framework's tokens name no tenant, so that the activity is the one place
    where it stands.
    """
    if not isinstance(activity, Mapping) or not all(map(_is_name, _names(activity))):
        return Refusal(400, "not an activity")
    named = set(_tenants(activity))
    if activity.get("channelId") != "msteams":
        reason = "not from Teams"
    elif "service_url" in activity or not _is_service(activity.get("serviceUrl"), cloud):
        reason = "a service address that is not Microsoft's"
    elif not named or not named.issubset(tenants):
        reason = "a foreign tenant"
    elif not cloud.is_open and not _is_of_the_bot_framework(authorization, cloud):
        reason = "no token of the Bot Framework"
    else:
        return None
    return Refusal(401, reason)


def _is_service(url: object, cloud: Cloud) -> bool:
    return isinstance(url, str) and cloud.is_service(url)


def _names(activity: Mapping[str, object]) -> Iterator[object]:
    """Yield the ids that stand in addresses which are called: an activity answers another, or it doesn't."""
    yield _inside(activity.get("conversation"), "id")
    yield _inside(activity.get("from"), "id")
    if activity.get("replyToId") is not None:
        yield activity["replyToId"]


def _is_name(found: object) -> bool:
    return isinstance(found, str) and _NAME.fullmatch(found) is not None


def _tenants(activity: Mapping[str, object]) -> Iterator[str]:
    """Yield every tenant that an activity names, in lower case; what is no text counts as a foreign one."""
    for holder, field in (
        (activity.get("conversation"), "tenantId"),
        (activity.get("from"), "tenantId"),
        (_inside(activity.get("channelData"), "tenant"), "id"),
    ):
        tenant = _inside(holder, field)
        if tenant is not None:
            yield str(tenant).lower()


def _inside(holder: object, field: str) -> object:
    return holder.get(field) if isinstance(holder, Mapping) else None


def _is_of_the_bot_framework(authorization: str, cloud: Cloud) -> bool:
    """Tell whether a token says that the Bot Framework issued it; whether that is so, the SDK finds out next."""
    if not authorization.startswith(_BEARER):
        return False
    try:
        issuer = JsonWebToken(authorization.removeprefix(_BEARER)).issuer
    except Exception:  # noqa: BLE001 -- whatever a parser of foreign bytes raises, it is no token
        return False
    return issuer == cloud.environment.token_issuer
