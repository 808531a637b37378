"""`candour links`: cards and posters; the links on them work, beside a running Candour too."""

import re
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pypdfium2
import pytest
from typer.testing import CliRunner, Result

from candour.app import links
from candour.app.cli import app
from candour.app.environment import configured
from candour.app.handing_over import take_links_until_stopped
from candour.app.people import directory_of
from candour.app.stores import installation_key, opened_store
from candour.cases import one_time_links
from candour.cases.errors import CandourError, SettingsError
from candour.store.codes import PepperedCodes
from candour.store.folders import CaseFolderStore
from candour.store.handover import Handover
from candour.store.keys import create_key_file
from tests.app.configurations import GOOD, changed, written

PAGES = "https://candour.stteilos.example"
TOKEN = re.compile(rf"{PAGES.partition('//')[2]}/o/([0-9A-Z]{{16}})")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    document = changed(GOOD, ("web",), {"url": PAGES})
    document = changed(
        document, ("store",), {"folder": str(tmp_path / "store"), "key_file": str(tmp_path / "candour.key")}
    )
    create_key_file(tmp_path / "candour.key")
    return written(tmp_path, document)


def command(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["links", *arguments, "--school", "st-teilos", "--config", str(config)])


def done(result: Result) -> str:
    if result.exception is not None:
        raise result.exception
    return result.output


def mint(config: Path, *arguments: str, out: str = "cards.pdf") -> Path:
    sheet = config.parent / out
    done(command(config, "mint", "--out", str(sheet), *arguments))
    return sheet


def words_in(sheet: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    with closing(pypdfium2.PdfDocument(sheet)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def tokens_on(sheet: Path) -> list[str]:
    return [token for page in words_in(sheet) for token in TOKEN.findall(page)]


def records(config: Path) -> dict[str, dict[str, str]]:
    with closing(opened_store(*configured(config), read_only=True)) as store:
        return {mark: dict(record) for mark, record in store.records(one_time_links.KIND).items()}


@contextmanager
def a_process(config: Path, *, knows: str = "st-teilos") -> Iterator[CaseFolderStore]:
    """Work on the store as `candour run` does; `knows` is the key of the school that it was started with."""
    settings, secrets = configured(config)
    directory = directory_of(settings)
    directory = directory.model_copy(update={"schools": {knows: directory.school("st-teilos")}})
    handover = Handover(Path(settings.store.folder), installation_key(settings, secrets))
    stop = Event()
    with closing(opened_store(settings, secrets)) as store:
        thread = Thread(target=take_links_until_stopped, args=(handover, store, directory, stop))
        thread.start()
        try:
            yield store
        finally:
            stop.set()
            thread.join()


def test_each_card_bears_a_link_of_its_own_and_ten_stand_on_a_page(config: Path) -> None:
    sheet = mint(config, "-n", "23", "--until", (today() + timedelta(days=20)).isoformat())
    assert [len(TOKEN.findall(page)) for page in words_in(sheet)] == [10, 10, 3]
    assert len(set(tokens_on(sheet))) == 23
    codes = PepperedCodes(installation_key(*configured(config)))
    assert records(config).keys() == {codes.mark(token) for token in tokens_on(sheet)}
    assert {record["until"] for record in records(config).values()} == {(today() + timedelta(days=20)).isoformat()}


def today() -> date:
    return datetime.now(UTC).date()


def test_a_card_says_what_it_is_for_in_both_languages_of_wales(config: Path) -> None:
    [page] = words_in(mint(config, "-n", "1"))
    said = " ".join(page.split())
    for words in (
        "St Teilo's Primary School", "Tell us what went wrong. Nobody will ask who you are.", "Works once",
        "not the school's Wi-Fi", "Good until", "Dywedwch wrthym beth aeth o'i le.", "Yn gweithio unwaith",
    ):  # fmt: skip
        assert words in said


def test_the_order_of_cards_is_not_that_in_which_links_are_kept(config: Path) -> None:
    codes = PepperedCodes(installation_key(*configured(config)))
    on_cards = [codes.mark(token) for token in tokens_on(mint(config, "-n", "30"))]
    assert list(records(config)) == sorted(on_cards) != on_cards


def test_no_token_stands_in_any_file_but_the_sheet_which_its_owner_alone_can_read(config: Path) -> None:
    sheet = mint(config, "-n", "3")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    tokens = tokens_on(sheet)
    with closing(opened_store(*configured(config), read_only=True)) as store:
        kept = str(store.records(one_time_links.KIND))
    files = [path.read_bytes() for path in config.parent.rglob("*") if path.is_file() and path != sheet]
    for token in tokens:
        assert token not in kept
        assert not any(token.encode() in content for content in files)


def test_the_sheet_says_nothing_of_who_made_it_and_when(config: Path) -> None:
    with closing(pypdfium2.PdfDocument(mint(config, "-n", "1"))) as document:
        said = document.get_metadata_dict()
    assert (said["Author"], said["Creator"], said["Producer"]) == ("", "Candour", "Candour")
    assert said["CreationDate"].startswith("D:20000101")
    assert said["ModDate"].startswith("D:20000101")


def test_links_are_good_for_ninety_days_where_nobody_says_otherwise(config: Path) -> None:
    mint(config, "-n", "1")
    [record] = records(config).values()
    assert date.fromisoformat(record["until"]) - today() in {timedelta(days=89), timedelta(days=90), timedelta(days=91)}


def test_beside_a_process_that_works_on_the_store_that_one_takes_them_in(config: Path) -> None:
    with a_process(config) as store:
        sheet = mint(config, "-n", "12")
        codes = PepperedCodes(installation_key(*configured(config)))
        assert store.records(one_time_links.KIND).keys() == {codes.mark(token) for token in tokens_on(sheet)}
    assert list((config.parent / "store" / "handover").iterdir()) == []


def test_a_process_that_does_not_know_the_school_is_told_of(config: Path) -> None:
    sheet = config.parent / "cards.pdf"
    with a_process(config, knows="another") as store:
        with pytest.raises(CandourError, match="does not know the school 'st-teilos': restart it"):
            mint(config, "-n", "2")
        assert store.records(one_time_links.KIND) == {}
    assert not sheet.exists()


def test_a_process_that_takes_nothing_is_told_of_and_nothing_is_left(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "_PATIENCE_IN_SECONDS", 0.3)
    with closing(opened_store(*configured(config))) as store:
        with pytest.raises(CandourError, match=r"did not take the links in within 0\.3 seconds; no links were made"):
            mint(config, "-n", "2")
        assert store.records(one_time_links.KIND) == {}
    assert not (config.parent / "cards.pdf").exists()
    assert list((config.parent / "store" / "handover").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-n", "0"), "-n is 0: from 1 to 500"),
        (("-n", "501"), "-n is 501: from 1 to 500"),
        (("--until", "2020-01-01"), "--until is 2020-01-01: name a day from"),
        (("--until", "2099-01-01"), "--until is 2099-01-01: name a day from"),
    ],
)
def test_a_number_or_a_day_that_will_not_do_is_refused(config: Path, arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        mint(config, *arguments)
    assert not (config.parent / "cards.pdf").exists()


@pytest.mark.parametrize("what", ["mint", "poster"])
def test_a_file_that_is_there_is_kept_unless_it_is_forced(config: Path, what: str) -> None:
    out = config.parent / "out.pdf"
    out.write_bytes(b"something else")
    with pytest.raises(SettingsError, match="is there already"):
        done(command(config, what, "--out", str(out)))
    assert out.read_bytes() == b"something else"
    done(command(config, what, "--out", str(out), "--force"))
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("web", [None, {"url": PAGES, "anonymous": False}])
@pytest.mark.parametrize("what", ["mint", "poster"])
def test_without_pages_for_it_nothing_is_printed(config: Path, what: str, web: object) -> None:
    document = GOOD if web is None else changed(GOOD, ("web",), web)
    written(config.parent, document)
    with pytest.raises(SettingsError, match="no pages for reports without a name"):
        done(command(config, what, "--out", str(config.parent / "out.pdf")))


def test_the_poster_bears_the_address_of_the_school(config: Path) -> None:
    out = config.parent / "poster.pdf"
    done(command(config, "poster", "--out", str(out)))
    [page] = words_in(out)
    said = " ".join(page.split())
    for words in ("candour.stteilos.example/r/st-teilos", "Tell us what went wrong", "A oes rhywbeth wedi mynd o'i le"):
        assert words in said


def test_count_says_how_many_are_left_and_nothing_else(config: Path) -> None:
    sheet = mint(config, "-n", "3")
    with closing(opened_store(*configured(config))) as store:
        store.put(one_time_links.KIND, "past", {"school": "st-teilos", "until": "2020-01-01", "claimed_by": ""})
        store.put(one_time_links.KIND, "other", {"school": "elsewhere", "until": "2099-01-01", "claimed_by": ""})
        said = done(command(config, "count"))
    assert said == "St Teilo's Primary School: 3 links can be used\n"
    assert not any(token in said for token in tokens_on(sheet))
