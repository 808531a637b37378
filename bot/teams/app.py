"""Microsoft's SDK as Candour uses it: told everything, so that it looks for nothing in the environment."""

from dataclasses import dataclass, field

from bot.teams.cloud import Cloud
from bot.teams.endpoint import PATH, Endpoint
from bot.teams.sdk import (
    App,
    Client,
    ClientCredentials,
    ClientOptions,
    Interceptor,
    InterceptorRequestContext,
    TokenCredentials,
)
from candour.cases.errors import SettingsError

_ANSWERS_IN_SECONDS = 10.0


@dataclass(frozen=True)
class Registration:
    """The bot's registration in Entra ID, and the tenants that may use it (their ids); the first is its own."""

    app_id: str
    secret: str = field(repr=False)
    tenants: tuple[str, ...]


class ForeignAddressError(Exception):
    """The SDK was about to call an address that isn't one of Microsoft's services."""

    def __init__(self) -> None:
        super().__init__("nothing is sent there")


class OnlyToServices(Interceptor):
    """Lets requests through to the cloud's own services alone: each carries the bot's token and somebody's words."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def request(self, ctx: InterceptorRequestContext) -> None:
        """Raise ForeignAddressError for any other address."""
        if not self._cloud.is_service(str(ctx.request.url)):
            raise ForeignAddressError


async def disconnect(app: App) -> None:
    """Close the connections that the SDK keeps open; it has no way to do so itself."""
    await app.http_client.http.aclose()
    await app.api.http.http.aclose()


def sdk_app(registration: Registration, cloud: Cloud, endpoint: Endpoint) -> App:
    """Return the SDK's App, not initialised yet.

    Raises SettingsError where the environment has credentials that the SDK would take before ours: it has no switch
    against that.
    """
    app = App(
        client_id=registration.app_id,
        client_secret=None if cloud.token else registration.secret,
        token=(lambda _scope, _tenant: cloud.token) if cloud.token else None,
        tenant_id=registration.tenants[0],
        client=Client(ClientOptions(timeout=_ANSWERS_IN_SECONDS, interceptors=[OnlyToServices(cloud)])),
        cloud=cloud.environment,
        service_url=f"{cloud.scheme}://{cloud.services[0]}",
        http_server_adapter=endpoint,
        messaging_endpoint=PATH,
        state=False,  # what a conversation holds stands in our own store
        fetch_user_token=False,
        dangerously_allow_unauthenticated_requests=cloud.is_open,
        telemetry={"agent365": False},
    )
    if not isinstance(app.credentials, TokenCredentials if cloud.token else ClientCredentials):
        raise SettingsError("CLIENT_SECRET is set in the environment, and is not Candour's: start Candour without it")
    return app
