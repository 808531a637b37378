"""`candour corrections export`: what people changed, for training; nobody's name, and never whom it was promised to."""

import json
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from candour.app.cli import app
from candour.cases.case import Case
from candour.cases.facts import Method, Value
from candour.store.folders import CaseFolderStore
from candour.store.keys import create_key_file, read_key_file
from tests.app.configurations import GOOD, written
from tests.builders import LETTER, a_report, a_value, an_event, some_facts, the_nth_case

NAMES = ("Seren", "Vaughan", "Finnian", "finnian")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    create_key_file(tmp_path / "candour.key")
    places = {"folder": str(tmp_path / "store"), "key_file": str(tmp_path / "candour.key")}
    first: Any = GOOD["school"]
    return written(tmp_path, {**GOOD, "store": places, "nlp": {"model": ""}, "school": first})


@pytest.fixture
def store(config: Path) -> Iterator[CaseFolderStore]:
    """The store, open for writing as in a running Candour."""
    key = read_key_file(config.parent / "candour.key", setting="store.key_file")
    with closing(CaseFolderStore(config.parent / "store", key)) as opened:
        yield opened


def export(config: Path, *options: str) -> Result:
    file = str(config.parent / "corrections.jsonl")
    return CliRunner().invoke(app, ["corrections", "export", file, "--config", str(config), *options])


def rows(config: Path) -> list[Mapping[str, Any]]:
    text = (config.parent / "corrections.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def changed(value: Value, answer: Any) -> Value:
    """Return a value as the DPO changed it."""
    update = {"value": answer, "confidence": 1.0, "method": Method.PERSON, "rule": "decided", "read": value}
    return value.model_copy(update={**update, "confirmed_by": "Olwen Pritchard"})


def corrected(number: int = 1, **changes: Any) -> Case:
    """Return a case whose number of people the DPO put right, from 27 to 31."""
    events = (
        an_event(kind="decided", actor="Olwen Pritchard", details={"what": "value", "role": "dpo"}),
        an_event(number=2, kind="fact_changed", details={"field": "individuals", "rule": "decided"}),
    )
    facts = some_facts(individuals=changed(a_value(27, "27 pupils"), 31))
    return the_nth_case(number, **{"school": "st-teilos", "facts": facts, "events": events, **changes})


def test_a_corrected_report_is_a_labelled_report_with_what_was_read_before(
    config: Path, store: CaseFolderStore
) -> None:
    store.accept(corrected())
    done = export(config)
    assert done.exit_code == 0, done.output
    (row,) = rows(config)
    assert row["expected"]["individuals"] == 31
    assert row["expected"]["incident_type"] == "sent_to_wrong_person"
    assert row["checked"] == ["individuals"]
    assert row["read"]["individuals"]["value"] == 27
    assert row["read"]["individuals"]["rule"] == "example"
    (told,) = row["corrections"]
    assert (told["field"], told["change"], told["stands"], told["by"]) == ("individuals", "changed", 31, "dpo")
    assert stat.S_IMODE((config.parent / "corrections.jsonl").stat().st_mode) == 0o600


def test_every_span_stands_at_its_place_in_the_rewritten_text(config: Path, store: CaseFolderStore) -> None:
    store.accept(corrected())
    export(config)
    (row,) = rows(config)
    spans = [span for read in row["read"].values() for span in read["spans"]]
    assert len(spans) > 3
    for span in spans:
        assert row[span["source"]][span["start"] : span["end"]] == span["text"]


def test_nobody_s_name_address_or_case_is_in_it(config: Path, store: CaseFolderStore) -> None:
    store.accept(corrected())
    export(config)
    text = (config.parent / "corrections.jsonl").read_text(encoding="utf-8")
    assert [word for word in (*NAMES, "SF-26", "Olwen", "report-1", "token-1") if word in text] == []
    (row,) = rows(config)
    assert row["expected"]["reporter_name"] == row["from"]["name"]
    assert row["expected"]["reporter_name"] in row["body"]
    assert row["from"]["email"].endswith(".example")


def test_days_move_by_whole_weeks_so_that_weekdays_stay_true(config: Path, store: CaseFolderStore) -> None:
    text = LETTER + "It was on Friday 20 November."
    store.accept(corrected(reports=(a_report(text=text),)))
    export(config)
    (row,) = rows(config)
    received = datetime.fromisoformat(row["received"])
    happened = date.fromisoformat(row["expected"]["occurred_date"])
    assert happened == received.date() != date(2026, 11, 20)
    assert happened.strftime("%A %-d %B") in row["body"]
    assert (date(2026, 11, 20) - happened).days % 7 == 0
    assert received.strftime("%H:%M") == "12:00"


@pytest.mark.parametrize(
    "changes",
    [
        {"reports": (a_report(confidential=True),)},
        {"reports": (a_report(sender=None),)},
        {"reports": (a_report(unreadable="too many parts"),)},
        {
            "facts": some_facts(
                individuals=changed(a_value(27), 31), wants_anonymity=a_value(value=True, confidence=0.2)
            )
        },
        {
            "facts": some_facts(
                individuals=changed(a_value(27), 31), wants_anonymity=changed(a_value(value=True), answer=False)
            )
        },
    ],
    ids=["confidential", "nobody wrote", "unreadable", "may ask not to be named", "asked once, changed since"],
)
def test_r33_what_must_not_leave_is_never_among_them(
    changes: Mapping[str, Any], config: Path, store: CaseFolderStore
) -> None:
    store.accept(corrected(**changes))
    done = export(config)
    assert rows(config) == []
    assert "1 more are left out" in done.output


def test_a_case_whose_key_was_destroyed_is_gone(config: Path, store: CaseFolderStore) -> None:
    for number in (1, 2):
        store.accept(corrected(number))
    (config.parent / "store/keys/SF-26-00002.key").unlink()
    done = export(config)
    assert done.exit_code == 1
    assert "SF-26-00002 can't be opened and is left out" in done.output
    assert len(rows(config)) == 1


def test_a_report_that_nobody_corrected_stays_where_it_is(config: Path, store: CaseFolderStore) -> None:
    store.accept(the_nth_case(1, school="st-teilos"))
    export(config)
    assert rows(config) == []


def test_what_was_told_only_later_is_no_label_of_the_first_text(config: Path, store: CaseFolderStore) -> None:
    answer = a_value(value="yes", confidence=0.97, method=Method.ANSWER, rule="form.recovered")
    span = {"source": "body", "start": 0, "end": 3, "text": "Yes"}
    later = Value.model_validate({**answer.model_dump(), "spans": (span,)})
    events = (
        an_event(kind="message_received", actor="reporter", details={"report": "report-2", "door": "email"}),
        an_event(number=2, kind="fact_changed", details={"field": "recovered", "rule": "form.recovered"}),
    )
    store.accept(corrected(facts=some_facts(recovered=later), events=events))
    export(config)
    (row,) = rows(config)
    assert row["expected"]["recovered"] is None
    assert row["told_later"] == ["recovered"]
    assert [(one["change"], one["by"], one["stands"]) for one in row["corrections"]] == [("added", "reporter", "yes")]


def test_words_that_may_be_names_are_listed_for_a_person_and_replaced_on_request(
    config: Path, store: CaseFolderStore
) -> None:
    text = LETTER.replace("I rang her", "Peace be with us. I rang her")
    store.accept(corrected(reports=(a_report(text=text),)))
    review = config.parent / "review.txt"
    export(config, "--review", str(review))
    assert "Peace\t1\tcorrection-0001" in review.read_text(encoding="utf-8")
    export(config, "--force", "--replace", "Peace")
    assert "Peace" not in rows(config)[0]["body"]


def test_a_file_that_is_there_is_written_over_only_when_that_is_asked_for(config: Path, store: CaseFolderStore) -> None:
    store.accept(corrected())
    (config.parent / "corrections.jsonl").write_text("something else", encoding="utf-8")
    assert "--force" in str(export(config).exception)
    assert export(config, "--force").exit_code == 0
    assert len(rows(config)) == 1


def test_two_exports_give_nobody_the_same_name(config: Path, store: CaseFolderStore) -> None:
    store.accept(corrected())
    names = set()
    for _ in range(4):
        export(config, "--force")
        names.add(rows(config)[0]["from"]["name"])
    assert len(names) > 1
