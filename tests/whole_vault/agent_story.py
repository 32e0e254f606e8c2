"""A vault that an agent keeps unlocked through hundreds of commands: says which keys there were, and which are left.

Run by `test_agent_memory` as another user, whose agent's memory is then looked into.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from coachvault.agent import LOCK
from coachvault.errors import Locked
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.keys import agent
from coachvault.services.notes.editing import erase_earlier, erase_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import open_for_a_while
from tests.fakes import NOON, Practice, filled_practice

COMMANDS = 100
"""How many commands ask for the keys after each thing that takes something away."""


def unlocked(practice: Practice) -> OpenVault:
    """Opens the vault with what the agent lends, and with nothing else."""

    def nobody() -> NoReturn:
        raise Locked("Nobody is asked.")

    state = practice.setting.state_folder
    return open_vault(
        practice.setting, Credentials(nobody, lend=partial(agent.lend, state), advance=partial(agent.advance, state))
    )


def keys_of(opened: OpenVault) -> set[str]:
    """Returns every key that an unlocked vault is read with, in hexadecimal digits."""
    with opened.vault.read() as snapshot:
        day = snapshot.day
        open_ones = [each for each in snapshot.compartment_ids() if snapshot.is_readable(each)]
        keys = [snapshot.key(each, snapshot.generation(each)) for each in open_ones]
        ring = snapshot.keyring()
        return {each.hex() for each in (day.wrapping, day.duty, *keys, ring.inbox_private, ring.capture_key)}


def tell(folder: Path) -> None:
    """Lives through it all, and says which keys there were and are."""
    practice = filled_practice(folder / "here")
    setting, first = practice.setting, practice.open()
    first.vault.remember()
    agent.keep_unlocked(setting, first, agent.Limits())
    known = keys_of(unlocked(practice))
    _, window = open_for_a_while(first, "E3", "a court asked for it", 9)
    agent.keep_window(setting, first, window, timedelta(minutes=9))
    known |= {bytes(key).hex() for key in window.values()}
    acts = (
        lambda: erase_note(unlocked(practice), "heron/2"),
        lambda: erase_earlier(unlocked(practice), "heron/1"),
        lambda: end_engagement(unlocked(practice), "heron", NOON.date()),
        lambda: agent.close_windows(setting, unlocked(practice)),
    )
    for act in acts:
        add_note(unlocked(practice), "wren", NoteDraft("One more."))
        act()
        for _ in range(COMMANDS):
            known |= keys_of(unlocked(practice))
    day = unlocked(practice).vault.day
    left = {each.hex() for each in (day.wrapping, day.duty)}
    held = {"pid": int((setting.state_folder / "agent" / LOCK).read_text()), "left": sorted(left), "day": day.step}
    print(json.dumps({**held, "gone": sorted(known - keys_of(unlocked(practice)))}), flush=True)  # noqa: T201
    sys.stdin.readline()  # it is looked into
    agent.lock(setting.state_folder)


if __name__ == "__main__":
    with TemporaryDirectory() as there:
        tell(Path(there))
