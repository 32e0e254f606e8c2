"""How long records are kept, when they are due, and what holds or extends them.

Nothing here destroys anything.
"""
