"""Whatever path is typed, after whichever option: it is taken or refused, and is never an unexpected error."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from coachvault.cli.app import app, main
from coachvault.cli.input.places import new_place, path_of
from coachvault.cli.surroundings import Surroundings
from coachvault.errors import BadInput
from coachvault.services.releases.proposals import Form, draft
from tests.commands import commands
from tests.fakes import TESTING, WORDS, filled_practice
from tests.shards import thinned

pytestmark = pytest.mark.sampled(3)

COMMANDS = commands()
LONG = "x" * 5000
NOBODY = "~nobody-has-this-name/x"
PLACES = [NOBODY, LONG, "folder/", "a file/x", "\udcff", "a\n\u202ex"]
IN_PARTS = pytest.mark.parametrize("places", thinned([PLACES[:2], PLACES[2:]]), ids=["first", "others"])
_PATH = re.compile(r"FILE|DIR|FOLDER|DEST|PATH")
_CHOSEN = {
    "role": "executor",
    "program": "jrnl",
    "number": "2",
    "until": "2099-01-01",
    "to": "otter",
    "fingerprint": "x",
    "note": "heron/1",
}
_GIVEN = {
    "client erase": ("--confirm", "heron"),
    "engagement agreement": ("--signed-on", "2026-11-01", "--confirm", "heron"),
    "release": ("R1",),
    "release request": ("--by", "page"),
    "disclose": ("--confirm", "heron"),
    "export": ("--reason", "asked", "--confirm", "export"),
    "register export": ("--reason", "asked"),
    "practice retire": ("--confirm", "retire"),
    "import": ("--client", "heron"),
    "retention certificate": ("E3",),
}


def is_path(option: Any) -> bool:
    return bool(_PATH.search(str(option.metavar)))


def called_with(words: str, path: Any, place: str) -> list[str]:
    """Returns a call of a command in which one path is this."""
    called, options = words.split(), []
    for each in COMMANDS[words].params:
        if each is path:
            value = place
        elif each.required:
            value = _CHOSEN.get(each.name, "R1" if words.startswith("release") else "heron")
            value = "a file" if is_path(each) else value
        else:
            continue
        if each.param_type_name == "argument":
            called.append(value)
        else:
            options += [each.opts[0], value]
    return [*called, *options, *_GIVEN.get(words, ())]


WHERE = [(words, each) for words, command in COMMANDS.items() for each in command.params if is_path(each)]
IDS = [f"{words} {each.opts[0]}" for words, each in WHERE]


@IN_PARTS
@pytest.mark.parametrize(("words", "path"), WHERE, ids=IDS)
def test_a_path_is_taken_or_refused(
    words: str,
    path: Any,
    places: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    practice = filled_practice(tmp_path / "practice")
    draft(practice.open(), "heron", Form(text="She leads."))
    surroundings = Surroundings(practice.setting.state_folder, practice.path, practice.clock, TESTING)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACHVAULT_AGENT", "off")
    (tmp_path / "folder").mkdir()
    (tmp_path / "a file").write_text("A text.\n")
    key = tmp_path / "words"
    key.touch(0o600)
    key.write_text(WORDS)
    suffix = (re.findall(r"\.(?:txt|html|csv|vault|ics)\b", str(path.help)) or [".txt"])[0]
    for place in places:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        code = main(["--json", "--words-file", str(key), *called_with(words, path, f"{place}{suffix}")], surroundings)
        told = capsys.readouterr().err
        error = json.loads(told.splitlines()[-1])["error"]["code"] if code else ""
        assert error not in {"unexpected", "locked"}, (place[:20], told)
        assert (error == "usage") <= (words in {"disclose", "passphrase change"}), (place[:20], told)
        if place == NOBODY and path.name != "letters":  # which are written beside an archive
            assert code, "it was taken"


@pytest.mark.parametrize("option", [each.opts[0] for each in get_command(app).params if is_path(each)])
def test_so_is_one_before_the_command(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = filled_practice(tmp_path)
    monkeypatch.chdir(tmp_path)
    surroundings = Surroundings(practice.setting.state_folder, practice.path, practice.clock, TESTING)
    for place in PLACES:
        assert main(["--json", "--no-input", option, place, "client", "list"], surroundings)
        assert json.loads(capsys.readouterr().err.splitlines()[-1])["error"]["code"] not in {"unexpected", "storage"}


def test_a_path_that_is_typed_at_a_prompt_is_looked_at() -> None:
    assert path_of("~/x") == Path.home() / "x"
    for typed in (NOBODY, "a\0b"):
        with pytest.raises(BadInput):
            path_of(typed)


def test_a_path_that_is_typed_is_read_in_one_place() -> None:
    """Python knows no home of somebody who is not there, and ends in an error of its own."""
    root = Path(__file__).parents[4] / "coachvault"
    found = {path.name for path in root.rglob("*.py") if "expanduser" in path.read_text()}
    assert found == {"places.py"}


def test_a_new_file_goes_where_nothing_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert new_place("") is None
    assert new_place("sheet.txt") == Path("sheet.txt")
    Path("taken.txt").touch()
    for place in ("taken.txt", "nowhere/sheet.txt"):
        with pytest.raises(BadInput):
            new_place(place)
