"""The road without a signature, for serious danger or a court order: evidence, the least text, the letter.

A disclosure is recorded before its text leaves, and the client is notified or the delay has a reason.
"""
