"""The composition root: settings, command line, processes, demonstration."""
