"""Clients and sponsors: their contact data, their keys, and the channel that reaches the client alone.

Nothing here reads a note, and a name never becomes part of a code.
"""
