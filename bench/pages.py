"""How long the pages take over many cases: today, the register with and without a filter, a case. A real `candour run`.

python -m bench.pages [cases, such as 1000 10000]

Each page is asked for in turn, so that what else the machine does falls on all; the style sheet in the same turns says
what the way itself costs. One case in thirty is open, as in a school that works its cases off.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles

import httpx

from candour.cases.case import Case, CaseStatus
from candour.cases.directory import Person
from candour.cases.notice import NoticeStatus
from candour.cases.references import new_reference
from candour.store.folders import CaseFolderStore
from candour.store.keys import read_key_file
from candour.web.sessions import Sessions
from tests.builders import a_report
from tests.dovecot import free_port, running_dovecot
from tests.mail_sink import MailSink
from tests.running import RunningCandour, an_installation, until
from tests.service import a_stage

ROUNDS = 100
OPEN_OF = 30
_DPO = Person(name="Dilys Marlow", address="dpo@stteilos.example")


def main() -> None:
    """Measure every size and print the figures."""
    for size in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000]:
        with _running(size) as (browser, references):
            taken = {name: list[float]() for name in _paths(references, 0)}
            for turn in range(ROUNDS):
                for name, path in _paths(references, turn).items():
                    taken[name].append(_seconds(browser, path))
        base = median(taken["style sheet"])
        for name, seconds in taken.items():
            p95 = quantiles(seconds, n=20)[-1]
            print(
                f"{size:6} cases  {name:16} p50 {median(seconds) * 1000:6.1f} ms  p95 {p95 * 1000:6.1f} ms  "
                f"{median(seconds) / base:5.1f} x style sheet",
                flush=True,
            )


def _paths(references: list[str], turn: int) -> Mapping[str, str]:
    return {
        "style sheet": "/static/candour.css",
        "today": "/",
        "register": "/register",
        "register, filter": "/register?status=open&q=ST-26",
        "register, page 9": "/register?page=9",
        "case": f"/cases/{references[turn * 7919 % len(references)]}",
    }


def _seconds(browser: httpx.Client, path: str) -> float:
    begun = time.perf_counter()
    answer = browser.get(path)
    taken = time.perf_counter() - begun
    assert answer.status_code == 200, (path, answer.status_code)
    return taken


@contextmanager
def _running(size: int) -> Iterator[tuple[httpx.Client, list[str]]]:
    """Run Candour with its pages over so many cases, signed in as the Data Protection Officer."""
    with running_dovecot() as dovecot, tempfile.TemporaryDirectory() as folder, MailSink() as sink:
        port = free_port()
        pages = f"http://127.0.0.1:{port}"
        web = {"port": port, "url": pages}
        with an_installation(Path(folder), dovecot, "pages", sink.port, web=web) as candour:
            references, session = _fill(candour, size)
            candour.start()
            with httpx.Client(base_url=pages, cookies={"candour-session": session}, timeout=30) as browser:
                assert until(lambda: _answers(browser), seconds=60), candour.log()[-2000:]
                yield browser, references
            candour.stop()


def _answers(browser: httpx.Client) -> bool:
    try:
        return browser.get("/").status_code == 200
    except httpx.TransportError:
        return False


def _fill(candour: RunningCandour, size: int) -> tuple[list[str], str]:
    key = read_key_file(candour.folder / "candour.key", setting="store.key_file")
    pattern = _pattern()
    with closing(CaseFolderStore(candour.store_folder, key)) as store:
        references = _references(size)
        cases = [_nth(pattern, number, reference) for number, reference in enumerate(references)]
        for case in cases:
            store.accept(case)
        sessions = Sessions(store, lambda _address: _DPO, lambda: datetime.now(UTC))
        return references, sessions.begin(_DPO, instead_of="")


def _pattern() -> Case:
    """Return a case as the service makes it: rules, routes, clocks, three notices, events."""
    stage = a_stage()
    stage.clock.moment = datetime.now(UTC) - timedelta(minutes=5)
    receipt = stage.service.receive(a_report(received_at=stage.clock.moment))
    assert receipt.reference is not None
    return stage.store.load(receipt.reference)


def _references(size: int) -> list[str]:
    random = Random(1)  # noqa: S311  the same references in each run
    found: dict[str, None] = {}
    while len(found) < size:
        found[new_reference("ST", datetime.now(UTC), random)] = None
    return list(found)


def _nth(pattern: Case, number: int, reference: str) -> Case:
    """Return a case of its own in the pattern's likeness, its notices sent; most are closed."""
    key = f"<report-{number}@stteilos.example> 5f2a"
    notices = tuple(
        notice.model_copy(update={"status": NoticeStatus.SENT, "message_id": f"<{number}-{place}@stteilos.example>"})
        for place, notice in enumerate(pattern.notices)
    )
    is_open = number % OPEN_OF == 0
    return pattern.model_copy(
        update={
            "reference": reference,
            "school": "st-teilos",
            "opened_at": pattern.opened_at - timedelta(minutes=0 if is_open else number),
            "status": CaseStatus.OPEN if is_open else CaseStatus.CLOSED,
            "reply_token": f"token-{number}",
            "reports": (pattern.reports[0].model_copy(update={"id": f"report-{number}", "keys": (key,)}),),
            "notices": notices,
        }
    )


if __name__ == "__main__":
    main()
