"""Socket Mode through trouble: new connections, broken lines, a Slack that is busy or away, and an end in time."""

import socket
from threading import Event, Thread

import pytest

from tests.bot.slack.stage import SlackStage, listening
from tests.bot.slack.standin import StandInSlack
from tests.bot.slack.test_reporting import STORY

# The SDK leaves the answers that it didn't like to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def still_works(stage: SlackStage) -> None:
    stage.gareth.types(STORY)
    stage.settles()
    stage.gareth.presses("send")
    stage.settles()
    assert stage.case().reference in stage.gareth.sees[-1].words


@pytest.mark.parametrize("trouble", ["disconnects", "hangs_up", "drops_line"])
def test_after_a_disconnect_the_line_is_there_again(socket_stage: SlackStage, trouble: str) -> None:
    slack = socket_stage.slack
    getattr(slack, trouble)()
    slack.socket.waits_for_connection(opened=2)
    still_works(socket_stage)


def test_a_report_survives_a_disconnect_in_the_middle(socket_stage: SlackStage) -> None:
    socket_stage.gareth.types(STORY)
    socket_stage.settles()
    socket_stage.slack.disconnects("warning")
    socket_stage.slack.socket.waits_for_connection(opened=2)
    socket_stage.gareth.presses("send")
    socket_stage.settles()
    assert socket_stage.case().reports[0].text == STORY


def test_a_slack_that_is_away_at_the_start_is_tried_again(slack: StandInSlack) -> None:
    slack.breaks("auth.test")
    slack.refuses("apps.connections.open", "internal_error")
    stage = SlackStage(slack)
    with stage.listening():
        still_works(stage)


def test_a_new_connection_that_is_refused_is_tried_again(socket_stage: SlackStage) -> None:
    socket_stage.slack.refuses("apps.connections.open", "internal_error")
    socket_stage.slack.drops_line()
    socket_stage.slack.socket.waits_for_connection(opened=2)
    still_works(socket_stage)


def test_a_busy_slack_is_waited_for(socket_stage: SlackStage) -> None:
    socket_stage.slack.is_busy("chat.postMessage", retry_after=0)
    still_works(socket_stage)
    assert "chat.postMessage: 429" in socket_stage.slack.errors()


def test_an_answer_that_slack_does_not_take_loses_no_report(socket_stage: SlackStage) -> None:
    stage = socket_stage
    stage.gareth.types(STORY)
    stage.settles()
    stage.slack.refuses("chat.update", "internal_error")
    stage.slack.is_busy("chat.postMessage", retry_after=3600)
    stage.gareth.presses("send")
    stage.settles()
    assert stage.case().reports[0].text == STORY


def test_it_stops_while_slack_says_nothing(slack: StandInSlack) -> None:
    stage = SlackStage(slack)
    stop = Event()
    thread = Thread(target=stage.door.run, args=(stop,), daemon=True)
    thread.start()
    slack.socket.waits_for_connection()
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def test_it_stops_where_slack_takes_the_call_and_never_answers(slack: StandInSlack) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        door = SlackStage(slack).new_door(api=f"http://127.0.0.1:{silent.getsockname()[1]}/api/")
        stop = Event()
        thread = Thread(target=door.run, args=(stop,), daemon=True)
        thread.start()
        silent.accept()[0].close()
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def test_two_doors_one_after_the_other_do_not_hear_twice(slack: StandInSlack) -> None:
    stage = SlackStage(slack)
    with listening(stage.door, slack):
        pass
    stage.door = stage.new_door()
    with listening(stage.door, slack):
        still_works(stage)
