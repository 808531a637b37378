"""The words of a policy's form in Welsh: labels, questions, options, and the sentences that its writer is shown.

The policies exist in English alone, and their English is what counts; `welsh_form.toml` is the project's Welsh for it.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from candour.cases.form import FormField, Option
from candour.cases.policy import Policy, Wording
from candour.cases.policy_file import shipped_profiles
from candour.cases.record import Record

YES_NO = ("yes", "no")
"""The options of a yes/no entry in Welsh, which has no "yes" that would answer every question."""


class WelshField(Record):
    """The Welsh of one entry; an empty word has none."""

    label: str = ""
    question: str = ""
    options: Mapping[str, str] = {}


class WelshWording(Record):
    """The Welsh of the policy's sentences that writers without a name are shown; an empty one has none."""

    no_self_investigation: str = ""
    good_faith: str = ""
    whistle_blowing: str = ""


class WelshForm(Record):
    """`shared` is for every shipped profile; `profiles` and the `wording` of a profile go before it."""

    source: str
    shared: Mapping[str, WelshField]
    profiles: Mapping[str, Mapping[str, WelshField]]
    wording: Mapping[str, WelshWording]


@cache
def welsh_form() -> WelshForm:
    """Return the table that comes with Candour."""
    text = resources.files("candour.cases").joinpath("welsh_form.toml").read_text(encoding="utf-8")
    return WelshForm.model_validate(tomllib.loads(text))


def policy_in_welsh(policy: Policy) -> Policy:
    """Return a policy with the entries of its form, and what its writers are told, in Welsh."""
    fields = tuple(in_welsh(field, policy.profile) for field in policy.form.fields)
    return policy.model_copy(
        update={
            "form": policy.form.model_copy(update={"fields": fields}),
            "wording": wording_in_welsh(policy.wording, policy.profile),
        }
    )


def in_welsh(field: FormField, profile: str) -> FormField:
    """Return an entry of a profile's form with Welsh words, and the English ones where there are none.

    A yes/no entry gets options, `YES_NO`, with the words that answer its question. What a school has written itself, in
    a profile that isn't shipped, stays as it is: the same id may mean something else there.
    """
    if profile not in shipped_profiles():
        return field
    shared = welsh_form().shared.get(field.id, WelshField())
    own = welsh_form().profiles.get(profile, {}).get(field.id, WelshField())
    words = {**shared.options, **own.options}
    return field.model_copy(
        update={
            "label": own.label or shared.label or field.label,
            "question": (own.question or shared.question or field.question) if field.question else "",
            "options": tuple(_options(field, words)),
        }
    )


def wording_in_welsh(wording: Wording, profile: str) -> Wording:
    """Return a profile's sentences with those that stand in `WelshWording` in Welsh; one that it lacks stays empty."""
    if profile not in shipped_profiles():
        return wording
    shared = welsh_form().wording.get("shared", WelshWording())
    own = welsh_form().wording.get(profile, WelshWording())
    found = {name: getattr(own, name) or getattr(shared, name) for name in WelshWording.model_fields}
    said = {name: words for name, words in found.items() if words and getattr(wording, name)}
    return wording.model_copy(update=said)


def _options(field: FormField, words: Mapping[str, str]) -> list[Option]:
    if field.type == "yes_no":
        return [Option(id=each, label=words[each]) for each in YES_NO if each in words]
    return [Option(id=option.id, label=words.get(option.id, option.label)) for option in field.options]
