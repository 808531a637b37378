"""Mails that other systems stumble over, each with what must be understood of it: one module a kind of awkwardness."""
