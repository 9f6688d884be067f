"""Benchmarks: this engine beside rivals written as their authors would, in one run on one machine."""
