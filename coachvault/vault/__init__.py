"""How a practice is kept: one SQLite file in which every value is sealed (docs/spec/vault-format.md).

What lives here: rows, keys, slots, heads, ledger, what this computer knows, and the one way to write. What must not:
anything about clients, notes or rules of conduct; a record is a kind, a listing and bytes.
"""
