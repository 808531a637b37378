"""A report without a name, from the opened form to the receipt, as a browser without JavaScript sends it."""

import hashlib
import html
import re

from candour.cases.codes import in_groups
from candour.cases.filing import digest_of
from candour.web.anonymous.proof import read_proof
from tests.builders import a_value, some_facts
from tests.web.anonymous.forms import form_in
from tests.web.anonymous.stage import WORDS, an_anonymous_stage

PHOTO = ("IMG_2034.JPG", b"a photo", "image/jpeg")
TABLE = ("Rhian's list.csv", b"a,b", "text/csv")


def test_a_report_is_sent_in_three_presses() -> None:
    stage = an_anonymous_stage()
    answer = stage.sent(stage.browser())
    [case] = stage.cases
    [report] = case.reports
    assert (report.text, report.school, report.anonymous, report.confidential) == (WORDS, "st-finnian", True, True)
    assert report.sender is None
    assert report.evidence == ()
    assert "Your report has been sent" in answer.text


def test_nothing_is_stored_before_send() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = form_in(stage.on_details(browser).press(browser, "do", "add", files=[PHOTO]).text)
    form.fields["entry-individuals"] = ["12"]
    assert form.press(browser, "do", "check").status_code == 200
    assert stage.cases == []
    assert stage.store.claims() == {}
    assert stage.hands.held == []


def test_the_first_page_speaks_honestly_before_the_first_field() -> None:
    stage = an_anonymous_stage(whistle_blowing_link="https://saint-finnian.example/whistle-blowing")
    text = stage.browser().get("/r/st-finnian").text
    before = html.unescape(text[: text.index("<textarea")])
    for words in (
        "What you send is confidential. But nobody can promise that it can never be traced.",
        "Use your own phone and mobile data. Don't use the school's Wi-Fi",
        'href="tel:999"',
        "whistle-blowing policy",
        'href="https://saint-finnian.example/whistle-blowing"',
        "We don't keep your name",
    ):
        assert words in before, words


def test_where_no_whistle_blowing_policy_is_linked_it_says_where_to_look() -> None:
    assert "with the school&#39;s other policies" in an_anonymous_stage().browser().get("/r/st-finnian").text


def test_the_second_page_says_what_was_understood_in_the_words_of_the_policy() -> None:
    stage = an_anonymous_stage()
    text = stage.opened(browser := stage.browser()).press(browser, "do", "next", text=WORDS).text
    assert "<dt>How many people was the information about?</dt>\n<dd>27</dd>" in text
    assert "<dd>Friday 20 November 2026</dd>" in text
    assert "Seren Vaughan" not in text[text.index("<dl>") : text.index("</dl>")]


def test_at_most_five_questions_are_asked_at_first_and_none_for_a_name() -> None:
    stage = an_anonymous_stage()
    text = stage.opened(browser := stage.browser()).press(browser, "do", "next", text=WORDS).text
    asked = text[text.index("A few questions") : text.index("More questions")]
    names = re.findall(r'name="entry-(\w+)"', asked)
    assert len(set(names)) == 5
    assert list(dict.fromkeys(names))[:2] == ["discovered_date", "discovered_time"]
    assert "entry-reporter_name" not in text


def test_what_may_say_who_writes_is_pointed_out_and_can_be_changed_right_there() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    parts = tuple(
        a_value(words).as_candidate().model_copy(update={"rule": f"identify.{rule}"})
        for words, rule in (("my Year 4 class", "theirs"), ("as SENCO", "role"))
    )
    stage.hands.facts = some_facts(may_identify=a_value(("my Year 4 class", "as SENCO"), parts=parts))
    page = stage.opened(browser).press(
        browser, "do", "next", text="It was my Year 4 class; as SENCO I saw it.\n\nRhian"
    )
    assert "<q>my Year 4 class</q>" in page.text
    assert '<q>as SENCO</q> <span class="soft">(your job)</span>' in page.text
    assert '<q>Rhian</q> <span class="soft">(looks like a signature)</span>' in page.text
    stage.hands.facts = some_facts()
    again = form_in(page.text).press(browser, "do", "check", text="It was a class.")
    assert "<q>" not in again.text.replace("<q>Seren Vaughan</q>", "")
    assert stage.hands.read_texts[-1] == "It was a class."
    form_in(again.text).press(browser, "do", "send")
    assert stage.cases[0].reports[0].text == "It was a class."


def test_what_is_typed_into_the_policys_entries_goes_with_the_report() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    typed = {
        "entry-individuals": ["30"],
        "entry-data_types": ["name", "health"],
        "entry-complaint": ["yes"],
        "entry-discovered_date": ["2026-11-19"],
    }
    form.fields.update(typed)
    form.press(browser, "do", "send")
    assert stage.cases[0].reports[0].typed == {
        "individuals": 30,
        "data_types": ("name", "health"),
        "complaint": True,
        "discovered_date": "2026-11-19",
    }


def test_files_are_cleaned_renamed_and_kept_only_with_the_report() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    added = stage.on_details(browser).press(browser, "do", "add", files=[PHOTO, TABLE])
    assert "IMG_2034" not in added.text
    form = form_in(added.text)
    assert form.fields["files"] == ["2"]
    receipt = form.press(browser, "do", "send")
    assert receipt.status_code == 200
    [case] = stage.cases
    evidence = case.reports[0].evidence
    assert [(item.name, item.media_type) for item in evidence] == [
        ("file-1.jpg", "image/jpeg"),
        ("file-2.csv", "text/csv"),
    ]
    assert evidence[0].digest == hashlib.sha256(b"clean a photo").hexdigest()
    assert stage.store.claims() == {}


def test_files_that_are_chosen_and_sent_at_once_come_too() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    stage.on_details(browser).press(browser, "do", "send", files=[PHOTO])
    assert [item.name for item in stage.cases[0].reports[0].evidence] == ["file-1.jpg"]


def test_a_file_can_be_taken_away_again() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = form_in(stage.on_details(browser).press(browser, "do", "add", files=[PHOTO, TABLE]).text)
    form = form_in(form.press(browser, "remove", "1").text)
    form.press(browser, "do", "send")
    assert [item.name for item in stage.cases[0].reports[0].evidence] == ["file-2.csv"]


def test_the_receipt_holds_the_code_the_days_and_a_proof_that_can_be_checked() -> None:
    stage = an_anonymous_stage()
    text = stage.sent(stage.browser()).text
    code = form_in(text, "kept").fields["code"][0]
    assert re.sub(
        "<[^>]*>", "", text[text.index('class="code"') :].partition(">")[2].partition("</p>")[0]
    ) == in_groups(code)
    assert "<svg" in text
    assert "style=" not in text
    assert "Friday 27 November 2026" in text
    found = read_proof(html.unescape(text[text.index('class="proof">') + 14 :].partition("</p>")[0]))
    assert found is not None
    proof, signature = found
    assert stage.hands.is_genuine(proof.statement, signature)
    assert proof.digest == digest_of(code, WORDS)
    assert stage.core.service.come_back(code).school == "st-finnian"


def test_the_last_four_characters_end_the_way_and_others_show_the_receipt_again() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    first = stage.sent(browser)
    form = form_in(first.text, "kept")
    code = form.fields["code"][0]
    for wrong in ("", "ZZZZ", code[:4], code[-3:], "-"):
        again = form.press(browser, "do", "done", last=wrong)
        assert again.status_code == 422
        assert "no harm is done" in again.text
        assert form_in(again.text, "kept").fields["code"] == [code]
    for right in (code[-4:], code[-4:].lower(), f" {code[-4:]} ", in_groups(code)):
        assert "You can close this page now" in form.press(browser, "do", "done", last=right).text


def test_a_receipt_of_somebody_elses_making_is_not_shown() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = form_in(stage.sent(browser).text, "kept")
    form.fields["code"] = ["0000000000000000"]
    answer = form.press(browser, "do", "done", last="1111")
    assert answer.status_code == 400
    assert "0000" not in answer.text


def test_the_receipts_address_leads_on_to_the_way_back() -> None:
    answer = an_anonymous_stage().browser().get("/filed")
    assert (answer.status_code, answer.headers["location"]) == (303, "/back")


def test_the_first_page_can_be_gone_back_to_with_everything() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = form_in(stage.on_details(browser).press(browser, "do", "add", files=[PHOTO]).text)
    form.fields["entry-individuals"] = ["30"]
    first = form_in(form.press(browser, "do", "back").text)
    assert first.fields["text"] == [WORDS]
    assert first.fields["entry-individuals"] == ["30"]
    again = form_in(first.press(browser, "do", "next").text)
    assert again.fields["entry-individuals"] == ["30"]
    assert again.fields["files"] == ["1"]
    assert again.fields["code"] == form.fields["code"]
