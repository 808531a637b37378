"""The templates: a sandbox in which a missing name is an error and everything in HTML is escaped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import PackageLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from candour.cases.notice import NoticeKind

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True)
class Rendered:
    """The two parts of a mail."""

    text: str
    html: str


def render(kind: NoticeKind, context: Mapping[str, object]) -> Rendered:
    """Return both parts of a notice; raises jinja2.TemplateError where a template asks for what is not there."""
    return render_mail(kind.value, context)


def render_mail(name: str, context: Mapping[str, object]) -> Rendered:
    """Return both parts of any mail by its templates' name; raises jinja2.TemplateError."""
    text = _BLANK_LINES.sub("\n\n", _template(f"{name}.txt", context)).strip() + "\n"
    return Rendered(text=text, html=_template(f"{name}.html", context))


def _template(name: str, context: Mapping[str, object]) -> str:
    return _environment().get_template(name).render(context)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=PackageLoader("replies", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
