"""`candour chat`: the conversation in a terminal, over the installation's store or one that is thrown away then."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import typer

from bot.events import Talker
from bot.line import ChatLine
from bot.terminal.talking import Terminal
from candour.app.asking import asked
from candour.app.chat import line_over
from candour.app.compose import WorkerReader, service_of
from candour.app.demo.configuration import WRITER, demo_configuration
from candour.app.demo.folder import DemoFolder
from candour.app.demo.telling import tell_case
from candour.app.environment import configured
from candour.app.log import start_logging
from candour.app.model import refuse_unknown_model
from candour.app.people import directory_of
from candour.app.setting_types import Address
from candour.app.settings import Secrets, Settings
from candour.app.stores import installation_key, opened_store
from candour.app.workers import ProcessWorkers
from candour.cases.directory import is_address
from candour.cases.errors import CandourError, SettingsError, StoreLockedError
from candour.cases.ports import Store
from intake.limits import MEBIBYTE

_WIDEST = 100
_TIME_PASSES_EVERY_IN_SECONDS = 5.0


class ChatBusyError(CandourError):
    """A running Candour has the store."""

    def __init__(self) -> None:
        super().__init__(
            "Candour is running on this store, so nobody else can work on it: report by mail, or in Slack or Teams. "
            "To try the conversation without it: candour chat --demo"
        )


@dataclass(frozen=True)
class _Place:
    """Where a conversation takes place."""

    store: Store
    line: ChatLine
    is_demo: bool


def chat(config: Path | None, *, name: str, address: str) -> bool:
    """Hold a conversation; tell whether a report was sent. Without a configuration it is the demonstration's.

    Raises SettingsError, ChatBusyError, StoreError.
    """
    start_logging("error", "text")
    if config is None:
        typer.echo(
            "There is no configuration, so this is a demonstration: a school that is made up, and nobody is told."
        )
        with TemporaryDirectory(prefix="candour-chat-") as folder:
            settings, secrets = demo_configuration(DemoFolder(Path(folder)))
            writer = (name or WRITER.name, _checked(address or WRITER.address))
            return _talked(settings, secrets, writer, is_demo=True)
    settings, secrets = configured(config)
    return _talked(settings, secrets, _writer(name, address), is_demo=False)


def _talked(settings: Settings, secrets: Secrets, writer: tuple[str, str], *, is_demo: bool) -> bool:
    typer.echo("One moment: loading what reads your report ...", err=True)
    with _opened(settings, secrets, is_demo=is_demo) as place:
        talker = Talker(
            platform="terminal",
            place="here",
            conversation=writer[1],
            person=writer[1],
            name=writer[0],
            address=writer[1],
        )
        width = min(_WIDEST, shutil.get_terminal_size().columns)
        terminal = Terminal(place.line, talker, read=_next_line, write=_write, width=width)
        typer.echo(f"You are {writer[0] or writer[1]}. Ctrl-D or “bye” ends this.\n")
        with _time_passing(place, terminal):
            terminal.talk()
        _tell_end(place, terminal)
    return bool(terminal.references)


@contextmanager
def _opened(settings: Settings, secrets: Secrets, *, is_demo: bool) -> Iterator[_Place]:
    directory = directory_of(settings)
    refuse_unknown_model(settings.nlp.model)
    try:
        store = opened_store(settings, secrets)
    except StoreLockedError:
        raise ChatBusyError from None
    reading = settings.reading
    memory = reading.memory_in_mb * MEBIBYTE
    with closing(store), ProcessWorkers(1, model=settings.nlp.model, memory_in_bytes=memory) as workers:
        reader, key = WorkerReader(workers, reading.seconds), installation_key(settings, secrets)
        service = service_of(store, reader, directory, settings, notify=lambda: None, key=key)
        yield _Place(store, line_over(service, store, directory, settings), is_demo)


@contextmanager
def _time_passing(place: _Place, terminal: Terminal) -> Iterator[None]:
    """Let time pass for the demonstration's only conversation; in a real store it is `candour run` that does."""
    stop = Event()

    def pass_time() -> None:
        while not stop.wait(_TIME_PASSES_EVERY_IN_SECONDS):
            place.line.pass_time({terminal.platform: terminal})

    passing = Thread(target=pass_time, name="time", daemon=True)
    if place.is_demo:
        passing.start()
    try:
        yield
    finally:
        stop.set()
        if place.is_demo:
            passing.join()


def _tell_end(place: _Place, terminal: Terminal) -> None:
    typer.echo()
    for reference in terminal.references:
        if place.is_demo:
            tell_case(place.store.load(reference))
        typer.echo(f"Reported: {reference}")
    if not terminal.references:
        typer.echo("Nothing was sent.")
    if not place.is_demo:
        typer.echo("What waits here is sent, and people are told, as soon as `candour run` works.")


def _writer(name: str, address: str) -> tuple[str, str]:
    if address:
        return name, _checked(address)
    if not sys.stdin.isatty():
        raise SettingsError("who writes? Say it with --address (and --name)")
    return name or asked("Your name"), asked("Your mail address at the school", Address, "one mail address")


def _checked(address: str) -> str:
    if not is_address(address):
        raise SettingsError(f"--address is {address!r}; write one mail address, like robin@school.example")
    return address


def _next_line(prompt: str) -> str | None:
    """Return what is typed next, or the next line of the pipe (shown, so that all can be read); None at the end."""
    if sys.stdin.isatty():
        try:
            return input(prompt)
        except (EOFError, KeyboardInterrupt):
            return None
    line = sys.stdin.readline()
    if line:
        typer.echo(f"{prompt}{line.rstrip()}\n")
    return line.rstrip("\r\n") if line else None


def _write(paragraph: str) -> None:
    typer.echo(f"{paragraph}\n")
