"""`coachvault keys`: new keys, where somebody may hold the old ones."""

from __future__ import annotations

import typer

from coachvault.cli.context import Context
from coachvault.cli.unlock.open_vault import unlock
from coachvault.services.core.open_vault import DEFAULT_PROFILE
from coachvault.services.keys import agent, credentials

app = typer.Typer(rich_markup_mode=None, help="New keys, where somebody may hold the old ones.", no_args_is_help=True)


@app.callback()
def keys() -> None:
    """New keys, where somebody may hold the old ones."""


@app.command("rotate")
def rotate(ctx: typer.Context) -> None:
    """Draw every key of the vault anew; passphrase and recovery words stay."""
    context: Context = ctx.obj
    opened = unlock(context)
    passphrase = context.passphrase_source.passphrase()
    epoch = credentials.rotate_keys(opened, passphrase, context.surroundings.kdf_profile or DEFAULT_PROFILE)
    agent.lock(context.surroundings.state_folder)  # what it holds opens nothing any more
    context.output.result("keys rotate", {"rotated": True, "epoch": epoch}, credentials.ROTATED)
