"""The register as a person reads it at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coachvault.practice.register import RegisterEntry
from coachvault.render.as_text.layout import fields

if TYPE_CHECKING:
    from coachvault.services.records.register import Numbered


def register_lines(entries: Iterable[Numbered]) -> str:
    """The register, one entry under the other, with their numbers: what happened, then to whom, what and why."""
    return "\n".join(f"{number:>4}  {register_line(entry)}" for number, entry in entries)


def register_entry(of: Numbered) -> str:
    """One entry in full."""
    number, entry = of
    pairs = [
        ("entry", str(number)),
        ("what happened", entry.event.value),
        ("when", entry.at.isoformat(sep=" ", timespec="minutes")),
        ("client", entry.client),
        ("about", entry.subject),
        ("to", entry.to),
        ("what", entry.what),
        ("SHA-256", entry.sha256),
        ("evidence", entry.evidence),
        ("why", entry.why),
    ]
    return fields(pairs)


def register_line(entry: RegisterEntry) -> str:
    """An entry in one line or two: what happened, then to whom, what and why."""
    about = " ".join(part for part in (entry.client, entry.subject) if part)
    grade = f"  by {entry.evidence.partition(',')[0]}" if entry.evidence else ""
    message = _accounted(entry)
    first = f"{entry.at:%Y-%m-%d %H:%M}  {entry.event.value:<22} {about}{grade}".rstrip()
    return f"{first}\n      {message}" if message else first


def _accounted(entry: RegisterEntry) -> str:
    """To whom something went, what it was, its fingerprint, and why."""
    digest = f"SHA-256 {entry.sha256[:8]}…" if entry.sha256 else ""
    to = f"to {entry.to}" if entry.to else ""
    return "; ".join(part for part in (to, entry.what, digest, entry.why) if part)
