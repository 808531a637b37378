"""The spaCy pipeline: a recogniser of names, then one component a family of fields, in the order of their needs.

The document of the pipeline is what the recogniser is asked about: the writer's sentences that can hold a name. The
rules work on the pages of `doc._.reading`, where every character of the report has its place.
"""

from collections.abc import Callable, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.reading import Reading

_NOT_NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
"""What a model holds beside the recogniser of names."""

Component = Callable[[Reading, Doc], None]

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


def register(name: str, read: Component) -> str:
    """Register a function that reads a family of fields as a component of spaCy's pipelines; return its name."""

    def run(doc: Doc) -> Doc:
        read(doc._.reading, doc)
        return doc

    Language.component(name, func=run)
    return name


def of_rules(read: Callable[[Reading], None]) -> Component:
    """Make a component of a function that needs nothing but the reading."""
    return lambda reading, _doc: read(reading)


def build(model: str, components: Sequence[str]) -> Language:
    """Return a pipeline of the model's recogniser and of registered components; without a model, of these alone.

    Raises OSError where spaCy doesn't know the model.
    """
    pipeline = spacy.load(model, exclude=_NOT_NEEDED) if model.strip() else spacy.blank("en")
    if "tok2vec" in pipeline.pipe_names and not _listens(pipeline):
        pipeline.remove_pipe("tok2vec")
    for name in components:
        pipeline.add_pipe(name)
    return pipeline


def _listens(pipeline: Language) -> bool:
    """Tell whether the recogniser listens to the model's shared vectors; in the small models it has its own.

    Only tok2vec is asked about: a model with a transformer has it for its recogniser, and nothing else is left to hear.
    """
    return "Listener" in str(pipeline.config["components"].get("ner", {}).get("model", {}))
