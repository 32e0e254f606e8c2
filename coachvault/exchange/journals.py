"""Journals of other programs, read: jrnl, Day One, and Markdown files.

Each parser takes what its program writes and returns entries; the text of an entry is kept word for word, but for blank
lines that jrnl puts at its end. Nothing here trusts a file: what does not look as its program writes it is refused, and
the message names the entry by its number.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from coachvault.errors import BadInput

LARGEST_JOURNAL_BYTES = 64 * 1024 * 1024
_HEADER = re.compile(r"\[([^\]\n]{10,40})\] ?(.*)")
_FORMATS = ("%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %I:%M %p", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")
_UNKNOWN_HEADER = re.compile(r"\[\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[^\]\n]*\].*")
_TAG = re.compile(r"(?<!\S)@([-+*#/\w]+)")
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_FRONT = re.compile(
    rf"^date:[ \t]*[\"']?({_DATED.pattern}(?:[T ](\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?))?)", re.MULTILINE
)
_BOM = b"\xef\xbb\xbf"
_T = TypeVar("_T")


class JournalEntry(msgspec.Struct, frozen=True):
    """One entry of a journal.

    Args:
        held_on: A day, or a moment with or without its offset, as ISO 8601 text.
        text: Its text, word for word.
        tags: Its tags, as the program has them, without their sign.
        zone: The time zone's name, where the journal has one.
        is_guessed: Whether the day is that on which the file was last changed, because it names none.
    """

    held_on: str
    text: str
    tags: tuple[str, ...] = ()
    zone: str = ""
    is_guessed: bool = False


class _JrnlEntry(msgspec.Struct):
    title: str
    date: str
    body: str = ""
    time: str = ""
    tags: list[str] = []


class _Jrnl(msgspec.Struct):
    entries: list[_JrnlEntry]


class _DayOneEntry(msgspec.Struct, rename="camel"):
    creation_date: datetime
    text: str = ""
    time_zone: str = ""
    tags: list[str] = []


class _DayOne(msgspec.Struct):
    entries: list[_DayOneEntry]


def parse_jrnl(data: bytes) -> list[JournalEntry]:
    """Parses a journal of jrnl: its file, `jrnl --format text`, or `jrnl --format json`.

    Raises:
        BadInput: It is none, or a date is none that jrnl writes.
    """
    if data.removeprefix(_BOM).lstrip()[:1] == b"{":
        return _numbered(_from_json(data, _Jrnl).entries, _from_jrnl)
    found: list[tuple[str, list[str]]] = []
    for line in _text(data).split("\n"):
        header = _HEADER.fullmatch(line.removesuffix("\r"))
        if header and (when := _jrnl_moment(header[1])):
            found.append((when, [header[2]]))
        elif _UNKNOWN_HEADER.fullmatch(line.removesuffix("\r")):
            raise BadInput(f"Entry {len(found) + 1}: its date is none, or in another format.", _JRNL_HINT)
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            raise BadInput("That is no journal of jrnl: it does not begin with a date in brackets.", _JRNL_HINT)
    texts = [(when, "\n".join(lines).rstrip()) for when, lines in found]
    return [JournalEntry(when, text, tuple(dict.fromkeys(_TAG.findall(text)))) for when, text in texts]


def parse_day_one(data: bytes) -> list[JournalEntry]:
    """Parses an export of Day One: the ZIP file, or the JSON in it. Photos stay where they are.

    Raises:
        BadInput: It is not one, or it is too large.
    """
    return _numbered(_from_json(_unzipped(data), _DayOne).entries, _from_day_one)


def parse_markdown(files: Iterable[tuple[str, bytes, date]]) -> list[JournalEntry]:
    """Parses Markdown files, each of them an entry.

    Its day is the `date:` at the top of the file, else the date with which its name begins, else the last day on which
    it was changed.

    Args:
        files: Their names, their bytes, and the day on which each was last changed.

    Raises:
        BadInput: One is no text.
    """
    return _numbered(list(files), lambda file: _from_markdown(*file))


def _from_jrnl(entry: _JrnlEntry) -> JournalEntry:
    moment = datetime.fromisoformat(f"{entry.date} {entry.time}".strip())
    held_on = moment.isoformat(timespec="minutes") if entry.time else moment.date().isoformat()
    text = f"{entry.title}\n{entry.body}".rstrip()
    return JournalEntry(held_on, text, tuple(tag.lstrip("@#") for tag in entry.tags))


def _from_day_one(entry: _DayOneEntry) -> JournalEntry:
    try:
        moment = entry.creation_date.astimezone(ZoneInfo(entry.time_zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return JournalEntry(entry.creation_date.isoformat(timespec="minutes"), entry.text, tuple(entry.tags))
    if (offset := moment.utcoffset()) and offset.total_seconds() % 60:  # before zones had whole minutes
        moment = entry.creation_date
    return JournalEntry(moment.isoformat(timespec="minutes"), entry.text, tuple(entry.tags), entry.time_zone)


def _from_markdown(name: str, data: bytes, changed: date) -> JournalEntry:
    text = _text(data)
    lines = text.replace("\r\n", "\n")
    front = _FRONT.search(lines.partition("\n---")[0]) if lines.startswith("---\n") else None
    found = _DATED.search(front[1]) if front else _DATED.match(name)
    if found is None:
        return JournalEntry(changed.isoformat(), text, is_guessed=True)
    day = date(int(found[1]), int(found[2]), int(found[3]))
    if front is None or not front[5]:
        return JournalEntry(day.isoformat(), text)
    return JournalEntry(datetime.fromisoformat(f"{day}T{front[5]}").isoformat(timespec="minutes"), text)


def _numbered(found: list[_T], parse: Callable[[_T], JournalEntry]) -> list[JournalEntry]:
    entries = []
    for number, each in enumerate(found, start=1):
        try:
            entries.append(parse(each))
        except BadInput as error:
            raise BadInput(f"Entry {number}: {error.message}", error.hint) from None
        except (ValueError, OverflowError):
            raise BadInput(f"Entry {number}: its date is none.", "Nothing was imported.") from None
    return entries


def _jrnl_moment(text: str) -> str:
    for form in _FORMATS:
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - jrnl writes no offset
        except ValueError:
            continue
        return moment.date().isoformat() if form == "%Y-%m-%d" else moment.isoformat(timespec="minutes")
    return ""


def _from_json(data: bytes, as_type: type[_T]) -> _T:
    try:
        return msgspec.json.decode(data.removeprefix(_BOM), type=as_type)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise BadInput("That is no journal as its program writes it.", _JSON_HINT) from None


def _unzipped(data: bytes) -> bytes:
    if data[:4] != b"PK\x03\x04":
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(_journals(archive))
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, ValueError):
        raise BadInput("The ZIP file is damaged or locked; nothing was imported.") from None


def _journals(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Yields the one journal of an archive, however much a forged size claims."""
    names: list[Any] = [each for each in archive.infolist() if _is_journal(each.filename)]
    if len(names) == 1 and names[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadInput("The ZIP file is packed in a way that Day One does not use; nothing was imported.")
    if len(names) != 1:
        raise BadInput(f"There are {len(names)} journals in the ZIP file, and only one can be imported.", _JSON_HINT)
    with archive.open(names[0]) as file:
        data = file.read(LARGEST_JOURNAL_BYTES + 1)
    if len(data) > LARGEST_JOURNAL_BYTES:
        raise BadInput("A journal has at most 64 MiB; nothing was imported.")
    yield data


def _is_journal(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last.lower().endswith(".json") and not last.startswith("._")


def _text(data: bytes) -> str:
    try:
        return data.removeprefix(_BOM).decode()
    except UnicodeDecodeError:
        raise BadInput("It is not UTF-8.", "Save it as UTF-8 and try again.") from None


_JRNL_HINT = "`jrnl --format json > journal.json` writes one that can be imported, with any time format."
_JSON_HINT = "jrnl: `jrnl --format json`. Day One: File, Export, JSON."
