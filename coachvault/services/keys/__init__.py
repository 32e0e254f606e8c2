"""The ways into a vault: made, changed, renewed, and lent to the agent for a while.

Nothing here reads a record for its content.
"""
