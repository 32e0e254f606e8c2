"""What a confidential practice is: people, engagements, notes, and the rules of conduct.

What lives here: frozen values, rules and state machines that can be read and tested alone. What must not: files, the
clock, randomness, cryptography.
"""
