"""500 mails in, 500 accounted for, each acknowledged once, kill -9 at 50 random moments; a second run doubles nothing.

python -m bench.mail_kill [--mails 500] [--kills 50] [--seed 1]
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.mails import mails
from tests.dovecot import Dovecot, running_dovecot
from tests.mail_sink import MailSink
from tests.running import DPO, RunningCandour, an_installation, until

USER = "kill"
PROCESSED = "Candour processed"


def main() -> None:
    """Run it and print what was found; exits with an error when a mail is lost or doubled."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mails", type=int, default=500)
    arguments.add_argument("--kills", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  the same moments in each run
    with tempfile.TemporaryDirectory() as folder, running_dovecot() as dovecot, MailSink() as sink:
        with an_installation(Path(folder), dovecot, USER, sink.port) as candour:
            begun = time.monotonic()
            _deliver_and_kill(candour, dovecot, mails(options.mails), options.kills, chance)
            candour.start()
            assert until(lambda: _is_done(candour, dovecot, options.mails), seconds=900), candour.log()[-3000:]
            candour.stop()
            _judge(candour, sink, dovecot, options.mails)
            accepted = len(sink.about_cases())
            candour.start()
            until(lambda: False, seconds=8)
            candour.stop()
            assert len(sink.about_cases()) == accepted, "the second run sent something"
            _judge(candour, sink, dovecot, options.mails)
            print(f"killed {options.kills} times; the second run sent 0 mails; {time.monotonic() - begun:.0f} s in all")


def _deliver_and_kill(
    candour: RunningCandour, dovecot: Dovecot, messages: list[bytes], kills: int, chance: random.Random
) -> None:
    """Deliver in as many portions as there are kills, so that every life has new mail to be killed over."""
    portion = -(-len(messages) // kills)
    for number in range(kills):
        dovecot.deliver(USER, *messages[number * portion : (number + 1) * portion])
        candour.start()
        time.sleep(chance.uniform(1.0, 4.0))
        candour.kill()


def _is_done(candour: RunningCandour, dovecot: Dovecot, count: int) -> bool:
    time.sleep(1)
    if len(dovecot.messages(USER, PROCESSED)) < count:
        return False
    with candour.store() as store:
        return store.next_due() is None


def _judge(candour: RunningCandour, sink: MailSink, dovecot: Dovecot, count: int) -> None:
    with candour.store() as store:
        entries = store.register()
        keys = Counter(key for entry in entries for key in store.load(entry.reference).keys)
        joined = sum(len(store.load(entry.reference).reports) for entry in entries)
        assert not store.damaged
    assert joined == count, f"{joined} of {count} mails are in the store"
    assert max(keys.values()) == 1
    assert not dovecot.messages(USER)
    # Who lost a device gets the asset form beside the acknowledgement.
    written = [mail for mail in sink.accepted if mail.recipients[0].startswith("member")]
    acknowledged = [mail for mail in written if "Your report has arrived" in mail.subject]
    ids = {str(mail.message["Message-ID"]) for mail in acknowledged}
    writers = Counter(mail.recipients[0] for mail in acknowledged if mail.message["Message-ID"])
    alerts = {str(mail.message["Message-ID"]) for mail in sink.to(DPO)}
    again = sum(sink.message_ids().values()) - len(sink.message_ids())
    print(
        f"{count} mails: {len(entries)} cases, {len(ids)} acknowledgements to {len(writers)} writers, "
        f"{len(alerts)} notices to the DPO; {again} mails were handed over a second time with the same Message-ID"
    )
    assert len(ids) == len(writers), "somebody was acknowledged twice"


if __name__ == "__main__":
    main()
