"""A group of commands that imports a command's module only when that command is called."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache
from importlib import import_module
from itertools import islice
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

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Collects its own options from anywhere in the line, then parses like every group."""
        return super().parse_args(ctx, self.hoist(args))

    def hoist(self, args: list[str]) -> list[str]:
        """Moves its own options to the front, so that they may be anywhere before a bare `--`.

        The value of an option of the command that is called stays where it is. So do options that are answered at once,
        such as `--version`.

        Args:
            args: The arguments as they were given.
        """
        own = {name: not each.is_flag for each in self._moving() for name in each.opts}
        front: list[str] = []
        rest: list[str] = []
        words = iter(args)
        for word in words:
            if word == "--":
                return [*front, *rest, word, *words]
            name, equals, _ = word.partition("=")
            if name in own and (own[name] or not equals):
                front += [word, *islice(words, own[name] and not equals)]
            elif word.startswith("-") and self._takes_value(rest, word):
                rest += [word, *islice(words, 1)]
            else:
                rest.append(word)
        return [*front, *rest]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Finds a command by its word and imports it."""
        word, command, rest = super().resolve_command(ctx, args)
        if word is not None and word in self.modules:
            command = self._loaded(word, rest)
        return word, command, rest

    def _moving(self) -> list[Any]:
        return [each for each in _options(self) if not each.is_eager and each.name not in _ROOT_ONLY]

    def _takes_value(self, words: list[str], name: str) -> bool:
        """Returns whether the command that these words call has such an option, and it takes a value."""
        if not words or words[0] not in self.modules:
            return False
        command = self._loaded(words[0], words[1:])
        for word in words[1:]:
            command = getattr(command, "commands", {}).get(word, command)
        return any(name in each.opts and not each.is_flag for each in _options(command))

    def _loaded(self, word: str, rest: list[str]) -> Any:
        return _load(word, self.modules[word], rest[0] if rest else "")


@cache
def _load(word: str, module: str, inner: str) -> Any:
    """Imports a command, or a group for the command `inner` of it."""
    command = _command_of(import_module(module).app, inner)
    command.name = word
    for each in getattr(command, "commands", {}).values():
        each.short_help = each.help  # whole lines in the list of commands
    command.params = [each for each in command.params if each.name not in _ROOT_ONLY]
    return command


def _options(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "option"]


def _command_of(app: Typer, word: str) -> Any:
    """Returns a command or a group; of a group only the command of that word, because preparing each takes time."""
    called = [each for each in app.registered_commands if each.name == word]
    if len(app.registered_commands) < 2 or not called:
        return get_command(app)
    narrowed = copy(app)
    narrowed.registered_commands = called
    return get_group(narrowed)
