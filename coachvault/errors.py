"""Every way in which CoachVault says no.

What lives here: the exception tree, each with a message that is safe to show (never note text, a name or a key) and,
where there is one, a hint that names the way that is open. What must not: exit codes, printing, exiting; the terminal
layer does that.
"""

from __future__ import annotations

from collections import abc


class CoachVaultError(Exception):
    """The root of all expected failures.

    Args:
        message: What happened, in one sentence that is safe to show on a screen or to keep in a log.
        hint: What the reader can do next; empty when there is nothing to add.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NoVault(CoachVaultError):
    """There is no vault at the place that was named."""


class VaultExists(CoachVaultError):
    """A vault already exists where a new one was to be made."""


class VaultBusy(CoachVaultError):
    """Another program holds the vault; nothing was written."""


class StorageFailed(CoachVaultError):
    """The disk did not take a write: it is full, read-only or failing. Nothing was changed."""


class NotConfirmed(CoachVaultError):
    """A change was written, but it could not be read back or remembered; it must not be made a second time."""


class Locked(CoachVaultError):
    """The vault is locked and no way in was offered."""


class NoWayIn(Locked):
    """Nobody was there to ask, or the answer to the request for the passphrase was Enter alone."""


class UnlockFailed(CoachVaultError):
    """A wrong passphrase or a damaged slot: it is not known which."""


class IntegrityError(CoachVaultError):
    """Bytes are not those that were written: damage or tampering."""


class RolledBack(IntegrityError):
    """The vault is older than the state that this machine has seen."""


class Diverged(IntegrityError):
    """The vault has another history than the one that this machine has seen."""


class FormatError(CoachVaultError):
    """The file is no CoachVault vault, or breaks its format."""


class UnsupportedVersion(FormatError):
    """The vault was written in a format that this version does not know."""


WRITTEN_BY_NEWER = (
    "A newer CoachVault wrote this vault: it can be read here, and nothing is written into it.",
    "Install that version to write.",
)
"""What is said, and what helps, where there may be kinds of records that this version does not know."""


class NotFound(CoachVaultError):
    """Nothing has that code or id."""


class Ambiguous(CoachVaultError):
    """More than one thing fits what was typed."""


class Refused(CoachVaultError):
    """A rule of conduct says no; the message names the rule, the hint the way that is open."""


class Ended(Refused):
    """An engagement has ended and its notes are sealed: they are readable for a reason, and not changeable."""


class Unread(Refused):
    """Somebody's answer says what a person has to read first, or does not agree.

    Args:
        message: What happened, without a word of the answer.
        hint: What the reader can do next, or what can be sent on.
        remarks: What the answer says: objects with `text`, `place` and `known`. They are shown, and never logged.
    """

    def __init__(self, message: str, hint: str = "", remarks: abc.Sequence[abc.Mapping[str, str | bool]] = ()) -> None:
        super().__init__(message, hint)
        self.remarks = remarks


class Unusable(Refused):
    """What came in cannot count as it is; whoever sent it is asked to send it anew."""


class BadInput(CoachVaultError):
    """A file or text that is not valid; nothing was changed."""


class Unreadable(BadInput):
    """What came in cannot be read as it is; whoever sent it is asked to send it anew."""
