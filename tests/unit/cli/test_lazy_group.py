"""A group imports a command's module when that command is run, and of a group only what was typed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

import pytest
import typer
from typer.main import get_command

from coachvault.cli.lazy import LazyGroup

PACKAGE = """
import typer
app = typer.Typer(help="Birds.")

@app.command("add")
def add() -> None:
    "Adds one."
    print("added")

@app.command("list")
def listed() -> None:
    "Lists them."
    print("listed")
"""


@pytest.fixture
def birds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    (tmp_path / "planted_birds.py").write_text(PACKAGE)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "planted_birds", raising=False)

    class Group(LazyGroup):
        modules: ClassVar[dict[str, str]] = {"bird": "planted_birds"}
        lines: ClassVar[dict[str, str]] = {"bird": "Birds."}

    app = typer.Typer(cls=Group, rich_markup_mode=None)

    @app.callback()
    def root() -> None:
        """The root."""

    return app


def run(app: typer.Typer, *words: str) -> None:
    with pytest.raises(SystemExit) as left:
        get_command(app).main(list(words), "x")
    assert not left.value.code


def test_help_lists_a_command_without_its_module(birds: typer.Typer, capsys: pytest.CaptureFixture[str]) -> None:
    run(birds, "--help")
    assert "Birds." in capsys.readouterr().out
    assert "planted_birds" not in sys.modules


@pytest.mark.parametrize(("word", "out"), [("add", "added\n"), ("list", "listed\n")])
def test_what_was_typed_is_run(birds: typer.Typer, capsys: pytest.CaptureFixture[str], word: str, out: str) -> None:
    run(birds, "bird", word)
    assert capsys.readouterr().out == out


def test_its_own_help_lists_all_with_whole_lines(birds: typer.Typer, capsys: pytest.CaptureFixture[str]) -> None:
    run(birds, "bird", "--help")
    out = capsys.readouterr().out
    assert "Adds one." in out
    assert "Lists them." in out
    assert "completion" not in out
