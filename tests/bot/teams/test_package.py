"""The app package: valid by Microsoft's schema of manifest 1.19, with icons as Teams wants them.

teams-manifest-1.19.json is what the npm package @microsoft/app-manifest 1.1.2 ships (MIT licence).
"""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, FormatChecker
from PIL import Image

from bot.commands import command_in
from bot.messages import Action
from bot.teams.package import AppCard, app_package, manifest

CARD = AppCard(
    app_id="7c2f3d1e-0000-4000-8000-00000000b0b0",
    school="St Finnian's Primary School",
    pages="https://candour.school.example",
)


def unpacked(card: AppCard = CARD) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(app_package(card)))


@pytest.mark.parametrize("school", [CARD.school, "Y", "Ysgol Gynradd Gymraeg " + "Llanfairpwllgwyngyll " * 9])
def test_the_manifest_is_valid_by_microsofts_schema(school: str) -> None:
    schema = json.loads(Path(__file__).with_name("teams-manifest-1.19.json").read_text(encoding="utf-8"))
    told = AppCard(app_id=CARD.app_id, school=school, pages=CARD.pages)
    wrong = list(Draft4Validator(schema, format_checker=FormatChecker()).iter_errors(manifest(told)))
    assert not [f"{list(error.path)}: {error.message[:200]}" for error in wrong]


def test_the_package_holds_the_manifest_and_two_icons_and_nothing_else() -> None:
    package = unpacked()
    assert package.namelist() == ["manifest.json", "color.png", "outline.png"]
    told = json.loads(package.read("manifest.json"))
    assert told == manifest(CARD)
    assert set(told["icons"].values()) == {"color.png", "outline.png"}


def test_the_bot_is_for_chats_of_one_person_alone_and_takes_files() -> None:
    (bot,) = manifest(CARD)["bots"]
    assert (bot["botId"], bot["scopes"], bot["supportsFiles"]) == (CARD.app_id, ["personal"], True)


def test_every_command_on_the_list_is_one_that_the_conversation_knows() -> None:
    (bot,) = manifest(CARD)["bots"]
    titles = [command["title"] for command in bot["commandLists"][0]["commands"]]
    assert {command_in(title) for title in titles} == {Action.HELP, Action.STATUS, Action.ANONYMOUS}


def test_the_icons_are_as_teams_wants_them() -> None:
    color = Image.open(BytesIO(unpacked().read("color.png")))
    outline = Image.open(BytesIO(unpacked().read("outline.png"))).convert("RGBA")
    assert (color.size, outline.size) == ((192, 192), (32, 32))
    assert color.getpixel((0, 0)) == color.getpixel((191, 191))
    assert [band.getextrema() for band in outline.split()] == [(255, 255)] * 3 + [(0, 255)]
    assert outline.getpixel((0, 0)) == (255, 255, 255, 0)


def test_the_same_app_makes_the_same_package() -> None:
    assert app_package(CARD) == app_package(CARD)
