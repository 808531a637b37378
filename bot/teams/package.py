"""The app package that an administrator uploads to Teams: a manifest and two icons in a zip file."""

import json
import zipfile
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image, ImageDraw

from bot.teams.cards.elements import Json

REPORT_THIS = "report_this"
"""The command of the message extension."""
_SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json"
_COLOUR, _PAPER = "#1F4E79", "#FFFFFF"
_COLOR_SIDE, _OUTLINE_SIDE = 192, 32
_FINER = 8
"""Icons are drawn so much larger, and made small: it smooths their edges."""
_LONGEST_NAME = 30
_FIRST_DAY = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class AppCard:
    """What Teams tells people about the app. `pages` is the https address of the pages, `school` who runs it."""

    app_id: str
    school: str
    pages: str
    version: str = "1.0.0"


def app_package(card: AppCard) -> bytes:
    """Return the package; the same card makes the same bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("manifest.json", json.dumps(manifest(card), indent=2, ensure_ascii=False).encode()),
            ("color.png", _png(_color_icon())),
            ("outline.png", _png(_outline_icon())),
        ):
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def manifest(card: AppCard) -> Json:
    """Return the manifest: a bot in personal chats alone, and the message extension. Nothing else is asked for."""
    named = f"The incident line of {card.school}."
    return {
        "$schema": _SCHEMA,
        "manifestVersion": "1.19",
        "version": card.version,
        "id": card.app_id,
        "developer": {
            "name": card.school[:32],
            "websiteUrl": card.pages,
            "privacyUrl": card.pages,
            "termsOfUseUrl": card.pages,
        },
        "name": {"short": "Candour", "full": f"Candour: {named}"[:100]},
        "description": {
            "short": "Report what went wrong with personal information.",
            "full": f"{named} Tell it in your own words what went wrong with information about people. It shows you "
            "what it understood, fills in the official form, and brings it to those at your school who must know. "
            "Reporting in good faith is the right thing to do.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": _COLOUR,
        "bots": [
            {
                "botId": card.app_id,
                "scopes": ["personal"],
                "supportsFiles": True,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal"], "commands": _commands()}],
            }
        ],
        "composeExtensions": [
            {
                "botId": card.app_id,
                "commands": [
                    {
                        "id": REPORT_THIS,
                        "type": "action",
                        "title": "Report this",
                        "description": "Report a message to your school's incident line.",
                        "context": ["message"],
                        "fetchTask": True,
                    }
                ],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [urlsplit(card.pages).hostname or ""],
    }


def _commands() -> list[Json]:
    return [
        {"title": "help", "description": "What I can do"},
        {"title": "status", "description": "Your reports"},
        {"title": "anonymous", "description": "Report without your name"},
    ]


def _color_icon() -> Image.Image:
    """Return a white speech bubble with an exclamation mark on the accent colour, to the edges as Teams asks."""
    side = _COLOR_SIDE * _FINER
    icon = Image.new("RGB", (side, side), _COLOUR)
    _draw_bubble(ImageDraw.Draw(icon), side, ink=_PAPER, mark=_COLOUR)
    return icon.resize((_COLOR_SIDE, _COLOR_SIDE), Image.Resampling.LANCZOS)


def _outline_icon() -> Image.Image:
    """Return the same bubble in white on nothing: Teams colours it itself, and takes no other colour."""
    side = _OUTLINE_SIDE * _FINER
    shape = Image.new("L", (side, side), 0)
    _draw_bubble(ImageDraw.Draw(shape), side, ink=255, mark=0)
    icon = Image.new("RGBA", (_OUTLINE_SIDE, _OUTLINE_SIDE), _PAPER)
    icon.putalpha(shape.resize((_OUTLINE_SIDE, _OUTLINE_SIDE), Image.Resampling.LANCZOS))
    return icon


def _draw_bubble(draw: ImageDraw.ImageDraw, side: int, *, ink: str | int, mark: str | int) -> None:
    def at(*parts: float) -> list[float]:
        return [part * side for part in parts]

    draw.rounded_rectangle(at(0.14, 0.16, 0.86, 0.70), radius=0.12 * side, fill=ink)
    draw.polygon(at(0.28, 0.66, 0.28, 0.88, 0.50, 0.68), fill=ink)
    draw.rounded_rectangle(at(0.46, 0.25, 0.54, 0.47), radius=0.04 * side, fill=mark)
    draw.ellipse(at(0.455, 0.52, 0.545, 0.61), fill=mark)


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
