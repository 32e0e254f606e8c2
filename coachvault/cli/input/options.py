"""Options that several commands take, each with one meaning and one help."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coachvault.practice.note import NoteKind

ClientCode = Annotated[str, typer.Argument(help="The client's code or its start.")]
AnyClient = Annotated[str, typer.Argument(help="A client's code; all when left out.")]
NewCode = Annotated[str, typer.Argument(help="A neutral code; one is offered when left out.")]
WhichEngagement = Annotated[
    str, typer.Argument(metavar="CLIENT|ID", help="A client's code, or an engagement's id such as E1.")
]
Id = Annotated[str, typer.Argument(metavar="ID", help="A note's id, such as heron/3.")]
When = Annotated[str, typer.Option("--date", metavar="WHEN", help="2026-01-31, '2026-01-31 14:30', yesterday, ...")]
Duration = Annotated[str, typer.Option("--duration", metavar="60m", help="How long the session was: 60m, 1h30.")]
Kind = Annotated[NoteKind | None, typer.Option("--kind", help="What the note is about.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="T", help="A word for finding it; repeatable.")]
ProBono = Annotated[bool | None, typer.Option("--pro-bono/--paid", help="Whether the session was given.")]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help="Only from this day on.")]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help="Only up to this day.")]
Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most N, the latest; 0 for all.")]


def form_option(form: str) -> Any:
    """Returns `--from`, which reads a form from a file or stdin.

    Args:
        form: What it is and may say, for the help.
    """
    return typer.Option("--from", metavar="FILE|-", help=form)


def out_option(file: str) -> Any:
    """Returns `--out`, which names a file that is written.

    Args:
        file: What the file is, and how its name may end, for the help.
    """
    return typer.Option("--out", metavar="FILE", help=file)


def reason_option(why: str) -> Any:
    """Returns `--reason` where it is the reason of one thing only; most commands take `Reason`.

    Args:
        why: Of what it is the reason, for the help.
    """
    return typer.Option("--reason", metavar="TEXT|-", help=why)


Reason = Annotated[str | None, reason_option("Why; goes into the register, so keep names out of it.")]
ConfirmCode = Annotated[str, typer.Option("--confirm", metavar="CODE", help="The client's code, to confirm.")]
