"""The log holds no personal data: only known fields pass, and no error's text."""

import json
import logging
from typing import Literal

import pytest

from candour.app.log import start_logging


def test_a_field_that_nobody_declared_harmless_does_not_pass(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", "json")
    logging.getLogger("intake.test").info(
        "accepted", extra={"reference": "ST-26-ABCDE", "sender": "alys@stteilos.example"}
    )
    line = json.loads(capsys.readouterr().err)
    assert line["reference"] == "ST-26-ABCDE"
    assert "alys" not in json.dumps(line)


def test_an_error_is_named_by_type_and_place_and_never_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", "json")
    try:
        int("Alys Example")
    except ValueError:
        logging.getLogger("intake.test").exception("reading failed")
    out = capsys.readouterr().err
    line = json.loads(out)
    assert line["error"] == "ValueError"
    assert line["at"].startswith("test_log.py:")
    assert "Alys" not in out


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_library_says_is_not_shown_only_that_it_said_something(
    capsys: pytest.CaptureFixture[str], form: Literal["text", "json"]
) -> None:
    start_logging("info", form)
    logging.getLogger("third.party").warning(
        "no header %s", "alys@stteilos.example", extra={"reason": "Alys", "reference": "Alys"}
    )
    logging.getLogger().error("Alys at the root")
    out = capsys.readouterr().err
    assert "alys" not in out.casefold()
    assert "third.party" in out
    assert "warning" in out


def test_a_message_that_cannot_be_put_together_is_not_printed_to_say_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", True)
    start_logging("info", "text")
    logging.getLogger("third.party").warning("%d letters", "Alys")
    assert "Alys" not in capsys.readouterr().err


def test_a_library_does_not_print_by_a_handler_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("third.party.printing")
    logger.addHandler(logging.StreamHandler())
    start_logging("info", "text")
    logger.warning("Alys")
    assert "Alys" not in capsys.readouterr().err


def test_what_the_watch_over_a_mailbox_says_of_its_troubles_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", "json")
    said = {
        "mailbox": "dataloss",
        "error": "store_full",
        "tries": 4,
        "failures": 3,
        "keyword": True,
        "outcome": "joined",
    }
    logging.getLogger("intake.watcher").error("the mailbox is not watched", extra=said)
    line = json.loads(capsys.readouterr().err)
    assert {name: line[name] for name in said} == said
    assert line["event"] == "the mailbox is not watched"
