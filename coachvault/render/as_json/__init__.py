"""Answers for scripts: the keys that the reference lists, one module for each subject.

There are no sentences for people here, and a key that was published never changes.
"""
