"""The core: what a report, a case and a policy are, and what follows from them. Imports pydantic and the standard library alone."""
