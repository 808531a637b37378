"""Two schools with their people and cases, and what the pages' tests do with them."""

import re
from collections.abc import Mapping
from html import unescape

from httpx import Client

from candour.cases.directory import Person, School
from candour.cases.facts import Facts
from tests.builders import a_report, some_facts
from tests.service import CHAIR, DPO, HEAD, SAINT_FINNIAN, decide
from tests.web.stage import WebStage, csrf_in

DEPUTY = Person(name="Deri Nash", address="deputy@saint-finnian.example")
OFFICE = Person(name="Olwen Hart", address="office@saint-finnian.example")
INVESTIGATOR = Person(name="Ivo Grant", address="ivo@council.example")
OPENER = Person(name="Owain Price", address="owain@council.example")
EXPIRED = Person(name="Ena Frost", address="ena@council.example")
OTHER_DPO = Person(name="Tegan Lloyd", address="dpo@heol-ffug.example")
OTHER_HEAD = Person(name="Huw Morris", address="head@heol-ffug.example")
HEOL_FFUG: School = SAINT_FINNIAN.model_copy(
    update={
        "key": "heol-ffug",
        "name": "Ysgol Heol Ffug",
        "prefix": "HF",
        "roles": {"dpo": (OTHER_DPO,), "head_teacher": (OTHER_HEAD,)},
        "reply_address": "dataloss@heol-ffug.example",
    }
)
ROLES: Mapping[str, tuple[Person, ...]] = {
    "dpo": (DPO,),
    "deputy_dpo": (DEPUTY,),
    "head_teacher": (HEAD,),
    "chair_of_governors": (CHAIR,),
    "service_desk": (OFFICE,),
}


def reported(stage: WebStage, name: str = "report-1", facts: Facts | None = None, **changes: object) -> str:
    """Let a report come in, and return the reference of its case."""
    stage.core.reader.readings[name] = facts or some_facts()
    message_id = f"<{name}@saint-finnian.example>"
    report = a_report(id=name, keys=(f"{message_id} 5f2a",), message_id=message_id, **changes)
    reference = stage.core.service.receive(report).reference
    assert reference is not None
    return reference


def let_in(stage: WebStage, reference: str, person: Person, until: str, *, files: str = "no") -> None:
    """Authorise somebody to investigate."""
    decide(stage.core, reference, "authorise", person.address, name=person.name, until=until, evidence=files)


def fields_of(html: str, form_id: str) -> dict[str, str]:
    """Return the hidden fields of one decision form of a case's page."""
    found = re.search(rf'<input type="hidden" name="form" value="{re.escape(form_id)}">', html)
    assert found, f"the page has no form {form_id}"
    stamp = re.search(r'name="stamp" value="([^"]*)"', html)
    assert stamp is not None
    return {"csrf": csrf_in(html), "stamp": stamp[1], "form": form_id, "what": form_id.partition("-")[0]}


def post_decision(browser: Client, reference: str, form_id: str, **typed: str | list[str]) -> "tuple[int, str, str]":
    """Fill in a form of the case's page and send it: return status, where it leads, and the page.

    Names of details are given with two underscores: detail__answer.
    """
    page = browser.get(f"/cases/{reference}")
    assert page.status_code == 200, page.text
    data = {**fields_of(page.text, form_id), **{name.replace("__", "."): text for name, text in typed.items()}}
    answer = browser.post(f"/cases/{reference}/decide", data=data)
    return answer.status_code, answer.headers.get("location", ""), answer.text


def words_of(html: str) -> str:
    """Return the text of a page, tags and the space between words aside."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
