"""The two addresses of an installation: where it begins, and where Slack sends the person back to."""

import logging
from collections.abc import Mapping

from slack_sdk.oauth import AuthorizeUrlGenerator, OAuthStateUtils
from slack_sdk.oauth.installation_store import Installation
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.slack.calling import client_of, translated
from bot.slack.installing import STATE_LIVES, Installations, States
from bot.slack.keys import SlackKeys
from bot.slack.manifest import SCOPES
from candour.cases.errors import SendError

AUTHORISE = "https://slack.com/oauth/v2/authorize"

log = logging.getLogger(__name__)


class InstallPages:
    """Begins and ends installations. Its methods block: call them in a thread."""

    def __init__(self, keys: SlackKeys, installations: Installations, states: States) -> None:
        self._keys = keys
        self._installations = installations
        self._states = states
        self._cookie = OAuthStateUtils(expiration_seconds=int(STATE_LIVES.total_seconds()))
        self._addresses = AuthorizeUrlGenerator(
            client_id=keys.client_id,
            redirect_uri=keys.redirect_uri or None,
            scopes=SCOPES,
            authorization_url=AUTHORISE,
        )

    def begin(self) -> Response:
        """Send a browser to Slack, with a state that comes back once."""
        state = self._states.issue()
        answer = RedirectResponse(self._addresses.generate(state), status_code=302)
        answer.headers["Set-Cookie"] = f"{self._cookie.build_set_cookie_for_new_state(state)}; SameSite=Lax"
        return answer

    def end(self, request: Request) -> Response:
        """Take the installation that Slack sends a browser back with."""
        query = request.query_params
        state = query.get("state", "")
        if not self._cookie.is_valid_browser(state, {"cookie": request.headers.get("cookie", "")}):
            return _refused("This browser did not begin the installation. Please begin again.", 400)
        if not self._states.consume(state):
            return _refused("This installation took too long, or was finished before. Please begin again.", 401)
        if "error" in query or not query.get("code"):
            return _refused("Slack says that the installation was not allowed. Nothing was changed.", 400)
        try:
            return self._installed(self._exchanged(query["code"]))
        except SendError as error:
            log.warning("Slack did not finish an installation", extra={"code": error.code})
            return _refused("Slack did not finish the installation. Please begin again.", 502)

    def _exchanged(self, code: str) -> Mapping[str, object]:
        with translated():
            answer = client_of("", self._keys.api).oauth_v2_access(
                client_id=self._keys.client_id,
                client_secret=self._keys.client_secret,
                code=code,
                redirect_uri=self._keys.redirect_uri or None,
            )
        return answer.data if isinstance(answer.data, dict) else {}

    def _installed(self, answer: Mapping[str, object]) -> Response:
        token, team = str(answer.get("access_token", "")), answer.get("team")
        team_id = str(team.get("id", "")) if isinstance(team, Mapping) else ""
        client = client_of(token, self._keys.api)
        if answer.get("is_enterprise_install") or not self._installations.is_ours(team_id):
            log.warning("an installation into a workspace that is none of ours was refused")
            with translated():
                client.auth_revoke()
            return _refused("This workspace is not one of those that the incident line serves.", 403)
        with translated():
            tested = client.auth_test()
        self._installations.save(
            Installation(
                user_id="",
                team_id=team_id,
                bot_token=token,
                bot_id=str(tested["bot_id"]),
                bot_user_id=str(answer.get("bot_user_id") or tested["user_id"]),
            )
        )
        return PlainTextResponse("The incident line is installed. You can close this page.")


def _refused(text: str, status: int) -> Response:
    return PlainTextResponse(text, status_code=status)
