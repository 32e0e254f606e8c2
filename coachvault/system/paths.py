"""Where things stand on this machine unless said otherwise."""

from __future__ import annotations

from pathlib import Path

_NAME = "coachvault"


def default_vault_path() -> Path:
    """Returns the vault's place in the user's data folder; nothing is created."""
    from platformdirs import user_data_path  # loaded only where no place was named

    return user_data_path(_NAME, appauthor=False) / "practice.vault"


def state_folder() -> Path:
    """Returns the folder in which this machine remembers what it has seen of its vaults; nothing is created."""
    from platformdirs import user_state_path

    return user_state_path(_NAME, appauthor=False)
