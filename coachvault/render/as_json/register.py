"""The register and the backups for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.backup import Backup
from coachvault.render.as_json.envelope import Json
from coachvault.render.as_json.people import plain

if TYPE_CHECKING:
    from coachvault.services.records.register import Numbered


def register_entry(of: Numbered) -> Json:
    """An entry of the register, with its number."""
    return {"number": of.number, **plain(of.entry)}


def backup(value: Backup) -> Json:
    """A backup that is known."""
    made = {"id": value.id, "path": value.path, "made_at": value.made_at.isoformat(), "seq": value.seq}
    return made | {"is_origin": value.is_origin}
