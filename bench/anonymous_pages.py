"""The anonymous pages under fuzzing, and whether their answers' times tell anything.

python -m bench.anonymous_pages [minutes, such as 10] [seed]

It walks from form to form as somebody might, by whatever buttons there are, with words, codes, tokens and files that no
person types, and sends bodies that no browser makes. An answer of 500 and above counts as found and is printed. Then
it prints the medians of pages that must not be told apart by their time: links that are unknown, used and out of date;
a wrong code and a right one.
"""

import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from statistics import median

from httpx import Response
from starlette.testclient import TestClient

from candour.web.anonymous.limits import Limits
from candour.web.anonymous.turnstile import Turnstile
from tests.web.anonymous.forms import PageForm, form_in, forms_in
from tests.web.anonymous.stage import SCHOOL, AnonymousStage, an_anonymous_stage

ROUNDS = 300
STEPS_OF_A_WALK = 12
WALKS_OF_A_STAGE = 30
_FAULT = 500
_PATHS = ("/r/st-finnian", "/r/nowhere", "/o/ABC", "/back", "/proof", "/filed", "/leave")
_PIECES = (
    "", " ", "\x00", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\r\n", "\n\n\n", "<script>", "{{ 7*7 }}", "%00", "é",
    "\U0001f600", "a\u0300" * 40, "A" * 5_000, "0000111122223333", "K7QM-4T0V-9XWE-2HAB", "2026-02-30", "-1", "1e999",
    "99999999999999999999", "yes", "cy", "en", "send", "show", "add", "name", "stop", "give_up", "remove", "../../etc",
    "signature: AAAA", "Candour proof of filing 1\nschool: x\nfiled on: 2026-99-99\nsha256: ", "a" * 64,
    "=?utf-8?q?a?=", "Kind regards,\nMegan Tudor", "my Year 4 class", "I am the SENCO",
)  # fmt: skip
_TYPES = (
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", "",
    "multipart/form-data; boundary=" + "x" * 300, "application/x-www-form-urlencoded; charset=utf-16",
)  # fmt: skip
_PARTS = (
    b"--x\r\n", b"--x--\r\n", b'Content-Disposition: form-data; name="text"\r\n\r\n', b"\r\n", b"code=", b"&", b"%",
    b'Content-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: image/jpeg\r\n\r\n', b"\xff\xfe",
    b"\x00", b"=", b"do=send", b"lang=cy", b"code=0000111122223333", b"\xf0\x9f\x98\x80", b"%F0%9F",
    b"Content-Disposition: x\r\n\r\n",
)  # fmt: skip


async def _no_wait(seconds: float) -> None:
    del seconds


def _a_stage() -> AnonymousStage:
    limits = Limits(filings=10_000, readings=10_000, posts=10_000, furthers=10_000)
    return an_anonymous_stage(limits=limits, turnstile=Turnstile(_no_wait))


class Walker:
    """Walks through the pages by chance."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311  the same walks for the same seed
        self.statuses: Counter[int] = Counter()
        self.found: list[str] = []

    def walk(self, browser: TestClient) -> None:
        """Open a page, and go on by the forms of each answer."""
        answer = self._noted("GET", browser.get(self._random.choice(_PATHS)))
        for _ in range(STEPS_OF_A_WALK):
            forms = forms_in(answer.text) if answer.headers.get("content-type", "").startswith("text/html") else []
            if not forms or self._random.random() < 0.15:
                self._send_bytes(browser)
                answer = self._noted("GET", browser.get(self._random.choice(_PATHS)))
            else:
                answer = self._press(browser, self._random.choice(forms))

    def _press(self, browser: TestClient, form: PageForm) -> Response:
        fields = {name: list(values) for name, values in form.fields.items()}
        for name in self._random.sample(sorted(fields), min(len(fields), self._random.choice((0, 0, 1, 1, 2, 6)))):
            fields[name] = [self._words() for _ in range(self._random.choice((0, 1, 1, 1, 2)))]
        for name in ("text", "code"):
            if fields.get(name) == [""]:
                fields[name] = [self._words()]
        files = [(self._words(), self._words().encode(), self._random.choice(_TYPES)) for _ in range(2)]
        chosen = files[: self._random.choice((0, 0, 1, 2))] if form.enctype.startswith("multipart") else []
        button = self._random.choice(form.buttons) if form.buttons else ()
        what = f"{form.action} {button} {fields!r:.3000}"
        return self._noted(what, replace(form, fields=fields).press(browser, *button, files=chosen))

    def _send_bytes(self, browser: TestClient) -> None:
        body = b"".join(self._random.choice(_PARTS) for _ in range(self._random.randrange(12)))
        body += self._random.randbytes(self._random.choice((0, 0, 5, 4_000)))
        path = self._random.choice(_PATHS)
        answer = browser.post(path, content=body, headers={"content-type": self._random.choice(_TYPES)})
        self._noted(f"{path} {body!r:.3000}", answer)

    def _words(self) -> str:
        return "".join(self._random.choice(_PIECES) for _ in range(self._random.choice((1, 1, 2, 4))))

    def _noted(self, what: str, answer: Response) -> Response:
        self.statuses[answer.status_code] += 1
        if answer.status_code >= _FAULT:
            self.found.append(what)
        return answer


def fuzz(minutes: float, seed: int) -> bool:
    """Fuzz for so long; print and return whether all went well."""
    walker, end = Walker(seed), time.monotonic() + minutes * 60
    while time.monotonic() < end:
        browser = _a_stage().browser()
        for _ in range(WALKS_OF_A_STAGE):
            walker.walk(browser)
    print(f"{walker.statuses.total()} requests in {minutes:g} minutes, answers {dict(sorted(walker.statuses.items()))}")
    print(f"{len(walker.found)} server errors", *walker.found[:5], sep="\n")
    return not walker.found


def _links(stage: AnonymousStage, browser: TestClient) -> Iterator[tuple[str, Callable[[], Response]]]:
    tokens = stage.core.service.mint_links(SCHOOL, 2, date(2026, 12, 1))
    stage.sent(browser, path=f"/o/{tokens[0]}")
    stage.clock.move(timedelta(days=12))
    for name, token in (("unknown", "0" * 16), ("used", tokens[0]), ("out of date", tokens[1])):
        yield f"link, {name}", lambda token=token: browser.get(f"/o/{token}")  # type: ignore[misc]  # of this turn


def _codes(stage: AnonymousStage, browser: TestClient) -> Iterator[tuple[str, Callable[[], Response]]]:
    [code] = form_in(stage.sent(browser).text, "kept").fields["code"]
    form = form_in(browser.get("/back").text)
    for name, typed in (("right", code), ("wrong", "0" * 16)):
        yield f"code, {name}", lambda typed=typed: form.press(browser, "do", "show", code=typed)  # type: ignore[misc]


def compare(ways: Mapping[str, Callable[[], Response]]) -> None:
    """Ask for each in turns, so that what else the machine does falls on all; print medians."""
    taken = {name: list[float]() for name in ways}
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            begun = time.perf_counter()
            ask()
            taken[name].append(time.perf_counter() - begun)
    medians = {name: median(seconds) * 1000 for name, seconds in taken.items()}
    for name, milliseconds in medians.items():
        print(f"{name:20} median {milliseconds:7.2f} ms")
    print(f"{'':20} apart  {max(medians.values()) - min(medians.values()):7.2f} ms")


def main() -> None:
    """Fuzz, then measure; exits with 1 where a server error was found."""
    logging.disable(logging.CRITICAL)
    given = dict(enumerate(sys.argv[1:]))
    went_well = fuzz(float(given.get(0, "10")), int(given.get(1, "1")))
    for ways in (_links, _codes):
        stage = _a_stage()
        compare(dict(ways(stage, stage.browser())))
    sys.exit(0 if went_well else 1)


if __name__ == "__main__":
    main()
