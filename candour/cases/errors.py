"""Every error that Candour raises on purpose.

Messages say what happened and what to do, and never hold personal data: a reference or a setting's
name identifies what failed, and stands in an attribute.
"""


class CandourError(Exception):
    """Base of all of Candour's own errors."""


class SettingsError(CandourError):
    """A configuration can't be used; the message names the setting and the accepted values."""


class PolicyError(CandourError):
    """A policy profile can't be used.

    Attributes: file (str), entry (str, dotted path inside the file), reason (str).
    """

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}")
        self.file = file
        self.entry = entry
        self.reason = reason


class StoreError(CandourError):
    """The store could not do what was asked; nothing was acknowledged."""


class StoreLockedError(StoreError):
    """Another process works on this store."""


class StoreFullError(StoreError):
    """There is no room left on the disk of the store; try again when there is."""


class StoreReadOnlyError(StoreError):
    """A sync failed earlier, so the store refuses to write until the process is started again."""


class StoreDamagedError(StoreError):
    """A stored file can't be opened with the installation's key, or is not what was written."""


class CaseNotFoundError(StoreError):
    """No case has this reference."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"there is no case {reference}")
        self.reference = reference


class EvidenceNotFoundError(StoreError):
    """The store holds no evidence with this digest."""

    def __init__(self, digest: str) -> None:
        super().__init__(f"there is no evidence {digest}")
        self.digest = digest


class ReferenceTakenError(StoreError):
    """A new case was given a reference that another case has."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"the reference {reference} is taken")
        self.reference = reference


class DuplicateReportError(StoreError):
    """What arrived has been accepted before, by the case in `reference`."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"this report was accepted before, as {reference}")
        self.reference = reference


class StaleCaseError(StoreError):
    """The case was changed since it was loaded; load it again and decide again."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"{reference} was changed by somebody else in the meantime; load it again")
        self.reference = reference


class DecisionRefusedError(CandourError):
    """A decision lacks what it needs (a person, a reason), or the case doesn't allow it."""


class NotAllowedError(DecisionRefusedError):
    """The person has no part in this case that would let them do this."""


class StalePageError(DecisionRefusedError):
    """The case has moved on since the page was made that the decision was taken from."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"{reference} has changed since you opened this page: somebody decided something or a message came. "
            "Nothing was done. Look at the case again, then decide."
        )
        self.reference = reference


class ReadingFailedError(CandourError):
    """A report could not be read within its limits of time and memory; `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the report could not be read: {reason}")
        self.reason = reason


class WorkersClosedError(CandourError):
    """The workers were closed while work was under way.

    The message stays where it is and is taken at the next start.
    """

    def __init__(self) -> None:
        super().__init__("the workers were closed while work was under way")


class WorkersUnavailableError(CandourError):
    """No worker process could be started, for want of memory, processes or files; the message stays where it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"no worker process could be started ({reason})")
        self.reason = reason


class MailboxError(CandourError):
    """A mailbox can't be used; the message says which setting or permission to look at."""


class SendError(CandourError):
    """A notice was not taken by the mail server.

    Attributes: permanent (bool, trying again can't help), code (str, such as "550" or "connection").
    """

    def __init__(self, code: str, *, permanent: bool) -> None:
        super().__init__(f"the mail server did not take the notice ({code})")
        self.code = code
        self.permanent = permanent


class ServerUnreachableError(SendError):
    """The mail server can't be reached or lets nobody in: no other notice would fare better at the moment."""

    def __init__(self, code: str) -> None:
        super().__init__(code, permanent=False)


class AuthorisationError(CandourError):
    """No access token (OAuth 2.0) can be had. `code` is a short word for logs, `advice` says what to do.

    `passing` where trying again can help without anybody's doing.
    """

    def __init__(self, code: str, advice: str, *, passing: bool = False) -> None:
        super().__init__(advice)
        self.code = code
        self.advice = advice
        self.passing = passing


class WrongCodeError(CandourError):
    """A code opens nothing here: it was mistyped, or its writer gave it up."""

    def __init__(self) -> None:
        super().__init__("this code opens nothing here")


class LinkSpentError(CandourError):
    """A one-time link can't be used: unknown, used or out of date, which nobody is told apart."""

    def __init__(self) -> None:
        super().__init__("this link can't be used")
