"""What the bot says, in one place: plain English, reading age 11, no blame. {...} is filled in where it is said.

Sentences of the policy stand in its profile, what is said to questions and small talk in the modules that answer them.
"""

from collections.abc import Mapping

from bot.messages import Action
from candour.cases.form import FormField

# A new report
UNDERSTOOD = "Thank you for telling me. This is what I understood. If anything is wrong, just say so."
GOES_BY_ITSELF = (
    "If you have to go: {minutes} minutes after your last message I send it as it is, unless you cancel it."
)
REPORT_BY = "Your school's policy asks for a report by {moment}."
ASKED = "If you know, please tell me:"
FILE_ALONE = "I have your file {name}. In a few words, what happened?"
TELL_ME = "There is no report under way. Tell me what happened, in your own words."
ASK_OR_TELL = "Ask me anything else, or tell me in your own words what went wrong."
STILL_HERE = "Your report is still here. Press Send, or say “send”. You can still add or change anything."
NO_WORDS = "I can read words and take files. In a few words, what happened?"

# More of it, answers, corrections
NOTED = "Thank you, noted."
ADDED = "Thank you, added."
CHANGED = "{name} changed to {value}."
NEW = "{name}: {value}"
TO_CHECK = "{value} (please check)"
NOT_KNOWN_ANY_MORE = "{name}: not known now."
STILL_OPEN = "My last questions, if you know:"
ENOUGH = "That is enough to send. Press Send, or say “send”. You can still add or change anything."
DECLINED = "That's fine. Press Send, or say “send”. You can still add or change anything."
WHICH_QUESTION = "Which question is that the answer to? Put its number first, for example “{example}”."
AS_IT_STANDS = "This is how your report stands."
TOO_LONG = "I could only take the first {most} characters of that message. Please send the rest in another one."
TOO_MUCH = "That is as much as one report can hold. Send it now, then tell me the rest."
CUT = "a message was longer than {most} characters: the rest of it was not taken"

# Messages that were changed or taken back
EDITED = "You changed your message. I read it again."
DELETED = "You took that message back. I left it out."
ALL_DELETED = "You took your message back. I deleted the report. Nothing was sent."
IN_THE_FORM = "You changed the words in the form since. Please change them there."
SENT_ALREADY = "That report is sent: {reference}. Tell me here what has changed and I add it."

# Files
FILE_ADDED = "I have added {name}."
FILE_REFUSED = "{name}: {reason} The report goes on without it."
FILE_KNOWN = "I have {name} already."
FILE_JOINED = "I have added {name} to {reference}. If it is about something new, tell me what happened first."
TOO_MANY_FILES = "A report can hold {most} files."
FILES_TOO_LARGE = "All files together can have {most} MB."

# Leaving and coming back
LEAVING_SOON = (
    "I send your report as it is in {minutes} minutes. Press Cancel, or say “cancel”, if you don't want that."
)
SENT_FOR_YOU = "You were away for a while, so I sent your report as it was."
NOT_SENT_YET = "You have a report that isn't sent yet: “{story}”. Continue or start again?"
GOES_ON = "We go on. This is how your report stands."
STARTED_AGAIN = "I deleted the report that was open. Nothing of it was sent."
STARTS = "Tell me what happened, in your own words."
CANCELLED = "I deleted it. Nothing was sent."
NOTHING_TO_CANCEL = "There is no report under way, so there is nothing to cancel."
STALE = "That was an older card, so I did nothing. This is how your report stands now."
GONE = "That report is not open any more. Nothing was sent from this card."
REPORTED_ALREADY = "That is reported already: {reference}."

OPEN_FORM = "This button opens the whole form."

# Two incidents
SENT_FIRST = "I sent your first report as it was, so that we can start on the next one."
NEXT_ONE = "Now the next one: tell me what happened."

# No incident
NO_INCIDENT = (
    "That doesn't sound like a problem with personal data, so I have not reported it. It would be one if information "
    "about people was lost, stolen, sent to the wrong person, or seen or changed by somebody who should not."
)
TELL_MORE = "Tell me a little more: what happened?"
STILL_NO_INCIDENT = "I still can't see what went wrong with information about people."
REPORT_ANYWAY = "If it is one, say more or press “Report it anyway”. If not, you need do nothing: I forget it."

# Names
NO_PROMISE = (
    "We don't record your name with a report that you make on our anonymous page. Your school's administrators of this "
    "chat may be able to see that you used this bot. For more privacy use this web link from your own device: {address}"
)
NO_PAGE = "In a chat I can't promise that you stay unknown, and your school has no page for reports without a name."
NOT_BY_ITSELF = "You may not want to be named, so I send nothing by itself now. What would you like?"
STILL_NOT_SENT = "I added that. It is not sent: please choose."
DELETED_FOR_PAGE = "I deleted what you told me here."
HIDES_NAME = "We go on here. Your report says that you ask not to be named. I understood this:"
NEVER_CHOSEN = "You had asked not to be named, so I deleted what you told me here. Nothing was sent."

# The receipt
REPORTED = "Reported. Your reference is {reference}."
PASSED_ON = "It goes now to those at your school who must know."
IN_TIME = "Your school's policy asks for it by {moment}. You are in time."
NAME_KEPT_BACK = "It says that you ask not to be named."
KEEP = "Please keep what you have that shows what happened. Don't delete it."
ANSWER_LATER = "If you find out more, tell me here at any time. What would still help:"
ADDED_TO = "Thank you. I have added that to {reference}."

# The form
FORM_TITLE = "Report an incident"
WHAT_HAPPENED = "What happened?"
SAY_WHAT_HAPPENED = "Say in a few words what happened."
FORM_IS_STALE = (
    "Your report changed while this form was open. This is what you filled in: please check it and send it again."
)
FORM_TAKEN = "Thank you. This is your report now."
FORM_TOO_LONG = "This is longer than {most} characters. Please shorten it."

HELP = (
    "I am the incident line of {school}. Tell me in your own words what went wrong with information about people.",
    "I show you what I understood, and you send it.",
    "You can say: “send”, “show”, “form” (the whole form), “cancel”, “start again”, “status” (your reports), “help”.",
    "To report without your name, say “anonymous”.",
)

LABELS: Mapping[Action, str] = {
    Action.SEND: "Send",
    Action.EDIT: "Edit the whole form",
    Action.ANONYMOUS: "Delete this and go to the anonymous page",
    Action.CANCEL: "Cancel",
    Action.CONTINUE: "Continue",
    Action.START_AGAIN: "Start again",
    Action.REPORT: "Report it anyway",
    Action.HOLD_NAME: "Go on here, keep my name back",
    Action.SHOW: "Show it",
}

_NAMES: Mapping[str, str] = {
    "occurred_date": "Day it happened",
    "occurred_time": "Time it happened",
    "discovered_date": "Day it was noticed",
    "discovered_time": "Time it was noticed",
    "individuals": "People affected",
    "data_types": "Kinds of information",
    "identifiability": "How easily people can be recognised",
    "circumstances": "What became of the information",
    "recovered": "Back, or deleted",
    "complaint": "A complaint",
    "incident_type": "Kind of incident",
    "near_miss": "Near miss",
    "remedial_action": "Done so far",
    "asset_type": "What is missing",
    "asset_reference": "Its asset number",
    "asset_encrypted": "Encrypted",
    "responsible_employee": "Who was handling it",
    "line_manager": "Line manager",
    "line_manager_told": "Line manager told",
    "breached_data_copy": "You have a copy",
    "service_area": "Team, class or office",
    "school": "School",
}
"""Entries as a chat calls them; what stands here under no name is called as it is printed."""


def name_of(field: FormField) -> str:
    """Return what an entry is called in a chat: printed labels are made for paper."""
    return _NAMES.get(field.id) or field.label.rstrip(".;:")
