"""What became of a mailbox's mails, in words: for the page, the digest and the command line."""

from collections.abc import Mapping

from candour.cases.directory import WatchedMailbox
from candour.cases.leaving import DoubtfulMail
from candour.cases.mail_ledger import Fate, MailDay
from candour.cases.probes import Probe
from candour.cases.report import Automatic, BounceReason
from candour.cases.showing.words import day_in_words, id_in_words, listed, moment_in_words, number_in_words
from candour.cases.sorting import WORDS

_FATES: Mapping[Fate, tuple[str, str]] = {
    Fate.CASE: ("new case", "new cases"),
    Fate.THREAD: ("answer in a case", "answers in cases"),
    Fate.NO_INCIDENT: ("taken for no incident (please look)", "taken for no incident (please look)"),
    Fate.QUARANTINE: ("that could not be read (a case of its own)", "that could not be read (a case each)"),
    Fate.DUPLICATE: ("that had come before", "that had come before"),
    Fate.BOUNCE: ("mail of ours that came back", "mails of ours that came back"),
    Fate.AUTOMATIC: ("set aside", "set aside"),
    Fate.DOUBTFUL: (
        "left, but perhaps about an incident: please look",
        "left, but perhaps about an incident: please look",
    ),
    Fate.LEFT: ("left", "left"),
    Fate.PROBE: ("test mail", "test mails"),
}
"""One and several, in the order in which they are told."""
_REASONS: Mapping[str, tuple[str, str]] = {
    Automatic.REPLY: ("automatic answer", "automatic answers"),
    Automatic.BOUNCE: ("returned mail", "returned mails"),
    Automatic.OWN: ("mail of Candour's own", "mails of Candour's own"),
    BounceReason.REFUSED: ("refused", "refused"),
    BounceReason.MAILBOX_FULL: ("because a mailbox is full", "because mailboxes are full"),
    BounceReason.DELAYED: ("only delayed", "only delayed"),
    "old_probe": ("old test mail", "old test mails"),
    **{rule: (words, words) for rule, words in WORDS.items()},
}
_MODES: Mapping[str, tuple[str, str]] = {
    "dedicated": (
        "For reports alone",
        (
            "Every mail that comes here is taken in. It becomes a case, joins one, or is set aside where no person "
            "wrote it. Then it is moved to another folder of the mailbox."
        ),
    ),
    "shared": (
        "Shared with other mail",
        (
            "Candour takes in only what looks like an incident, or answers one. Everything stays where it is. Of the "
            "rest nothing is kept but how many there were, and why they were left."
        ),
    ),
    "confidential": (
        "Confidential",
        (
            "Candour doesn't keep who wrote. It keeps the words of a report and then deletes the mail. The school's "
            "mail system still knows who sent it. What can't be cleaned lies in a folder of its own: please look there."
        ),
    ),
}


def mode_in_words(mailbox: WatchedMailbox) -> tuple[str, str]:
    """Return what a mailbox is, and what that means for its mail."""
    return _MODES[mailbox.mode]


def mail_in_words(day: MailDay, *, without: Fate | None = None) -> str:
    """Return what became of the mails, such as "3 new cases and 2 set aside (2 automatic answers)"; empty for none."""
    fates = ((fate, words) for fate, words in _FATES.items() if day.counts.get(fate) and fate is not without)
    return listed(tuple(_counted(day, fate, words) for fate, words in fates))


def doubtful_in_words(mail: DoubtfulMail) -> str:
    """Return what was left in doubt, such as "A mail of Friday 20 November 2026 from gmail.com, in admin"."""
    what = "A mail" if mail.count == 1 else f"{number_in_words(mail.count)} mails"
    return f"{what} of {day_in_words(mail.day)} from {mail.domain or 'an unknown sender'}, in {mail.mailbox}"


def probe_in_words(probe: Probe) -> str:
    """Return what became of a test mail, as a sentence."""
    taken_in = (probe.received_at - probe.made_at).total_seconds()
    when = moment_in_words(probe.made_at)
    if probe.failure:
        return f"The test mail of {when} came, but could not be read: {probe.failure}."
    done_in = (probe.assessed_at - probe.made_at).total_seconds()
    return f"The test mail of {when} came through in {done_in:.1f} seconds, {taken_in:.1f} of them in the mail system."


def reason_in_words(reason: str, count: int) -> str:
    """Return a reason with its count, such as "2 automatic answers"; one without words of its own as "newsletter 2"."""
    if reason not in _REASONS:
        return f"{id_in_words(reason)} {number_in_words(count)}"
    one, several = _REASONS[reason]
    return f"{number_in_words(count)} {one if count == 1 else several}"


def _counted(day: MailDay, fate: Fate, words: tuple[str, str]) -> str:
    count = day.counts[fate]
    said = f"{number_in_words(count)} {words[0] if count == 1 else words[1]}"
    named = ((name.partition(" "), each) for name, each in sorted(day.reasons.items()))
    reasons = [reason_in_words(reason, each) for (of, _, reason), each in named if of == fate]
    return f"{said} ({', '.join(reasons)})" if reasons else said
