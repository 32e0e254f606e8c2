"""What a part of a mail holds and what its header says: bytes in their encoding, and every name and word beside them.

Nothing that stands there is passed over: what does not belong to an encoding or a header is handed back as text.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from email.message import Message
from email.utils import collapse_rfc2231_value
from quopri import decodestring

from coachvault.errors import Unreadable
from coachvault.mails.charsets import decoded

_AS_IT_IS = ("", "7bit", "8bit", "binary")
_CODED = re.compile(r"=\?([^?\s]*)\?([bBqQ])\?([^?]*)\?=")
_CHUNK = re.compile(rb"[A-Za-z0-9+/]+")
_OF_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,3}|={1,3}")
_TECHNICAL = frozenset(
    f"content-{name}" for name in ("type", "transfer-encoding", "disposition", "id", "language", "md5", "length")
) | {"mime-version", "x-attachment-id", "x-content-type", "x-mozilla-altered", "lines"}
_SHAPED = ("content-type", "content-disposition")
_NAMES = re.compile(r"(?:file)?name", re.IGNORECASE)
_SETTINGS = (
    r"charset|format|delsp|boundary|type|start|start-info|method|micalg|protocol|reply-type|report-type|smime-type|size"
    r"|modification-date|creation-date|read-date|x-unix-mode|x-mac-creator|x-mac-type|x-apple-part-url|component"
)
_DAY = r"\w{3}, \d\d? \w{3} \d{4} [\d:]{5,8} ?[-+\d]{0,5}(?: ?\(?[A-Z]{1,5}\)?)?"
_SET = rf"(?:{_SETTINGS})\s*+=\s*+(?:\"(?:[^\"\s]*|{_DAY})\"|[^\s\";()]*)"
_NAMED = r"(?:file)?name(?:\*\d*\*?)?\s*+=\s*+(?:\"(?:[^\"\\]|\\.)*\"|[^\s\";()]*)"
_REGULAR = re.compile(rf"(?is)\s*+[\w!#$&^.+/-]+(?:\s*+;\s*+(?:{_SET}|{_NAMED}|))*\s*+")
_ONCE = ("content-type", "content-transfer-encoding", "charset")
_UNKNOWN_ENCODING = (
    "A part of the mail is written in an encoding that mail programs do not use; it was not read.",
    "Ask for a plain answer.",
)


def said_in_words(given: str) -> str:
    """Returns a header's value in letters: encoded words are decoded, what stands behind their padding, too.

    Args:
        given: The value as it stands in the mail; bytes that are not ASCII are surrogates.
    """
    plain = decoded(given.encode("utf-8", "surrogateescape"), "utf-8")[0]
    found: list[str] = []
    at, charset, data = 0, "", b""
    for word in _CODED.finditer(plain):
        between = plain[at : word.start()]
        if between.strip() or not data or word[1] != charset:
            found += [decoded(data, charset.partition("*")[0])[0], between if between.strip() or not data else ""]
            charset, data = word[1], b""
        data += _of_word(word[2], word[3].encode())
        at = word.end()
    return "".join((*found, decoded(data, charset.partition("*")[0])[0], plain[at:]))


def _of_word(coding: str, data: bytes) -> bytes:
    return _from_base64(data) if coding in "bB" else decodestring(data, header=True)


def names_in(part: Message, *, all_fields: bool) -> list[str]:
    """Returns the names in a part's header, and all else in it that does not say how the part is written.

    Args:
        part: The part.
        all_fields: Whether it is a part of a mail, in whose header nothing else belongs; in a mail's own there is more.
    """
    found: list[str] = []
    for field, given in part.raw_items():
        name, value = field.lower(), said_in_words(given)
        if name in _SHAPED:
            params = part.get_params([], header=field)
            found += [said_in_words(collapse_rfc2231_value(each)) for key, each in params if _NAMES.fullmatch(key)]
            found += [] if _REGULAR.fullmatch(given) else [f"{field}: {value}"]
        elif name not in _TECHNICAL and (all_fields or name.startswith("content-")):
            found.append(f"{field}: {value}")
    return list(dict.fromkeys(said for each in found if (said := " ".join(each.split()))))


def require_single(part: Message) -> None:
    """Makes sure that a part says once how it is written; of two, a program may follow either.

    Raises:
        BadInput: It says so twice.
    """
    named = [key.lower() for key in part.keys()] + [key.lower() for key, _ in part.get_params([])]  # noqa: SIM118
    if any(named.count(each) > 1 for each in _ONCE):
        raise Unreadable(
            "A part of the mail says twice how it is written; nobody can say which is true.", "Ask for a plain answer."
        )


def content_of(part: Message, raw: bytes | None = None) -> tuple[bytes, bytes]:
    """Returns the bytes of a part, and the lines in it that are not written in its encoding.

    Args:
        part: The part.
        raw: What stands in the mail, where the part holds others.

    Raises:
        BadInput: Mail programs do not use the encoding.
    """
    raw = _stored(part) if raw is None else raw
    encoding = _encoding(part)
    if encoding in _AS_IT_IS:
        return raw, b""
    if encoding == "quoted-printable":
        return decodestring(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")), b""
    if encoding != "base64":
        raise Unreadable(*_UNKNOWN_ENCODING)
    coded, others = _sorted_out(raw)
    return _from_base64(coded), others


def last_line(part: Message) -> bytes:
    """Returns the last line of a part as it stands in the mail, where that is Base64; it may be none by chance."""
    return _stored(part).strip().split(b"\n")[-1] if _encoding(part) == "base64" else b""


def is_as_it_is(part: Message) -> bool:
    """Returns whether what a part holds stands in the mail without an encoding."""
    return _encoding(part) in _AS_IT_IS


def _encoding(part: Message) -> str:
    return str(part.get("content-transfer-encoding", "")).strip().lower()


def _stored(part: Message) -> bytes:
    """Returns what a part holds as it stands in the mail; `get_payload` would read it in the charset that is named."""
    given = getattr(part, "_payload", "")
    return given.encode("utf-8", "surrogateescape") if isinstance(given, str) else b""


def _sorted_out(raw: bytes) -> tuple[bytes, bytes]:
    """Returns the lines of Base64, and those that are none, or that stand below the one that is shorter than others."""
    coded: list[bytes] = []
    others: list[bytes] = []
    longest, over = 0, False
    for line in raw.replace(b"\r", b"\n").split(b"\n"):
        said = line.strip()
        fits = bool(_OF_BASE64.fullmatch(said))
        coded += [said] if fits or not said.count(b" ") else []
        others += [said] if said and (over or not fits) else []
        over = over or (fits and (len(said) < longest or said.endswith(b"=")))
        longest = max(longest, len(said)) if fits else longest
    return b"\n".join(coded), b"\n".join(others)


def _from_base64(coded: bytes) -> bytes:
    """Returns what Base64 says, also behind a padding; signs that belong to none are passed over, as programs do."""
    whole = b"".join(coded.split())
    return b"".join(_chunks(whole))


def _chunks(whole: bytes) -> Iterator[bytes]:
    for piece in whole.split(b"="):
        chunk = b"".join(_CHUNK.findall(piece))
        chunk = chunk[: len(chunk) - (len(chunk) % 4 == 1)]
        try:
            yield b64decode(chunk + b"=" * (-len(chunk) % 4))
        except (Error, ValueError):
            continue
