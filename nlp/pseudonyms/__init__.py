"""Reports rewritten so that they can be passed on: fictional names, numbers and days."""
