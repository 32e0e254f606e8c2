"""The layers hold, each contract catches what it forbids, and the picture in the documentation is the contract."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.shards import thinned

pytestmark = pytest.mark.sampled(3)

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "pyproject.toml"
CONTRACTS: dict[str, dict[str, Any]] = {
    contract["id"]: contract
    for contract in tomllib.loads(CONFIGURATION.read_text())["tool"]["importlinter"]["contracts"]
}
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


class Breach(NamedTuple):
    """Forbidden imports, written into new modules, and the contract that must notice them."""

    contract: str
    modules: dict[str, str]


BREACHES = [
    Breach("floors", {"practice/planted.py": "import coachvault.vault"}),
    Breach("floors", {"render/planted.py": "from coachvault import cli"}),
    Breach("floors", {"system/planted.py": "def late():\n    import coachvault.services"}),
    Breach("floors", {"crypto/planted.py": "import typing\nif typing.TYPE_CHECKING:\n    import coachvault.practice"}),
    Breach("floors", {"signoff/__init__.py": "import coachvault.vault"}),
    Breach("floors", {"helpers.py": ""}),
    Breach("rooms-of-services", {"services/records/planted.py": "import coachvault.services.notes.journal"}),
    Breach("rooms-of-services", {"services/notes/planted.py": "def late():\n    import coachvault.services.releases"}),
    Breach("rooms-of-services", {"services/helpers.py": ""}),
    Breach("rooms-of-render", {"render/as_json/planted.py": "from coachvault.render.as_text import layout"}),
    Breach("rooms-of-render", {"render/human.py": ""}),
    Breach("rooms-of-cli", {"cli/terminal/planted.py": "import coachvault.cli.guides.release"}),
    Breach("rooms-of-cli", {"cli/helpers.py": ""}),
    Breach("commands", {"cli/commands/planted.py": "from coachvault.cli.commands import note"}),
    Breach(
        "cycles",
        {"vault/one.py": "import coachvault.vault.two", "vault/two.py": "def late():\n    import coachvault.vault.one"},
    ),
    Breach("one-door", {"cli/planted.py": "from coachvault.vault import schema"}),
    Breach("one-door", {"render/planted.py": "import coachvault.crypto"}),
    Breach("libsodium", {"vault/planted.py": "from nacl.bindings import randombytes"}),
    Breach("libsodium", {"services/planted.py": "import mnemonic"}),
    Breach("sqlite", {"vault/planted.py": "import sqlite3"}),
    Breach("terminal", {"services/planted.py": "import rich.console"}),
    Breach("terminal", {"texts/planted.py": "def late():\n    import typer"}),
    Breach("prompts", {"render/planted.py": "import prompt_toolkit"}),
    Breach("html", {"mails/planted.py": "from justhtml import JustHTML"}),
    Breach("no-click", {"cli/planted.py": "import click"}),
    Breach("pure", {"practice/planted.py": "from pathlib import Path"}),
    Breach("pure", {"practice/planted.py": "import secrets"}),
]


FIRST = {breach.contract: breach for breach in reversed(BREACHES)}.values()
OTHERS = [breach for breach in BREACHES if breach not in FIRST]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to be broken."""
    shutil.copytree(ROOT / "coachvault", tmp_path / "coachvault", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CONFIGURATION, tmp_path)
    return tmp_path


def broken_contracts(folder: Path) -> set[str]:
    """Runs import-linter in a folder and returns the names of the contracts that it found broken."""
    environment = os.environ | {"COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    broken = set(re.findall(r"^(.+) BROKEN\b", run.stdout, re.MULTILINE))
    kept = set(re.findall(r"^(.+) KEPT\b", run.stdout, re.MULTILINE))
    assert broken | kept == {contract["name"] for contract in CONTRACTS.values()}, run.stdout + run.stderr
    assert run.returncode == bool(broken)
    return broken


def plant(folder: Path, modules: dict[str, str]) -> None:
    """Writes new modules into the copied package."""
    for name, code in modules.items():
        path = folder / "coachvault" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(code + "\n")


def test_every_contract_is_kept(house: Path) -> None:
    assert broken_contracts(house) == set()


@pytest.mark.parametrize(
    "breach",
    thinned([*FIRST, *OTHERS], kept=len(FIRST)),
    ids=lambda breach: f"{breach.contract}:{','.join(breach.modules)}",
)
def test_a_planted_breach_is_caught(house: Path, breach: Breach) -> None:
    plant(house, breach.modules)
    assert CONTRACTS[breach.contract]["name"] in broken_contracts(house)


def test_every_contract_has_a_planted_breach() -> None:
    assert {breach.contract for breach in BREACHES} == set(CONTRACTS)


def test_the_one_door_guards_every_room_that_exists() -> None:
    rooms = [*re.findall(r"\w+", CONTRACTS["floors"]["layers"][4]), "crypto", "mails"]
    standing = {f"coachvault.{room}" for room in rooms if (ROOT / "coachvault" / room).is_dir()}
    assert set(CONTRACTS["one-door"]["forbidden_modules"]) == standing


@pytest.mark.parametrize("contract", [name for name, each in CONTRACTS.items() if each["type"] == "layers"])
def test_the_picture_shows_the_layers_of_the_contract(contract: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    picture = re.search(rf"^<!-- layers: {contract} -->\n+```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert picture is not None
    drawn = [line.strip() for line in picture[1].splitlines() if line.strip() not in ("", "↓")]
    assert drawn == CONTRACTS[contract]["layers"]
