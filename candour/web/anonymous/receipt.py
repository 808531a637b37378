"""The receipt: the code to come back with, to be kept before leaving, and the proof of filing."""

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from candour.cases.codes import code_of, in_groups
from candour.cases.coming_back import COME_BACK_AFTER
from candour.cases.filing import Filed
from candour.web.anonymous.bodies import brought
from candour.web.anonymous.draft import Draft
from candour.web.anonymous.frame import action, door, language_in, message, page, refused
from candour.web.anonymous.place import Place, place_at
from candour.web.anonymous.proof import proof_of, read_proof
from candour.web.anonymous.wording import LANGUAGES, language_of, words_of
from candour.web.forms import Form, FormRefusedError

FILED = "/filed"
_ASKED = 4
"""The last characters of the code, typed by who has kept it."""
_PIXELS_A_MODULE = 6
_WRONG = 422
_ODD = 400
_SEE_OTHER = 303
_MISTYPED = str.maketrans("OIL", "011", "- ")


def receipt_page(place: Place, draft: Draft, filed: Filed) -> Response:
    """Return the receipt, the same however often the same form is sent."""
    proof = proof_of(filed)
    kept = proof.signed(place.door.sign(proof.statement))
    return _page(place, draft.language, draft.code, kept, is_other=filed.is_other)


def confirm(request: Request) -> Response:
    """Take the last four characters of the code: right ones end the way, others show the receipt again."""
    try:
        form = brought(request).form
    except FormRefusedError as error:
        return refused(error.status, language_in(request))
    language, code, kept = language_of(form.text("lang")), code_of(form.text("code")) or "", form.text("proof")
    seal, is_other = form.text("seal"), form.text("other") == "yes"
    proof = read_proof(kept)
    place = place_at(request, proof[0].school) if proof else None
    if proof is None or place is None or not door(request).tickets.is_sealed(seal, code, kept, str(is_other)):
        return message("odd", language, _ODD)
    if (other := form.text("to")) in LANGUAGES:
        return _page(place, other, code, kept, is_other=is_other)
    if _has_kept(form, code):
        return page(
            "done.html",
            language,
            title=words_of(language)("done.title"),
            come_back_by=proof[0].filed_on + COME_BACK_AFTER,
        )
    return _page(place, language, code, kept, is_other=is_other, wrong=words_of(language)("receipt.wrong"))


def _page(place: Place, language: str, code: str, kept: str, *, is_other: bool, wrong: str = "") -> Response:
    say, proof = words_of(language), read_proof(kept)
    if proof is None:
        raise ValueError("no proof of filing")
    shown = in_groups(code)
    return page(
        "receipt.html",
        language,
        _WRONG if wrong else 200,
        title=say("receipt.title"),
        form="kept",
        action=action(FILED, language),
        school=place.school,
        wording=place.policy_in(language).wording,
        groups=shown.split("-"),
        qr=_qr(shown),
        filed_on=proof[0].filed_on,
        come_back_by=proof[0].filed_on + COME_BACK_AFTER,
        proof=kept,
        is_other=is_other,
        hidden=[
            ("lang", language),
            ("code", code),
            ("proof", kept),
            ("other", "yes" if is_other else "no"),
            ("seal", place.door.tickets.seal(code, kept, str(is_other))),
        ],
        errors={"last": wrong} if wrong else {},
        asked=_ASKED,
    )


def _qr(code: str) -> Markup:
    """Return the code as a picture that stands in the page itself: black on white, without a style of its own."""
    made = segno.make_qr(code)
    svg = made.svg_inline(
        scale=_PIXELS_A_MODULE, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=False
    )
    return Markup(svg)  # noqa: S704  segno's own marks; the code has letters and digits alone


def _has_kept(form: Form, code: str) -> bool:
    typed = form.text("last")[:40].upper().translate(_MISTYPED)
    return len(typed) >= _ASKED and code.endswith(typed)


def gone(request: Request) -> Response:
    """Lead who opens the receipt's address to where their code is taken: a receipt has no address."""
    return RedirectResponse(action("/back", language_in(request)), _SEE_OTHER)


ROUTES = (Route(FILED, confirm, methods=["POST"]), Route(FILED, gone))
