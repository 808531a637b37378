"""Logistic models over words, in numpy."""
