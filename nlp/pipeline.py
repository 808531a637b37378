"""The spaCy pipeline: one component a family of fields, in the order in which they need each other."""

import re
from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.reading import Reading

MAX_TOKENS = 10_000

Component = Callable[[Reading], None]

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


def component(name: str) -> Callable[[Component], Component]:
    """Register a function that reads a family of fields as a component of spaCy's pipelines."""

    def register(read: Component) -> Component:
        def run(doc: Doc) -> Doc:
            read(doc._.reading)
            return doc

        Language.component(name, func=run)
        return read

    return register


class PlainTokenizer:
    """Split text into words without looking inside them: linear in time for any text, unlike rules for affixes."""

    _WORD = re.compile(r"\w{1,60}|[^\w\s]")

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the document; the rules work on characters, so words beyond MAX_TOKENS are left out."""
        words = [match[0] for match, _ in zip(self._WORD.finditer(text), range(MAX_TOKENS), strict=False)]
        return Doc(self.vocab, words=words)


def build(components: tuple[str, ...]) -> Language:
    """Return a pipeline of registered components, in their order."""
    pipeline = spacy.blank("en")
    pipeline.tokenizer = PlainTokenizer(pipeline.vocab)
    for name in components:
        pipeline.add_pipe(name)
    return pipeline
