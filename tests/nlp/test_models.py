"""Other models of spaCy for names: shared vectors, other labels, none at all (issue 5)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from candour.cases.report import Door, Report, Sender
from nlp import ReportReader

_SHARED: dict[str, Any] = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 16,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"},
    }
}
TEXT = "Our TA Zbyszko lost the register on the bus this morning. The list has 28 names on it."
_LESSONS = (
    "Our TA Zbyszko lost the register on the bus.",
    "Yesterday Zbyszko left it.",
    "Our TA Zbyszko lost the list.",
)


def _model(folder: Path, label: str, *, is_shared: bool) -> str:
    """Write a small model that learned one name, as the large ones are built, and return its folder."""
    model: Language = spacy.blank("en")
    if is_shared:
        model.add_pipe("tok2vec")
    model.add_pipe("ner", config=_SHARED if is_shared else {})
    examples = []
    for text in _LESSONS:
        start = text.index("Zbyszko")
        entities = {"entities": [(start, start + len("Zbyszko"), label)]}
        examples.append(Example.from_dict(model.make_doc(text), entities))
    fix_random_seed(3)
    optimizer = model.initialize(lambda: examples)
    for _ in range(25):
        model.update(examples, sgd=optimizer)
    model.to_disk(folder)
    return str(folder)


@pytest.mark.parametrize("label", ["PERSON", "PER"])
@pytest.mark.parametrize("is_shared", [True, False])
def test_a_model_finds_names_whatever_it_calls_them_and_wherever_its_vectors_are(
    label: str, tmp_path: Path, *, is_shared: bool
) -> None:
    reader = ReportReader(_model(tmp_path / "model", label, is_shared=is_shared))
    assert "Zbyszko" in _named(reader)


def test_of_a_model_without_a_recogniser_the_rules_are_left(tmp_path: Path) -> None:
    model = spacy.blank("en")
    model.add_pipe("tok2vec")
    model.initialize()
    model.to_disk(tmp_path / "model")
    assert _named(ReportReader(str(tmp_path / "model"))) == _named(ReportReader(""))


def _named(reader: ReportReader) -> set[object]:
    sender = Sender(name="Ada Nwosu", address="a.nwosu@stteilos.example")
    received = datetime(2026, 11, 18, 9, tzinfo=UTC)
    report = Report(id="one", door=Door.EMAIL, school="", received_at=received, sender=sender, subject="", text=TEXT)
    found = reader.read(report).value("responsible_employee")
    return {found.value, *(rival.value for rival in found.alternatives)} if found else set()
