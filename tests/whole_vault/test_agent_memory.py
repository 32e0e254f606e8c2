"""What an agent's memory holds after hundreds of commands: no key of anything that was taken away meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.memory import found_in

ROOT = Path(__file__).parents[2]
STORY = [sys.executable, "-m", "tests.whole_vault.agent_story"]
AS_NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]

if sys.platform == "linux" and os.geteuid() == 0:  # nobody else can look into it

    @pytest.mark.thorough
    def test_after_hundreds_of_commands_no_key_is_left_of_what_was_taken_away() -> None:
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
        by_whom = AS_NOBODY if may_run_this() else []
        with subprocess.Popen(
            [*by_whom, *STORY], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as story:
            assert story.stdin is not None
            assert story.stdout is not None
            told = json.loads(story.stdout.readline())
            gone, left = ([bytes.fromhex(each) for each in told[name]] for name in ("gone", "left"))
            assert Path(f"/proc/{told['pid']}").stat().st_uid in (0, 65534)
            assert told["day"] >= 3
            assert len(gone) >= 6
            deadline = time.monotonic() + 10
            while found_in(told["pid"], *gone):
                assert time.monotonic() < deadline, "it holds keys of what was taken away"
                time.sleep(0.05)
            assert found_in(told["pid"], *left) == set(left), "it holds those of now"
            story.stdin.write("\n")
            story.stdin.flush()
            assert story.wait(timeout=20) == 0


def may_run_this() -> bool:
    """Returns whether nobody may run this Python: it may stand where root alone comes in."""
    command = [*AS_NOBODY, "/bin/sh", "-c", '"$0" -c "import coachvault.agent"', sys.executable]
    if shutil.which("setpriv") is None:
        return False
    return not subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode
