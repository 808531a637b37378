"""Reading age 11 and no blame: what reporters and officers read of us in a chat."""

import pytest

from bot.messages import Message
from bot.officers.pressing import HAS_CHANGED, NOT_SHOWN, NOT_YOURS
from candour.cases.notice import NoticeKind
from tests.bot.officers.stage import OfficerStage
from tests.builders import SEREN, a_value, some_facts
from tests.plain_words import AVOID, LONGEST_AVERAGE, LONGEST_SENTENCE, reading_age, sentences_of, words_of
from tests.service import decide

AGE = 11
LOST = {"asset_type": a_value("laptop"), "incident_type": a_value("lost_or_stolen_equipment")}


def own_sentences(message: Message) -> list[str]:
    """Return the sentences of a message: questions of the form, values and quotations left out."""
    texts = [part.text for part in message.parts if part.kind == "text" and not part.text.startswith("- ")]
    return [sentence for text in texts for sentence in sentences_of(text)]


def to_writers() -> list[Message]:
    """Return one of each message to who reported."""
    stage = OfficerStage()
    stage.core.reader.readings["chat-1"] = some_facts(**LOST, wants_anonymity=a_value(value=True))
    case = stage.receives_by_chat()
    stage.passes_a_minute()
    decide(stage.core, case.reference, "ask", "Which class was it?")
    for dispatch in stage.leased():
        if dispatch.notice.kind in {NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS, NoticeKind.ASSET_FORM}:
            stage.carrier.carry(dispatch)
    return stage.posted(SEREN)


def test_sentences_to_a_writer_are_short_and_read_at_eleven() -> None:
    messages = to_writers()
    assert len(messages) == 3
    sentences = [sentence for message in messages for sentence in own_sentences(message)]
    lengths = [len(words_of(sentence)) for sentence in sentences]
    assert max(lengths) <= LONGEST_SENTENCE
    assert sum(lengths) / len(lengths) <= LONGEST_AVERAGE
    assert reading_age(sentences) <= AGE


def test_r37_no_hard_words_and_no_blame_for_a_writer() -> None:
    words = {word for message in to_writers() for sentence in own_sentences(message) for word in words_of(sentence)}
    assert words & AVOID == set()


@pytest.mark.parametrize("said", [HAS_CHANGED, NOT_SHOWN, NOT_YOURS])
def test_a_refusal_is_short_and_blames_nobody(said: str) -> None:
    assert max(len(words_of(sentence)) for sentence in sentences_of(said)) <= LONGEST_SENTENCE
    assert not set(words_of(said)) & AVOID
    assert reading_age(sentences_of(said)) <= AGE
