"""The mailbox door: watching, parsing, threads."""
