"""Mistakes in the duties, proposals and second form of the shipped profile, and what their refusal must name."""

DUTY_MISTAKES = {
    "an unknown role that classifies": (
        '[classifier]\nrole = "dpo"',
        '[classifier]\nrole = "caretaker"',
        "classifier.role",
        "there is no role 'caretaker'",
    ),
    "nobody who classifies": ('[classifier]\nrole = "dpo"\n', "[classifier]\n", "classifier.role", "decide the level"),
    "an unknown need of closing": (
        '"proposals", "measures"]',
        '"proposals", "cake"]',
        "close_needs.cake",
        "there is no rule 'cake'; use one of: complaint, data_subjects",
    ),
    "a need of closing that can't be met": (
        '"proposals", "measures"]',
        '"proposals", "outcome_report"]',
        "close_needs.outcome_report",
        "can never be met",
    ),
    "a need of closing twice": ('"proposals", "measures"]', '"proposals", "ico"]', "close_needs.ico", "2 times"),
    "an unknown role that records a step": (
        'by = ["head_teacher", "investigator"]',
        'by = ["head_teacher", "parents"]',
        "steps.line_manager_told.by",
        "there is no role 'parents'",
    ),
    "a step that sets what nothing asks for": (
        'sets = "ico_investigates"',
        'sets = "ico_is_busy"',
        "steps.ico_investigates.sets",
        "there is no yes/no entry or recorded fact 'ico_is_busy'",
    ),
    "a step twice": ('id = "fraud_policy_considered"', 'id = "offence_found"', "steps.offence_found", "2 times"),
    "an unknown cue of an offence": (
        'cue = "re_identification"',
        'cue = "smells_wrong"',
        "offences.re_identification.cue",
        "there is no cue 'smells_wrong'",
    ),
    "an offence twice": ('id = "penalties"', 'id = "obstruction"', "offences.obstruction", "2 times"),
    "a question of the ICO twice": ('id = "high_risk"', 'id = "risk"', "ico_questions.risk", "2 times"),
    "a proposal that is sent as an alert": (
        'to = "audit"\nnotice = "referral"',
        'to = "audit"\nnotice = "alert"',
        "routes.audit.notice",
        "referral stands where a person decides",
    ),
    "a referral that nobody decides": (
        'to = "service_desk"\nnotice = "asset_loss"',
        'to = "service_desk"\nnotice = "referral"',
        "routes.asset_loss.notice",
        "referral stands where a person decides",
    ),
    "a proposal to the reporter": (
        'to = "audit"\nnotice = "referral"',
        'to = "reporter"\nnotice = "referral"',
        "routes.audit.to",
        "leads to a role of the policy",
    ),
    "an unknown section of the asset form": (
        'id = "employee_number"\nsection = "asset"',
        'id = "employee_number"\nsection = "header"',
        "asset_form.fields.employee_number.section",
        "there is no section 'header'",
    ),
    "an entry of the asset form twice": (
        'id = "employee_role"',
        'id = "asset_contents"',
        "asset_form.fields.asset_contents",
        "2 times",
    ),
    "an entry of both forms with two types": (
        'label = "Date of incident"\ntype = "date"',
        'label = "Date of incident"\ntype = "text"',
        "asset_form.fields.occurred_date.type",
        "must be 'date', as in the first form",
    ),
    "an entry of both forms with other options": (
        'camera or something else?"\noptions = [\n    { id = "laptop"',
        'camera or something else?"\noptions = [\n    { id = "notebook"',
        "asset_form.fields.asset_type.options",
        "must have the ids of the first form",
    ),
}
