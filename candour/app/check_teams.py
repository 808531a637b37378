"""Whether Microsoft takes the bot's secret, and reaches the address that it calls."""

from collections.abc import Callable, Iterator

from pydantic import SecretStr

from candour.app.check_calls import Posting, check_calls
from candour.app.mail_tables import MicrosoftTable
from candour.app.microsoft_tokens import microsoft_fetch
from candour.app.settings import Secrets, Settings
from candour.app.tokens import Grant
from candour.cases.errors import AuthorisationError
from candour.cases.finding import Finding, Grade

PATH = "/api/messages"
"""As `bot.teams.endpoint.PATH`, which can't be imported where Microsoft's package is missing."""
_SCOPE = "https://api.botframework.com/.default"
_ADVICE = {
    "token_secret": "Make a new client secret in Entra, and put its value (not its id) in CANDOUR_TEAMS_CLIENT_SECRET.",
    "token_client": "Check teams.app_id and the first of teams.tenants: the tenant knows no such application.",
    "token_tenant": "Check the first of teams.tenants: Microsoft knows no such tenant.",
    "token_clock": "Set this machine's clock, and let NTP keep it.",
    "token_policy": "A Conditional Access policy keeps the bot out; let it in from this machine.",
}
_OTHERWISE = (
    "Does this machine reach login.microsoftonline.com by HTTPS? Are app_id, tenant and secret of one application?"
)


def check_teams(
    settings: Settings, secret: str, fetch: Callable[[], Grant] | None = None, post: Posting | None = None
) -> Iterator[Finding]:
    """Yield what was found. Nobody is written to; `fetch` and `post` stand in for asking Microsoft and ourselves."""
    if settings.teams is None:
        yield Finding(grade=Grade.OK, what="not used: there is no [teams]")
        return
    yield _token(fetch or _fetch(settings.teams.tenants[0], settings.teams.app_id, secret))
    if settings.web is not None:
        yield from check_calls(settings.web, PATH, "Teams", post)


def _token(fetch: Callable[[], Grant]) -> Finding:
    try:
        fetch()
    except AuthorisationError as error:
        grade = Grade.WARN if error.passing else Grade.FAIL
        advice = _ADVICE.get(error.code, _OTHERWISE)
        return Finding(grade=grade, what=f"Microsoft gives the bot no token ({error.code})", advice=advice)
    return Finding(grade=Grade.OK, what="Microsoft gives the bot a token")


def _fetch(tenant: str, app_id: str, secret: str) -> Callable[[], Grant]:
    table = MicrosoftTable(tenant=tenant, client_id=app_id, scope=_SCOPE)
    secrets = Secrets(key=None, smtp_password=None, imap_passwords={}, microsoft_secret=SecretStr(secret))
    return microsoft_fetch(table, secrets)
