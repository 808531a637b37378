"""What Slack gave the school for its app: tokens and secrets, which no log and no repr shows."""

from dataclasses import dataclass, field

SLACK = "https://slack.com/api/"
CALLBACK = "/slack/callback"
"""Where Slack sends a browser back to when the app was installed into a workspace."""
FILE_HOSTS = ("files.slack.com",)
"""The hosts from which files are fetched: Slack serves every workspace's from there (url_private_download)."""


@dataclass(frozen=True)
class SlackKeys:
    """How the app reaches Slack, and by what it knows that Slack reaches it.

    `bot_token` (xoxb-) is for one workspace; `client_id` and `client_secret` are for an installation into several, of
    which `teams` lists the ids: nobody else's workspace is let in. `app_token` (xapp-) is for Socket Mode,
    `signing_secret` for HTTP. `redirect_uri` is where an installation comes back to.

    A Slack that can't be reached is tried again after `pause_in_seconds`. A connection is looked at every
    `ping_in_seconds`, and given up when it was silent for four times that.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    redirect_uri: str = ""
    teams: tuple[str, ...] = ()
    api: str = SLACK
    file_hosts: tuple[str, ...] = FILE_HOSTS
    pause_in_seconds: float = 5.0
    ping_in_seconds: float = 3.0

    @property
    def installs(self) -> bool:
        """Tell whether workspaces are added by OAuth."""
        return bool(self.client_id)
