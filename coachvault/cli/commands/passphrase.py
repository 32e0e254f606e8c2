"""`coachvault passphrase`: change the passphrase, or replace a forgotten one."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.input.options import option
from coachvault.cli.input.recovery_words import type_words
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.unlock.open_vault import credentials_of, open_with
from coachvault.render.as_json import keys as keys_json
from coachvault.services.core.open_vault import DEFAULT_PROFILE, Credentials, OpenVault
from coachvault.services.keys import agent, create_vault, credentials

app = group("Change the passphrase, or replace a forgotten one.")


@command(app, "change")
def change(
    context: Context,
    opened: OpenVault,
    new_file: Annotated[str, option("--new-passphrase-file FILE", "Read the new one from this file (mode 0600).")] = "",
    new_fd: Annotated[int | None, option("--new-passphrase-fd N", "Read the new one from this descriptor.")] = None,
) -> Reply[keys_json.PassphraseChanged]:
    """Change the passphrase; the recovery words stay the same."""
    source = PassphraseSource(context.prompts, not context.no_input, new_fd, new_file, reads_variables=False)
    return _change(context, opened, source)


@command(app, "forgot")
def forgot(context: Context) -> Reply[keys_json.PassphraseChanged]:
    """Open the vault with the recovery words and set another passphrase."""
    offered = credentials_of(context)
    if not offered.words:
        context.need_person("--words-file FILE")
        offered = Credentials(offered.passphrase, [type_words(context)])
    return _change(context, open_with(context, offered), context.passphrase_source)


def _change(context: Context, opened: OpenVault, source: PassphraseSource) -> Reply[keys_json.PassphraseChanged]:
    passphrase = source.new_passphrase(create_vault.judge_passphrase)
    credentials.change_passphrase(opened, passphrase, context.surroundings.kdf_profile or DEFAULT_PROFILE)
    agent.lock(context.surroundings.state_folder)  # from now on the new one is asked for
    return Reply({"changed": True}, f"The passphrase is changed. {credentials.OLD_COPIES}")
