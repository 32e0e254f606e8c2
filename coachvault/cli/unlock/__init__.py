"""Unlocks the vault with what the options of a command give, or writes a note that waits until it is unlocked.

No record is read here.
"""
