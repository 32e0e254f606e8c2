"""`python -m tests.outputs` writes everything that people read anew, a file for each language, in `expected/`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from coachvault.texts.languages import LANGUAGES
from tests.outputs.made import EXPECTED, outputs

for code in LANGUAGES:
    with TemporaryDirectory() as folder:
        (EXPECTED / f"{code}.txt").write_text(outputs(code, Path(folder)), encoding="utf-8")
