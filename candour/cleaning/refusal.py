"""Why a file can't be cleaned."""


class NotCleanedError(Exception):
    """A file keeps what it says about its author; the message is a sentence for people, without its end."""
