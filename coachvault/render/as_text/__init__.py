"""Answers for a person at a terminal, one module for each subject.

Sentences for people outside the terminal are in `texts`.
"""
