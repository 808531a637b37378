"""A mail that comes again is counted once for each time, whoever noticed it."""

from candour.cases.dispatch import Outcome
from intake.repeats import RepeatsCounted
from tests.intake.fakes import Core, delivery_to
from tests.intake.mails import ARRIVAL, a_mail


def test_each_repeat_is_counted_for_its_mailbox_and_nothing_else_is() -> None:
    repeats: list[str] = []
    delivery = delivery_to(Core())
    taker = RepeatsCounted(delivery, repeats.append)
    outcomes = [taker.take(a_mail(number=number), ARRIVAL).receipt.outcome for number in (1, 1, 2, 1)]
    assert outcomes == [Outcome.NEW_CASE, Outcome.DUPLICATE, Outcome.NEW_CASE, Outcome.DUPLICATE]
    assert repeats == ["dataloss", "dataloss"]
    assert taker.limits is delivery.limits
