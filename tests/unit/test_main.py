"""The first and the last words of the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coachvault.__main__ import _last_words, main

ROOT = Path(__file__).parents[2]
SECRET = "what the client said"


def test_last_words_name_the_kind_and_never_a_value(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for argv in (["coachvault"], ["coachvault", "--debug"]):
        monkeypatch.setattr(sys, "argv", argv)
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            _last_words(type(error), error, error.__traceback__)
        said = capsys.readouterr().err
        assert said.startswith("coachvault: error: Something unexpected happened (ValueError).\n")
        assert SECRET not in said
        assert ("test_main.py:" in said) == ("--debug" in argv)


def test_stopping_before_the_command_line_is_there_is_130(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("coachvault.__main__._run", stopped)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert main(["check"]) == 130
    assert capsys.readouterr().err == "coachvault: error: Stopped.\n"


def test_the_process_is_hardened_and_its_closed_streams_lead_nowhere() -> None:
    see = (
        "import os, sys\n"
        "from coachvault.__main__ import main\n"
        "code = main(['nots'])\n"
        "import resource\n"
        "told = [os.readlink('/proc/self/fd/0'), resource.getrlimit(resource.RLIMIT_CORE)[0], os.umask(0), code]\n"
        "os.write(int(sys.argv[1]), repr(told).encode())\n"
    )
    line = f'exec 3>&1; "{sys.executable}" -c "$0" 3 <&- >&- 2>&-'
    run = subprocess.run(["bash", "-c", line, see], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == repr(["/dev/null", 0, 0o077, 2])
