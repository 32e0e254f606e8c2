"""Makes a function a command: it receives its context, and its reply is shown under the words that call it.

A module of commands imports all of that from here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import msgspec
import typer

from coachvault.cli.context import Context
from coachvault.cli.terminal.output import Reply
from coachvault.render.as_json.envelope import Data

__all__ = ["Context", "Given", "Reply", "command", "given_with", "group", "single", "without"]

Given = Mapping[str, Any]
Run = Callable[..., Reply[Any] | None]

_CONTEXT, _OPENED = "context", "opened"


def group(help_line: str, **more: Any) -> typer.Typer:
    """Returns a group of commands; alone it shows its help.

    Args:
        help_line: Its help text.
        more: Further arguments for Typer.
    """
    return typer.Typer(rich_markup_mode=None, help=help_line, **{"no_args_is_help": True} | more)


def single() -> typer.Typer:
    """Returns an app for one command that is not in a group."""
    return typer.Typer(rich_markup_mode=None)


def command(
    app: typer.Typer,
    word: str | None = None,
    *,
    only_reads: bool | Callable[[Given], bool] = False,
    shows: type[Data] | None = None,
) -> Callable[[Run], Run]:
    """Makes a function a command of a group.

    The first parameter of the function is `context`; the next is `opened` if it unlocks the vault first. The rest are
    options or arguments. What it returns is shown; None shows nothing.

    Args:
        app: The group.
        word: Its word in the group; None for a command that is not in one.
        only_reads: Whether it changes nothing, always or with the given options. With `--read-only` every other command
            is refused before it asks or reads anything.
        shows: The type of its answer for scripts, if it shows that itself and returns nothing.
    """

    def register(run: Run) -> Run:
        signature = inspect.signature(run, eval_str=True)
        own = [each for each in signature.parameters.values() if each.name not in (_CONTEXT, _OPENED)]
        unlocks = _OPENED in signature.parameters

        @wraps(run)
        def called(ctx: typer.Context, **given: Any) -> None:
            words = ctx.command_path.partition(" ")[2]
            context: Context = msgspec.structs.replace(ctx.obj, words=words)
            if not (only_reads(given) if callable(only_reads) else only_reads):
                context.setting.require_writing()
            if unlocks:
                from coachvault.cli.unlock.open_vault import unlock  # loaded only by commands that open a vault

                given[_OPENED] = unlock(context)
            if reply := run(context, **given):
                context.show(reply)

        called.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[
                inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
                *(each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own),
            ],
            return_annotation=None,
        )
        called.only_reads = only_reads  # type: ignore[attr-defined]
        called.shows = shows  # type: ignore[attr-defined]
        app.command(word)(called)
        return run

    return register


def without(*names: str) -> Callable[[Given], bool]:
    """Returns whether none of these options was given."""
    return lambda given: not any(given[name] for name in names)


def given_with(name: str) -> Callable[[Given], bool]:
    """Returns whether an option was given."""
    return lambda given: bool(given[name])
