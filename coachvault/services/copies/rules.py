"""What a copy takes over from the vault: one rule for each kind of record; `reapply` has one for each table."""

from __future__ import annotations

from enum import Enum, auto

import msgspec

from coachvault.practice import kinds
from coachvault.vault.snapshot import KEYRING_KIND


class Takes(Enum):
    """What a copy takes over of records that it has as well."""

    WORDING = auto()
    """What the vault wrote since, with the vault's own revisions."""
    ABSENCE = auto()
    """Nothing but what is gone: erased records, and earlier wordings that were erased."""
    NUMBERS = auto()
    """The highest of both, so that no number is given twice."""
    LINES = auto()
    """The list of copies, merged line by line."""
    OWN = auto()
    """Nothing: it belongs to the file."""


class CopyRule(msgspec.Struct, frozen=True):
    """What becomes of one kind of record.

    Args:
        takes: What a copy takes over of records that it has as well.
        when_cleaned: Whether it does so when it is cleaned; all rules hold when it takes the vault's place.
        is_added: Whether a cleaned copy gets such records of what it has, too, that it does not know.
        is_brought: Whether a copy that takes the vault's place gets those that it does not know.
        is_closed: Whether an archive keeps its own, however the vault goes on.
    """

    takes: Takes
    when_cleaned: bool = True
    is_added: bool = False
    is_brought: bool = True
    is_closed: bool = False


_STATE = CopyRule(Takes.WORDING)
_FACT = CopyRule(Takes.WORDING, is_added=True)
_ACCOUNT = CopyRule(Takes.WORDING, when_cleaned=False)
_WRITTEN = CopyRule(Takes.ABSENCE, is_brought=False)

RULES: dict[str, CopyRule] = {
    KEYRING_KIND: CopyRule(Takes.OWN, is_brought=False),
    kinds.PROFILE: _STATE,
    kinds.CLIENT: _STATE,
    kinds.SPONSOR: _STATE,
    kinds.CUSTODIAN: _STATE,
    kinds.HANDBOOK: _STATE,
    kinds.POLICY: _STATE,
    kinds.DOCUMENT: _STATE,
    kinds.ACCESS: _STATE,
    kinds.DISCLOSURE: _STATE,
    kinds.ENGAGEMENT: CopyRule(Takes.WORDING, is_closed=True),
    kinds.RELEASE: CopyRule(Takes.WORDING, is_closed=True),
    kinds.PRACTICE_STATE: CopyRule(Takes.WORDING, is_closed=True),
    kinds.COUNTERS: CopyRule(Takes.NUMBERS, is_closed=True),
    kinds.BACKUP: CopyRule(Takes.LINES),
    kinds.HOLD: _FACT,
    kinds.EXTENSION: _FACT,
    kinds.TERMS: _FACT,
    kinds.ORIGINAL: _FACT,
    kinds.PROPOSAL: _FACT,
    kinds.REQUEST: _FACT,
    kinds.EVIDENCE: _FACT,
    kinds.CONFIRMATION: _FACT,
    kinds.EXPORT: _FACT,
    kinds.WITHDRAWAL: _FACT,
    kinds.DISCLOSED: _FACT,
    kinds.REGISTER_ENTRY: _ACCOUNT,
    kinds.CERTIFICATE: _ACCOUNT,
    kinds.NOTE: _WRITTEN,
    kinds.RATING: _WRITTEN,
    kinds.ACTION: _WRITTEN,
}
"""The rule of every kind of record."""
