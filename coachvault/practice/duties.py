"""What custodians may change (rule R10), and what an archive takes, by the kinds of changes."""

from __future__ import annotations

from coachvault.errors import Refused
from coachvault.practice.custodian import CustodianRole

_EXECUTOR = frozenset(
    {
        *("retention destroy", "retention destroy, copies", "retention extend"),
        *("backup clean", "backup list", "document written", "access request", "custodian test"),
    }
)
MAY_CHANGE = {
    CustodianRole.EXECUTOR: _EXECUTOR,
    CustodianRole.READER: _EXECUTOR | {"engagement open", "note show"},
}
"""The kinds of change that an executor may make, and readers together."""

ARCHIVES_TAKE = frozenset(
    {
        *(
            "retention destroy",
            "retention destroy, copies",
            "retention extend",
            "hold add",
            "hold lift",
            "client erase",
        ),
        *("release request", "release import", "release import refused", "release confirm", "release withdraw"),
        *("release export", "release export refused", "engagement open", "note show", "document written"),
        *("access request", "custodian test", "recovery test", "backup clean", "backup forget", "backup list"),
        *("note file", "note discard"),
    }
)
"""The kinds of change that an archive takes beside a vault: destruction, sign-offs, readings (vault-format 12.5)."""

_KEEP_LONGER = '`coachvault retention extend ID --until DATE --reason "..."` keeps something longer.'
_WHY = {
    "retention policy": ("only the coach says how long records are kept", _KEEP_LONGER),
    "hold add": ("only the coach puts a hold on, and lifts it", _KEEP_LONGER),
    "backup create": ("only the coach makes backups", "`coachvault backup list` shows those there are."),
    "backup forget": (
        "only the coach declares a copy gone",
        "`coachvault backup clean` cleans it wherever it can be reached; until then the certificates name it.",
    ),
}
_OTHERWISE = {
    CustodianRole.EXECUTOR: (
        "an executor reaches clients, and destroys and certifies what is due; the coach changes the rest",
        "`coachvault executor` shows what there is to do.",
    ),
    CustodianRole.READER: (
        "readers open notes together, for a reason, and destroy what is due; the coach changes the rest",
        '`coachvault custodian open ID --reason "..."` opens notes.',
    ),
}


def require_archive_takes(kind: str) -> None:
    """Makes sure that an archive, where the vault goes on beside it, takes a change.

    Args:
        kind: What is about to be done, as the ledger calls it.

    Raises:
        Refused: It adds something new.
    """
    if kind not in ARCHIVES_TAKE:
        raise Refused(
            "This is an archive: it takes destruction, sign-offs and readings, and nothing new.",
            "The vault itself goes on: leave `--vault` out.",
        )


def require_may_change(role: CustodianRole, kind: str) -> None:
    """Makes sure that a custodian may make a change.

    Args:
        role: Whose words opened the vault.
        kind: What is about to be done, as the ledger calls it.

    Raises:
        Refused: It is the coach's alone; the rule is named, and the way that is open.
    """
    if kind not in MAY_CHANGE[role]:
        why, hint = _WHY.get(kind) or _OTHERWISE[role]
        raise Refused(f"That is not for custodians: {why}.", hint)
