"""The tests: sentences as names."""
