"""What 10,000 cases cost: the start of `candour run` beside an empty one, and the memory of all its processes.

python -m bench.footprint [--cases 10000]
"""

import argparse
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.mails import mails
from bench.store import realistic_case
from candour.cases.notice import NoticeStatus
from candour.store.folders import CaseFolderStore
from candour.store.keys import read_key_file
from tests.dovecot import Dovecot, running_dovecot
from tests.mail_sink import MailSink
from tests.running import DPO, RunningCandour, an_installation, until

_STARTS = 5
MEBIBYTE = 1024 * 1024


def main() -> None:
    """Measure both in one run and print them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=int, default=10_000)
    options = arguments.parse_args()
    with running_dovecot() as dovecot, tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as full:
        with MailSink() as sink:
            with (
                an_installation(Path(empty), dovecot, "empty", sink.port) as small,
                an_installation(Path(full), dovecot, "full", sink.port) as large,
            ):
                _fill(large, options.cases)
                pairs = [(_start_in_seconds(small), _start_in_seconds(large)) for _ in range(_STARTS)]
                print(
                    f"start of candour run, fastest of {_STARTS}: empty {min(a for a, _ in pairs):.2f} s, "
                    f"{options.cases} cases {min(b for _, b in pairs):.2f} s"
                )
                _print_memory(large, dovecot, sink, options.cases)


def _fill(candour: RunningCandour, count: int) -> None:
    key = read_key_file(candour.folder / "candour.key", setting="store.key_file")
    with closing(CaseFolderStore(candour.folder / "store", key)) as store:
        for number in range(count):
            case = realistic_case(number)
            sent = tuple(notice.model_copy(update={"status": NoticeStatus.SENT}) for notice in case.notices)
            store.accept(case.model_copy(update={"notices": sent, "school": "st-teilos"}))
            if number % 1000 == 999:
                print(f"  {number + 1} of {count} cases written", flush=True)


def _start_in_seconds(candour: RunningCandour) -> float:
    """Return the time from the command to the line "started", and stop again."""
    (candour.folder / "candour.log").unlink(missing_ok=True)
    begun = time.monotonic()
    candour.start()
    while "started" not in candour.log():
        time.sleep(0.005)
    taken = time.monotonic() - begun
    candour.stop()
    return taken


def _print_memory(candour: RunningCandour, dovecot: Dovecot, sink: MailSink, count: int) -> None:
    """Let it read some mails, so that everything that is loaded late is loaded, then add up all processes."""
    candour.start()
    dovecot.deliver("full", *mails(60))
    assert until(lambda: len(sink.to(DPO)) >= 60, seconds=120), candour.log()[-2000:]
    assert candour.process is not None
    sizes = {pid: proportional_set_size(pid) for pid in family(candour.process.pid)}
    print(
        f"memory with {count} cases, after 60 mails: {sum(sizes.values()) / MEBIBYTE:.0f} MB proportional (PSS) in "
        f"{len(sizes)} processes, the main one {sizes[candour.process.pid] / MEBIBYTE:.0f} MB"
    )
    candour.stop()


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    below = [int(child) for file in children for child in file.read_text(encoding="ascii").split()]
    return [pid, *(member for child in below for member in family(child))]


def proportional_set_size(pid: int) -> int:
    """Return bytes; shared pages count in parts (Linux, smaps_rollup)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise AssertionError(pid)


if __name__ == "__main__":
    main()
