"""Whether a proof of filing is genuine, and whose: anybody may ask, nothing is looked up and nothing is kept."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from candour.cases.codes import code_of
from candour.cases.filing import digest_of
from candour.web.anonymous.bodies import brought
from candour.web.anonymous.draft import whole_text
from candour.web.anonymous.frame import action, door, language_in, page, refused
from candour.web.anonymous.proof import Proof, read_proof
from candour.web.anonymous.reply import typed_code
from candour.web.anonymous.wording import LANGUAGES, Words, language_of, words_of
from candour.web.forms import Form, FormRefusedError
from candour.web.surroundings import surroundings

PROOF = "/proof"
_LONGEST_PROOF = 2_000


def ask_for_proof(request: Request) -> Response:
    """Show the page where a proof is pasted."""
    return _page(language_in(request), Form({}))


def check(request: Request) -> Response:
    """Say whether a proof is genuine; and whether a code and words are those that it was given for, where both came."""
    try:
        form = brought(request).form
    except FormRefusedError as error:
        return refused(error.status, language_in(request))
    if (other := form.text("to")) in LANGUAGES:
        return _page(other, form)
    language = language_of(form.text("lang"))
    say, found = words_of(language), read_proof(form.text("proof")[:_LONGEST_PROOF])
    if found is None:
        return _page(language, form, is_good=False, answers=(say("proof.unreadable"),))
    proof, signature = found
    if not door(request).is_genuine(proof.statement, signature):
        return _page(language, form, is_good=False, answers=(say("proof.not_genuine"),))
    school = surroundings(request).directory.schools.get(proof.school)
    genuine = say("proof.genuine", school=school.name if school else proof.school, day=say.day(proof.filed_on))
    is_good, whose = _whose(say, form, proof)
    return _page(language, form, is_good=is_good, answers=(genuine, whose))


def _whose(say: Words, form: Form, proof: Proof) -> tuple[bool, str]:
    """Return whether code and words are those of the proof, as far as they were given, and how that is said."""
    typed, words = typed_code(form), whole_text(form.text("words"))
    if not typed or not words:
        return True, say("proof.anybodys")
    if (code := code_of(typed)) and digest_of(code, words) == proof.digest:
        return True, say("proof.yours")
    return False, say("proof.not_yours")


def _page(language: str, form: Form, *, is_good: bool = True, answers: tuple[str, ...] = ()) -> Response:
    return page(
        "proof.html",
        language,
        title=words_of(language)("proof.title"),
        form="proof-form",
        action=action(PROOF, language),
        proof=whole_text(form.text("proof"))[:_LONGEST_PROOF],
        code=typed_code(form),
        words=whole_text(form.text("words")),
        is_good=is_good,
        answers=answers,
    )


ROUTES = (Route(PROOF, ask_for_proof), Route(PROOF, check, methods=["POST"]))
