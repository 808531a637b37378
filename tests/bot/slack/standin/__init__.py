"""A stand-in for Slack: the Web API, Socket Mode, signed HTTP events and files, on 127.0.0.1."""

from tests.bot.slack.standin.people import Person
from tests.bot.slack.standin.slack import StandInSlack
from tests.bot.slack.standin.state import Ack, Call, Posted, View, Workspace

__all__ = ["Ack", "Call", "Person", "Posted", "StandInSlack", "View", "Workspace"]
