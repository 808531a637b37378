"""Settings of all tests."""

from hypothesis import settings

# A busy machine is slow, not wrong: no test fails for the time that it took.
settings.register_profile("candour", deadline=None)
settings.load_profile("candour")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name cases of bytes by number: archives hold the second of their making, so that two workers named them apart."""
    return argname if isinstance(val, bytes) else None
