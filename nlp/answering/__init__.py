"""Answers to what was asked: which words of a reply belong to which question, and what they change."""
