"""What a script is answered: the command is called in process, by the recovery words of a small practice."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachvault.cli.app import main
from coachvault.cli.surroundings import Surroundings
from tests.cli import contract
from tests.fakes import TESTING, WORDS, Practice

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command for a script and returns the data of its answer, which a module of JSON has made."""
    words = tmp_path / "words"
    words.touch(0o600)
    words.write_text(WORDS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACHVAULT_AGENT", "off")
    surroundings = Surroundings(practice.setting.state_folder, practice.path, practice.clock, TESTING)

    def run(module: str, *line: str, typed: str = "") -> dict[str, Any]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        assert main(["--json", "--words-file", str(words), *line], surroundings) == 0
        assert module in sys.modules, "another module has made it"
        answer = json.loads(capfd.readouterr().out)
        data: dict[str, Any] = answer["data"]
        assert answer["coachvault"] == 1
        assert contract.fits(answer["command"], data), data
        return data

    return run
