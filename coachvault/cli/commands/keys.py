"""`coachvault keys`: new keys, in case somebody has the old ones."""

from __future__ import annotations

from coachvault.cli.command import Context, Reply, command, group
from coachvault.render.as_json import keys as keys_json
from coachvault.services.core.open_vault import DEFAULT_PROFILE, OpenVault
from coachvault.services.keys import agent, credentials

app = group("New keys, in case somebody has the old ones.")


@app.callback()
def keys() -> None:
    """New keys, in case somebody has the old ones."""


@command(app, "rotate")
def rotate(context: Context, opened: OpenVault) -> Reply[keys_json.KeysRotated]:
    """Replace every key of the vault; passphrase and recovery words stay the same."""
    passphrase = context.passphrase_source.passphrase()
    epoch = credentials.rotate_keys(opened, passphrase, context.surroundings.kdf_profile or DEFAULT_PROFILE)
    agent.lock(context.surroundings.state_folder)  # what it holds opens nothing any more
    return Reply({"rotated": True, "epoch": epoch}, credentials.ROTATED)
