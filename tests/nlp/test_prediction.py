"""JSON lines in, predictions out; and the reader in a worker process."""

import json
import multiprocessing
from collections.abc import Iterator

import pytest

from candour.cases.facts import Candidate, Facts, Method, Value
from candour.cases.report import Report
from nlp import ExampleLineError, ReportReader, load, predict_lines, prediction, read, report_from_example, worker
from tests.nlp.conftest import report

EXAMPLE = {
    "id": "x1",
    "channel": "email",
    "received": "2026-11-19T15:00:00+00:00",
    "from": {"name": "Jo Bloggs", "email": "jo@elmfield.example"},
    "subject": "Register",
    "body": "I left the register of 20 names on the bus on Monday.",
}


def nothing(_report: Report) -> Facts:
    return Facts()


def value(of: object, confidence: float) -> Value:
    return Value.model_validate({"value": of, "confidence": confidence, "method": Method.RULE, "rule": "test"})


def test_a_line_in_gives_a_line_out(rules: ReportReader) -> None:
    (line,) = predict_lines([json.dumps(EXAMPLE), "\n"], rules.read)
    read_back = json.loads(line)
    assert read_back["id"] == "x1"
    assert read_back["fields"]["occurred_date"] == "2026-11-16"
    assert read_back["fields"]["individuals"] == 20
    assert set(read_back["fields"]) == set(read_back["confidence"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[1]", "one JSON object"),
        ("{}", '"id" must be a text'),
        (json.dumps({**EXAMPLE, "received": "yesterday"}), '"received" must be a date and time'),
        (json.dumps({**EXAMPLE, "received": 5}), '"received" must be a date and time'),
        (json.dumps({**EXAMPLE, "channel": "fax"}), '"channel" must be one of email, chat, web, terminal'),
        (json.dumps({**EXAMPLE, "from": "Jo"}), '"from" must be an object'),
        (json.dumps({**EXAMPLE, "body": 7}), '"body" must be a text'),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_reason(line: str, reason: str) -> None:
    lines = predict_lines([json.dumps(EXAMPLE), "", line], nothing)
    next(lines)
    with pytest.raises(ExampleLineError, match=f"line 3: .*{reason}") as caught:
        next(lines)
    assert caught.value.line == 3


def test_predictions_come_one_by_one() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield json.dumps(EXAMPLE)

    assert json.loads(next(predict_lines(endless(), nothing)))["id"] == "x1"


def test_a_time_without_a_zone_is_london_time() -> None:
    built = report_from_example({**EXAMPLE, "received": "2026-07-01T12:00:00"})
    assert built.received_at.isoformat() == "2026-07-01T11:00:00+00:00"


def test_a_message_without_a_sender_is_read() -> None:
    assert report_from_example({**EXAMPLE, "from": None}).sender is None


def test_values_below_please_check_are_not_shown() -> None:
    facts = Facts(values={"individuals": value(12, 0.49), "school": value("Elmfield", 0.5)})
    assert prediction(facts) == {"fields": {"school": "Elmfield"}, "confidence": {"school": 0.5}}


def test_of_several_circumstances_the_main_one_is_given() -> None:
    parts = tuple(
        Candidate(value=name, confidence=sure, method=Method.RULE, rule="test")
        for name, sure in (("intentional_harm", 0.9), ("unknown_recipients", 0.7))
    )
    ticks = value(("intentional_harm", "unknown_recipients"), 0.7).model_copy(update={"parts": parts})
    assert prediction(Facts(values={"circumstances": ticks})) == {
        "fields": {"circumstances": "intentional_harm"},
        "confidence": {"circumstances": 0.9},
    }


def test_where_there_is_no_incident_nothing_else_is_given() -> None:
    facts = Facts(values={"not_an_incident": value(of=True, confidence=0.9), "individuals": value(12, 0.9)})
    assert prediction(facts) == {"fields": {"not_an_incident": True}, "confidence": {"not_an_incident": 0.9}}


def _individuals_in_child(text: str) -> object:
    return worker.read_report(report(text)).shown("individuals")


def test_a_forked_process_reads_with_the_pipeline_of_its_parent() -> None:
    worker.preload("")
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_individuals_in_child, ("I lost a list of 17 pupils.",)) == 17


def test_another_model_can_be_named_and_an_unknown_one_is_refused() -> None:
    assert read(report("I lost a list of 17 pupils."), load("")).shown("individuals") == 17
    with pytest.raises(OSError, match="no_such_model"):
        load("no_such_model")


def test_a_reader_keeps_nothing_of_one_report_for_the_next(reader: ReportReader) -> None:
    first = reader.read(report("I lost a list of 17 pupils at Elm School."))
    reader.read(report("Mrs Ann Brown emailed the wrong parent.", name="Al Other"))
    assert reader.read(report("I lost a list of 17 pupils at Elm School.")) == first
