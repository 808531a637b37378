"""What deriving keys from codes may cost, however many ask for it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import pytest

from candour.store import codes
from candour.store.codes import PepperedCodes
from candour.store.keys import InstallationKey


def test_at_most_four_keys_are_derived_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    met = Barrier(5)

    class Recipe:
        """Waits for four others."""

        def __init__(self, **_recipe: object) -> None:
            pass

        def derive(self, code: bytes) -> bytes:
            met.wait(0.2)
            return code

    monkeypatch.setattr(codes, "Argon2id", Recipe)
    peppered = PepperedCodes(InstallationKey(bytes(32)))
    with ThreadPoolExecutor(5) as threads:
        found = [threads.submit(peppered.lookup, "K7QM4T0V9XWE2HAB") for _ in range(5)]
    assert {type(each.exception()) for each in found} == {BrokenBarrierError}
