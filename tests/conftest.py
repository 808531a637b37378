"""Settings of all tests."""

from hypothesis import settings

# A busy machine is slow, not wrong: no test fails for the time that it took.
settings.register_profile("candour", deadline=None)
settings.load_profile("candour")
