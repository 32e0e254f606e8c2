"""Where files are on this machine unless said otherwise."""

from __future__ import annotations

import sys
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


def cloud_service(path: Path) -> str:
    """Returns the service whose folder a file is in, as far as its path shows; nothing where it does not.

    Source: the usual names of these services' folders on macOS, Windows and Linux.
    """
    parts = [part.casefold() for part in path.absolute().parts]
    return next((service for service, names in _SERVICES.items() if any(_named(part, names) for part in parts)), "")


def has_time_machine() -> bool:
    """Returns whether this is a Mac on which Time Machine was set up: it keeps earlier states of every file.

    Source: macOS keeps Time Machine's settings in this file once it was set up.
    """
    return sys.platform == "darwin" and _TIME_MACHINE.is_file()


_TIME_MACHINE = Path("/Library/Preferences/com.apple.TimeMachine.plist")
_SERVICES = {
    "Dropbox": ("dropbox",),
    "iCloud": ("mobile documents", "icloud drive", "icloud~"),
    "OneDrive": ("onedrive",),
    "Google Drive": ("google drive", "googledrive", "my drive"),
    "Nextcloud": ("nextcloud", "owncloud"),
    "pCloud": ("pcloud drive", "pcloud"),
    "Syncthing": ("syncthing",),
}


def _named(part: str, names: tuple[str, ...]) -> bool:
    return any(part == name or part.startswith((f"{name} ", f"{name}-")) or part.endswith(f"-{name}") for name in names)
