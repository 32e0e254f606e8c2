"""Options that several commands take, each with one meaning and one help."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.practice.note import NoteKind

Id = Annotated[str, typer.Argument(metavar="ID", help="A note's id, such as heron/3.")]
When = Annotated[str, typer.Option("--date", metavar="WHEN", help="2026-01-31, '2026-01-31 14:30', yesterday, ...")]
Duration = Annotated[str, typer.Option("--duration", metavar="60m", help="How long the session was: 60m, 1h30.")]
Kind = Annotated[NoteKind | None, typer.Option("--kind", help="What the note is about.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="T", help="A word for finding it; repeatable.")]
ProBono = Annotated[bool | None, typer.Option("--pro-bono/--paid", help="Whether the session was given.")]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help="Only from this day on.")]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help="Only up to this day.")]
Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most N, the latest; 0 for all.")]
