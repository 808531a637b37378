"""One case's folder, and how what was begun in it is undone."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from candour.cases.errors import StoreReadOnlyError
from candour.store.casefile import CaseFile
from candour.store.disk import Disk, remove
from candour.store.evidence import Vault
from candour.store.times import round_times

_FILE = "case.json"


class CaseFolder:
    """A case's file and its evidence, with the case's key."""

    def __init__(self, path: str, reference: str, key: bytes) -> None:
        self._path = path
        self._key = key
        self.file = CaseFile(f"{path}/{_FILE}", reference, key)

    @property
    def vault(self) -> Vault:
        """The case's evidence."""
        return Vault(Path(self._path, "evidence"), self._key)

    def adopt(self, disk: Disk, digest: str, content: Iterable[bytes], undo: contextlib.ExitStack) -> None:
        """Write evidence for the next version of the case."""
        vault = self.vault
        path = vault.path(digest)
        undo.callback(remove_empty, path.parent)
        undo.callback(remove, path)
        vault.adopt(disk, digest, content)


def round_folder(folder: Path, step_in_ns: int) -> None:
    """Let the times of a case's files, and of the folder that it stands in, tell no more than the hour or the day."""
    round_times([*folder.rglob("*"), folder, folder.parent], step_in_ns)


def is_leftover(path: Path) -> bool:
    """Tell whether a folder is known to have no case file; one that can't be looked into is none."""
    try:
        (path / _FILE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def remove_empty(folder: Path) -> None:
    """Remove a folder, unless something is in it or it can't be removed: it is harmless then."""
    with contextlib.suppress(OSError):
        folder.rmdir()


@contextlib.contextmanager
def undone_on_failure() -> Iterator[contextlib.ExitStack]:
    """Call what was registered, last first, when the block fails.

    Not after a failed sync: it is open then what stands on the disk, and nothing is touched that the next start may
    need.
    """
    with contextlib.ExitStack() as undo:
        try:
            yield undo
        except StoreReadOnlyError:
            undo.pop_all()
            raise
        undo.pop_all()
