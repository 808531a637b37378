"""What stands in an entry, as a chat says it: printed options are made for paper, and long for a telephone.

The form itself shows them as they are printed.
"""

from collections.abc import Mapping

from candour.cases.facts import Answer
from candour.cases.form import FormField
from candour.cases.showing.answers import answer_in_words

_OPTIONS: Mapping[str, Mapping[str, str]] = {
    "incident_type": {
        "lost_or_stolen_information": "Information lost, stolen or damaged",
        "lost_or_stolen_equipment": "Equipment lost, stolen or damaged",
        "found_in_public": "Confidential information found in a public place",
        "poor_disposal": "Confidential waste not thrown away safely",
        "unauthorised_access": "Seen or used by someone who should not",
        "sent_to_wrong_person": "Sent to the wrong person",
        "received_in_error": "Came to you, but meant for someone else",
        "shared_credentials": "Passwords or logins shared",
        "unapproved_service": "Put on a website or app that the school has not agreed",
        "unauthorised_disclosure": "Told or shown to someone who should not know",
    },
    "identifiability": {
        "extremely_difficult": "Hardly at all",
        "with_additional_sources": "Only with other information as well",
        "indirect_basic_research": "With a little searching",
        "direct": "Straight from the information",
    },
    "circumstances": {
        "known_recipients": "Seen or got by people we can name",
        "altered_recoverable": "Changed or damaged, and can be put right",
        "unknown_recipients": "Lost, or seen by people we can't name",
        "altered_unrecoverable": "Changed or damaged for good",
        "intentional_harm": "Done on purpose, to harm",
    },
}


def in_plain_words(field: FormField, answer: Answer) -> str:
    """Return a value as a chat says it; what has no plainer words is said as elsewhere."""
    options = _OPTIONS.get(field.id, {})
    chosen = answer if isinstance(answer, tuple) else (answer,)
    if field.options and all(item in options for item in chosen):
        return "; ".join(options[str(item)] for item in chosen)
    return answer_in_words(field, answer)
