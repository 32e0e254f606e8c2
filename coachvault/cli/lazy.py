"""A group of commands that imports a command's module only when that command is run."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from importlib import import_module
from typing import Any, ClassVar

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

_ROOT_ONLY = ("install_completion", "show_completion")  # Typer gives them to every app it turns into a command


class LazyGroup(TyperGroup):
    """Lists its commands from a table; help, completion and "did you mean" import none of them.

    A test compares each line with the module's own help, so that the table stays true.
    """

    modules: ClassVar[Mapping[str, str]] = {}
    lines: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for word, line in self.lines.items():
            self.add_command(TyperCommand(word, help=line, short_help=line, rich_markup_mode=None))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Finds a command by its word and imports it."""
        word, command, rest = super().resolve_command(ctx, args)
        if word is not None and word in self.modules:
            command = _command_of(import_module(self.modules[word]).app, rest)
            command.name = word
            for each in getattr(command, "commands", {}).values():
                each.short_help = each.help  # whole lines in the list of commands
            command.params = [each for each in command.params if each.name not in _ROOT_ONLY]
        return word, command, rest


def _command_of(app: Typer, rest: list[str]) -> Any:
    """Returns a command or a group; of a group only the command that was typed, because each costs time to prepare."""
    typed = [each for each in app.registered_commands if rest and each.name == rest[0]]
    if len(app.registered_commands) < 2 or not typed:
        return get_command(app)
    narrowed = copy(app)
    narrowed.registered_commands = typed
    return get_group(narrowed)
