"""Files without what they say about whoever made them."""
