"""Which editor is used, how it is called, and what comes back from it. (The real ones: tests/cli/test_editors.py.)"""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.input import editor as editors
from coachvault.cli.input.editor import Editor, edit, usable_editor
from coachvault.errors import BadInput
from coachvault.system.memory import has_memory_folder
from tests.unit.cli.scripted import Scripted


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that does what its lines say; `$1` is the file that is edited."""
    path = tmp_path / "bin" / "scribe"
    path.parent.mkdir()
    path.write_text('#!/bin/sh\nprintf "%s and more" "$(cat "$1")" > "$1.new" && cat "$1.new" > "$1" && rm "$1.new"\n')
    path.chmod(0o700)
    monkeypatch.setenv("PATH", str(path.parent), prepend=":")
    return path


@pytest.mark.parametrize("given", ["", "nowhere-to-be-found", "'unclosed", "  "])
def test_there_is_none_where_none_is_named_or_there(
    coach: Scripted, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("EDITOR", given)
    assert Editor.of_user() is None
    assert usable_editor(coach.types()) is None


@pytest.mark.parametrize("name", ["vim", "vi", "nvim", "nano", "vim.tiny"])
def test_a_known_editor_is_called_with_everything_switched_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o700)
    monkeypatch.setenv("VISUAL", f"{path} --its-own-options")
    found = Editor.of_user()
    assert found is not None
    assert (found.name, found.is_known, found.words[0]) == (name, True, str(path))
    assert found.words[-1] == "--"
    assert "--its-own-options" not in found.words


def test_another_editor_is_used_after_a_warning_and_a_yes(
    coach: Scripted, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "scribe -x")
    monkeypatch.setattr(editors, "has_memory_folder", lambda: True)
    assert usable_editor(coach.types("n")) is None
    assert "scribe is not known to leave nothing behind" in coach.said()
    assert usable_editor(coach.types("y")) == Editor("scribe", (str(program), "-x"), is_known=False)
    monkeypatch.setattr(editors, "has_memory_folder", lambda: False)
    assert usable_editor(coach.types("y")) is None


def test_a_known_editor_needs_memory_to_edit_in(
    coach: Scripted, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editors.Editor, "of_user", lambda: Editor("vim", (str(program),), is_known=True))
    for there in (True, False):
        monkeypatch.setattr(editors, "has_memory_files", lambda there=there: there)
        assert (usable_editor(coach.types()) is not None) is there


@pytest.mark.skipif(not has_memory_folder(), reason="no folder in memory here")
def test_what_was_left_in_the_editor_comes_back_and_is_kept(program: Path) -> None:
    kept: list[str] = []
    assert edit(Editor("scribe", (str(program),), is_known=False), "é", kept.append) == "é and more".encode()
    assert kept == ["é and more"]


@pytest.mark.skipif(not has_memory_folder(), reason="no folder in memory here")
def test_an_editor_that_ends_with_an_error_saves_nothing(program: Path) -> None:
    program.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(BadInput, match=r"error \(3\); nothing was saved"):
        edit(Editor("scribe", (str(program),), is_known=False), "é", None)
