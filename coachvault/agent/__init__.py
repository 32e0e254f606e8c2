"""The agent: a process that holds secrets while the coach works, so that the passphrase is typed once.

What lives here: what is held and until when, the messages, the process, and how others reach it. What must not: any
idea of what a secret opens; the agent knows vaults by id and epoch only.
"""

SOCKET, LOCK = "agent.socket", "agent.lock"
"""The names of the socket and of the lock, in the agent's folder."""
