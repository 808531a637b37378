"""What speaks against a sender being who they say, in words without blame: nobody is accused of anything."""

from collections.abc import Mapping

from candour.cases.policy import Policy
from candour.cases.report import Report
from candour.cases.showing.case_views import role_title
from candour.cases.showing.words import one_line
from candour.cases.trust import ANSWERS_ELSEWHERE, LOOK_ALIKE, NAME_OF, OUTSIDE, TITLE_OF, UNPROVEN

_SAYS: Mapping[str, str] = {
    OUTSIDE: "This came from outside the school ({domain}).",
    UNPROVEN: "The mail server could not confirm that it came from {domain}.",
    LOOK_ALIKE: "The address looks like one of the school's, but it is another.",
    NAME_OF: "It bears the name of the {title}, but not their address.",
    TITLE_OF: "It bears the title of the {title}, but not their address.",
    ANSWERS_ELSEWHERE: "It is from an address of the school, but answers to it would go elsewhere ({there}).",
}
_SAYS_WITHHELD: Mapping[str, str] = {
    OUTSIDE: "This came from outside the school.",
    UNPROVEN: "The mail server could not confirm where it came from.",
    LOOK_ALIKE: _SAYS[LOOK_ALIKE],
    ANSWERS_ELSEWHERE: "It is from an address of the school, but answers to it would go elsewhere.",
}
"""The same where the writer's name is withheld: nothing of name or address."""


def doubts_in_words(report: Report, policy: Policy) -> tuple[str, ...]:
    """Return a sentence for each doubt; of a report without its writer's address none tells of name or address."""
    address = report.sender.address if report.sender else ""
    says = _SAYS if address else _SAYS_WITHHELD
    kinds = (doubt.partition(":") for doubt in report.doubts)
    return tuple(
        dict.fromkeys(
            says[kind].format(domain=_domain(address), there=_domain(report.reply_to), title=role_title(policy, role))
            for kind, _, role in kinds
            if kind in says
        )
    )


def _domain(address: str) -> str:
    return one_line(address.rpartition("@")[2], limit=100)
