"""The agreed work with a client, from its start to its end: terms, agreements, measures.

Destroying what an ended engagement left is the work of `destruction`.
"""
