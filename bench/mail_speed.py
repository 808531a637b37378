"""How fast a mail becomes an alert, and how many mails a second become stored cases, with real servers.

python -m bench.mail_speed [--single 30] [--mails 400]
"""

import argparse
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.mails import mails
from tests.dovecot import Dovecot, free_port, running_dovecot
from tests.mail_sink import MailSink
from tests.running import DPO, RunningCandour, an_installation, until


def main() -> None:
    """Measure both and print them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--single", type=int, default=30)
    arguments.add_argument("--mails", type=int, default=400)
    options = arguments.parse_args()
    with running_dovecot() as dovecot:
        _latency(dovecot, options.single)
        _throughput(dovecot, options.mails, sending=False)
        _throughput(dovecot, options.mails, sending=True)


def _latency(dovecot: Dovecot, count: int) -> None:
    """One mail at a time: from the end of its delivery to the 250 for the alert."""
    with tempfile.TemporaryDirectory() as folder, MailSink() as sink:
        with an_installation(Path(folder), dovecot, "latency", sink.port) as candour:
            candour.start()
            assert until(lambda: "mailbox connected" in candour.log(), seconds=60)
            time.sleep(2)
            taken = []
            for message in mails(count):
                before = len(sink.to(DPO))
                dovecot.deliver("latency", message)
                delivered = time.monotonic()
                assert until(partial(_has_alerts, sink, before + 1), seconds=30), candour.log()[-2000:]
                taken.append(sink.to(DPO)[before].at - delivered)
                time.sleep(1.0)  # a complaint sends the DPO a second notice, which must not count for the next mail
            candour.stop()
    ordered = sorted(taken)
    print(
        f"delivery to alert accepted by SMTP, {count} single mails: p50 {statistics.median(ordered):.2f} s, "
        f"p95 {ordered[int(len(ordered) * 0.95)]:.2f} s, longest {ordered[-1]:.2f} s"
    )


def _has_alerts(sink: MailSink, count: int) -> bool:
    return len(sink.to(DPO)) >= count


def _throughput(dovecot: Dovecot, count: int, *, sending: bool) -> None:
    """A full mailbox: mails a second from Dovecot to stored case with its notices queued, reading included."""
    user = f"throughput-{sending}"
    dovecot.deliver(user, *mails(count))
    with tempfile.TemporaryDirectory() as folder, MailSink() as sink:
        port = sink.port if sending else free_port()
        with an_installation(Path(folder), dovecot, user, port) as candour:
            begun = first_case(candour)
            assert until(lambda: stored(candour) >= count, seconds=600), candour.log()[-2000:]
            ended = time.monotonic()
            candour.stop()
    how = "while notices are sent" if sending else "notices queued, no mail server"
    print(f"Dovecot to stored case, {count} mails, {how}: {count / (ended - begun):.1f} mails/s")


def first_case(candour: RunningCandour) -> float:
    """Start, and return the moment of the first accepted mail: loading the model is no part of the rate."""
    candour.start()
    assert until(lambda: stored(candour) > 0, seconds=60)
    return time.monotonic()


def stored(candour: RunningCandour) -> int:
    """Count the case folders: cheaper than opening the store, and so less of a burden on what is measured."""
    cases = candour.folder / "store" / "data" / "cases"
    return sum(1 for path in cases.iterdir() if (path / "case.json").exists()) if cases.exists() else 0


if __name__ == "__main__":
    main()
