"""The memory of all processes while 10,000 mails come in, and of a Candour that is started anew over what they left.

python -m bench.mail_memory [--mails 10000]

Every case has a line in memory (the indexes), so memory grows with the cases that are kept, by some kilobytes each:
compare it with a Candour that only opens what is there.
"""

import argparse
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.footprint import MEBIBYTE, family, proportional_set_size
from bench.mail_speed import stored
from bench.mails import mails
from tests.dovecot import running_dovecot
from tests.mail_sink import MailSink
from tests.running import RunningCandour, an_installation, until

_STEPS = 10
_SETTLING_IN_SECONDS = 5.0


def main() -> None:
    """Deliver in ten steps, and print the memory after each and after a new start."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mails", type=int, default=10_000)
    options = arguments.parse_args()
    all_mails = mails(options.mails)
    with running_dovecot() as dovecot, tempfile.TemporaryDirectory() as folder, MailSink() as sink:
        with an_installation(Path(folder), dovecot, "memory", sink.port) as candour:
            candour.start()
            for step in range(1, _STEPS + 1):
                until_now = options.mails * step // _STEPS
                begun = time.monotonic()
                dovecot.deliver("memory", *all_mails[options.mails * (step - 1) // _STEPS : until_now])
                assert until(partial(_has_stored, candour, until_now), seconds=1_200), candour.log()[-2000:]
                rate = options.mails / _STEPS / (time.monotonic() - begun)
                time.sleep(_SETTLING_IN_SECONDS)
                print(f"after {until_now} mails: {_memory_in_mb(candour):.0f} MB, {rate:.0f} mails/s", flush=True)
            candour.stop()
            candour.start()
            assert until(lambda: "mailbox connected" in candour.log(), seconds=60)
            time.sleep(_SETTLING_IN_SECONDS)
            print(f"started anew over them: {_memory_in_mb(candour):.0f} MB")
            candour.stop()


def _has_stored(candour: RunningCandour, count: int) -> bool:
    return stored(candour) >= count


def _memory_in_mb(candour: RunningCandour) -> float:
    assert candour.process is not None
    return sum(proportional_set_size(pid) for pid in family(candour.process.pid)) / MEBIBYTE


if __name__ == "__main__":
    main()
