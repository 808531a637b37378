"""What a label may say (training/reports/README.md): the fields and their values."""

from nlp.prediction import FLAGS, LISTS, SINGLE

FIELDS = (*SINGLE, *FLAGS, *LISTS, "circumstances", "asset")
INCIDENT_TYPES = (
    *("lost_or_stolen_information", "lost_or_stolen_equipment", "found_in_public", "poor_disposal"),
    *("unauthorised_access", "sent_to_wrong_person", "received_in_error", "shared_credentials"),
    *("unapproved_service", "unauthorised_disclosure", "cyber_attack", "other"),
)
CIRCUMSTANCES = (
    *("known_recipients", "unknown_recipients", "altered_recoverable", "altered_unrecoverable", "intentional_harm"),
)
DATA_TYPES = (
    *("name", "address", "postcode", "nhs_number", "email_address", "date_of_birth", "employee_number"),
    *("driving_licence", "ip_address", "mothers_maiden_name", "racial_ethnic_origin", "political_beliefs"),
    *("religious_beliefs", "trade_union", "health", "sexual_life", "biometrics", "national_insurance_number"),
    *("financial", "tax_benefits", "records", "child_protection", "safeguarding_adults", "pensions"),
)
ASSETS = ("laptop", "tablet", "phone", "usb", "camera", "paper", "other")
