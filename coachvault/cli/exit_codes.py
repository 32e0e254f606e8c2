"""The exit code of each error, and the name that scripts see: the one place where they are decided.

An unknown code is a failure. The table is documented in docs/reference/exit-codes.md.
"""

from __future__ import annotations

from coachvault import errors

DONE, UNEXPECTED, USAGE, INTERRUPTED = 0, 1, 2, 130


class UsageError(errors.CoachVaultError):
    """A command was called in a way that cannot work: something is missing or does not go together."""


_TABLE: dict[type[BaseException], tuple[int, str]] = {
    errors.NoVault: (10, "no_vault"),
    errors.VaultBusy: (11, "busy"),
    errors.Locked: (12, "locked"),
    errors.NoWayIn: (12, "locked"),
    errors.UnlockFailed: (12, "locked"),
    errors.RolledBack: (13, "rolled_back"),
    errors.Diverged: (13, "diverged"),
    errors.IntegrityError: (13, "integrity"),
    errors.UnsupportedVersion: (14, "version"),
    errors.FormatError: (14, "format"),
    errors.NotFound: (15, "not_found"),
    errors.Ambiguous: (15, "ambiguous"),
    errors.Refused: (16, "refused"),
    errors.Ended: (16, "refused"),
    errors.Unread: (16, "refused"),
    errors.Unusable: (16, "refused"),
    errors.VaultExists: (16, "vault_exists"),
    errors.BadInput: (17, "bad_input"),
    errors.Unreadable: (17, "bad_input"),
    errors.StorageFailed: (UNEXPECTED, "storage"),
    errors.NotConfirmed: (UNEXPECTED, "not_confirmed"),
    UsageError: (USAGE, "usage"),
    KeyboardInterrupt: (INTERRUPTED, "interrupted"),
}


def code_of(error: BaseException) -> tuple[int, str]:
    """Returns the exit code of an error and its name in JSON."""
    for kind in type(error).__mro__:
        if kind in _TABLE:
            return _TABLE[kind]
    return UNEXPECTED, "unexpected"
