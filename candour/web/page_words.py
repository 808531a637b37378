"""The words of the decision forms: what each is called, what its button says, what is said once it is recorded."""

from collections.abc import Mapping
from typing import NamedTuple

from candour.cases.case import SEEN


class DecisionWords(NamedTuple):
    """A decision's heading, its button, and the note when it was recorded."""

    title: str
    submit: str
    done: str


DECISION_WORDS: Mapping[str, DecisionWords] = {
    "incident": DecisionWords("It is an incident", "Record: it is an incident", "It is an incident now."),
    "no_incident": DecisionWords("It is no incident", "Record: no incident", "It is recorded as no incident."),
    "merge": DecisionWords(
        "It is the same incident as another case", "Make it part of that case", "The case is part of the other one now."
    ),
    "not_duplicate": DecisionWords(
        "It is another incident", "Record: not the same incident", "It is recorded that these are two incidents."
    ),
    "level": DecisionWords("Decide the level", "Record the level", "The level is recorded."),
    "ico": DecisionWords(
        "Decide whether the ICO is told", "Record the decision", "The decision about the ICO is recorded."
    ),
    "ico_reported": DecisionWords(
        "The ICO was told", "Record that it was told", "It is recorded that the ICO was told."
    ),
    "data_subjects": DecisionWords(
        "Decide whether the people concerned are told",
        "Record the decision",
        "The decision about the people concerned is recorded.",
    ),
    "data_subjects_informed": DecisionWords(
        "The people concerned were told",
        "Record that they were told",
        "It is recorded that the people concerned were told.",
    ),
    "complaint_acknowledged": DecisionWords(
        "The complaint was acknowledged", "Record it", "It is recorded that the complaint was acknowledged."
    ),
    "route": DecisionWords("Tell somebody else", "Record the decision", "The decision about the proposal is recorded."),
    "authorise": DecisionWords(
        "Let somebody investigate", "Authorise this person", "The person is authorised, and is told by mail."
    ),
    "withdraw": DecisionWords("End an authorisation", "End it now", "The authorisation has ended."),
    "ask": DecisionWords("Ask the person who reported", "Send the question", "The question is asked."),
    "release_name": DecisionWords(
        "Open the name that was left", "Open the name", "The name is open, and stands in the form."
    ),
    "note": DecisionWords("Write a note", "Keep the note", "The note is kept."),
    SEEN: DecisionWords("Say that you have seen this", "I have seen this", "It is recorded that you have seen this."),
    "action": DecisionWords(
        "Give somebody an action", "Assign the action", "The action is assigned, and its officer is told."
    ),
    "action_done": DecisionWords("The action is done", "Record: done", "It is recorded that the action is done."),
    "action_effective": DecisionWords(
        "The action has proved effective", "Record: effective", "It is recorded that the action proved effective."
    ),
    "action_ineffective": DecisionWords("The action did not help", "Open it again", "The action is open again."),
    "step": DecisionWords("A step was taken", "Record the step", "The step is recorded."),
    "value": DecisionWords("Confirm or change an entry", "Record the answer", "The entry is recorded."),
    "close": DecisionWords("Close the case", "Close the case", "The case is closed."),
    "reopen": DecisionWords("Open the case again", "Open the case again", "The case is open again."),
    "re_evaluated": DecisionWords("Look at the case again", "Record what you found", "The re-evaluation is recorded."),
}
"""By the ids of `decisions.DECISIONS`."""
WAITING: Mapping[str, str] = {
    "duplicate": "merge",
    "incident": "incident",
    "level": "level",
    "ico": "ico",
    "ico_report": "ico_reported",
    "data_subjects": "data_subjects",
    "data_subjects_report": "data_subjects_informed",
    "complaint": "complaint_acknowledged",
    "proposals": "route",
    "message": "messages",
    "undelivered": "notices",
    "re_evaluation": "re_evaluated",
}
"""What waits (`register.needs`) -> the decision that answers it, or the part of the page to look at."""
