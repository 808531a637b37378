"""A form that was overtaken: its draft changed while it stood open. Neither that nor what was typed is lost."""

from collections.abc import Mapping

from bot.draft import Draft, Earlier, Told
from bot.form import DESCRIPTION, typed_text
from bot.tidying import tidied

_MOST_EARLIER = 3


def with_earlier(draft: Draft) -> Draft:
    """Return a draft that is about to change with how it stands, for a form that was opened on it."""
    shown = {
        field: typed_text(value) for field in draft.facts.values if (value := draft.facts.shown(field)) is not None
    }
    now = Earlier(version=draft.version, shown=shown, story=draft.story)
    return draft.model_copy(update={"earlier": (*draft.earlier, now)[-_MOST_EARLIER:]})


def own_of(values: Mapping[str, str], version: int, draft: Draft) -> Mapping[str, str]:
    """Return what a form brings that it did not show when it was opened: its writer's own, with what was told since.

    Where that is not known any more, whatever stands in an entry counts as theirs, and an empty one as never filled in.
    """
    before = next((one for one in draft.earlier if one.version == version), Earlier(version=version))
    own = {name: text for name, text in values.items() if text.split() != before.shown.get(name, "").split()}
    own.pop(DESCRIPTION, None)
    told = values.get(DESCRIPTION, "")
    if tidied(told) != tidied(_one_text(before.story)):
        own[DESCRIPTION] = "\n\n".join(filter(None, [told, *_since(told, before, draft)]))
    return own


def _since(told: str, before: Earlier, draft: Draft) -> list[str]:
    """Return the messages that came after the form was opened; one that stands in it already is not repeated."""
    known = {each.id for each in before.story}
    return [each.text for each in draft.story if each.id not in known and tidied(each.text) not in tidied(told)]


def _one_text(story: tuple[Told, ...]) -> str:
    return "\n\n".join(each.text for each in story)
