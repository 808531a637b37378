"""The one place that imports Microsoft's SDK, so that importing it does nothing but import.

`microsoft_teams.apps` loads a `.env` from the working directory while it is imported; python-dotenv has a switch
against that. Its loggers quote activities, which are the words of reports, and httpx's name conversations: both are
silenced. Whatever of it is worth a line is logged here in words of our own.
"""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_SWITCH = "PYTHON_DOTENV_DISABLED"
_NOTHING = logging.CRITICAL + 1


@contextmanager
def _without_dotenv() -> Iterator[None]:
    before = os.environ.get(_SWITCH)
    os.environ[_SWITCH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SWITCH]
        else:
            os.environ[_SWITCH] = before


with warnings.catch_warnings(), _without_dotenv():
    warnings.simplefilter("ignore")  # it warns of previews of its own that nobody here uses
    from microsoft_teams.api.activities.install_update.add import InstalledActivity
    from microsoft_teams.api.activities.invoke.adaptive_card.action import AdaptiveCardInvokeActivity
    from microsoft_teams.api.activities.invoke.message_extension.fetch_task import (
        MessageExtensionFetchTaskInvokeActivity,
    )
    from microsoft_teams.api.activities.invoke.message_extension.submit_action import (
        MessageExtensionSubmitActionInvokeActivity,
    )
    from microsoft_teams.api.activities.message.message import MessageActivity, MessageActivityInput
    from microsoft_teams.api.activities.message.message_delete import MessageDeleteActivity
    from microsoft_teams.api.activities.message.message_update import MessageUpdateActivity
    from microsoft_teams.api.auth.cloud_environment import PUBLIC, CloudEnvironment, with_overrides
    from microsoft_teams.api.auth.credentials import ClientCredentials, TokenCredentials
    from microsoft_teams.api.auth.json_web_token import JsonWebToken
    from microsoft_teams.api.auth.token import TokenProtocol
    from microsoft_teams.api.clients.conversation.params import CreateConversationParams
    from microsoft_teams.api.models.account import Account, TeamsChannelAccount
    from microsoft_teams.api.models.activity import Activity
    from microsoft_teams.api.models.attachment.attachment import Attachment
    from microsoft_teams.api.models.message.message import Message
    from microsoft_teams.api.models.messaging_extension.messaging_extension_action import MessagingExtensionAction
    from microsoft_teams.apps import ActivityContext, App
    from microsoft_teams.apps.http.adapter import HttpMethod, HttpRequest, HttpResponse, HttpRouteHandler
    from microsoft_teams.common.http.client import Client, ClientOptions
    from microsoft_teams.common.http.interceptor import Interceptor, InterceptorRequestContext

logging.getLogger("microsoft_teams").setLevel(_NOTHING)
# The SDK hands this logger's level on to httpx whenever it makes a client.
logging.getLogger("microsoft_teams.common.http.client").setLevel(_NOTHING)

__all__ = [
    "PUBLIC",
    "Account",
    "Activity",
    "ActivityContext",
    "AdaptiveCardInvokeActivity",
    "App",
    "Attachment",
    "Client",
    "ClientCredentials",
    "ClientOptions",
    "CloudEnvironment",
    "CreateConversationParams",
    "HttpMethod",
    "HttpRequest",
    "HttpResponse",
    "HttpRouteHandler",
    "InstalledActivity",
    "Interceptor",
    "InterceptorRequestContext",
    "JsonWebToken",
    "Message",
    "MessageActivity",
    "MessageActivityInput",
    "MessageDeleteActivity",
    "MessageExtensionFetchTaskInvokeActivity",
    "MessageExtensionSubmitActionInvokeActivity",
    "MessageUpdateActivity",
    "MessagingExtensionAction",
    "TeamsChannelAccount",
    "TokenCredentials",
    "TokenProtocol",
    "with_overrides",
]
