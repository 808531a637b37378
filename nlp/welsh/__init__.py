"""What is read in Welsh."""
