"""The client's side of a release: what is asked, how it looks, and how an answer is read.

Nothing here knows the vault: bytes and values in, values out.
"""
