"""The pages of the people who work cases: signing in, today, the register, a case."""
