"""Answers for scripts: the keys that the reference lists, one module a subject.

No sentence for people stands here, and a key once given is kept.
"""
