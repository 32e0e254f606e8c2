"""`coachvault check`: whether everything is there and as it was written."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.input.options import option
from coachvault.cli.unlock.open_vault import credentials_of
from coachvault.errors import IntegrityError
from coachvault.render.as_json import copies as copies_json
from coachvault.services.copies import check as vault_check

app = single()

_WAY_OUT = "A backup from before the damage brings back what is affected: `coachvault backup list`, `restore`."
_ANEW = (
    "Nothing else that was checked is affected. With the vault's own file, `coachvault restore {file} --accept`"
    " writes every way in anew and keeps that file aside; passphrase and words stay what they are. Destroy no backup"
    " before that is done."
)
_NEW_BACKUP = (
    "The vault itself is not affected. `coachvault backup create` makes a new backup; then destroy the damaged one and"
    " `coachvault backup forget` it."
)


@command(app, only_reads=True)
def check(
    context: Context,
    full: Annotated[bool, option("--full", "Open what is sealed, too, and check the backups.")] = False,
) -> Reply[copies_json.VaultChecked]:
    """Check that everything is there and as it was written."""
    run = vault_check.check_in_full if full else vault_check.check
    with context.output.progress() as progress:
        found = run(context.setting, credentials_of(context), progress)
    if faults := found.faults + found.of_header + found.of_backups:
        for message in (*faults[1:], *filter(None, [_not_checked(found)])):
            context.output.warn(message)
        raise IntegrityError(faults[0], _way_out(found, context.setting.vault_path))
    message = f"All is well: {found.entries:,} entries in the ledger, {found.opened:,} records opened"
    if not full:
        message += f", {found.compared:,} sealed ones compared with what was written"
    data = copies_json.VaultChecked.of(found)
    checked = f"Backups checked: {', '.join(found.looked_at)}." if found.looked_at else ""
    return Reply(data, "\n".join(filter(None, [f"{message}.", checked, _not_checked(found)])))


def _way_out(found: vault_check.Findings, vault: Path) -> str:
    if found.faults:
        return _WAY_OUT
    return _ANEW.format(file=quote(str(vault))) if found.of_header else _NEW_BACKUP


def _not_checked(found: vault_check.Findings) -> str:
    """Says how many backups were not checked, and why; empty if all were."""
    number = len(found.passed_over)
    if not number:
        return ""
    message = "1 backup was" if number == 1 else f"{number} backups were"
    return f"{message} not checked: {' '.join(found.passed_over)}"
