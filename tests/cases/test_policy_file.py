"""A policy with a mistake is refused with file, entry and reason."""

import hashlib
from importlib import resources
from pathlib import Path

import pytest

from candour.cases.errors import PolicyError
from candour.cases.policy_file import load, load_file, shipped_profiles
from tests.cases.duty_mistakes import DUTY_MISTAKES

SHIPPED = resources.files("candour.cases").joinpath("policies", "saints-cardiff.toml").read_text(encoding="utf-8")

# What is changed in the shipped file, into what, and the entry and words that the refusal must name.
MISTAKES = {
    **DUTY_MISTAKES,
    "an unknown role in a route": ('to = "service_desk"', 'to = "caretaker"', "routes.asset_loss.to", "'caretaker'"),
    "an unknown role that stands in": (
        'stands_in = "deputy_dpo"',
        'stands_in = "nobody"',
        "roles.dpo.stands_in",
        "there is no role 'nobody'; use one of: audit, caldicott_guardian",
    ),
    "an unknown role that may see a field": (
        'visible_to = ["dpo",',
        'visible_to = ["parents",',
        "form.fields.head_teacher_implicated.visible_to",
        "'parents'",
    ),
    "a circle of roles": (
        'source = "5.1"\nstands_in = "chair_of_governors"',
        'source = "5.1"\nstands_in = "dpo"',
        "roles.dpo.stands_in",
        "leads back",
    ),
    "a role called like the reporter": ('id = "audit"', 'id = "reporter"', "roles.reporter", "another id"),
    "a score without its field": (
        'field = "individuals"',
        'field = "people"',
        "score.baseline.field",
        "the form has no field 'people'",
    ),
    "bands of a field that is no number": (
        'field = "individuals"',
        'field = "summary"',
        "score.baseline.field",
        "is of type long_text",
    ),
    "an option of a score that the field lacks": (
        '"biometrics",\n]\n\n[[score]]',
        '"handwriting",\n]\n\n[[score]]',
        "score.special_category.handwriting",
        "the field 'data_types' has no option 'handwriting'",
    ),
    "an option of a choice that the field lacks": (
        "direct = 2 }",
        "directly = 2 }",
        "score.identifiability.directly",
        "no option 'directly'",
    ),
    "an option of a group that the field lacks": (
        "{ intentional_harm = 3 }",
        "{ malice = 3 }",
        "score.circumstances.malice",
        "no option 'malice'",
    ),
    "an option that counts twice": (
        '"national_insurance_number", "financial",',
        '"name", "financial",',
        "score.name",
        "is counted 2 times",
    ),
    "a note about a field that is not there": (
        'id = "other"\nfield = "data_types"',
        'id = "other"\nfield = "kinds"',
        "score_notes.other.field",
        "no field 'kinds'",
    ),
    "a note about an option that is not there": (
        'options = ["other"]',
        'options = ["photographs"]',
        "score_notes.other.photographs",
        "no option",
    ),
    "a field twice": ('id = "service_area"', 'id = "line_manager"', "form.fields.line_manager", "2 times"),
    "a section twice": ('id = "step_two"', 'id = "step_one"', "form.sections.step_one", "2 times"),
    "an option twice": ('{ id = "postcode"', '{ id = "address"', "form.fields.data_types.options.address", "2 times"),
    "a score table twice": ('id = "special_category"', 'id = "personal"', "score.personal", "2 times"),
    "a level twice": ('["high", "medium", "low"]', '["high", "high", "medium", "low"]', "levels.high", "2 times"),
    "a level rule twice": ('id = "high_2"', 'id = "high_1"', "level_rules.high_1", "2 times"),
    "a role twice": ('id = "police"', 'id = "audit"', "roles.audit", "2 times"),
    "a route twice": ('id = "asset_loss"', 'id = "tell_dpo"', "routes.tell_dpo", "2 times"),
    "a deadline twice": ('id = "ico_awareness"', 'id = "ico_occurrence"', "deadlines.ico_occurrence", "2 times"),
    "a number for a text": ('label = "Service Area"', "label = 7", "form.fields.service_area.label", "text in quotes"),
    "a text for a number": ("max = 10, score = 0", 'max = 10, score = "0"', "score.baseline.bands.1.score", "a number"),
    "a fraction for a whole number": ("priority = 6", "priority = 6.5", "form.fields.responsible_employee", "whole"),
    "a text for a list": ('options = ["other"]', 'options = "other"', "score_notes.other.options", "a list"),
    "a text for a time": ("weekend_until = 12:00:00", 'weekend_until = "noon"', "deadlines.report_by", "12:00:00"),
    "a text for yes or no": ("required = true", 'required = "yes"', "roles.dpo.required", "true or false"),
    "an unknown type of field": (
        'type = "number"',
        'type = "figure"',
        "form.fields.individuals.type",
        "must be 'text', 'long_text', 'date'",
    ),
    "an unknown kind of table": (
        'kind = "groups"',
        'kind = "heaps"',
        "score.circumstances",
        "bands, each, one or groups",
    ),
    "a table without a kind": ('kind = "groups"\n', "", "score.circumstances", "kind"),
    "an unknown section": (
        'section = "step_one"',
        'section = "step_zero"',
        "form.fields.summary.section",
        "'step_zero'",
    ),
    "ticks without options": (
        'type = "text"\nsource = "Appendix 2"',
        'type = "ticks"\nsource = "Appendix 2"',
        "form.fields.asset_reference.options",
        "types choice and ticks",
    ),
    "an unknown condition of a question": (
        'ask_when = "asset_lost"',
        'ask_when = "monday"',
        "form.fields.asset_type.ask_when",
        "there is no rule 'monday'",
    ),
    "an unknown level": ('level = "low"', 'level = "lowish"', "level_rules.low_1.level", "there is no level 'lowish'"),
    "words for an unknown level": (
        "[level_texts]\nhigh =",
        "[level_texts]\nhighest =",
        "level_texts.highest",
        "no level",
    ),
    "an unknown rule of a level": (
        'when = "deliberate"',
        'when = "on_purpose"',
        "level_rules.high_4.when",
        "there is no rule 'on_purpose'; use one of: any_incident, deliberate",
    ),
    "a parameter that the rule lacks": (
        "months = 6",
        "months = 6\nweeks = 2",
        "level_rules.high_6.parameters.weeks",
        "it has: incidents, levels, months",
    ),
    "a missing parameter": ("months = 6\n", "", "level_rules.high_6.parameters.months", "is missing"),
    "a parameter of the wrong type": (
        "months = 6",
        'months = "6"',
        "level_rules.high_6.parameters.months",
        "whole number",
    ),
    "a list parameter that is no list": (
        'levels = ["medium", "low"]',
        'levels = "low"',
        "level_rules.high_6.parameters.levels",
        "a list",
    ),
    "a parameter with an unknown level": (
        'levels = ["medium", "low"]',
        'levels = ["medium", "tiny"]',
        "level_rules.high_6.parameters.levels",
        "'tiny'",
    ),
    "a parameter with an unknown kind of data": (
        'data_types = ["financial", "tax_benefits"',
        'data_types = ["money", "tax_benefits"',
        "level_rules.medium_1.parameters.data_types",
        "'money'",
    ),
    "an unknown rule of a route": (
        'when = "always"',
        'when = "never"',
        "routes.tell_dpo.when",
        "there is no rule 'never'",
    ),
    "an unknown notice": (
        'notice = "alert"',
        'notice = "siren"',
        "routes.tell_dpo.notice",
        "there is no notice 'siren'",
    ),
    "bands with a gap": ("min = 51, max = 100", "min = 52, max = 100", "score.baseline.bands.3", "must start at 51"),
    "bands that overlap": ("min = 51, max = 100", "min = 50, max = 100", "score.baseline.bands.3", "overlaps"),
    "a band upside down": ("min = 51, max = 100", "min = 51, max = 40", "score.baseline.bands.3", "ends at 40"),
    "a band without end before the last": (
        "min = 51, max = 100,",
        "min = 51,",
        "score.baseline.bands.4",
        "overlaps the band before it",
    ),
    "a last band with an end": ("{ min = 100_001,", "{ min = 100_001, max = 5_000_000,", "score.baseline.bands", "gap"),
    "a deadline's unknown field": (
        'only_if = "complaint"',
        'only_if = "summary"',
        "deadlines.complaint.only_if",
        "yes/no field",
    ),
    "a deadline of no length": ("hours = 24", "hours = 0", "deadlines.report_by.hours", "from 1 on"),
    "hours of a clock that has none": (
        'kind = "report_by"',
        'kind = "at_once"',
        "deadlines.report_by.hours",
        "at_once means that the policy names no hours",
    ),
    "a clock without hours": ("hours = 24\n", "", "deadlines.report_by.hours", "from 1 on"),
    "an unknown role that closes": (
        '[closer]\nrole = "dpo"',
        '[closer]\nrole = "caretaker"',
        "closer.role",
        "there is no role 'caretaker'",
    ),
    "nobody who closes": ('[closer]\nrole = "dpo"\n', "[closer]\n", "closer.role", "somebody must be able to close"),
    "an unknown role that investigates": (
        "[investigator]\n",
        '[investigator]\nrole = "caretaker"\n',
        "investigator.role",
        "there is no role 'caretaker'",
    ),
    "a re-evaluation at once": (
        "[re_evaluation]\nmonths = 6",
        "[re_evaluation]\nmonths = 0",
        "re_evaluation.months",
        "1",
    ),
    "a text for a date": ("due = 2027-04-30", 'due = "April"', "review.due", "a date such as 2027-04-30"),
    "half a day": ("hours = 720", "hours = 721", "deadlines.complaint.hours", "multiple of 24"),
    "a weekend rule in the wrong place": (
        "weekend_until = 12:00:00\n",
        "",
        "deadlines.report_by.weekend_until",
        "report_by",
    ),
    "a missing key": ('approved = "no date', '# "no date', "approved", "is missing"),
    "a missing key inside": ('source = "4.6"\n', "", "roles.audit.source", "is missing"),
    "a misspelt key": ('organisation = "', 'organization = "', "organization", "is not known here"),
    "a misspelt key inside": ("required = true", "requierd = true", "roles.dpo.requierd", "is not known here"),
    "a digest of its own": ('profile = "saints', 'digest = "00"\nprofile = "saints', "digest", "computed"),
    "a sentence without source": (
        'tell_line_manager = "4.5"\n',
        "",
        "wording.sources.tell_line_manager",
        "cite the paragraph",
    ),
    "a source without sentence": (
        'tell_line_manager = "4.5"',
        'tell_line_manager = "4.5"\nsmile = "4.6"',
        "wording.sources.smile",
        "no sentence 'smile'",
    ),
    "TOML that is none": (
        'profile = "saints-cardiff"',
        "profile = saints-cardiff",
        "line 9, column 11",
        "not valid TOML",
    ),
    "TOML that breaks off": ('siro"', "siro", "line ", "not valid TOML"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_policy_with_a_mistake_is_refused_with_file_entry_and_reason(mistake: str, tmp_path: Path) -> None:
    old, new, entry, reason = MISTAKES[mistake]
    assert old in SHIPPED, "the shipped profile has changed: choose another place for this mistake"
    file = tmp_path / "our-school.toml"
    file.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        load_file(file)
    assert refused.value.file == "our-school.toml"
    assert refused.value.entry.startswith(entry)
    assert reason in refused.value.reason
    assert str(refused.value) == f"our-school.toml: {refused.value.entry}: {refused.value.reason}"


def test_the_reasons_are_plain_words_and_never_a_library_s(tmp_path: Path) -> None:
    for old, new, _, _ in MISTAKES.values():
        file = tmp_path / "our-school.toml"
        file.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(PolicyError) as refused:
            load_file(file)
        assert not {"pydantic", "Input", "validation", "NoneType"} & set(refused.value.reason.split())


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "our-school.toml"
    file.write_bytes('# one\norganisation = "Ysgol Tŷ"\n'.encode() + b'title = "\xe9"\n')
    with pytest.raises(PolicyError, match=r"our-school.toml: line 3: is not UTF-8"):
        load_file(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"our-school.toml: file: can't be read: No such file"):
        load_file(tmp_path / "our-school.toml")


@pytest.mark.parametrize("name", ["wentworth", "../saints-cardiff", "", "saints-cardiff.toml"])
def test_a_profile_that_is_not_shipped_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(PolicyError, match=r"no such profile is shipped; use .*saints-cardiff"):
        load(name)


@pytest.mark.parametrize("profile", shipped_profiles())
def test_every_shipped_profile_loads_and_is_called_like_its_file(profile: str) -> None:
    assert load(profile).profile == profile


def test_a_route_that_sends_the_asset_form_needs_one(tmp_path: Path) -> None:
    before, _, rest = SHIPPED.partition("[asset_form]")
    file = tmp_path / "our-school.toml"
    file.write_text(before + rest[rest.index("[[score]]") :], encoding="utf-8")
    with pytest.raises(PolicyError, match=r"routes.asset_form.notice: sends the form about a lost asset"):
        load_file(file)


def test_a_policy_knows_the_digest_of_its_file() -> None:
    assert load("saints-cardiff").digest == hashlib.sha256(SHIPPED.encode("utf-8")).hexdigest()


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "our-school.toml"
    file.write_text(SHIPPED, encoding="utf-8")
    first = load_file(file)
    file.write_text(SHIPPED.replace('title = "GDPR Policy', 'title = "Policy', 1), encoding="utf-8")
    assert load_file(file).title != first.title
    assert load_file(file).digest != first.digest


def test_a_policy_is_read_once() -> None:
    assert load("saints-cardiff") is load("saints-cardiff")
