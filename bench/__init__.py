"""Benchmarks: figures as ratios taken in the same run."""
