"""Archives that stay readable for ever with words only: by the script of the how-to page, which knows nothing of us."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coachvault.crypto.words import word_list

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "how-to" / "open-an-archive-without-coachvault.md"
ARCHIVES = sorted(FOLDER.glob("archive-*.db"))


def test_there_is_one() -> None:
    assert ARCHIVES


@pytest.mark.parametrize("way", ["recovery", "executor", "readers"])
@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.stem)
def test_a_frozen_archive_opens_with_words_only(archive: Path, way: str, tmp_path: Path) -> None:
    kept = json.loads(archive.with_suffix(".json").read_text())
    found = re.search(r"^```python\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert found is not None
    (tmp_path / "open_archive.py").write_text(found[1])
    (tmp_path / "english.txt").write_text("\n".join(word_list()) + "\n")
    sheets = []
    for number, words in enumerate(kept["words"][way]):
        sheets.append(tmp_path / f"words-{number}.txt")
        sheets[-1].write_text(words)
    (tmp_path / "archive.vault").write_bytes(archive.read_bytes())
    run = [sys.executable, "open_archive.py", "archive.vault", "english.txt", *map(str, sheets)]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=True)
    shown = json.loads(done.stdout)
    assert shown["opened_as"] == way
    assert len(shown["notes"]) == (0 if way == "executor" else kept["notes"])
    assert [each["subject"] for each in shown["certificates"]] == kept["certificates"]
    assert len(shown["clients"]) == 3
