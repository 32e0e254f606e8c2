"""The base of every answer for scripts: a record whose fields are the keys, in their order."""

from __future__ import annotations

from typing import Any, Self

import msgspec

_MISSING = object()


class Record(msgspec.Struct, frozen=True):
    """An object that scripts read; a field that is UNSET is left out.

    A text in `Annotated` says what a field's name and type do not; `docs/reference/json.md` is made from it.
    """

    @classmethod
    def of(cls, *values: object, **own: Any) -> Self:
        """Returns the record of a value.

        Args:
            values: Where each field is taken from: the first that has an attribute of its name.
            own: Fields with their values.

        Raises:
            TypeError: A required field is found nowhere.
        """
        for name in cls.__struct_fields__:
            for value in () if name in own else values:
                if (found := getattr(value, name, _MISSING)) is not _MISSING:
                    own[name] = found
                    break
        return cls(**own)
