"""The base of every answer for scripts: a record whose fields are the keys, in their order."""

from __future__ import annotations

from datetime import date
from functools import cache
from types import UnionType
from typing import Any, ClassVar, NamedTuple, Self, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET

_MISSING = object()


class Record(msgspec.Struct, frozen=True):
    """An object that scripts read; a field that is UNSET is left out.

    A field has the name of what it is taken from; where its key is another, that is given as its `name`. A text in
    `Annotated` says what a field's name and type do not; `docs/reference/json.md` is made from it.
    """

    parts: ClassVar[tuple[str, ...]] = ()
    """Attributes of a value, dotted where they lie deeper, from which fields are taken, too."""

    @classmethod
    def of(cls, *values: object, **own: Any) -> Self:
        """Returns the record of a value, with the records of what is within it.

        A field that holds text gets the text of what is none, and one that may be null is null where there is nothing.

        Args:
            values: Where each field is taken from: the first that has an attribute of its name, itself or in its parts.
            own: Fields with their values.

        Raises:
            TypeError: A required field is found nowhere.
        """
        sources = [each for value in values for each in (value, *(_within(value, part) for part in cls.parts))]
        for field in _fields(cls):
            found = own.get(field.name, _MISSING)
            for source in sources if found is _MISSING else ():
                if (found := getattr(source, field.name, _MISSING)) is not _MISSING:
                    break
            if found is not _MISSING:
                own[field.name] = field.fit(found)
        return cls(**own)


class _Field(NamedTuple):
    """A field: whether it may be null, whether it holds a list, and the type of what it holds."""

    name: str
    may_be_null: bool
    is_list: bool
    kind: Any

    def fit(self, value: Any) -> Any:
        if value is UNSET:
            return value
        if self.may_be_null and not value and value is not False:
            return None
        return [_one(self.kind, each) for each in value] if self.is_list else _one(self.kind, value)


@cache
def _fields(cls: type[Record]) -> list[_Field]:
    hints = get_type_hints(cls)
    found = []
    for name in cls.__struct_fields__:
        kinds = get_args(hints[name]) if isinstance(hints[name], UnionType) else (hints[name],)
        is_list = get_origin(kinds[0]) is list
        kind = get_args(kinds[0])[0] if is_list else kinds[0]
        found.append(_Field(name, type(None) in kinds, is_list, kind))
    return found


def _one(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, Record) and not isinstance(value, kind):
        return kind.of(value)
    if kind is not str or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else str(value)


def _within(value: object, part: str) -> object:
    for name in part.split("."):
        value = getattr(value, name, None)
    return value
