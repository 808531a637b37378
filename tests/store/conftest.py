from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from candour.cases.ports import Store
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey
from candour.store.memory import MemoryStore

KEY = InstallationKey(bytes(range(32)))

OpenFolders = Callable[[], CaseFolderStore]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def open_folders(root: Path) -> Iterator[OpenFolders]:
    """Open the store on the disk; what is still open when the test ends is closed."""
    with ExitStack() as stack:

        def opened() -> CaseFolderStore:
            store = CaseFolderStore(root, KEY)
            stack.callback(store.close)
            return store

        yield opened


@pytest.fixture
def folders(open_folders: OpenFolders) -> CaseFolderStore:
    return open_folders()


@pytest.fixture(params=["memory", "folders"])
def store(request: pytest.FixtureRequest) -> Store:
    """Every implementation of the port: the contract holds for each."""
    if request.param == "memory":
        return MemoryStore()
    opened: CaseFolderStore = request.getfixturevalue("folders")
    return opened
