"""Makes the frozen vault of format 2; it was run once, and is kept to show what stands in the file.

python -m tests.vectors.make_format_2 FILE
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from coachvault.services.keys.credentials import rotate_keys
from coachvault.services.notes.editing import erase_earlier, erase_note
from coachvault.services.notes.journal import NoteDraft, add_note
from tests.fakes import PASSPHRASE, TESTING
from tests.independent.vaults import full_practice


def make(place: Path) -> None:
    """Writes the vault: a busy year, keys rotated once, and after that two notes, of which one was erased."""
    with tempfile.TemporaryDirectory() as folder:
        practice = full_practice(Path(folder) / "practice")
        rotate_keys(practice.open(), PASSPHRASE, TESTING)
        add_note(practice.open(), "wren", NoteDraft("After the rotation."))
        add_note(practice.open(), "wren", NoteDraft("Erased after the rotation."))
        erase_note(practice.open(), "wren/4")
        erase_earlier(practice.open(), "heron/5")
        shutil.copyfile(practice.path, place)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
