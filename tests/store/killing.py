"""Kill a process while it writes, and look whether all that it acknowledged is there.

Every case is a pure function of its reference and version, so whoever looks knows what must stand there. The writer
says a write on its standard output only after the store has returned.
"""

import hashlib
import os
import random
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL
from subprocess import PIPE, Popen
from time import sleep

from candour.cases.case import Case
from candour.cases.errors import StoreError
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey
from tests.builders import a_notice, a_report, an_evidence, the_nth_case

KEY = InstallationKey(bytes(range(32)))
THREADS = 3


def contents(number: int, version: int) -> tuple[bytes, ...]:
    """Return the attachments of a version: one more with each third version, now and then a long one."""
    sizes = [40_000 if (number + count) % 7 else 1_500_000 for count in range((number + version) // 3 - number // 3)]
    return tuple(
        hashlib.sha256(f"{number} {count}".encode()).digest() * (size // 32) for count, size in enumerate(sizes)
    )


def case_at(number: int, version: int) -> Case:
    """Return a case as it stands in a version."""
    reports = a_report(
        keys=(f"key-{number}", f"key-{number}-{version}"),
        text=f"{number} in version {version}. " * 30,
        evidence=tuple(an_evidence(content) for content in contents(number, version)),
    )
    notice = a_notice(message_id=f"<notice-{number}-{version}@candour.example>")
    return the_nth_case(number, version=version, reports=(reports,), notices=(notice,))


def write_until_killed(root: Path, run: int) -> None:
    """Accept and save cases in several threads for ever, and say each write that was acknowledged."""
    store = CaseFolderStore(root, KEY)

    def work(thread: int) -> None:
        dice = random.Random(run * THREADS + thread)  # noqa: S311  # a repeatable choice, no secret
        versions: dict[int, int] = {}
        while True:
            number = dice.choice([*versions, (run * THREADS + thread) * 1000 + len(versions)])
            version = versions.get(number, 0) + 1
            for content in contents(number, version)[len(contents(number, version - 1)) if version > 1 else 0 :]:
                store.hold([content], name="trip.pdf", media_type="application/pdf")
            (store.save if version > 1 else store.accept)(case_at(number, version))
            versions[number] = version
            os.write(1, f"{number} {version}\n".encode())
            store.put("cursors", f"{run}-{thread}", {"written": str(sum(versions.values()))})
            os.write(1, f"put {run}-{thread} {sum(versions.values())}\n".encode())

    for thread in range(THREADS):
        threading.Thread(target=work, args=(thread,)).start()


@dataclass
class Kills:
    """What was acknowledged over all kills, and what was wrong with it afterwards."""

    root: Path
    count: int = 0
    writes: int = 0
    wrong: list[str] = field(default_factory=list)
    versions: dict[int, int] = field(default_factory=dict)
    cursors: dict[str, int] = field(default_factory=dict)

    def kill_once(self, seconds: float) -> None:
        """Let a writer work for this long after its first write, kill it, and look at what it had acknowledged."""
        command = [sys.executable, "-m", "tests.store.killing", str(self.root), str(self.count)]
        before = dict(self.versions)
        with Popen(command, stdout=PIPE, stderr=PIPE) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            sleep(seconds)
            process.kill()
            rest, complaints = process.communicate()
        if process.returncode != -SIGKILL or b"Traceback" in complaints:
            self.wrong.append(f"the writer failed: {complaints.decode()}")
        self.count += 1
        for line in (first + rest).decode().splitlines():
            self._note(line)
        self.check([number for number, version in self.versions.items() if before.get(number) != version])

    def _note(self, line: str) -> None:
        self.writes += 1
        match line.split():
            case ["put", key, written]:
                self.cursors[key] = int(written)
            case [number, version]:
                self.versions[int(number)] = int(version)

    def check(self, numbers: list[int]) -> None:
        """Open the store and compare these cases, and all records, with what was acknowledged."""
        store = CaseFolderStore(self.root, KEY)
        self.wrong += [f"{reference} is damaged" for reference in store.damaged]
        for number in numbers:
            try:
                self._check_case(store, number)
            except (AssertionError, StoreError) as error:
                self.wrong.append(f"{number}: {error!r}")
        for key, written in self.cursors.items():
            record = store.get("cursors", key)
            if record is None or int(record["written"]) not in {written, written + 1}:
                self.wrong.append(f"record {key}")
        left = list((self.root / "data" / "incoming").glob("*.new"))
        self.wrong += [f"{path.name} was not cleaned away" for path in left]
        store.close()

    def _check_case(self, store: CaseFolderStore, number: int) -> None:
        reference = f"SF-26-{number:05d}"
        case = store.load(reference)
        assert case.version in {self.versions[number], self.versions[number] + 1}, "an acknowledged write is lost"
        assert case == case_at(number, case.version), "another content"
        assert store.find_key(f"key-{number}-{case.version}") == reference, "not in the index"
        for content, item in zip(contents(number, case.version), case.evidence, strict=True):
            assert b"".join(store.open_evidence(reference, item.digest)) == content, "other evidence"


if __name__ == "__main__":
    write_until_killed(Path(sys.argv[1]), int(sys.argv[2]))
