"""Questions at the terminal, asked again with the reason until the answer will do."""

from collections.abc import Callable, Sequence
from typing import Any

import typer
from pydantic import TypeAdapter, ValidationError

from candour.app.setting_types import Address, Port
from candour.cases.directory import Directory


def asked(
    question: str, kind: Any = str, accepts: str = "", *, default: str | None = None, among: Sequence[str] = ()
) -> str:
    """Return an answer that `kind` takes, and that is one of `among` where that is given.

    `accepts` says in words what will do.
    """
    check = TypeAdapter[str](kind)

    def checked(text: str) -> str:
        answer = text.strip()
        if not answer or (among and answer not in among) or not _takes(check, answer):
            raise typer.BadParameter(f"please write {accepts or 'something'}")
        return answer

    return _prompt(question, checked, default)


def asked_for_port(question: str, *, default: int) -> int:
    """Return a port."""
    check = TypeAdapter[int](Port)

    def checked(text: str) -> str:
        if not _takes(check, text):
            raise typer.BadParameter("please write a number from 1 to 65535")
        return text

    return int(_prompt(question, checked, str(default)))


def asked_for_person(title: str, *, mailbox: str) -> dict[str, str | int]:
    """Return name and address of who holds a role; `mailbox` is watched, so that nobody can be told there."""
    watching = Directory(schools={}, watched=frozenset({mailbox.casefold()}))
    check = TypeAdapter[str](Address)

    def checked(text: str) -> str:
        answer = text.strip()
        if not _takes(check, answer):
            raise typer.BadParameter("please write one mail address")
        if watching.is_watched(answer):
            raise typer.BadParameter("Candour watches that mailbox: please write an address of their own")
        return answer

    return {"name": asked(f"{title}: name"), "address": _prompt(f"{title}: address", checked, None)}


def _prompt(question: str, checked: Callable[[str], str], default: str | None) -> str:
    answer: str = typer.prompt(question, default=default, value_proc=checked)
    return answer


def _takes(check: TypeAdapter[Any], answer: str) -> bool:
    try:
        check.validate_python(answer)
    except ValidationError:
        return False
    return True
