"""What the walk over a message brings home, and what it may still spend."""

from dataclasses import dataclass, field
from datetime import datetime

from candour.cases.report import Forwarded
from intake.budget import OUT_OF_TIME, Budget
from intake.file_names import safe_name
from intake.formats.opened import InnerFile
from intake.limits import Limits
from intake.message import Attachment


@dataclass(slots=True)
class Haul:
    """What a message yields, with all that lies in it; and what is left to spend on it."""

    budget: Budget
    received_at: datetime
    own_addresses: frozenset[str]
    attachments: list[Attachment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    forwarded: list[Forwarded] = field(default_factory=list)
    parts: int = 0

    @property
    def limits(self) -> Limits:
        """The bounds of all this."""
        return self.budget.limits

    def note(self, sentence: str) -> None:
        """Keep a sentence for the case, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def keep(self, file: InnerFile) -> InnerFile:
        """Make a file one of the case, while there is room; return it under its safe name."""
        name = safe_name(file.name, file.media_type, len(self.attachments) + 1)
        if len(self.attachments) >= self.limits.attachments:
            self.note(f"The message has more than {self.limits.attachments} files; the others are in it alone.")
        else:
            self.attachments.append(Attachment(name=name, media_type=file.media_type, content=file.content))
        return InnerFile(name=name, media_type=file.media_type, content=file.content)

    def is_spent(self) -> bool:
        """Tell whether the time is up, and say so on the case."""
        if self.budget.is_out_of_time:
            self.note(OUT_OF_TIME)
            return True
        return False
