"""The programs that tests drive: each test finds those that it asks for, as on a machine that has no other."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

(_listed,) = re.findall(r"^programs=\((.*)\)$", (Path(__file__).parents[1] / ".ci" / "run").read_text(), re.MULTILINE)
PROGRAMS = frozenset(_listed.split())
"""What `.ci/run` installs, and what a test may therefore ask for with `needs_program`."""


def hide_programs(folder: Path, present: Iterable[str] = ()) -> Path:
    """Fills a folder with all that `PATH` finds, but for `PROGRAMS`.

    Args:
        folder: The folder, which is made.
        present: Programs that seem to be there nevertheless; they do nothing.
    """
    folder.mkdir()
    for name in present:
        (folder / name).touch(0o755)
    for place in map(Path, os.environ["PATH"].split(os.pathsep)):
        for program in place.iterdir() if os.access(place, os.R_OK | os.X_OK) and place.is_dir() else ():
            if program.name not in PROGRAMS and not (folder / program.name).is_symlink():
                (folder / program.name).symlink_to(program)
    return folder


class Finding:
    """Says where a test finds programs.

    Args:
        folder: An empty folder for what it finds.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._others = hide_programs(folder / "others")
        self._of = cache(self._links)

    def path_for(self, names: Iterable[str]) -> str:
        """Returns a `PATH` with the programs of these names, and with all that are not in `PROGRAMS`."""
        asked = self._of(frozenset(names) & PROGRAMS)
        return os.pathsep.join([str(self._others)] if asked is None else [str(asked), str(self._others)])

    def _links(self, names: frozenset[str]) -> Path | None:
        if not names:
            return None
        folder = self._folder / "-".join(sorted(names))
        folder.mkdir()
        for name in names:
            if found := shutil.which(name):
                (folder / name).symlink_to(found)
        return folder
