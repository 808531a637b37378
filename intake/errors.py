"""What can go wrong with a mailbox, each with a code for logs and status and a sentence that says what to do."""

from candour.cases.errors import MailboxError


class MailboxUnusableError(MailboxError):
    """A mailbox can't be used now. `code` is a short word without personal data, such as "login" or "dropped"."""

    def __init__(self, code: str, mailbox: str, advice: str) -> None:
        super().__init__(f"mailbox {mailbox!r}: {advice}")
        self.code = code
        self.mailbox = mailbox
        self.advice = advice


class MailboxMisconfiguredError(MailboxUnusableError):
    """Trying again can't help before somebody changes a setting or a permission."""
