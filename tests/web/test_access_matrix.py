"""Every route of the site x everybody x own school, other school, a case about themselves: one table says what happens.

A route that is not in the table fails the first test, so that nobody adds a page without saying who may come to it.
"""

from datetime import timedelta

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from candour.cases.decisions import DECISIONS
from candour.cases.directory import Person
from tests.builders import a_value, an_evidence, some_facts
from tests.service import CHAIR, DPO, HEAD, a_stage
from tests.web.cases import (
    DEPUTY,
    EXPIRED,
    HEOL_FFUG,
    INVESTIGATOR,
    OFFICE,
    OPENER,
    ROLES,
    let_in,
    reported,
)
from tests.web.stage import WebStage, a_web_stage

VISITORS: dict[str, Person | None] = {
    "dpo": DPO,
    "deputy": DEPUTY,
    "head": HEAD,
    "chair": CHAIR,
    "office": OFFICE,
    "investigator": INVESTIGATOR,
    "opener": OPENER,
    "expired": EXPIRED,
    "nobody": None,
}
"""The chair has a part in the case about the head teacher alone; the office has none in any; only the opener among the
investigators may open files."""

IN = "sign-in"
DONE = "done"
EVERYBODY = " ".join(["200"] * len(VISITORS))
NO_CASE = "404 404 404 404 sign-in 404 404 sign-in sign-in"

EXPECTED: dict[str, str] = {
    #                                       dpo deputy head chair office investigator opener expired nobody
    "GET /static/candour.css": EVERYBODY,
    "GET /": "200 200 200 200 sign-in 200 200 sign-in sign-in",
    "GET /register": "200 200 200 403 sign-in 403 403 sign-in sign-in",
    "GET /register/export.{ending}": "200 200 403 403 sign-in 403 403 sign-in sign-in",
    "GET /cases/{reference} own": "200 200 200 404 sign-in 200 200 sign-in sign-in",
    "GET /cases/{reference} other": NO_CASE,
    "GET /cases/{reference} about": NO_CASE,
    "POST /cases/{reference}/decide own": "done done done 404 sign-in done done sign-in sign-in",
    "POST /cases/{reference}/decide other": NO_CASE,
    "POST /cases/{reference}/decide about": NO_CASE,
    # Signed in anew, a browser comes by GET to where it had posted to: it is led to the case, which says the rest.
    "GET /cases/{reference}/decide own": "303 303 303 303 sign-in 303 303 sign-in sign-in",
    "GET /cases/{reference}/evidence/{digest} own": "303 303 303 303 sign-in 303 303 sign-in sign-in",
    "POST /cases/{reference}/evidence/{digest} own": "200 200 403 404 sign-in 403 200 sign-in sign-in",
    "POST /cases/{reference}/evidence/{digest} other": NO_CASE,
    "POST /cases/{reference}/evidence/{digest} about": NO_CASE,
    "GET /mailboxes": "200 200 404 404 sign-in 404 404 sign-in sign-in",
    "GET /away": "200 200 200 200 sign-in 200 200 sign-in sign-in",
    "POST /away": "422 422 422 422 sign-in 422 422 sign-in sign-in",
    # Who is signed in goes on at once, and sees no form. Their browser is known, and may open another link.
    "GET /sign-in": "303 303 303 303 200 303 303 200 200",
    "POST /sign-in": "403 403 403 403 200 403 403 200 200",
    "GET /sign-in/{token}": EVERYBODY,
    "POST /sign-in/{token}": "403 403 403 403 410 403 403 410 410",  # nobody sent this link
    "POST /sign-out": "200 200 200 200 sign-in 200 200 sign-in sign-in",  # last: it ends the session
}
ROWS = [(row, visitor) for row in EXPECTED for visitor in VISITORS]
FILE = b"a list of names"


@pytest.fixture(scope="module")
def town() -> "Town":
    return Town()


class Town:
    """Two schools; a case in each, a case about everybody, and a browser for everybody who could ever sign in."""

    def __init__(self) -> None:
        self.stage = a_web_stage(a_stage(ROLES, others=(HEOL_FFUG,)))
        store = self.stage.core.store
        evidence = (store.hold([FILE], name="list.csv", media_type="text/csv"),)
        self.own = reported(self.stage, evidence=evidence)
        self.other = reported(self.stage, "report-2", school="heol-ffug")
        self.about = {name: _about(self.stage, name, person) for name, person in VISITORS.items() if person}
        for person, until, files in (
            (INVESTIGATOR, "2026-12-01", "no"),
            (OPENER, "2026-12-01", "yes"),
            (EXPIRED, "2026-11-20", "yes"),
        ):
            let_in(self.stage, self.own, person, until, files=files)
        self.stage.clock.move(timedelta(hours=7))
        self.browsers = {name: self._browser(name, person) for name, person in VISITORS.items()}
        self.stage.clock.move(timedelta(hours=6))  # after midnight: one authorisation is over, all sessions still run

    def _browser(self, name: str, person: Person | None) -> TestClient:
        """Sign somebody in; the office, which gets no link, has a session as if it had had a part once."""
        if person is None:
            return self.stage.browser()
        if name != "office":
            return self.stage.signed_in(person)
        browser = self.stage.browser()
        browser.cookies.set("__Host-candour-session", self.stage.surroundings.sessions.begin(person, instead_of=""))
        return browser

    def ask(self, row: str, visitor: str) -> str:
        """Go where a row says, the way a browser would with a form of our own, and tell what came of it."""
        method, path, which = (*row.split(), "")[:3]
        references = {"own": self.own, "other": self.other, "about": self.about.get(visitor, self.own), "": ""}
        path = path.format(reference=references[which], digest=an_evidence(FILE).digest, ending="csv", token="x" * 43)
        browser = self.browsers[visitor]
        if "{token}" in row:
            browser.get("/sign-in")  # which gives the browser the cookie that a link is bound to
        answer = browser.request(method, path, data=self.form(row, visitor) if method == "POST" else None)
        location = answer.headers.get("location", "")
        if location.startswith("/sign-in"):
            return IN
        return DONE if location.startswith(f"/cases/{references[which]}?done=") else str(answer.status_code)

    def form(self, row: str, visitor: str) -> dict[str, str]:
        """Return a form with a token that fits the browser, and for a decision a note that everybody may write."""
        signed_in = row.split()[1] not in {"/sign-in", "/sign-in/{token}"}
        page = self.browsers[visitor].get("/" if signed_in else "/sign-in")
        token = page.text.partition('name="csrf" value="')[2].partition('"')[0]
        stamp = self.stage.core.store.load(self.own).stamp
        form = {"csrf": token, "stamp": stamp, "form": "note", "what": "note", "value": "Seen."}
        return {**form, "address": DPO.address} if row == "POST /sign-in" else form


def _about(stage: WebStage, name: str, person: Person) -> str:
    facts = some_facts(responsible_employee=a_value(person.name))
    return reported(stage, f"about-{name}", facts)


def test_every_route_of_the_site_is_in_the_table(town: Town) -> None:
    routes = {
        f"{method} {route.path}"
        for route in town.stage.site.routes
        if isinstance(route, Route) and route.methods
        for method in route.methods - {"HEAD"}
    }
    assert routes == {" ".join(row.split()[:2]) for row in EXPECTED}
    assert all(isinstance(route, Route) for route in town.stage.site.routes)


@pytest.mark.parametrize(("row", "visitor"), ROWS, ids=[f"{row} {visitor}" for row, visitor in ROWS])
def test_everybody_gets_what_the_table_says(town: Town, row: str, visitor: str) -> None:
    expected = dict(zip(VISITORS, EXPECTED[row].split(), strict=True))[visitor]
    assert town.ask(row, visitor) == expected


@pytest.mark.parametrize("visitor", ["head", "investigator"])
def test_who_does_not_decide_takes_no_decision_by_a_request_written_by_hand(visitor: str) -> None:
    town = Town()
    browser, form = town.browsers[visitor], town.form("POST /cases", visitor)
    before = town.stage.core.store.load(town.own)
    for what in DECISIONS.keys() - {"note", "acknowledge"}:
        value = next(iter(DECISIONS[what].values), "x")
        typed = {**form, "what": what, "form": what, "value": value, "reason": "because"}
        answer = browser.post(f"/cases/{town.own}/decide", data=typed)
        assert (what, answer.status_code) == (what, 403)
    assert town.stage.core.store.load(town.own).decisions == before.decisions


@pytest.mark.parametrize("damage", [{"csrf": ""}, {"csrf": "0" * 64}, {}])
def test_no_form_is_taken_without_the_token_of_its_browser_or_from_another_site(damage: dict[str, str]) -> None:
    town = Town()
    before = town.stage.core.store.load(town.own)
    browser, other = town.browsers["dpo"], town.browsers["deputy"]
    token = {"csrf": other.get("/").text.partition('name="csrf" value="')[2].partition('"')[0]}
    posts = [row for row in EXPECTED if row.startswith("POST") and not row.endswith(("other", "about"))]
    for row in posts:
        browser.get("/sign-in")
        path = row.split()[1].format(reference=town.own, digest=an_evidence(FILE).digest, token="x" * 43)
        form = {**town.form(row, "dpo"), **(damage or token)}
        assert (row, browser.post(path, data=form).status_code) == (row, 403)
        sound = town.form(row, "dpo")
        foreign = browser.post(path, data=sound, headers={"Sec-Fetch-Site": "cross-site"})
        assert (row, foreign.status_code) == (row, 403)
    assert town.stage.core.store.load(town.own) == before
