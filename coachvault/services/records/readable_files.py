"""Which readable files were written and still exist, as far as this machine can see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from coachvault.practice.ids import Code
from coachvault.practice.release import Release
from coachvault.services.records import disclosures, releases, written_files
from coachvault.services.records.releases import lines
from coachvault.vault.snapshot import Snapshot


def readable_files(snapshot: Snapshot, today: date) -> list[str]:
    """Returns the readable files that were written and still exist, as far as this machine can see (rule R1)."""
    written = set(_written(snapshot, today))
    folders = {Path(path).parent for path in written}
    left = {str(each) for folder in folders for each in folder.glob(".unfinished-*")}  # of a machine that stopped
    return sorted({path for path in written if _is_there(path)} | left)


def files_about(snapshot: Snapshot, client: Code) -> list[str]:
    """Returns the readable files about one client that were written and still exist (rule R1)."""
    paths = {*written_files.paths(snapshot, client), *disclosures.written(snapshot, client)}
    for place in releases.places(snapshot, client):
        if not place.destroyed and not releases.is_sealed(snapshot, place):
            paths.update(_files_of(releases.load(snapshot, place)))
    return sorted(filter(_is_there, paths))


def _is_there(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:  # a name that this system does not take
        return False


def _written(snapshot: Snapshot, today: date) -> Iterator[str]:
    yield from written_files.paths(snapshot)
    yield from disclosures.written(snapshot)
    for line in lines(snapshot, today):
        if line.release:
            yield from _files_of(line.release)


def _files_of(release: Release) -> Iterator[str]:
    yield from (request.path for request in release.requests if request.path)
    for each in release.exports:
        yield from filter(None, (each.path, each.sheet_path, each.page_path))
