"""What [slack] and [teams] need beside their tables: secrets of the environment, [web], and the SDK of Teams.

Everything is looked at before anything is opened, so that a mistake stops Candour with one clear line.
"""

from importlib.util import find_spec

from pydantic import SecretStr

from bot.slack.keys import CALLBACK, SlackKeys
from candour.app.chat_schools import served_by
from candour.app.settings import Secrets, Settings
from candour.app.web_table import WebTable
from candour.cases.directory import Directory
from candour.cases.errors import SettingsError


def refuse_unusable_chat(settings: Settings, secrets: Secrets, directory: Directory) -> None:
    """Raise SettingsError for whatever a chat lacks: pages for links, secrets, schools, a package."""
    if settings.chat.anonymous == "links" and (settings.web is None or not settings.web.anonymous):
        raise SettingsError(
            'chat.anonymous is "links", but there are no pages for them: set [web] url, anonymous = true'
        )
    served_by(settings, directory)
    slack_keys(settings, secrets)
    teams_secret(settings, secrets)


def slack_keys(settings: Settings, secrets: Secrets) -> SlackKeys | None:
    """Return what Slack is reached with, None without [slack]; raises SettingsError naming the variable to set."""
    table = settings.slack
    if table is None:
        return None
    installs = secrets.slack_client_id is not None
    pages = _pages("[slack]", settings) if installs or table.mode == "http" else None
    if installs and not table.workspaces:
        raise SettingsError(
            "slack.workspaces is empty, but CANDOUR_SLACK_CLIENT_ID is set: name the ids of the workspaces that may "
            'install the app, such as ["T01ABCDEF"]'
        )
    if installs == (secrets.slack_bot_token is not None):
        raise SettingsError(
            "[slack] needs either CANDOUR_SLACK_BOT_TOKEN in the environment (one workspace), or "
            "CANDOUR_SLACK_CLIENT_ID and CANDOUR_SLACK_CLIENT_SECRET (several), and not both"
        )
    return SlackKeys(
        bot_token=_secret(secrets.slack_bot_token, "xoxb-", "CANDOUR_SLACK_BOT_TOKEN", needed=not installs),
        app_token=_secret(secrets.slack_app_token, "xapp-", "CANDOUR_SLACK_APP_TOKEN", needed=table.mode == "socket"),
        signing_secret=_secret(
            secrets.slack_signing_secret, "", "CANDOUR_SLACK_SIGNING_SECRET", needed=table.mode == "http"
        ),
        client_id=_secret(secrets.slack_client_id, "", "CANDOUR_SLACK_CLIENT_ID", needed=installs),
        client_secret=_secret(secrets.slack_client_secret, "", "CANDOUR_SLACK_CLIENT_SECRET", needed=installs),
        redirect_uri=f"{pages.url}{CALLBACK}" if installs and pages else "",
        teams=tuple(table.workspaces),
    )


def teams_secret(settings: Settings, secrets: Secrets) -> str:
    """Return the client secret of the bot in Teams, "" without [teams]; raises SettingsError for what is missing."""
    if settings.teams is None:
        return ""
    _pages("[teams]", settings)
    if find_spec("microsoft_teams") is None:
        raise SettingsError(
            "[teams] needs Microsoft's package, which a plain installation leaves out (88 MB): "
            "pip install --require-hashes -r requirements/teams.txt"
        )
    return _secret(secrets.teams_client_secret, "", "CANDOUR_TEAMS_CLIENT_SECRET", needed=True)


def _pages(table: str, settings: Settings) -> WebTable:
    if settings.web is None:
        raise SettingsError(f"{table} is called from outside, at the address of the pages: set [web] url")
    return settings.web


def _secret(value: SecretStr | None, begins: str, variable: str, *, needed: bool) -> str:
    """Return a secret; raises SettingsError where it is missing or is another one's, without quoting it."""
    if value is None:
        if needed:
            raise SettingsError(
                f"there is no {variable} in the environment{f' (it begins with {begins})' * bool(begins)}"
            )
        return ""
    text = value.get_secret_value().strip()
    if not text.startswith(begins):
        raise SettingsError(f"{variable} must begin with {begins}; is it another one's secret?")
    return text
