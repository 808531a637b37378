"""The labels of the form about a lost asset (saints-cardiff, Appendix 2) that no other form has, and its questions."""

ASSET_LABELS: tuple[tuple[str, str], ...] = (
    (
        r"(?:what is )?(?:your |my )?(?:employee|staff|payroll) (?:number|no\.?)(?:, if you have one)?",
        "employee_number",
    ),
    (
        (
            r"(?:please detail )?(?:your|my) role and responsibilities"
            r"|what is your job, and what are you responsible for"
        ),
        "employee_role",
    ),
    (r"how were you made aware.{0,140}|how did you learn what to do with the device.{0,60}", "device_duties_known"),
    (
        r"what training have you (?:had|received).{0,120}|before this happened, what training did you have.{0,60}",
        "asset_training",
    ),
    (r"how is (?:the|that) training (?:provided|given).{0,120}", "asset_training_kind"),
    (r"can you confirm when .{0,40}training|when did you have (?:this|the|that) training", "asset_training_date"),
    (r"is there anything else that you would like to add", "asset_comments"),
)
"""Label -> entry of the form, as in `answers.LABELS`."""
ASSET_ENTRIES = frozenset(entry for _, entry in ASSET_LABELS)
ASSET_TEXTS = ASSET_ENTRIES - {"employee_number", "asset_training_date"}
"""Entries whose answer may run over several lines."""
