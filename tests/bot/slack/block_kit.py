"""Our payloads as blockkit's components, which validate them, and build them again."""

from collections.abc import Callable, Mapping
from typing import Any

import blockkit

_KINDS: Mapping[str, Callable[..., Any]] = {
    "actions": blockkit.Actions,
    "button": blockkit.Button,
    "checkboxes": blockkit.Checkboxes,
    "context": blockkit.Context,
    "datepicker": blockkit.DatePicker,
    "header": blockkit.Header,
    "home": blockkit.Home,
    "input": blockkit.Input,
    "link": blockkit.RichLinkEl,
    "modal": blockkit.Modal,
    "multi_static_select": blockkit.MultiStaticSelect,
    "number_input": blockkit.NumberInput,
    "plain_text_input": blockkit.PlainTextInput,
    "radio_buttons": blockkit.RadioButtons,
    "rich_text": blockkit.RichText,
    "rich_text_quote": blockkit.RichTextQuote,
    "rich_text_section": blockkit.RichTextSection,
    "section": blockkit.Section,
    "static_select": blockkit.StaticSelect,
    "text": blockkit.RichTextEl,
    "timepicker": blockkit.TimePicker,
}
_NOT_KNOWN_TO_IT = frozenset({"unfurl_links", "unfurl_media", "link_names", "parse"})


def check_message(payload: Mapping[str, Any]) -> None:
    """Fail where blockkit would not build a payload of chat.postMessage as it is."""
    ours = {name: value for name, value in payload.items() if name not in _NOT_KNOWN_TO_IT}
    message: Any = blockkit.Message(**{name: component(value) for name, value in ours.items()})
    assert message.build() == ours


def check_view(view: Mapping[str, Any]) -> None:
    """Fail where blockkit would not build a view as it is."""
    built = component(view).build()
    if "private_metadata" not in view and built.get("private_metadata") == "null":
        del built["private_metadata"]  # blockkit writes one where there is none
    assert built == view


def component(node: Any) -> Any:
    """Return a payload as components; raises KeyError for a type that we don't use."""
    if isinstance(node, list):
        return [component(part) for part in node]
    if not isinstance(node, dict):
        return node
    parts = {name: component(value) for name, value in node.items() if name != "type"}
    if "type" in node and node["type"] in {"plain_text", "mrkdwn"}:
        return blockkit.Text(**parts, type=node["type"])
    if "type" not in node:
        return blockkit.RichStyle(**parts) if set(parts) <= {"bold", "italic"} else blockkit.Option(**parts)
    if node["type"] == "number_input":  # blockkit takes figures, and writes them as Slack wants them
        parts = {name: int(value) if name.endswith("_value") else value for name, value in parts.items()}
    return _KINDS[node["type"]](**parts)
