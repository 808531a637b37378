"""What came of it, what was done, and what else the form and the policy ask."""
