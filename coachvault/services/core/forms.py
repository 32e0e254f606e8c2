"""Forms: TOML that people write and scripts pipe in (`--from`), checked against the type it describes."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from coachvault.errors import BadInput

_T = TypeVar("_T")
_UNKNOWN = re.compile(r"Object contains unknown field `.*`(?= - at |$)", re.DOTALL)


def parse_toml(text: str) -> dict[str, Any]:
    """Parses TOML.

    Raises:
        BadInput: It is none; the line is named.
    """
    import tomllib  # loaded only where a form comes in

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadInput("That TOML is not valid: it is nested too deeply.") from None
    except ValueError as error:  # TOMLDecodeError, and numbers of too many digits
        raise BadInput(
            f"That is not TOML; see {_without_values(str(error))}", 'A line looks like: name = "..."'
        ) from None


def to_value(fields: dict[str, Any], as_type: type[_T]) -> _T:
    """Builds a value from the fields of a form.

    Raises:
        BadInput: A field is unknown, missing or of the wrong type; the field is named, its content is not.
    """
    try:
        return msgspec.convert(fields, as_type)
    except msgspec.ValidationError as error:
        raise BadInput(
            f"The form is not valid: {_without_content(str(error))}; nothing was changed.",
            f"Fields: {', '.join(getattr(as_type, '__struct_fields__', ()))}.",
        ) from None


def updated(value: _T, fields: dict[str, Any]) -> _T:
    """Returns a value with the fields of a form in place of its own.

    Raises:
        BadInput: A field is unknown or of the wrong type.
    """
    return to_value({**msgspec.to_builtins(value), **fields}, type(value))


def _without_content(message: str) -> str:
    """Keeps which field is wrong and drops its content: it may be a name."""
    message = _UNKNOWN.sub("there is a field that is not known", message)
    fault, at, field = message.partition(" - at ")
    return f"one of the fixed words is expected{at}{field}" if fault.startswith("Invalid enum value") else message


def _without_values(message: str) -> str:
    """Keeps the place of a fault and drops its content: it may be a name."""
    place = message.rfind("(at ")
    return message[place + 4 : -1] if place >= 0 else "somewhere"
