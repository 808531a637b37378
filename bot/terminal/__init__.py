"""The conversation in a terminal, or over lines from a pipe: messages as plain text, buttons as words to type."""
