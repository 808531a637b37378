"""What is whose in a message: the report, the form in it, signatures, footers, what was passed on."""
