"""Somebody who has reported without a name and comes back: to the page, by their code, in their browser."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from httpx import Response
from starlette.testclient import TestClient

from candour.cases.case import Case
from candour.cases.codes import in_groups
from tests.service import decide
from tests.web.anonymous.forms import PageForm, Upload, form_in
from tests.web.anonymous.stage import WORDS, AnonymousStage, an_anonymous_stage

PHOTO: Upload = ("IMG_4711.jpg", b"a photo", "image/jpeg")


@dataclass
class Writer:
    """Has reported and kept the code. `met` are all answers that their browser got."""

    stage: AnonymousStage
    browser: TestClient
    code: str
    met: list[Response] = field(default_factory=list)

    @property
    def case(self) -> Case:
        """Their case, as it is stored now, with what waits for its slot."""
        [case] = self.stage.cases
        return case.model_copy(update={"reports": (*case.reports, *case.coming)})

    def decided(self, what: str, value: str = "", reason: str = "") -> Case:
        """Let the school's officer, who was told at the next slot of the day, decide something about the case."""
        self.slot_comes()
        return decide(self.stage.core, self.case.reference, what, value, reason=reason)

    def slot_comes(self) -> None:
        """Let the next slot of the day come, and what waits for it be seen."""
        self.stage.clock.moment = self.stage.clock.moment.replace(hour=16)
        self.stage.core.service.sweep()

    def code_form(self) -> PageForm:
        """Open the page where a code is typed."""
        return form_in(self._met(self.browser.get("/back")).text)

    def comes_back(self, code: str = "") -> Response:
        """Type a code, their own where none is given."""
        return self._met(self.code_form().press(self.browser, "do", "show", code=code or in_groups(self.code)))

    def opened(self) -> PageForm:
        """Come back; return the form of the report's page."""
        answer = self.comes_back()
        assert answer.status_code == 200, answer.text
        return form_in(answer.text)

    def adds(self, text: str, files: Sequence[Upload] = ()) -> Response:
        """Come back and send something."""
        return self.sends(self.opened(), text, files)

    def sends(self, form: PageForm, text: str, files: Sequence[Upload] = ()) -> Response:
        """Send something by a form that is open."""
        return self._met(form.press(self.browser, "do", "add", files=files, text=text))

    def presses(self, form: PageForm, button: str, **typed: str) -> Response:
        """Press a button of a form that is open."""
        filled = replace(form, fields={**form.fields, **{name: [text] for name, text in typed.items()}})
        return self._met(filled.press(self.browser, "do", button))

    def asks_to_stop(self) -> PageForm:
        """Come back and ask to end the code; return the form that asks whether that is sure."""
        return form_in(self.presses(self.opened(), "stop").text, "stop")

    def _met(self, answer: Response) -> Response:
        self.met.append(answer)
        return answer


def a_writer(stage: AnonymousStage | None = None, text: str = WORDS) -> Writer:
    """Let somebody report."""
    stage = stage or an_anonymous_stage()
    browser = stage.browser()
    [code] = form_in(stage.sent(browser, text).text, "kept").fields["code"]
    return Writer(stage, browser, code)
