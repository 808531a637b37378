"""The pages for who reports without a name: nothing that identifies is read, kept or asked for."""
