"""A disk of one mebibyte, made of memory: what a full disk does, without filling anybody's."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NOT_PERMITTED = "mounting a tmpfs needs root and the right to mount: run the tests as root, outside of a container"


@dataclass(frozen=True)
class SmallDisk:
    """The folder that the disk is mounted on."""

    folder: Path

    def grow(self) -> None:
        """Make room."""
        subprocess.run([_mount(), "-o", "remount,size=64m", str(self.folder)], check=True)


@contextmanager
def a_small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Mount 1 MiB at a new folder until the block ends. Skips the test where that is not permitted."""
    folder.mkdir(parents=True)
    command = [_mount(), "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip(NOT_PERMITTED)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run([shutil.which("umount") or "/bin/umount", "-l", str(folder)], check=True)


def _mount() -> str:
    return shutil.which("mount") or "/bin/mount"
