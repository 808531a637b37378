"""Who: names, the writer, the employee responsible, the line manager, the school."""
