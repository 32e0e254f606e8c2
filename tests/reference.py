"""What each command answers scripts, read from its annotations and the records: `docs/reference/json.md` is made of it.

`python -m tests.reference` writes the page anew; its introduction, above the mark, is written by hand.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, NamedTuple, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

import msgspec

from coachvault.cli.guides.day import day
from coachvault.cli.terminal.output import Reply
from coachvault.render.as_json.files import Version
from tests.commands import commands

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "json.md"
MARK = "<!-- From here on the page is made by `python -m tests.reference`. -->\n"
_MOST_WORDS = 10


class Key(NamedTuple):
    """A key of an object.

    Attributes:
        name: The key.
        kind: The type of its value, without the list that it may stand in.
        said: What is said of it.
        is_list: Whether there are several values.
        is_nullable: Whether there may be none, which is null.
        is_optional: Whether it is there only at times.
        objects: The objects that its value may be.
    """

    name: str
    kind: Any
    said: str
    is_list: bool
    is_nullable: bool
    is_optional: bool
    objects: tuple[Any, ...]


def answers() -> dict[str, list[Any]]:
    """Returns what each command may answer, by its words; that without any is `day`."""
    found = {"day": shapes(day), "--version": [Version]}
    for words, command in commands().items():
        shown = [command.callback.shows] if command.callback.shows else []
        found[words] = [*shapes(inspect.unwrap(command.callback)), *shown]
    return found


def shapes(run: Callable[..., Any]) -> list[Any]:
    """Returns what a function may answer, as its annotation says."""
    returned = get_type_hints(run)["return"]
    return [get_args(each)[0] for each in _parts(returned) if get_origin(each) is Reply]


def is_object(kind: Any) -> bool:
    """Tells whether values of a type are JSON objects whose keys it names."""
    return is_typeddict(kind) or (isinstance(kind, type) and issubclass(kind, msgspec.Struct))


def keys(shape: Any) -> list[Key]:
    """Returns the keys of an object, in their order."""
    if is_typeddict(shape):
        return [_key(*each) for each in get_type_hints(shape, include_extras=True).items()]
    return [_key(each.encode_name, each.type) for each in msgspec.structs.fields(shape)]


def objects(shape: Any) -> Iterator[Any]:
    """Yields the objects within an answer, the outer ones first; one may come again."""
    for key in keys(shape):
        for each in key.objects:
            yield each
            yield from objects(each)


def is_of_types(data: dict[str, Any], shape: Any) -> bool:
    """Tells whether the values of an answer are what the page says: a list, null, an object, one of a few words."""
    return all(_is_of_type(data[key.name], key) for key in keys(shape) if key.name in data)


def _is_of_type(value: Any, key: Key) -> bool:
    if value is None:
        return key.is_nullable
    if not isinstance(value, list):
        return not key.is_list and _is_one(value, key)
    return key.is_list and all(_is_one(each, key) for each in value)


def _is_one(value: Any, key: Key) -> bool:
    if key.objects:
        return isinstance(value, dict) and any(is_of_types(value, each) for each in key.objects)
    try:
        msgspec.convert(value, key.kind)
    except msgspec.ValidationError:
        return False
    return True


def name_of(shape: Any) -> str:
    """Returns how the page calls an object: `NoteLineRecord` is a *note line*."""
    name: str = shape.__name__.removesuffix("Record")
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name).strip()


def page() -> str:
    """Returns the page as it has to be: its introduction, and what is made."""
    calls: dict[Any, list[str]] = {}
    for words, found in answers().items():
        for shape in found:
            calls.setdefault(shape, []).append("none" if words == "day" else f"`{words}`")
    known = dict.fromkeys(each for shape in calls for each in objects(shape))
    lines = [PAGE.read_text().partition(MARK)[0] + MARK, "| command | `data` |", "|---|---|"]
    lines += [f"| {', '.join(words)} | {_told(shape)} |" for shape, words in calls.items()]
    lines += ["", "| object | what it is | keys |", "|---|---|---|"]
    lines += [f"| *{name_of(each)}* | {_described(each)} | {_told(each)} |" for each in sorted(known, key=name_of)]
    return "\n".join(lines) + "\n"


def _described(shape: Any) -> str:
    return "" if is_typeddict(shape) else (inspect.getdoc(shape) or "").partition("\n")[0]


def _told(shape: Any) -> str:
    return ", ".join(map(_key_told, keys(shape)))


def _key_told(key: Key) -> str:
    said = [" or ".join(f"*{name_of(each)}*" for each in key.objects)]
    if isinstance(key.kind, type) and issubclass(key.kind, Enum) and len(key.kind) < _MOST_WORDS:
        said.append(", ".join(f"`{each.value}`" for each in key.kind))
    said += [key.said, "or null" if key.is_nullable and "null" not in key.said else ""]
    message = "; ".join(filter(None, said))
    return f"`{key.name}{'[]' if key.is_list else ''}`" + (f" ({message})" if message else "")


def _key(name: str, kind: Any) -> Key:
    may_lack = get_origin(kind) is NotRequired
    if may_lack:
        (kind,) = get_args(kind)
    said = ""
    if get_origin(kind) is Annotated:
        kind, said = get_args(kind)
    may_be = _parts(kind)
    parts = [each for each in may_be if each not in (type(None), msgspec.UnsetType)]
    is_list = get_origin(parts[0]) in (list, tuple)
    inner = [each for part in parts for each in _parts(get_args(part)[0] if is_list else part)]
    found = tuple(each for each in inner if is_object(each))
    return Key(name, inner[0], said, is_list, type(None) in may_be, may_lack or msgspec.UnsetType in may_be, found)


def _parts(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
