"""The commands as somebody types them: init, check, case, prefill; exit codes and words."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from candour.app.check import check_installation
from candour.app.cli import app
from candour.app.people import directory_of
from candour.app.prefill import prefill_lines
from candour.app.settings import read_settings
from candour.cases.errors import CandourError, SettingsError
from candour.cases.policy_file import shipped_profiles
from candour.store.keys import create_key_file, read_key_file
from tests.app.configurations import GOOD, changed, written
from tests.dovecot import PASSWORD, Dovecot, needs_dovecot, running_dovecot
from tests.mail_sink import MailSink
from tests.running import a_mail, an_installation

ANSWERS = [
    "Ysgol Heol Ffug",
    "YHF",
    "saints-cardiff",
    "WLS",
    "dataloss@heolffug.example",
    "tls",
    "imap.heolffug.example",
    "993",
    "dataloss@heolffug.example",
    "starttls",
    "smtp.heolffug.example",
    "587",
    "dataloss@heolffug.example",
    "Dilys Marlow",
    "dpo@heolffug.example",
    "Alun Prosser",
    "head@heolffug.example",
    "",
    "https://candour.heolffug.example",
]


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


def test_init_writes_a_configuration_that_can_be_read_and_a_key_that_only_its_owner_can_open(tmp_path: Path) -> None:
    config = tmp_path / "candour.toml"
    done = CliRunner().invoke(app, ["init", "--config", str(config)], input="\n".join(ANSWERS) + "\n")
    assert done.exit_code == 0, done.output
    settings = read_settings(config)
    assert settings.school[0].roles["dpo"][0].address == "dpo@heolffug.example"
    assert config.stat().st_mode & 0o077 == 0
    read_key_file(tmp_path / "candour.key", setting="store.key_file")
    assert "CANDOUR_IMAP_PASSWORD_DATALOSS" in done.output
    assert "candour check" in done.output


@pytest.mark.parametrize("profile", shipped_profiles())
def test_init_offers_every_profile_and_writes_a_configuration_that_works_for_it(tmp_path: Path, profile: str) -> None:
    config = tmp_path / "candour.toml"
    answers = [profile if answer == "saints-cardiff" else answer for answer in ANSWERS]
    done = CliRunner().invoke(app, ["init", "--config", str(config)], input="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "generic-school, saints-cardiff, wentworth-essex" in done.output
    directory = directory_of(read_settings(config))
    assert [school.profile for school in directory.schools.values()] == [profile]


def test_the_template_names_every_setting_that_tells_schools_apart(tmp_path: Path) -> None:
    config = tmp_path / "candour.toml"
    CliRunner().invoke(app, ["init", "--config", str(config)], input="\n".join(ANSWERS) + "\n")
    text = config.read_text(encoding="utf-8")
    for setting in ("addresses", "domains", "words"):
        text = text.replace(f"# {setting} = ", f"{setting} = ")
    config.write_text(text, encoding="utf-8")
    (school,) = read_settings(config).school
    assert school.addresses
    assert school.domains == [school.addresses[0].partition("@")[2]]


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "check",
        "run",
        "demo",
        "chat",
        "slack manifest",
        "teams package",
        "prefill",
        "probe",
        "mail audit",
        "mail report",
    ],
)
def test_help_swallows_no_word_in_brackets(command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--help"]).output
    assert not re.search(r"(?:has|have|with|the) \.", shown)


def test_init_never_writes_over_a_key_and_asks_before_it_replaces_a_configuration(tmp_path: Path) -> None:
    config = tmp_path / "candour.toml"
    arguments = ["init", "--config", str(config)]
    CliRunner().invoke(app, arguments, input="\n".join(ANSWERS) + "\n")
    key = (tmp_path / "candour.key").read_bytes()
    again = CliRunner().invoke(app, arguments, input="\n".join(ANSWERS) + "\n")
    assert isinstance(again.exception, SettingsError)
    CliRunner().invoke(app, [*arguments, "--force"], input="\n".join(ANSWERS) + "\n")
    assert (tmp_path / "candour.key").read_bytes() == key


def test_init_asks_again_for_what_will_not_do_and_says_why(tmp_path: Path) -> None:
    config = tmp_path / "candour.toml"
    wrong_first = {
        1: ("yhf", "two to four of A to Z"),
        2: ("saint-cardiff", "one of generic-school"),
        3: ("Wales", "one of ENG, WLS, SCT, NIR"),
        4: ("dataloss", "one mail address"),
        5: ("ssl", "one of tls, starttls, plain"),
        7: ("70000", "a number from 1 to 65535"),
        14: ("DataLoss+dpo@heolffug.example", "an address of their own"),
        16: ("Alun", "one mail address"),
    }
    answers = [
        line
        for number, good in enumerate(ANSWERS)
        for line in (*([wrong_first[number][0]] if number in wrong_first else []), good)
    ]
    done = CliRunner().invoke(app, ["init", "--config", str(config)], input="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    for _, reason in wrong_first.values():
        assert reason in done.output
    assert read_settings(config).school[0].prefix == "YHF"


def test_init_that_is_broken_off_leaves_nothing_behind(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["init", "--config", str(tmp_path / "candour.toml")], input="\n".join(ANSWERS[:12]))
    assert done.exit_code != 0
    assert not list(tmp_path.iterdir())


def test_init_without_a_log_in_to_the_mail_server_asks_for_no_password(tmp_path: Path) -> None:
    config = tmp_path / "candour.toml"
    answers = [*ANSWERS[:12], "none", *ANSWERS[13:]]
    done = CliRunner().invoke(app, ["init", "--config", str(config)], input="\n".join(answers) + "\n")
    assert read_settings(config).smtp.user == ""
    assert "CANDOUR_SMTP_PASSWORD" not in done.output


def test_check_says_what_a_report_and_an_answer_could_go_wrong_by_and_that_a_model_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CANDOUR_IMAP_PASSWORD", PASSWORD)
    monkeypatch.chdir(tmp_path)
    create_key_file(tmp_path / "candour.key")
    ports = {("mailbox", 0, "port"): 1, ("smtp", "port"): 1}
    document = changed(GOOD, ("school", 0, "roles", "dpo"), [{"address": "dpo@stteilos.example"}])
    document = changed(document, ("mailbox", 0, "mode"), "confidential")
    schools: Any = document["school"]
    roles = {**schools[0]["roles"], "dpo": [{"name": "Erin Elm", "address": "dpo@elm.example"}]}
    elm = {**schools[0], "key": "elm", "name": "Elm High", "prefix": "EH", "roles": roles}
    document = {**document, "school": [*schools, elm]}
    document = changed(document, ("mailbox", 0, "other_schools"), ["elm"])
    document = changed(document, ("smtp", "from_name"), "St Teilo's Primary School data protection")
    for path, port in ports.items():
        document = changed(document, path, port)
    assert not check_installation(written(tmp_path, changed(document, ("nlp",), {"model": "no_such_model"})))
    out = capsys.readouterr().out
    assert "Data Protection Officer has no name" in out
    assert out.count("has no name") == 1
    assert "FAIL  nlp.model is 'no_such_model'" in out
    assert "look  answers go to dataloss, a confidential mailbox: nobody can see who answered" in out
    assert out.count('unless it has the words "Elm High"') == 1
    assert 'look  the mails of all schools come from "St Teilo' in out
    for school in out.partition("School ")[2].partition("Mailbox ")[0].split("School "):
        missing = [line for line in school.splitlines() if "nobody " in line]
        assert len(missing) == len(set(missing)) > 1


@needs_dovecot
@pytest.mark.dovecot
def test_check_tries_the_real_servers_and_says_that_all_is_good(
    tmp_path: Path, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CANDOUR_IMAP_PASSWORD", PASSWORD)
    dovecot.deliver("check", a_mail(1, "a mail that stays where it is"))
    with MailSink() as sink, an_installation(tmp_path, dovecot, "check", sink.port) as candour:
        assert check_installation(candour.config)
        assert not sink.accepted
    out = capsys.readouterr().out
    assert "1 new message" in out
    assert "CandourAccepted" in out
    assert "nobody stands in" in out
    assert len(dovecot.messages("check")) == 1


@needs_dovecot
@pytest.mark.dovecot
def test_check_says_which_setting_to_look_at_when_servers_refuse(
    tmp_path: Path, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CANDOUR_IMAP_PASSWORD", "wrong")
    with an_installation(tmp_path, dovecot, "check", 1) as candour:
        assert not check_installation(candour.config)
    out = capsys.readouterr().out
    assert out.count("FAIL") == 2
    assert "wrong" not in out.replace("went wrong", "")


def test_case_list_and_show_work_beside_a_running_candour_and_name_what_is_mistyped(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    with an_installation(tmp_path, dovecot, "list", 1) as candour:
        config = str(candour.config)
        nothing = CliRunner().invoke(app, ["case", "list", "--config", config])
        assert isinstance(nothing.exception, CandourError)
        mistyped = CliRunner().invoke(app, ["case", "show", "ST-26-AAAAA", "--config", config])
        assert isinstance(mistyped.exception, SettingsError)


def test_prefill_of_json_lines_names_the_line_that_is_no_report() -> None:
    good = {"id": "x1", "received": "2026-11-20T12:00:00+00:00", "from": {"name": "A", "email": "a@b.example"}}
    lines = [json.dumps({**good, "channel": "email", "subject": "", "body": "I lost my laptop"}), "no json"]
    out = io.StringIO()
    with pytest.raises(CandourError, match="line 2"):
        prefill_lines(io.StringIO("\n".join(lines)), out, model="")
    assert json.loads(out.getvalue().splitlines()[0])["id"] == "x1"


def test_prefill_of_an_unknown_model_says_what_to_do() -> None:
    done = CliRunner().invoke(app, ["prefill", "--model", "no_such_model"], input="a text")
    assert isinstance(done.exception, SettingsError)
    assert "--model" in str(done.exception)
