"""Session notes: written, listed, searched, corrected, moved, and read after the end with a reason.

No note leaves the vault from here; what leaves goes through `releases`, `client_rights` or `exports`.
"""
