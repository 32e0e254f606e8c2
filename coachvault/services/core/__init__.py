"""Opening a vault, reading a form and understanding a day: what every room needs.

Nothing here knows a client, a note or any other kind of record.
"""
