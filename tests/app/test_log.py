"""The log holds no personal data: only known fields pass, and no error's text."""

import json
import logging

import pytest

from candour.app.log import start_logging


def test_a_field_that_nobody_declared_harmless_does_not_pass(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", "json")
    logging.getLogger("test").info("accepted", extra={"reference": "ST-26-ABCDE", "sender": "alys@stteilos.example"})
    line = json.loads(capsys.readouterr().err)
    assert line["reference"] == "ST-26-ABCDE"
    assert "alys" not in json.dumps(line)


def test_an_error_is_named_by_type_and_place_and_never_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", "json")
    try:
        int("Alys Example")
    except ValueError:
        logging.getLogger("test").exception("reading failed")
    out = capsys.readouterr().err
    line = json.loads(out)
    assert line["error"] == "ValueError"
    assert line["at"].startswith("test_log.py:")
    assert "Alys" not in out
