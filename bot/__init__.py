"""Conversation: the doors in which somebody answers at once."""
