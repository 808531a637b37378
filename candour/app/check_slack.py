"""Whether Slack takes the tokens, and lets the bot do what it needs."""

from collections.abc import Iterator

from slack_sdk.web import SlackResponse

from bot.slack.calling import client_of, translated
from bot.slack.endpoint import EVENTS, INSTALL
from bot.slack.keys import SlackKeys
from bot.slack.manifest import SCOPES
from candour.app.check_calls import Posting, check_calls
from candour.app.settings import Settings
from candour.cases.errors import SendError
from candour.cases.finding import Finding, Grade

_HAS_SCOPES = "x-oauth-scopes"
_ADVICE = {
    "connection": "Does this machine reach the internet by HTTPS, and slack.com and wss-primary.slack.com on it?",
    "ratelimited": "Slack has been asked too often just now. Check again in a minute.",
    "missing_scope": "Give the token the scope connections:write (Basic Information, App-Level Tokens).",
    "account_inactive": "The app was removed from the workspace. Install it again, and set the new token.",
}
_OTHERWISE = "Copy the token anew from api.slack.com/apps: is it of this app, and was it made anew since?"


def check_slack(settings: Settings, keys: SlackKeys | None, post: Posting | None = None) -> Iterator[Finding]:
    """Yield what was found. Nobody is written to; `post` stands in for calling our own address."""
    if keys is None or settings.slack is None:
        yield Finding(grade=Grade.OK, what="not used: there is no [slack]")
        return
    if keys.installs:
        where = f"{settings.web.url if settings.web else ''}{INSTALL}"
        yield Finding(grade=Grade.OK, what=f"{len(keys.teams)} workspaces may install the app, at {where}")
    else:
        yield from _check_bot(keys)
    if settings.slack.mode == "socket":
        yield _check_socket(keys)
    elif settings.web is not None:
        yield from check_calls(settings.web, EVENTS, "Slack", post)


def _check_bot(keys: SlackKeys) -> Iterator[Finding]:
    try:
        with translated():
            answer: SlackResponse = client_of(keys.bot_token, keys.api).auth_test()
    except SendError as error:
        yield _refused("CANDOUR_SLACK_BOT_TOKEN", error)
        return
    yield Finding(grade=Grade.OK, what=f"Slack knows the bot, in the workspace {answer.get('team')}")
    has = _scopes_in(answer)
    if missing := [scope for scope in SCOPES if has and scope not in has]:
        advice = "Put the manifest of `candour slack manifest` in anew, and install the app again."
        yield Finding(grade=Grade.FAIL, what=f"the bot may not: {', '.join(missing)}", advice=advice)


def _scopes_in(answer: SlackResponse) -> set[str]:
    """Return what the token may do, as Slack says with each answer; nothing where it doesn't say."""
    for name, value in answer.headers.items():
        if name.lower() == _HAS_SCOPES:
            text = value[0] if isinstance(value, list) else str(value)
            return {scope.strip() for scope in text.split(",") if scope.strip()}
    return set()


def _check_socket(keys: SlackKeys) -> Finding:
    try:
        with translated():
            client_of("", keys.api).apps_connections_open(app_token=keys.app_token)
    except SendError as error:
        return _refused("CANDOUR_SLACK_APP_TOKEN", error)
    return Finding(grade=Grade.OK, what="Slack offers a connection: nothing here has to be reachable from outside")


def _refused(variable: str, error: SendError) -> Finding:
    """Tell what Slack says to a token; that it can't be reached now keeps nothing from arriving later."""
    if error.permanent:
        advice = _ADVICE.get(error.code, _OTHERWISE)
        return Finding(grade=Grade.FAIL, what=f"Slack refuses {variable} ({error.code})", advice=advice)
    advice = _ADVICE.get(error.code, _OTHERWISE)
    return Finding(grade=Grade.WARN, what=f"Slack could not be asked about {variable} ({error.code})", advice=advice)
