"""Single fields: the decisions that the rules make, in words that no labelled report has."""

import pytest

from candour.cases.facts import Answer, Method
from candour.cases.report import Sender
from nlp import ReportReader
from nlp.numbers import number
from tests.nlp.conftest import report


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("My bag with my work laptop in it was stolen last night.", "incident_type", "lost_or_stolen_equipment"),
        ("I emailed the wrong parent this morning.", "incident_type", "sent_to_wrong_person"),
        ("Everyone in the office shares one SIMS password.", "incident_type", "shared_credentials"),
        ("Our server was hit by ransomware.", "incident_type", "cyber_attack"),
        ("Old pupil files were put in the skip.", "incident_type", "poor_disposal"),
        ("I put the address list in To instead of Bcc.", "incident_type", "unauthorised_disclosure"),
        ("I pasted the reports into ChatGPT.", "incident_type", "unapproved_service"),
        ("A list of 28 pupils went to the wrong family.", "individuals", 28),
        ("The sheet covers a hundred and eighty-seven pupils.", "individuals", 187),
        ("The file lists twenty-four children and 3 people opened it.", "individuals", 24),
        ("It covers 40 students and 6 staff.", "individuals", 46),
        ("The memory stick is not encrypted and it was lost on the train.", "asset_encrypted", False),
        ("I lost my iPad. BitLocker is on, IT say, and it is encrypted.", "asset_encrypted", True),
        ("I lost my laptop on the bus, asset tag ELM-LT-22.", "asset_reference", "ELM-LT-22"),
        ("We lost a folder. No complaints so far.", "complaint", False),
        ("The letter went to the wrong house and the mother has complained.", "complaint", True),
        ("We lost the folder. It has not turned up.", "recovered", "no"),
        ("I sent it to the wrong parent and she has deleted it.", "recovered", "yes"),
        ("The list was lost. My line manager is Mrs Ann Brown.", "line_manager", "Mrs Ann Brown"),
        ("Our cook, Ann Brown, emailed the wrong parent. Ann reports to me.", "line_manager", "Jo Bloggs"),
        ("Our cook, Ann Brown, emailed the list to the wrong parent.", "responsible_employee", "Ann Brown"),
        ("I emailed the list to the wrong parent.", "responsible_employee", "Jo Bloggs"),
        ("The headteacher read out the sickness list in assembly.", "head_teacher_implicated", True),
        ("Just a near miss: I was about to post the wrong letter.", "near_miss", True),
        ("I sent the list to the wrong parent. There is a court order.", "individual_at_risk", True),
        ("We share pupil photos in a WhatsApp group.", "outside_network", True),
        ("Our payroll provider told us of a breach of their database.", "third_party_processor", True),
        ("Somebody pinned up the sickness list on purpose.", "deliberate", True),
        ("I sent it to the wrong parent, who is going to the ICO.", "ico_complaint", True),
        ("Our deputy head shared the staff sickness list with a parent.", "senior_implicated", True),
        ("I lost the register, it has the names of 20 pupils.", "identifiability", "direct"),
    ],
)
def test_a_field_is_read(text: str, field: str, value: Answer, rules: ReportReader) -> None:
    assert rules.read(report(text)).shown(field) == value


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("I told the headteacher that I lost the register.", "head_teacher_implicated"),
        ("A mum says her husband is going to complain about the letter.", "complaint"),
        ("The cabinet was open but it is not a near miss, files are gone.", "near_miss"),
        ("I lost a folder with lesson plans on the bus.", "individual_at_risk"),
        ("I lost the register on Monday.", "occurred_time"),
        ("The laptop was stolen, I am not sure whether it is encrypted.", "asset_encrypted"),
        ("I sent a letter to the wrong parent.", "asset_lost"),
    ],
)
def test_what_the_text_does_not_say_is_left_out(text: str, field: str, rules: ReportReader) -> None:
    assert rules.read(report(text)).shown(field) in {None, False}


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("It has names and addresses but no bank details were on it.", {"name", "address"}),
        ("The list of pupils has dates of birth. Nothing medical.", {"name", "date_of_birth"}),
        ("It shows no names or addresses, only the NHS numbers.", {"nhs_number"}),
        ("Bank details were not on it, only their email addresses.", {"email_address"}),
        ("It has ethnicity, religion and free school meals.",
         {"name", "racial_ethnic_origin", "religious_beliefs", "tax_benefits"}),
    ],
)  # fmt: skip
def test_data_that_the_writer_rules_out_is_not_ticked(text: str, ticks: set[str], rules: ReportReader) -> None:
    assert set(rules.read(report(f"I lost a sheet. {text}")).ticks("data_types")) == ticks


def test_each_tick_has_its_own_reason(rules: ReportReader) -> None:
    value = rules.read(report("I lost a list with names and NHS numbers.")).value("data_types")
    assert value is not None
    assert {part.value: [span.text for span in part.spans] for part in value.parts} == {
        "name": ["names"],
        "nhs_number": ["NHS numbers"],
    }


def test_a_disclaimer_ticks_no_box(rules: ReportReader) -> None:
    disclaimer = "This email is confidential and intended only for the addressee; it may hold health data."
    text = f"I lost a list of names.\n\n{disclaimer}"
    assert rules.read(report(text)).ticks("data_types") == ("name",)


def test_rivals_of_a_number_are_kept(rules: ReportReader) -> None:
    value = rules.read(report("The file lists 30 pupils. 4 parents opened it.")).value("individuals")
    assert value is not None
    assert value.value == 30
    assert 4 in [rival.value for rival in value.alternatives]


def test_what_happened_and_what_was_discovered_are_told_apart(rules: ReportReader) -> None:
    facts = rules.read(
        report("I emailed the wrong parent on Monday at half two. She rang us yesterday at ten past nine.")
    )
    assert (facts.shown("occurred_date"), facts.shown("occurred_time")) == ("2026-11-16", "14:30")
    assert (facts.shown("discovered_date"), facts.shown("discovered_time")) == ("2026-11-18", "09:10")


@pytest.mark.parametrize(
    "wish",
    [
        "Please keep my name out of this.",
        "I would like to stay anonymous.",
        "please dont say it was me",
        "Please do not tell anyone at school that I wrote to you.",
        "I'd rather not give my name.",
    ],
)
def test_a_wish_not_to_be_named_is_heard_and_kept(wish: str, rules: ReportReader) -> None:
    """Show that anonymity asked for in any words keeps the name out of the facts (R33)."""
    facts = rules.read(report(f"The head left a pupil file on the train on Monday. {wish}"))
    assert facts.holds("wants_anonymity")
    assert facts.value("reporter_name") is None


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Automatic reply: your report", "I am out of the office until Monday."),
        ("October news", "5 breach lessons. You are receiving this because you subscribed. Unsubscribe"),
        ("", "Can you tell me what date parents' evening is? He lost his jumper."),
        ("", "Could somebody fix the projector in the hall?"),
    ],
)
def test_what_is_no_report_is_told_apart(subject: str, text: str, rules: ReportReader) -> None:
    assert rules.read(report(text, subject=subject)).holds("not_an_incident")


@pytest.mark.parametrize(
    "text",
    ["lost my work phone on the bus", "SATs sheet gone off the printer, who do I tell?",
     "Is this a breach? I left the care plans on the train", "someone's hacked my account?"],
)  # fmt: skip
def test_a_short_worried_question_is_a_report(text: str, rules: ReportReader) -> None:
    """Show that nothing short or unsure is taken for no incident (R11)."""
    assert not rules.read(report(text)).holds("not_an_incident")


def test_the_summary_is_the_writers_own_words(rules: ReportReader) -> None:
    text = "Hi both,\n\nI left the register on the bus.\n\nIt has 20 names.\n\nThanks\nJo Bloggs\n\n> older"
    assert rules.read(report(text)).shown("summary") == "I left the register on the bus.\n\nIt has 20 names."


def test_actions_are_the_writers_own_words(rules: ReportReader) -> None:
    facts = rules.read(
        report("I sent it to the wrong parent. I rang her, recalled the message and told my line manager.")
    )
    value = facts.value("remedial_action")
    assert value is not None
    said = {str(one.value) for one in (*value.parts, *value.alternatives)}
    assert "recalled the message" in facts.ticks("remedial_action")
    assert {"rang her", "recalled the message"} <= said
    assert not any("line manager" in words for words in said)


def test_the_sender_is_the_reporter_by_the_door_not_by_a_rule(rules: ReportReader) -> None:
    value = rules.read(report("I lost the register.")).value("reporter_name")
    assert value is not None
    assert value.method is Method.SENDER


@pytest.mark.parametrize("name", ["Win now: https://evil.example/win", "www.evil.example", "Ann evil.example/x Cole"])
def test_a_link_in_the_senders_name_is_nobodys_name(name: str, rules: ReportReader) -> None:
    sent = report("I lost the register.").model_copy(update={"sender": Sender(name=name, address="a@b.example")})
    assert name not in {rules.read(sent).shown(field) for field in ("reporter_name", "responsible_employee")}


@pytest.mark.parametrize("name", ["Mr P. Ellis-Jones", "O'Neill, Carys", "Dr. Gwen St.John"])
def test_a_name_with_dots_stays_a_name(name: str, rules: ReportReader) -> None:
    sent = report("I lost the register.").model_copy(update={"sender": Sender(name=name, address="a@b.example")})
    assert rules.read(sent).shown("reporter_name") == name


@pytest.mark.parametrize(
    ("words", "worth"),
    [("1,140", 1140), ("twenty-four", 24), ("a hundred and eighty-seven", 187), ("a dozen", 12), ("half a dozen", 6),
     ("two hundred", 200), ("three thousand", 3000), ("a couple of", 2), ("nonsense", None), ("9" * 40, None)],
)  # fmt: skip
def test_numbers_in_words_are_read(words: str, worth: int | None) -> None:
    assert number(words) == worth


def test_a_question_about_a_printer_that_asks_whether_it_is_a_breach_is_a_report(rules: ReportReader) -> None:
    """Show that a word of everyday enquiries sinks no report (R11)."""
    text = "quick one - is this a breach? printed the results to the corridor printer and someone took them"
    assert not rules.read(report(text)).holds("not_an_incident")


def test_addresses_in_the_to_box_are_email_addresses(rules: ReportReader) -> None:
    facts = rules.read(report("I forgot the bcc. All the addresses were in the To box for everyone to see."))
    assert facts.ticks("data_types") == ("email_address",)


def test_a_number_after_that_is_counted(rules: ReportReader) -> None:
    facts = rules.read(report("I sent the list to the wrong parent. We found that 37 pupils were affected."))
    assert facts.shown("individuals") == 37


def test_whoever_avoided_it_is_offered_as_responsible(rules: ReportReader) -> None:
    facts = rules.read(report("A near miss: I had the minutes attached to the wrong message and caught it in time."))
    assert facts.shown("responsible_employee") == "Jo Bloggs"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I lost the register. I have told my line manager.", True),
        ("I rang the parent and then told my manager, Mrs Harding.", True),
        ("My line manager knows.", True),
        ("I have not told my line manager.", False),
        ("Should I tell my line manager?", False),
        ("My line manager lost the register.", False),
    ],
)
def test_r15_having_told_the_line_manager_is_read(text: str, told: bool, rules: ReportReader) -> None:  # noqa: FBT001  a table's column
    assert rules.read(report(text)).holds("line_manager_told") is told


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("I left a folder of paper pupil records on the bus.", "lost_or_stolen_information"),
        ("The signed contracts with our caterer have gone missing from the cabinet.", "lost_or_stolen_information"),
        ("I emailed the pupil reports to the wrong recipient.", "sent_to_wrong_person"),
        ("I sent the class list to the generic office mailbox instead of the head of year.", "sent_to_wrong_person"),
        ("The referral was faxed to the wrong number.", "sent_to_wrong_person"),
        ("An internal email with a colleague's sick note went to all staff by mistake.", "sent_to_wrong_person"),
    ],
)
def test_r13_paper_contracts_wrong_recipients_mailboxes_faxes_and_internal_mail_are_recognised(
    text: str, type_: str, rules: ReportReader
) -> None:
    facts = rules.read(report(text))
    assert not facts.holds("not_an_incident")
    assert facts.shown("incident_type") == type_
