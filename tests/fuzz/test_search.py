"""The harness itself: what is planted is found, kept, and read again; where nothing can be searched, it says so."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz import seeds
from tests.fuzz.__main__ import HANGS_SECONDS, fault_of, search, told_of
from tests.fuzz.kinds import FOLDER, PLANTED, ROOT
from tests.fuzz.test_kept import run_once

SAID = {
    "error": "KeyError",
    "promise": "an input is never FU",
    "hang": "it took more than 2 seconds of the processor",
    "memory": "MB of memory",
}
WITHOUT_ATHERIS = (
    "import sys; sys.modules['atheris'] = None; from tests.fuzz.__main__ import main; sys.exit(main(['all']))"
)
needs_atheris = pytest.mark.skipif(find_spec("atheris") is None, reason="not installed: atheris")


@pytest.mark.thorough
@pytest.mark.parametrize("kind", PLANTED)
def test_a_fault_that_is_planted_is_noticed_without_atheris(tmp_path: Path, kind: str) -> None:
    inputs = {"before": b"FI", "fault": b"FU", "behind": b"FA"}
    for name, data in inputs.items():
        (tmp_path / name).write_bytes(data)
    run = run_once(kind, *(str(tmp_path / name) for name in inputs))
    first, second, third = run.stdout.splitlines()
    assert (SAID[kind] in second, "FAULT: " in second) == (True, True)
    assert ("FAULT" not in first + third, run.returncode) == (True, 1)


@needs_atheris
@pytest.mark.thorough
@pytest.mark.parametrize("kind", PLANTED)
def test_a_fault_that_is_planted_is_found_and_kept(tmp_path: Path, kind: str) -> None:
    done = search(kind, 60, tmp_path / "found", local=tmp_path / "local", hangs=5 if kind == "hang" else HANGS_SECONDS)
    [kept] = (tmp_path / "found").iterdir()
    assert kept.read_bytes()[:2] == b"FU"
    assert f"python -m tests.fuzz.once {kind} {kept}" in done.fault
    assert SAID[kind] in run_once(kind, str(kept)).stdout


@needs_atheris
@pytest.mark.thorough
def test_a_search_that_finds_nothing_says_how_far_it_came(tmp_path: Path) -> None:
    done = search("agent", 1, tmp_path / "found", local=tmp_path / "local")
    assert done.fault == ""
    assert not done.told.startswith("0 inputs")
    assert ", 0 edges" not in done.told


@needs_atheris
@pytest.mark.thorough
def test_what_whoever_starts_a_search_holds_is_none_of_its_memory(tmp_path: Path) -> None:
    starts = (
        "import sys; from pathlib import Path; from tests.fuzz.__main__ import search; held = b'x' * (400 << 20);"
        "sys.stdout.write(search('agent', 1, Path(sys.argv[1]), local=Path(sys.argv[2])).fault)"
    )
    command = [sys.executable, "-c", starts, str(tmp_path / "found"), str(tmp_path / "local")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == ""


def test_where_atheris_is_missing_the_search_fails_and_says_what_to_install() -> None:
    run = subprocess.run([sys.executable, "-c", WITHOUT_ATHERIS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert "pip install -e '.[fuzz]'" in run.stderr


def test_a_search_that_ends_otherwise_is_a_fault_and_not_silence() -> None:
    run = subprocess.CompletedProcess([], 1, "", "#2 pulse\nImportError: no\n")
    assert fault_of("mail", run) == "ImportError: no\nThe search ended with 1, and no input was kept.\n"
    assert told_of(run.stderr) == "0 inputs, 0 a second, 0 edges, ? MB"


@pytest.mark.thorough
def test_the_seeds_are_what_their_script_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "FOLDER", tmp_path)
    for kind in seeds.MAKERS:
        seeds.write(kind)
        kept = {path.name: path.read_bytes() for path in (FOLDER / "corpus" / kind).iterdir()}
        written = {path.name: path.read_bytes() for path in (tmp_path / "corpus" / kind).iterdir()}
        assert written == {name: data for name, data in kept.items() if not name.startswith("found-")}


@pytest.mark.thorough
def test_what_an_input_comes_to_does_not_hang_on_the_order_of_hashes() -> None:
    first, second = (run_once(hash_seed=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert "FAULT" not in first
