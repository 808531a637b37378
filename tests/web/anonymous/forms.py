"""Forms as a browser sends them: every field of the page, hidden ones too, and the button that is pressed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from httpx import Client, Response

Upload = tuple[str, bytes, str]
"""A file: its name, its content, its media type."""


@dataclass
class PageForm:
    """A form of a page: where it goes, what stands in it."""

    id: str
    action: str
    method: str
    enctype: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    """Where buttons of its own send it (`formaction`)."""

    def press(
        self,
        browser: Client,
        *button: str,
        files: Sequence[Upload] = (),
        headers: Mapping[str, str] | None = None,
        to: str = "",
        **typed: str | Sequence[str],
    ) -> Response:
        """Send the form with what is typed, by the button (name, value)."""
        assert button in self.buttons or not button, (button, self.buttons)
        filled = {name: [value] if isinstance(value, str) else [*value] for name, value in typed.items()}
        data = {**self.fields, **filled}
        if button:
            data[button[0]] = [button[1]]
        uploads = [("file", upload) for upload in files] if self.enctype == "multipart/form-data" else None
        if uploads == []:
            uploads = [("file", ("", b"", "application/octet-stream"))]  # what browsers send where none is chosen
        answer: Response = browser.post(to or self.action, data=data, files=uploads, headers=dict(headers or {}))
        return answer


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._open: PageForm | None = None
        self._text: list[str] | None = None
        self._select = ""
        self._elsewhere: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form":
            enctype = given.get("enctype", "application/x-www-form-urlencoded")
            self._open = PageForm(given.get("id", ""), given["action"], given["method"], enctype)
            self.forms.append(self._open)
        elif tag == "button" and "form" in given:
            self._elsewhere.append((given["form"], name, value))
        elif self._open is not None and "formaction" in given:
            self._open.actions.append(given["formaction"])
        elif self._open is not None and name:
            self._read(self._open, tag, given, name, value)

    def _read(self, form: PageForm, tag: str, given: Mapping[str, str], name: str, value: str) -> None:
        kind = given.get("type", "text")
        if tag == "button":
            form.buttons.append((name, value))
        elif tag == "textarea":
            self._text = form.fields.setdefault(name, [""])
        elif tag == "input" and kind in {"radio", "checkbox"}:
            if "checked" in given:
                form.fields.setdefault(name, []).append(value)
        elif tag == "input" and kind != "file":
            form.fields.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self._text[0] = self._text[0].removeprefix("\n")
            self._text = None
        if tag == "form":
            self._open = None

    def close(self) -> None:
        super().close()
        for owner, name, value in self._elsewhere:
            next(form for form in self.forms if form.id == owner).buttons.append((name, value))


def forms_in(html: str) -> list[PageForm]:
    """Return the forms of a page, in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


def form_in(html: str, form_id: str = "report") -> PageForm:
    """Return the form of a page that has this id."""
    found = [form for form in forms_in(html) if form.id == form_id]
    assert len(found) == 1, html
    return found[0]
