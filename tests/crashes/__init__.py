"""A process that dies after any single step, and what its successors make of what it left."""
