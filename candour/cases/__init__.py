"""The core: reports, cases, policies and what follows from them. Imports pydantic and the standard library alone."""
