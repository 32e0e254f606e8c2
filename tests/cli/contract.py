"""The keys that scripts may rely on, as `contract.txt` lists them; nothing here is read from the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple


class Key(NamedTuple):
    """A key of an answer, and what its value, or each in its list, may be where that is an object."""

    name: str
    is_optional: bool
    objects: tuple[str, ...]


Keys = list[Key]
ANSWERS: dict[str, list[Keys]] = {}
OBJECTS: dict[str, Keys] = {}
_CALLED = {"version": "--version", "access request": "access"}


def _key(text: str) -> Key:
    name, _, objects = text.partition(":")
    return Key(name.removesuffix("?"), name.endswith("?"), tuple(filter(None, objects.split("|"))))


def _read() -> None:
    text = Path(__file__).with_suffix(".txt").read_text().replace("\n    ", " ")
    commands, objects = text.partition("[commands]\n")[2].split("\n[objects]\n")
    for line in commands.splitlines():
        words, _, keys = line.partition(" = ")
        for each in words.split(", "):
            ANSWERS.setdefault(each, []).append([_key(key) for key in keys.split()])
    for line in objects.splitlines():
        name, _, keys = line.partition(" = ")
        OBJECTS[name] = [_key(key) for key in keys.split()]


_read()


def fits(command: str, data: Any) -> bool:
    """Tells whether an answer has the keys of one that a command may give, in their order, and no other.

    Args:
        command: As the answer itself names it.
        data: The answer.
    """
    return any(_fits(data, keys) for keys in ANSWERS[_CALLED.get(command, command)])


def _fits(value: Any, keys: Keys) -> bool:
    return list(value) == [key.name for key in keys if key.name in value or not key.is_optional] and all(
        any(_fits(each, OBJECTS[name]) for name in key.objects)
        for key in keys
        if key.objects and key.name in value
        for each in (value[key.name] if isinstance(value[key.name], list) else [value[key.name]])
        if each is not None
    )
