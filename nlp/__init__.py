"""Reading a report: text to facts, each value with its words, its confidence and its rule."""
