"""Fills a new vault with notes, through the same services as the command line; reads them as JSON from stdin.

A script of its own, run by the Python of the environment in which the wheel is installed.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from coachvault.cli.surroundings import Surroundings
from coachvault.services.core.open_vault import DEFAULT_PROFILE, OpenVault, Setting
from coachvault.services.engagements import lifecycle
from coachvault.services.keys import create_vault
from coachvault.services.notes import journal
from coachvault.services.people import directory

_FIRST_DAY = date(2010, 1, 1)


def seed(vault: Path, passphrase: str, clients: list[str], notes: list[dict[str, str]]) -> None:
    """Makes a vault with the product's own cost of a guess, and an engagement with each client."""
    world = Surroundings.real()
    setting = Setting(vault, world.state_folder, world.clock)
    words = create_vault.draw_recovery_words()
    profile = create_vault.parse_profile("")
    opened = create_vault.found_practice(setting, profile, passphrase, words, DEFAULT_PROFILE)
    for code in clients:
        directory.add_client(opened, code, {"name": ""})
        lifecycle.start(opened, lifecycle.Start(code, "", _FIRST_DAY, {}))
    for note in notes:
        _add(opened, note)


def _add(opened: OpenVault, note: dict[str, str]) -> None:
    journal.add_note(opened, note["client"], journal.NoteDraft(note["text"], held_on=note["held_on"]))


if __name__ == "__main__":
    given: dict[str, Any] = json.load(sys.stdin)
    seed(Path(given["vault"]), given["passphrase"], given["clients"], given["notes"])
