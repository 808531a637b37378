"""Where cases live: one encrypted folder a case, on TinyDB."""
