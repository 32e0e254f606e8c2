"""libsodium in words: committing authenticated encryption, key derivation, sealed boxes, recovery words.

What lives here: the only code that touches PyNaCl. Nonces, salts and keys are drawn here and never passed in. What
must not: files, records, formats of rows; those belong to `vault`.
"""
