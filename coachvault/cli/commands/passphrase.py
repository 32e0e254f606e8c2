"""`coachvault passphrase`: another passphrase, also where the old one is forgotten."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.input.recovery_words import type_words
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.unlock.open_vault import credentials_of, open_with, unlock
from coachvault.services.core.open_vault import DEFAULT_PROFILE, Credentials, OpenVault
from coachvault.services.keys import agent, create_vault, credentials

app = typer.Typer(
    rich_markup_mode=None, help="Take another passphrase, or replace a forgotten one.", no_args_is_help=True
)


@app.command("change")
def change(
    ctx: typer.Context,
    new_file: Annotated[
        str, typer.Option("--new-passphrase-file", metavar="FILE", help="Read the new one from this file (mode 0600).")
    ] = "",
    new_fd: Annotated[
        int | None, typer.Option("--new-passphrase-fd", metavar="N", help="Read the new one from this descriptor.")
    ] = None,
) -> None:
    """Take another passphrase; the recovery words stay."""
    context: Context = ctx.obj
    opened = unlock(context)
    source = PassphraseSource(context.prompts, not context.no_input, new_fd, new_file, reads_variables=False)
    _change(context, opened, source, "change")


@app.command("forgot")
def forgot(ctx: typer.Context) -> None:
    """Open the vault with the recovery words and take another passphrase."""
    context: Context = ctx.obj
    offered = credentials_of(context)
    if not offered.words:
        context.need_person("--words-file FILE")
        offered = Credentials(offered.passphrase, [type_words(context)])
    _change(context, open_with(context, offered), context.passphrase_source, "forgot")


def _change(context: Context, opened: OpenVault, source: PassphraseSource, word: str) -> None:
    passphrase = source.new_passphrase(create_vault.judge_passphrase)
    credentials.change_passphrase(opened, passphrase, context.surroundings.kdf_profile or DEFAULT_PROFILE)
    agent.lock(context.surroundings.state_folder)  # from now on the new one is asked for
    context.output.result(
        f"passphrase {word}", {"changed": True}, f"The passphrase is changed. {credentials.OLD_COPIES}"
    )
