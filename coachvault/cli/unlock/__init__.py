"""From the options of a command to an unlocked vault, or to a note that waits for one.

No record is read here.
"""
