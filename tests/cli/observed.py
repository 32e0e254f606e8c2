"""The command line in a process that others may look into: of the real one, only root sees more than numbers."""

from __future__ import annotations

import os
import sys

from coachvault.system import process
from tests.cli.entry import run

if __name__ == "__main__":
    os.umask(process.PRIVATE_UMASK)
    process.harden = lambda: None
    sys.exit(run())
