"""Folders of cloud services are known by their names, and others are let alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.system.paths import cloud_service


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
