"""How large a cleaned file may be."""

MAX_BYTES = 20 * 1024 * 1024
TOO_LARGE = f"cleaned it would have more than {MAX_BYTES // (1024 * 1024)} MB; a smaller copy or a part can be cleaned"
