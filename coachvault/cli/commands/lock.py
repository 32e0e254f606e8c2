"""`coachvault lock`: forget the keys, now."""

from __future__ import annotations

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.unlock.open_vault import open_if_unlocked
from coachvault.errors import CoachVaultError
from coachvault.practice.backup import Backup
from coachvault.render.as_json import keys as keys_json
from coachvault.services.copies.backups import make_automatic
from coachvault.services.keys import agent

app = single()


@command(app, only_reads=True)
def lock(context: Context) -> Reply[keys_json.VaultLocked]:
    """Lock the vault: the process that holds its keys ends."""
    backup = _back_up(context)
    was_unlocked = agent.lock(context.surroundings.state_folder)
    message = "Locked." if was_unlocked else "It was locked already."
    if backup:
        message = f"{message} {backup.id} is made: {backup.path}"
    return Reply({"locked": True, "was_unlocked": was_unlocked, "backup": backup.id if backup else None}, message)


def _back_up(context: Context) -> Backup | None:
    """Makes the automatic backup while the keys are there; if it fails, the vault is locked all the same."""
    try:
        opened = open_if_unlocked(context)
        return make_automatic(opened) if opened else None
    except CoachVaultError as error:
        context.output.warn(f"{error.message} {error.hint}".strip())
        return None
