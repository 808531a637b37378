"""When it happened and when it was noticed: dates, times, and which of them is which."""
