"""What kind of incident it is, whether it is one at all, and who got the data."""
