"""Benchmarks: each is one command, prints ratios and the machine they were measured on, and feeds ``docs/performance.md``."""
