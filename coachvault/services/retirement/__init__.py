"""Closing the practice: the checklist, the archive, the letters, the calendar for the executor.

Retiring destroys nothing and reads no note.
"""
