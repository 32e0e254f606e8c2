"""What a client may ask for: a copy of the record, a hand-over, erasure.

What is handed out is about that client and nobody else.
"""
