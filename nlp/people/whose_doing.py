"""Whose doing it may have been: nobody's who is named, the writer's, or somebody's named, and what speaks for each.

Nothing that another family of fields found is asked: the choice stands on the words alone.
"""

import math
import re
from collections.abc import Mapping

from nlp.people.choosing import Option
from nlp.people.cues import person_features
from nlp.people.mentions import people_of
from nlp.people.own_deeds import own_deeds
from nlp.people.own_part import own_part
from nlp.people.rules import first_person, rules_of_person
from nlp.people.ties import ties_of
from nlp.reading import Reading
from nlp.statistics.model import probabilities

TASK = "whose_doing"
"""The question that the model of whole reports answers first: writer, other or none."""
MAX_PEOPLE = 14
_LEAST = 1e-4
_UNKNOWN = re.compile(
    r"\b(?:some(?:one|body)|whoever|not sure who|don'?t know (?:who|whose|how)|no idea (?:who|whose|how)|unknown"
    r"|(?:nobody|no ?one) (?:knows|will|has))\b"
)


def kinds(reading: Reading) -> Mapping[str, float]:
    """Return how likely a model of whole reports holds it for the writer's, another's, or nobody's doing."""
    return probabilities(reading, TASK)


def options_of(reading: Reading, writer: str, likely: Mapping[str, float]) -> list[Option]:
    """Return the options: nobody first, the writer where there is a name for them, then the others.

    `likely` are the probabilities of `kinds`.
    """
    people = people_of(reading, writer)[:MAX_PEOPLE]
    said = {kind: math.log(max(likely[kind], _LEAST)) for kind in likely}
    about = f"people:{min(len(people), 3)}"
    unknown = 1.0 if next(reading.body.hits(_UNKNOWN), None) else 0.0
    options = [
        Option(
            "",
            is_writer=False,
            features={"nobody": 1, f"nobody {about}": 1, "nobody known": unknown, "t:none": said["none"]},
        )
    ]
    if writer:
        sentences = list(reading.body.sentences())
        own, hits = own_deeds(reading.body, sentences)
        first = first_person(reading.body, sentences)
        own |= dict.fromkeys(own_part(reading.layout.subject, reading.body), 1.0)
        own |= {"writer": 1, f"writer {about}": 1, "t:writer": said["writer"], "r:first" if first else "r:no first": 1}
        options.append(Option(writer, is_writer=True, features=own, hits=[first] if first else hits[:2]))
    for place, person in enumerate(people):
        said_of = [*person_features(person, reading, place, len(people)), *ties_of(person)]
        features = dict.fromkeys(said_of, 1.0) | rules_of_person(person) | {"t:other": said["other"]}
        options.append(Option(person.name, is_writer=False, features=features, hits=person.hits[:2]))
    return options
