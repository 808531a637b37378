"""The proof of filing: a statement that Candour signs, and that whoever has code and words can check for themselves.

It says the school, the day, and the SHA-256 of the code, a line feed and the words: nothing that identifies anybody.
"""

import re
from datetime import date
from typing import NamedTuple

from candour.cases.filing import Filed

_STATEMENT = re.compile(
    r"Candour proof of filing 1\nschool: (?P<school>[\w.-]{1,100})\nfiled on: (?P<day>\d{4}-\d{2}-\d{2})\n"
    r"sha256: (?P<digest>[0-9a-f]{64})"
)
_PROOF = re.compile(rf"\s*(?P<statement>{_STATEMENT.pattern})\nsignature: (?P<signature>[0-9A-Za-z+/=]{{1,200}})\s*")


class Proof(NamedTuple):
    """What a proof of filing says."""

    school: str
    filed_on: date
    digest: str

    @property
    def statement(self) -> str:
        """The words that are signed."""
        return (
            f"Candour proof of filing 1\nschool: {self.school}\nfiled on: {self.filed_on.isoformat()}\n"
            f"sha256: {self.digest}"
        )

    def signed(self, signature: str) -> str:
        """Return the text that a writer keeps."""
        return f"{self.statement}\nsignature: {signature}"


def proof_of(filed: Filed) -> Proof:
    """Return what the proof of a filed report says."""
    return Proof(filed.school, filed.filed_on, filed.digest)


def read_proof(text: str) -> tuple[Proof, str] | None:
    """Return what a kept text says, and its signature; None where it is no proof of filing."""
    found = _PROOF.fullmatch(text.replace("\r\n", "\n"))
    if found is None:
        return None
    try:
        return Proof(found["school"], date.fromisoformat(found["day"]), found["digest"]), found["signature"]
    except ValueError:
        return None
