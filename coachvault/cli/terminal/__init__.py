"""The terminal itself: what is written to it, asked at it, and typed without being shown.

No command and no rule of the practice is known here.
"""
