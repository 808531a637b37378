"""Files without what they say about whoever made them. `FileCleaner` is the core's `Cleaner`."""
