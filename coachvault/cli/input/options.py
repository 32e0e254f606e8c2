"""Options that several commands have, each with one meaning and one help text."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coachvault.practice.note import NoteKind


def option(name: str, said: str, **more: Any) -> Any:
    """Returns an option, declared as its help shows it.

    Args:
        name: Its name and what it takes, as `--on DATE`; the name alone where it takes nothing.
        said: What is said of it.
        more: As Typer takes it.
    """
    word, _, taken = name.partition(" ")
    return typer.Option(word, metavar=taken or None, help=said, **more)


def argument(said: str, name: str = "", **more: Any) -> Any:
    """Returns an argument, declared as its help shows it.

    Args:
        said: What is said of it.
        name: What it is called; as its variable when left out.
        more: As Typer takes it.
    """
    return typer.Argument(metavar=name or None, help=said, **more)


ClientCode = Annotated[str, argument("The client's code or its start.")]
AnyClient = Annotated[str, argument("A client's code; all when left out.")]
NewCode = Annotated[str, argument("A neutral code; one is offered when left out.")]
WhichEngagement = Annotated[str, argument("A client's code, or an engagement's id such as E1.", "CLIENT|ID")]
Id = Annotated[str, argument("A note's id, such as heron/3.", "ID")]
When = Annotated[str, option("--date WHEN", "2026-01-31, 31.1.2026, '31 January 14:30', yesterday, ...")]
TakeActions = Annotated[bool, option("--actions", "Keep its lines such as `- [ ] call` as actions.")]
Future = Annotated[bool, option("--future", "The day is meant, although it is more than a week ahead.")]
Duration = Annotated[str, option("--duration 60m", "How long the session was: 60m, 1h30.")]
Kind = Annotated[NoteKind | None, option("--kind", "What the note is about.")]
Tags = Annotated[list[str] | None, option("--tag T", "A word for finding it; repeatable.")]
ProBono = Annotated[bool | None, option("--pro-bono/--paid", "Whether the session was pro bono or paid.")]
Since = Annotated[str, option("--since DATE", "Only from this day on.")]
Until = Annotated[str, option("--until DATE", "Only up to this day.")]
Limit = Annotated[int, option("--limit N", "At most N, the latest; 0 for all.", min=0)]


def form_option(form: str) -> Any:
    """Returns `--from`, which reads a form from a file or stdin.

    Args:
        form: What the form is and may contain, for the help.
    """
    return option("--from FILE|-", form)


def out_option(file: str) -> Any:
    """Returns `--out`, which names a file that is written.

    Args:
        file: What the file is, and how its name may end, for the help.
    """
    return option("--out FILE", file)


def reason_option(why: str) -> Any:
    """Returns `--reason` with a help text of its own; most commands use `Reason`.

    Args:
        why: What it is the reason for, for the help.
    """
    return option("--reason TEXT|-", why)


Reason = Annotated[str | None, reason_option("Why; goes into the register, so keep names out of it.")]
ConfirmCode = Annotated[str, option("--confirm CODE", "The client's code, to confirm.")]
