"""A proof of filing can be checked by anybody; whose it is, by who has the code and the words."""

import pytest
from httpx import Response

from tests.web.anonymous.forms import form_in
from tests.web.anonymous.stage import SCHOOL, WORDS, AnonymousStage, an_anonymous_stage

FORM = "proof-form"


def a_receipt(stage: AnonymousStage) -> tuple[str, str]:
    """Report something; return the proof and the code."""
    kept = form_in(stage.sent(stage.browser()).text, "kept")
    return kept.fields["proof"][0], kept.fields["code"][0]


def checked(stage: AnonymousStage, proof: str, code: str = "", words: str = "") -> Response:
    """Fill in the page."""
    browser = stage.browser()
    form = form_in(browser.get("/proof").text, FORM)
    return form.press(browser, "do", "check", proof=proof, code=code, words=words)


def test_a_proof_from_a_receipt_is_genuine_and_says_school_and_day() -> None:
    stage = an_anonymous_stage()
    proof, _ = a_receipt(stage)
    answer = checked(stage, f"\n  {proof}\r\n")
    assert "This proof is genuine" in answer.text
    assert "St Finnian&#39;s Primary School on Friday 20 November 2026" in answer.text
    assert "It does not say who sent it" in answer.text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("2026-11-20", "2026-11-19", "not genuine"),
        (SCHOOL, "st-elodie", "not genuine"),
        ("signature: ", "signature: A", "not genuine"),
        ("Candour proof", "A proof", "not a whole proof"),
        ("2026-11-20", "2026-11-31", "not a whole proof"),
        ("signature", "", "not a whole proof"),
    ],
)
def test_a_changed_proof_is_not_genuine_and_stays_in_its_field(before: str, after: str, words: str) -> None:
    stage = an_anonymous_stage()
    changed = a_receipt(stage)[0].replace(before, after)
    answer = checked(stage, changed)
    assert words in answer.text
    assert form_in(answer.text, FORM).fields["proof"] == [changed]


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        ("{code}", WORDS, "this is the report that was sent"),
        ("{code}", f"\r\n{WORDS}  ", "this is the report that was sent"),
        ("{code}", WORDS.removesuffix("."), "do not belong to it"),
        ("0000111122223333", WORDS, "do not belong to it"),
        ("no code", WORDS, "do not belong to it"),
        ("{code}", "", "It does not say who sent it"),
        ("", WORDS, "It does not say who sent it"),
    ],
)
def test_whose_a_proof_is_needs_the_code_and_the_very_words(code: str, words: str, said: str) -> None:
    stage = an_anonymous_stage()
    proof, right = a_receipt(stage)
    assert said in checked(stage, proof, code.format(code=right.lower()), words).text


def test_a_proof_of_a_school_that_is_gone_names_its_key() -> None:
    stage = an_anonymous_stage()
    statement = f"Candour proof of filing 1\nschool: st-gone\nfiled on: 2026-11-02\nsha256: {'a' * 64}"
    answer = checked(stage, f"{statement}\nsignature: {stage.hands.sign(statement)}")
    assert "sent to st-gone on Monday 2 November 2026" in answer.text


def test_the_page_comes_in_the_other_language_with_what_was_pasted() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = form_in(browser.get("/proof").text, FORM)
    other = form.press(browser, "to", "cy", proof="Candour", code="K7QM", words="Some words.")
    fields = form_in(other.text, FORM).fields
    assert '<html lang="cy">' in other.text
    assert (fields["proof"], fields["code"], fields["words"]) == (["Candour"], ["K7QM"], ["Some words."])


def test_a_proof_that_is_filled_up_is_kept_within_reason() -> None:
    answer = checked(an_anonymous_stage(), "Candour " * 20_000)
    assert (answer.status_code, len(answer.content) < 50_000) == (200, True)
