"""What the settings say of chat as a whole: who is told there, and where people go who don't want to be named."""

from collections.abc import Iterator

from candour.app.settings import Settings
from candour.cases.finding import Finding, Grade


def check_chat(settings: Settings) -> Iterator[Finding]:
    """Yield what was found; nothing is asked of anybody."""
    told = [f"{school.key}: {', '.join(school.chat_roles)}" for school in settings.school if school.chat_roles]
    if settings.slack is None and settings.teams is None:
        if told:
            advice = "Add [slack] or [teams], or take chat_roles out. The mails leave in any case."
            what = f"nobody can be told in a chat, though chat_roles wants it ({'; '.join(told)})"
            yield Finding(grade=Grade.WARN, what=what, advice=advice)
        else:
            yield Finding(grade=Grade.OK, what="there is none but `candour chat`: neither [slack] nor [teams] is set")
        return
    minutes = settings.chat.sends_after_minutes
    yield Finding(grade=Grade.OK, what=f"a report that its writer left is sent as it is after {minutes} minutes")
    what = f"told in the chat beside the mail: {'; '.join(told)}" if told else "officers are told by mail alone"
    yield Finding(grade=Grade.OK, what=what)
    if settings.web is None or not settings.web.anonymous:
        advice = "Set [web] url, and anonymous = true: in a chat nobody can promise that somebody stays unknown."
        what = "who wants to report without a name can be told no page for it"
        yield Finding(grade=Grade.WARN, what=what, advice=advice)
