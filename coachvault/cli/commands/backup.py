"""`coachvault backup`: copies of the vault, verified when they are made and on request."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.input.options import argument, option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import report_cloud_copies
from coachvault.cli.unlock.open_vault import say_that_copies_ask, unlock
from coachvault.errors import IntegrityError
from coachvault.practice.backup import Backup
from coachvault.render.as_json import copies as copies_json
from coachvault.render.as_text import layout
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction import clean_copies

app = group("Copies of the vault: make, list, verify, auto, clean, forget.")

Which = Annotated[str, argument("A backup's id, such as B2; the newest when left out.", "ID")]


@command(app, "create")
def create(
    context: Context,
    opened: OpenVault,
    destination: Annotated[str, argument("A folder, best on another disk; or FILE.vault.", "DEST")],
    move: Annotated[
        bool, option("--move", "Move to another machine with the copy; the vault here can then only be read.")
    ] = False,
) -> Reply[copies_json.BackupAnswer]:
    """Copy the vault and open everything in the copy."""
    if move:
        backup = backups.move_away(opened, path_of(destination))
        message = (
            f"{backup.id} is made and verified: {backup.path}\nOn the new machine: `coachvault restore` with that file."
            " The vault that is left here can only be read from now on."
        )
        return Reply({"backup": copies_json.BackupRecord.of(backup), "moved": True}, message)
    backup = backups.create(opened, path_of(destination))
    report_cloud_copies(context, Path(backup.path))
    message = (
        f"{backup.id} is made and verified: {backup.path}\n"
        "It opens with today's passphrase and recovery words; keep it where a fire or a thief would not find both."
    )
    return Reply({"backup": copies_json.BackupRecord.of(backup)}, message)


@command(app, "list", only_reads=True)
def list_all(context: Context) -> Reply[copies_json.BackupList]:
    """List the backups that are known, the newest first."""
    lines = backups.list_backups(unlock(context))
    rows = [
        (
            line.backup.id,
            f"{line.backup.made_at:%Y-%m-%d %H:%M}",
            line.state.value,
            f"{line.backup.where}{' (the vault that this copy was made from)' if _is_source(line.backup) else ''}",
        )
        for line in lines
    ]
    data = [copies_json.BackupRecord.of(line, line.backup) for line in lines]
    return Reply({"backups": data}, lambda: layout.table(("id", "made", "state", "where"), rows))


def _is_source(backup: Backup) -> bool:
    """Returns whether a copy is the vault that this one was made from."""
    return backup.is_vault and backup.is_placed


@command(app, "verify", only_reads=True)
def verify(context: Context, opened: OpenVault, which: Which = "") -> Reply[copies_json.BackupVerified]:
    """Open a backup and check everything in it."""
    with context.output.progress() as progress:
        backup, found = backups.verify(opened, which, progress)
    if faults := found.faults + found.of_header:
        for fault in faults[1:]:
            context.output.warn(fault)
        raise IntegrityError(f"{backup.id}: {faults[0]}", "`coachvault backup create` makes a new one.")
    message = f"{backup.id} is whole: {found.opened:,} records opened, {found.compared:,} sealed ones compared."
    return Reply(
        {"backup": copies_json.BackupRecord.of(backup), "opened": found.opened, "compared": found.compared}, message
    )


@command(app, "auto")
def auto(
    context: Context,
    folder: Annotated[str, argument("Where; `off` stops it.", "FOLDER|off")],
) -> Reply[copies_json.AutomaticBackups]:
    """Make a backup in a folder whenever `coachvault lock` is called and something has changed."""
    place = None if folder == "off" else path_of(folder)
    backups.set_automatic(unlock(context), place)
    message = (
        f"Whenever you lock, a backup is made in {place}; the newest {backups.MOST_AUTOMATIC} stay."
        if place
        else "No backup is made automatically any more."
    )
    return Reply({"folder": str(place.absolute()) if place else None}, message)


@command(app, "clean")
def clean(context: Context) -> Reply[copies_json.BackupsCleaned]:
    """Erase in the backups what was erased here since, and seal there what has ended."""
    opened = unlock(context)
    say_that_copies_ask(context)
    found = clean_copies.clean(opened)
    stays = f"; {what}" if (what := clean_copies.what_stays(opened)) else ""
    lines = [
        f"{each.backup.id}: {each.why or each.page_problem}"
        if each.why or each.page_problem
        else f"{each.backup.id} is clean: {each.count} removed{stays}."
        for each in found
    ]
    data: copies_json.BackupsCleaned = {
        "cleaned": [{"id": each.backup.id, "erased": each.count} for each in found if not each.why],
        "left": [{"id": each.backup.id, "why": why} for each in found for why in (each.why, each.page_problem) if why],
    }
    return Reply(data, "\n".join(lines) or "No backup was made yet.")


@command(app, "forget")
def forget(
    context: Context, which: Annotated[str, argument("A backup's id.", "ID")]
) -> Reply[copies_json.BackupAnswer]:
    """Say that a backup is gone for good, once its file is; the executor's page beside it is removed."""
    backup = backups.forget(unlock(context), which)
    message = f"{backup.id} is gone, as you say. If its file is still somewhere else, it still opens."
    return Reply({"backup": copies_json.BackupRecord.of(backup)}, message)
