"""The two forms of officers: another level with its reason, and a question to whoever reported."""

from bot.form import REASON, VALUE, ChatForm, FormEntry
from bot.messages import Action
from bot.officers.desk import Seen
from bot.officers.stamps import Stamp
from candour.cases.policy import Policy
from candour.cases.register import decided_level
from candour.cases.showing.case_views import level_in_words, level_now
from candour.cases.showing.words import one_line

_LONGEST_LEVEL = 140
"""Characters of a level with its words: it stands in a line of a list."""


def officer_form(seen: Seen, action: Action, message: str, *, note: str = "", **typed: str) -> ChatForm:
    """Return the form that a button opens, `note` before its entries; `typed` is what stood in it when it came back."""
    case = seen.case
    asks = action is Action.ASK
    return ChatForm(
        title=f"{'Ask about' if asks else 'Level of'} {case.reference}",
        entries=_question(typed) if asks else _level(seen, typed),
        sends="Ask" if asks else "Record",
        asks="question" if asks else "level",
        reference=case.reference,
        stamp=str(Stamp(message, case.stamp)),
        note=note,
    )


def with_error(form: ChatForm, sentence: str) -> ChatForm:
    """Return a form that says what is wrong, beside the first entry that is empty, else the last one."""
    wrong = next((entry.id for entry in form.entries if not entry.value.strip()), form.entries[-1].id)
    entries = tuple(
        entry.model_copy(update={"error": sentence}) if entry.id == wrong else entry for entry in form.entries
    )
    return form.model_copy(update={"entries": entries})


def no_form(action: Action, reference: str, sentence: str) -> ChatForm:
    """Return a form in which there is nothing to fill in, but why. Sent all the same, it decides nothing."""
    return ChatForm(
        title="Not possible here",
        entries=(),
        sends="Close",
        asks="question" if action is Action.ASK else "level",
        reference=reference,
        note=sentence,
    )


def _level(seen: Seen, typed: dict[str, str]) -> tuple[FormEntry, ...]:
    policy = seen.view.policy
    level = FormEntry(
        id=VALUE,
        section="",
        label="Level",
        kind="one",
        value=typed.get(VALUE, decided_level(seen.case) or ""),
        hint=f"Now: {level_now(seen.case)}.",
        choices=tuple((level, _level_text(policy, level)) for level in policy.levels),
        is_required=True,
    )
    why = FormEntry(
        id=REASON, section="", label="Why?", kind="long_text", value=typed.get(REASON, ""), is_required=True
    )
    return level, why


def _level_text(policy: Policy, level: str) -> str:
    words = policy.level_texts.get(level, "")
    return one_line(f"{level_in_words(level)}: {words}" if words else level_in_words(level), limit=_LONGEST_LEVEL)


def _question(typed: dict[str, str]) -> tuple[FormEntry, ...]:
    hint = "It goes out the way the report came in. The answer joins this case."
    entry = FormEntry(
        id=VALUE,
        section="",
        label="Question",
        kind="long_text",
        value=typed.get(VALUE, ""),
        hint=hint,
        is_required=True,
    )
    return (entry,)
