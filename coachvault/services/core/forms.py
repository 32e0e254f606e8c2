"""Forms: TOML that people write and scripts pipe in (`--from`), checked against the type it describes."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from coachvault.errors import BadInput

_T = TypeVar("_T")
_UNKNOWN = re.compile(r"Object contains unknown field `.*`(?= - at |$)", re.DOTALL)


LONGEST_FORM = 16 * 1024
LONGEST_TEXT = 256 * 1024
"""The most bytes of a form with a text in it, such as a release or a policy; of any other form, 16 KiB."""
_MOST_DOTS = 32
_MOST_DOTS_IN_ALL = 2_000
_STRINGS = re.compile(
    r'''"""(?:\\.|[^\\])*?(?:"""|\Z)|\'{3}.*?(?:\'{3}|\Z)|"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|#[^\n]*''', re.DOTALL
)
"""What stands in quotes, and comments; one that is never closed goes to its end, so that nothing is looked at twice."""


def parse_toml(text: str, longest: int = LONGEST_FORM) -> dict[str, Any]:
    """Parses TOML whose size and depth are bounded before: a key of a hundred thousand parts would take gigabytes.

    Args:
        text: The TOML.
        longest: The most bytes that it may have in UTF-8.

    Raises:
        BadInput: It is none, the line is named; or it is too large, or nested too deeply.
    """
    size = len(text.encode(errors="surrogatepass"))
    if size > longest:
        raise BadInput(f"That form is too large: it has {size:,} bytes, and may have {longest:,}.")
    bare = _STRINGS.sub("", text)
    if bare.count(".") > _MOST_DOTS_IN_ALL or any(line.count(".") > _MOST_DOTS for line in bare.splitlines()):
        raise BadInput("That TOML is not valid: it is nested too deeply.")
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
