"""The rules that ruff keeps for us: each is broken once here, to see that it is on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOW = "from datetime import UTC, datetime\n\nSTARTED = datetime.now(tz=UTC)\n"


def codes(place: str, code: str) -> set[str]:
    """Returns the rules that this code would break if it stood at `place`."""
    options = ["--no-cache", "--output-format=json", f"--stdin-filename={place}"]
    command = [sys.executable, "-m", "ruff", "check", *options, "-"]
    module = f'"""A module."""\n\n{code}'
    run = subprocess.run(command, cwd=ROOT, input=module, capture_output=True, text=True, check=False)
    return {finding["code"] for finding in json.loads(run.stdout)}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("TID251", NOW),
        ("TID251", "import datetime\n\nTODAY = datetime.date.today()\n"),
        ("TID251", "from time import time\n\nSTARTED = time()\n"),
        ("DTZ005", "from datetime import datetime\n\nSTARTED = datetime.now()\n"),
        ("TID252", "from . import ids\n"),
        ("T201", 'print("heron")\n'),
        ("S311", "import random\n\nKEY = random.randbytes(32)\n"),
        ("D103", "def known() -> None:\n    return None\n"),
        ("ANN201", 'def known():\n    """Returns nothing."""\n'),
        ("ERA001", "# known = 1\n"),
        ("BLE001", "try:\n    import os\nexcept Exception:\n    os = None\n"),
    ],
)
def test_the_rule_is_on(rule: str, code: str) -> None:
    assert rule in codes("coachvault/practice/planted.py", code)


def test_the_clock_alone_may_ask_for_the_time() -> None:
    assert codes("coachvault/system/clock.py", NOW) == set()
