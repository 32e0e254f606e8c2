"""Where each kind of record is in a vault: found, listed and written, one module a kind.

What may be done with a record is decided in the rooms above; nothing here opens what is sealed.
"""
