"""Answers for a person at a terminal, one module a subject.

A sentence for people outside the terminal stands in `texts`.
"""
