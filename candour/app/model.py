"""Whether the language model that the configuration names is here."""

from pathlib import Path

from spacy.util import is_package

from candour.cases.errors import SettingsError


def refuse_unknown_model(model: str) -> None:
    """Refuse what is neither an installed spaCy model nor a folder with one; empty means rules alone.

    Raises SettingsError naming the setting.
    """
    if model and not is_package(model) and not (Path(model) / "config.cfg").is_file():
        raise SettingsError(
            f"nlp.model is {model!r}, which is neither an installed spaCy model nor a folder with one; "
            'install it, or use "" to read by rules alone'
        )
