"""Values to bytes and back, and the associated data that ties a box to its place.

Records are JSON, so that an independent reader needs nothing but a standard library. Byte strings in JSON are base64.
"""

from __future__ import annotations

from typing import Any, NewType, TypeVar

import msgspec
from msgspec import inspect

from coachvault.errors import BadInput, FormatError

VaultId = NewType("VaultId", bytes)
CopyId = NewType("CopyId", bytes)
SlotId = NewType("SlotId", bytes)
CompartmentId = NewType("CompartmentId", bytes)
RecordId = NewType("RecordId", bytes)

ID_BYTES = 16
_T = TypeVar("_T")
_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: object) -> bytes:
    """Encodes a value as JSON in UTF-8, with keys in a fixed order.

    Raises:
        BadInput: A text in it holds half a character, as a file's name or a word of the command line can.
    """
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        raise BadInput("A text or a path is not UTF-8 (it holds half a character); nothing was changed.") from None


def decode(data: bytes, as_type: type[_T]) -> _T:
    """Decodes JSON into exactly the type that was asked for.

    Raises:
        FormatError: The bytes are no such value; the message holds none of them.
    """
    try:
        return msgspec.json.decode(data, type=as_type)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise FormatError(f"A sealed value is not a {as_type.__name__} as the format says.") from None


def decode_known(data: bytes, as_type: type[_T]) -> _T:
    """Decodes JSON of a newer program without the fields that the type does not have, at any depth (vault-format 15.1).

    Raises:
        FormatError: The bytes are no such value; the message holds none of them.
    """
    return decode(encode(_known_part(decode(data, object), inspect.type_info(as_type))), as_type)


def _known_part(value: Any, kind: inspect.Type) -> Any:
    """Returns a JSON value without the fields that its type does not have."""
    match value, kind:
        case dict(), inspect.StructType():
            fields = {each.encode_name: each.type for each in kind.fields}
            return {name: _known_part(each, fields[name]) for name, each in value.items() if name in fields}
        case dict(), inspect.DictType():
            return {name: _known_part(each, kind.value_type) for name, each in value.items()}
        case list(), inspect.CollectionType():
            return [_known_part(each, kind.item_type) for each in value]
        case _, inspect.UnionType():
            found = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
            return _known_part(value, found[0]) if len(found) == 1 else value
    return value


def associated_data(*fields: str | bytes | int) -> bytes:
    """Joins fields so that no two lists of fields give the same bytes (vault-format 3.4).

    Args:
        fields: Text as UTF-8, numbers as 8 bytes little-endian; each behind its length in 4 bytes little-endian.
    """
    return b"".join(len(raw).to_bytes(4, "little") + raw for raw in map(_field, fields))


def _field(field: str | bytes | int) -> bytes:
    if isinstance(field, bytes):
        return field
    if isinstance(field, str):
        return field.encode()
    return field.to_bytes(8, "little")
