"""How many people's data it is."""
