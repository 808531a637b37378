"""A process that dies at a chosen step: what it had changed stays, and from then on it changes nothing more.

An exception alone would not be like death: on its way out it runs clean-ups that a killed process never gets to.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_CHANGES = ("open", "write", "fsync", "replace", "rename", "mkdir", "unlink", "rmdir", "truncate", "link")


class DeathError(BaseException):
    """The process is dead; no handler of errors may bring it back."""


class Life:
    """Counts the steps of one process. A step is whatever changes the world: the disk, the mailbox, the mail server.

    With `fine`, every call to the operating system that changes the disk is a step; else only what is named by `step`.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, fine: bool) -> None:
        self.steps = 0
        self.is_dead = False
        self._dies_at = 0
        self._is_lived = False
        self.is_fine = fine
        for name in _CHANGES:
            monkeypatch.setattr(os, name, self._watched(name, getattr(os, name)))

    @contextmanager
    def lived(self, *, until: int) -> Iterator[None]:
        """Live in the block until a step is to be taken (0: for ever); who dies leaves the block quietly."""
        self.steps, self.is_dead, self._dies_at, self._is_lived = 0, False, until, True
        try:
            yield
        except DeathError:
            assert self.is_dead
        finally:
            self._is_lived = False

    def step(self) -> None:
        """Be about to change something: die here, where it is time."""
        if self.is_dead:
            raise DeathError
        self.steps += 1
        if self.steps == self._dies_at:
            self.is_dead = True
            raise DeathError

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **keywords: Any) -> Any:
            if self._is_lived and not (name == "open" and not arguments[1] & os.O_CREAT):
                if self.is_fine:
                    self.step()
                elif self.is_dead:
                    raise DeathError
            return real(*arguments, **keywords)

        return call
