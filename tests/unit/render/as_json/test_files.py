"""Files that were written for somebody, for scripts."""

from __future__ import annotations

from pathlib import Path

from coachvault import __version__
from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.files"


def test_everything_in_a_folder_is_named(ask: Ask) -> None:
    written = ask(MODULE, "export", "everything", "--reason", "to leave", "--confirm", "export")
    assert set(written) == {"path", "files", "notes", "sha256", "waiting"}
    assert (written["notes"], written["waiting"], len(written["sha256"])) == (7, 0, 64)
    assert "everything.json" in written["files"]
    assert all((Path(written["path"]) / name).exists() for name in written["files"])


def test_one_file_is_named_by_its_path(ask: Ask) -> None:
    written = ask(MODULE, "practice", "calendar", "dates.ics")
    assert list(written) == ["path"]
    assert Path(written["path"]).samefile("dates.ics")


def test_the_version_is_the_programs(ask: Ask) -> None:
    assert ask(MODULE, "--version") == {"version": __version__}
