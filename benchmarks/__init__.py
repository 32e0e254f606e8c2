"""Benchmarks: whole processes of CoachVault beside jrnl and two floors; `python -m benchmarks` runs them."""
