"""Pages that are printed: the certificate, the sheet of words, the sheet of a custodian.

What a page shows is decided elsewhere.
"""
