"""Folders of cloud services are known by their names, and others are let alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.system import paths
from coachvault.system.paths import cloud_service, has_time_machine


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ada/Dropbox/vaults/a.vault", "Dropbox"),
        ("/home/ada/Dropbox (Personal)/a.vault", "Dropbox"),
        ("/Users/ada/Library/CloudStorage/OneDrive-Personal/a.vault", "OneDrive"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/a.vault", "iCloud"),
        ("/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive/a.vault", "Google Drive"),
        ("/home/ada/Nextcloud/a.vault", "Nextcloud"),
        ("/home/ada/.local/share/coachvault/practice.vault", ""),
        ("/home/ada/dropboxes/a.vault", ""),
        ("/media/disk/a.vault", ""),
    ],
)
def test_a_path_tells_the_service(path: str, service: str) -> None:
    assert cloud_service(Path(path)) == service


@pytest.mark.parametrize(
    ("platform", "is_set_up", "expected"), [("darwin", True, True), ("darwin", False, False), ("linux", True, False)]
)
def test_time_machine_is_noticed_on_a_mac_where_it_was_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, is_set_up: bool, expected: bool
) -> None:
    settings = tmp_path / "com.apple.TimeMachine.plist"
    if is_set_up:
        settings.touch()
    monkeypatch.setattr("coachvault.system.paths.sys.platform", platform)
    monkeypatch.setattr(paths, "_TIME_MACHINE", settings)
    assert has_time_machine() is expected
