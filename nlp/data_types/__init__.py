"""Which kinds of personal data are involved."""
