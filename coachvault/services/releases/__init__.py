"""A text for the sponsor, from the proposal to the file: requested, answered, verified, exported.

Nothing but the agreed bytes is written, and no text that the client has not signed.
"""
