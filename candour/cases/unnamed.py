"""When the news of a message without a name goes out: it waits for a slot (`slots`), and with it the clocks."""

from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.register import decided_level
from candour.cases.report import Report
from candour.cases.slots import told_at


def told_in_time(desk: Desk, report: Report, level: str | None) -> Report:
    """Return a message without a name with the moment at which it is told; `level` is that of its case."""
    if not report.anonymous:
        return report
    school = desk.directory.school(report.school)
    is_highest = level == desk.policy_of(school).levels[0]
    moment = told_at(desk.now(), school.slots, is_highest=is_highest, random=desk.random)
    return report.model_copy(update={"told_at": moment})


def told_with_case(desk: Desk, report: Report, case: Case) -> Report:
    """Return a further message with the moment at which it is told, by the level of its case."""
    return told_in_time(desk, report, decided_level(case))
