"""How soon Slack has its answer while reports are being read, and how soon a person has theirs.

python -m bench.chat_acks [--events 300]

A whole installation: the store on the disk, worker processes with the language model, the real Bolt app; a stand-in
plays Slack (it is in the same process, so its own work counts too). Two threads keep every worker reading reports all
the time, while ten people write, use the command and send forms, each when the one before has Slack's answer.
"""

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

from bench.mails import reports
from bot.line import ChatLine, LineDesk
from bot.slack.door import SlackDoor
from candour.app.compose import Installation
from candour.app.settings import read_secrets, read_settings
from candour.cases.policy_file import load
from candour.cases.report import Door, Report
from candour.store.keys import create_key_file
from tests.app.configurations import GOOD, changed, written
from tests.bot.slack.stage import keys_for, listening, serving, standin
from tests.bot.slack.standin import Ack, Person, StandInSlack

PEOPLE = 10
GOAL_IN_MS = 100
_PATIENCE_IN_SECONDS = 300


def main() -> None:
    """Measure both ways by which Slack brings what people do, and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=300)
    events = arguments.parse_args().events
    for mode in (listening, serving):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            slack = stack.enter_context(standin().running())
            installation = stack.enter_context(_installation(folder))
            door = _door(installation, slack)
            stack.enter_context(_reading(installation))
            stack.enter_context(mode(door, slack))
            _measure("Socket Mode" if mode is listening else "HTTP", door, slack, events)


def _measure(name: str, door: SlackDoor, slack: StandInSlack, events: int) -> None:
    people = [slack.person(f"Member {number}", f"member{number}@stteilos.example") for number in range(PEOPLE)]
    texts = cycle(text for _, text in reports())
    _act(people[0], 0, next(texts))  # the first answer loads what the others use
    assert door.settle(_PATIENCE_IN_SECONDS)
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(events):
        kind, ack = _act(people[number % PEOPLE], number // PEOPLE, next(texts))
        assert ack.status == 200, f"{kind}: {ack}"
        taken[kind].append(ack.seconds * 1000)
    began = time.monotonic()
    assert door.settle(_PATIENCE_IN_SECONDS)
    everything = sorted(seconds for kind in taken.values() for seconds in kind)
    print(f"{name}, {len(everything)} events of {PEOPLE} people, both workers reading: {_in_words(everything)}")
    for kind, each in taken.items():
        print(f"  {kind}: {_in_words(sorted(each))}")
    print(f"  the last answer to a person came {time.monotonic() - began:.1f} s later; goal for p95: {GOAL_IN_MS} ms")


def _in_words(ordered: list[float]) -> str:
    slow = ordered[int(len(ordered) * 0.95)]
    return f"ack p50 {statistics.median(ordered):.0f} ms, p95 {slow:.0f} ms, longest {ordered[-1]:.0f} ms"


def _act(person: Person, turn: int, text: str) -> tuple[str, Ack]:
    """Let somebody do what is next: tell a story, open the form, send it where it is open."""
    acts: tuple[tuple[str, Callable[[], Ack]], ...] = (
        ("message", lambda: person.event(_message(person, text))),
        ("command", person.uses_command),
        ("form", lambda: person.submits(_filled(person))),
        ("command with words", lambda: person.uses_command(text[:2000])),
    )
    kind, act = acts[turn % len(acts)]
    if kind == "form":
        person.slack.waits_until(lambda: person.slack.views_of(person.id) and "submit" in person.modal.view)
    return kind, act()


def _filled(person: Person) -> dict[str, str]:
    """Return words for the story where none stand there: a form can't be sent without one."""
    block = next(block for block in person.modal.view["blocks"] if block.get("block_id") == "description")
    return {} if "initial_value" in block["element"] else {"description": "I left my laptop on the train."}


def _message(person: Person, text: str) -> dict[str, object]:
    where = {"type": "message", "channel": person.channel, "channel_type": "im"}
    return {**where, "user": person.id, "text": text, "ts": person.slack.api.new_ts()}


def _door(installation: Installation, slack: StandInSlack) -> SlackDoor:
    line = ChatLine(
        LineDesk(
            service=installation.service,
            records=installation.store,
            evidence=installation.store,
            directory=installation.directory,
            policies=load,
            now=_now,
            school_of=lambda _talker: next(iter(installation.directory.schools)),
            anonymous=lambda _school: "",
        )
    )
    return SlackDoor(keys_for(slack, ping_in_seconds=5.0), line, installation.store, _now)


@contextmanager
def _installation(folder: Path) -> Iterator[Installation]:
    create_key_file(folder / "candour.key")
    store = {"folder": str(folder / "store"), "key_file": str(folder / "candour.key")}
    document = changed(GOOD, ("store",), store) | {"reading": {"workers": 2}}
    settings = read_settings(written(folder, document))
    with Installation(settings, read_secrets({"CANDOUR_IMAP_PASSWORD": "none"})) as installation:
        yield installation


@contextmanager
def _reading(installation: Installation) -> Iterator[None]:
    """Keep both workers reading until the end of the block."""
    stop = Event()
    school = next(iter(installation.directory.schools))

    def read() -> None:
        for _, text in cycle(reports()):
            if stop.is_set():
                return
            report = Report(id="busy", door=Door.EMAIL, school=school, received_at=_now(), text=text)
            installation.reader.read(report)

    threads = [Thread(target=read, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
