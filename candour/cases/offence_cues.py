"""What a report may say that makes one think of an offence (R111). Words to look at, never a verdict."""

from collections.abc import Mapping

OFFENCE_CUES: Mapping[str, str] = {
    "obstruction": "somebody got in the way of an inspection by the Information Commissioner",
    "false_statement": "the Information Commissioner was told something false",
    "destroyed_to_mislead": "information was destroyed that the Information Commissioner had asked for",
    "unlawful_obtaining": "somebody looked at, took, passed on or sold information that was not theirs to use",
    "re_identification": "somebody found out whose information it was that had been made anonymous",
    "altered_to_prevent_disclosure": "somebody asked to see what is kept about them, and it was changed or deleted",
    "enforced_access": "somebody was made to hand over their own records, for example to get a job",
}
"""The ticks of the fact `offence_cues`, with what each stands for: the policy's offences name them."""
