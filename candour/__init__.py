"""Candour: the incident line of a school."""
