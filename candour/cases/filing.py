"""A report without a name is filed, and its writer comes back with the code. Every step may be killed and repeated."""

import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date
from uuid import uuid4

from candour.cases.case import Case
from candour.cases.coming_back import (
    COME_BACK_AFTER,
    FURTHER,
    KEY,
    KIND,
    WhatIsTold,
    filed_by,
    open_way_back,
    publish,
    renew,
    what_is_told,
)
from candour.cases.confidential import to_the_day
from candour.cases.desk import Desk
from candour.cases.dispatch import Outcome
from candour.cases.errors import CaseNotFoundError, StoreDamagedError, WrongCodeError
from candour.cases.facts import Answer
from candour.cases.names_left import NAMES, name_left
from candour.cases.one_time_links import claimed, forget
from candour.cases.receiving import answer, receive
from candour.cases.record import Record
from candour.cases.report import Door, Evidence, Report
from candour.cases.slots import next_slot
from candour.cases.way_back import GIVEN_UP, NAME_LEFT, WriterAct


class Filing(Record):
    """What somebody sends without a name. `code` is the way back that their form was given, `link` a one-time token.

    `evidence` are files that the store holds, cleaned and renamed; their claims end here, whatever comes of it. `typed`
    are entries that they filled in themselves, `limits` says what of their files was left out.
    """

    school: str
    text: str
    code: str
    link: str | None = None
    evidence: tuple[Evidence, ...] = ()
    typed: Mapping[str, Answer] = {}
    limits: tuple[str, ...] = ()


class Filed(Record):
    """What stands on the receipt: the same however often the same form is sent.

    `digest` is the SHA-256 of code and words: who has both can prove that these words were filed. `is_other` where
    other words were filed with this code before; those stand.
    """

    school: str
    filed_on: date
    come_back_by: date
    digest: str
    is_other: bool = False


class Further(Record):
    """What somebody adds who came back. `once` is the same however often the same form is sent.

    `evidence` are files that the store holds, cleaned and renamed; their claims end here, whatever comes of it.
    """

    code: str
    text: str
    once: str
    evidence: tuple[Evidence, ...] = ()
    limits: tuple[str, ...] = ()


def file(desk: Desk, filing: Filing) -> Filed:
    """Take in a report without a name; see `Service.file`."""
    lookup = desk.codes.lookup(filing.code)
    with desk.filing_lock(lookup):
        if (reference := desk.store.find_key(f"{KEY}{lookup}")) is None:
            _receive(desk, filing, lookup)
            reference = desk.store.find_key(f"{KEY}{lookup}")
        else:
            _release(desk, filing.evidence)
            if filing.link:
                forget(desk, filing.link, lookup)
    case = desk.store.load(reference or "")
    publish(desk.store, desk.codes, case, filing.code)
    return _filed(filed_by(case, lookup), filing)


def come_back(desk: Desk, code: str) -> WhatIsTold:
    """Return what the writer is shown; see `Service.come_back`."""
    return _come_back(desk, code, desk.codes.lookup(code))


def _come_back(desk: Desk, code: str, lookup: str) -> WhatIsTold:
    try:
        return open_way_back(desk.store, desk.codes, code, lookup)
    except WrongCodeError:
        if (reference := desk.store.find_key(f"{KEY}{lookup}")) is None:
            raise
        case = desk.store.load(reference)
        if case.open_way_back is None:
            raise
        publish(desk.store, desk.codes, case, code)  # its filing was cut off before this could be written
        return open_way_back(desk.store, desk.codes, code, lookup)


def add(desk: Desk, further: Further) -> None:
    """Add to a report; see `Service.add`. Where it is not taken in, or was before, its files are let go."""
    try:
        lookup = desk.codes.lookup(further.code)
        told = _come_back(desk, further.code, lookup)
        receipt = answer(desk, told.reference, _further(desk, told, further, lookup))
    except BaseException:
        _release(desk, further.evidence)
        raise
    if receipt.outcome is Outcome.DUPLICATE:
        _release(desk, further.evidence)
        renew(desk.store, desk.codes, [told.reference])  # the first time it may have been cut off after the case


def leave_name(desk: Desk, code: str, name: str) -> None:
    """Keep the writer's name sealed apart, once however often it is sent; see `Service.leave_name`."""
    told = come_back(desk, code)

    def step(case: Case, now: object) -> Case:
        del now
        return case if case.open_way_back is None else _acted(desk, case, NAME_LEFT)

    case = desk.store.load(told.reference)
    if case.way_back is None or case.open_way_back is None:
        return
    is_new = name_left(desk, case) != name
    if is_new:
        sealed = desk.codes.sealed(case.way_back.key, name)
        desk.store.put(NAMES, case.way_back.lookup, {"sealed": sealed})
    if is_new or not what_is_told(desk.store, case).is_named:  # it may have been cut off after the name
        desk.change(told.reference, step)
    renew(desk.store, desk.codes, [told.reference])


def give_up(desk: Desk, code: str) -> None:
    """End the way back, and forget a name that nobody has opened; see `Service.give_up`."""
    lookup = desk.codes.lookup(code)
    told = _come_back(desk, code, lookup)
    desk.change(told.reference, lambda case, _: _acted(desk, case, GIVEN_UP) if case.open_way_back else case)
    _forget(desk, lookup)


def _forget(desk: Desk, lookup: str) -> None:
    desk.store.put(NAMES, lookup, None)
    desk.store.put(KIND, lookup, None)


def settle(desk: Desk) -> None:
    """Show writers what a crash kept from them, and end what they have given up; see `Service.settle_links`."""
    renew(desk.store, desk.codes, [line.reference for line in desk.store.register() if line.anonymous])
    if not desk.store.awaits_restoring():  # else they may be of a case that comes back
        _forget_erased(desk)
    for lookup in desk.store.records(KIND):
        with suppress(CaseNotFoundError, StoreDamagedError):
            if desk.store.load(desk.store.find_key(f"{KEY}{lookup}") or "").open_way_back is None:
                _forget(desk, lookup)


def _forget_erased(desk: Desk) -> None:
    """Forget the words and names of writers whose cases are gone for good: the code alone would still open them."""
    for lookup in {*desk.store.records(KIND), *desk.store.records(NAMES)}:
        if desk.store.find_key(f"{KEY}{lookup}") is None:
            _forget(desk, lookup)


def _acted(desk: Desk, case: Case, kind: str) -> Case:
    """Return the case with what its writer did, once, as far as it may not be seen yet (`acts`)."""
    if any(act.kind == kind for act in case.acts):
        return case
    slot = next_slot(desk.now(), desk.directory.school(case.school).slots)
    return case.model_copy(update={"acts": (*case.acts, WriterAct(kind=kind, told_at=slot))})


def _receive(desk: Desk, filing: Filing, lookup: str) -> None:
    """Claim the link and take the report in; what stood in the way of it, the files are let go."""
    try:
        with _link(desk, filing, lookup):
            receive(desk, _first(desk, filing, lookup))
    except BaseException:
        _release(desk, filing.evidence)
        raise


def _link(desk: Desk, filing: Filing, lookup: str) -> AbstractContextManager[None]:
    return claimed(desk, filing.link, filing.school, lookup) if filing.link else nullcontext()


def _release(desk: Desk, evidence: tuple[Evidence, ...]) -> None:
    for item in evidence:
        desk.store.release(item.digest)


def _report(desk: Desk, school: str, brought: Filing | Further, key: str) -> Report:
    """Return what somebody brought, with nothing of the moment but its day."""
    return Report(
        id=uuid4().hex,
        door=Door.WEB,
        school=school,
        received_at=to_the_day(desk.now()),
        text=brought.text,
        evidence=brought.evidence,
        keys=(key,),
        limits=brought.limits,
        confidential=True,
        anonymous=True,
    )


def _first(desk: Desk, filing: Filing, lookup: str) -> Report:
    return _report(desk, filing.school, filing, f"{KEY}{lookup}").model_copy(update={"typed": filing.typed})


def _further(desk: Desk, told: WhatIsTold, further: Further, lookup: str) -> Report:
    once = hashlib.sha256(f"{further.code} {further.once}".encode()).hexdigest()
    return _report(desk, told.school, further, f"{FURTHER}{lookup}:{once}")


def _filed(first: Report, filing: Filing) -> Filed:
    filed_on = to_the_day(first.received_at).date()
    return Filed(
        school=first.school,
        filed_on=filed_on,
        come_back_by=filed_on + COME_BACK_AFTER,
        digest=digest_of(filing.code, first.text),
        is_other=first.text != filing.text,
    )


def digest_of(code: str, text: str) -> str:
    """Return what a proof of filing says of the words: nobody can tell them from it without the code."""
    return hashlib.sha256(f"{code}\n{text}".encode()).hexdigest()
