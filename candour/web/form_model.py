"""A decision form as data: what a page shows, and what is read from it when it comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from candour.web.forms import Form

DETAIL = "detail."
"""What the names of details start with in a form; the rest is the detail's own name."""


@dataclass(frozen=True)
class Choice:
    """A radio button or a box to tick."""

    value: str
    label: str


@dataclass(frozen=True)
class Input:
    """One input. `kind` is radios, ticks, text, email, long_text, date, time or number.

    `has_default` says that a choice came with one chosen, so that it can be left alone.
    """

    name: str
    label: str
    kind: str
    hint: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    has_default: bool = False

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values of the chosen radio button or the ticked boxes."""
        return tuple(self.value.split()) if self.kind == "ticks" else (self.value,)

    def read(self, form: Form) -> str:
        """Return what was typed; ticks come as several values and are kept with spaces between them."""
        return " ".join(form.texts(self.name)) if self.kind == "ticks" else form.text(self.name)


@dataclass(frozen=True)
class DecisionForm:
    """One decision that a visitor may take now.

    `value` is what is decided about where the page fixes it, None where the visitor gives it. `fixed` are details that
    never reach the browser. `error` is what was wrong with it last time, `wrong` the name of the input to look at.
    """

    id: str
    what: str
    title: str
    submit: str
    inputs: tuple[Input, ...]
    value: str | None = None
    text: tuple[str, ...] = ()
    source: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = False
    error: str = ""
    wrong: str = ""

    def typed(self, form: Form) -> "DecisionForm":
        """Return the form with what was typed into it."""
        return replace(self, inputs=tuple(replace(entry, value=entry.read(form)) for entry in self.inputs))

    @property
    def unchosen(self) -> str:
        """The name of the first choice in which something must be chosen and nothing is, empty where there is none."""
        asked = (entry for entry in self.inputs if entry.kind == "radios" and not entry.has_default)
        return next((entry.name for entry in asked if not entry.value), "")

    def refused_unchosen(self) -> "DecisionForm":
        """Return the form, open, saying at the choice that nothing was chosen."""
        return replace(self, is_open=True, error="Choose one of the answers first.", wrong=self.unchosen)

    def refused(self, error: str) -> "DecisionForm":
        """Return the form, open, with what is wrong. A missing reason is told at the reason, the rest at the top.

        Where the reason is all that is typed, something else is wrong: no input is marked then.
        """
        names = [entry.name for entry in self.inputs]
        others = [name for name in names if name != "reason"]
        wrong = "reason" if "reason" in names and error.casefold().startswith(NO_REASON) else next(iter(others), "")
        return replace(self, is_open=True, error=error, wrong=wrong)

    def given(self, name: str) -> str:
        """Return an input's value; empty where there is no such input."""
        return next((entry.value for entry in self.inputs if entry.name == name), "")

    @property
    def details(self) -> Mapping[str, str]:
        """The decision's details, those that the page fixed included."""
        typed = {entry.name.removeprefix(DETAIL): entry.value for entry in self.inputs if entry.name.startswith(DETAIL)}
        return {**typed, **self.fixed}


NO_REASON = "say why"
"""How the core's refusal begins where a reason is missing."""


def reason(label: str = "Why?", hint: str = "Kept with your name and the time.") -> Input:
    """Return the input for the reason, which nearly every decision has."""
    return Input("reason", label, "long_text", hint=hint)


def radios(name: str, label: str, choices: Sequence[tuple[str, str]], *, value: str = "", hint: str = "") -> Input:
    """Return a choice of one."""
    offered = tuple(Choice(*choice) for choice in choices)
    return Input(name, label, "radios", hint=hint, value=value, choices=offered, has_default=bool(value))


def ticks(name: str, label: str, choices: Sequence[tuple[str, str]], *, value: str = "", hint: str = "") -> Input:
    """Return a choice of any number; `value` is the ticked ones with spaces between them."""
    return Input(name, label, "ticks", hint=hint, value=value, choices=tuple(Choice(*choice) for choice in choices))


def detail(name: str, label: str, kind: str = "text", *, hint: str = "", value: str = "") -> Input:
    """Return an input for a detail of the decision."""
    return Input(f"{DETAIL}{name}", label, kind, hint=hint, value=value)
