"""Journals of other programs: what jrnl 4.2, Day One and Markdown editors write, and what nobody should take."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.errors import BadInput
from coachvault.exchange import journals
from coachvault.exchange.journals import JournalEntry, parse_day_one, parse_jrnl, parse_markdown

JRNL = """\
[2026-01-05 02:00:00 PM] First session. She wants to speak up @heron.
More lines
[not a date] here

[2026-02-05 09:30:00 AM] Second session! It went well @heron @voice *

[2026-02-06 09:00:00 AM] No time given
"""
JRNL_JSON = {
    "tags": {"@heron": 1},
    "entries": [
        {
            "title": "First session. She wants to speak up @heron.",
            "body": "More lines\n[not a date] here",
            "date": "2026-01-05",
            "time": "14:00",
            "tags": ["@heron"],
            "starred": False,
        },
        {"title": "No body", "body": "", "date": "2026-02-06", "time": "09:00", "tags": [], "starred": True},
    ],
}
DAY_ONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "00",
            "creationDate": "2026-01-05T13:00:00Z",
            "timeZone": "Europe/Berlin",
            "text": "First session.\n\nShe spoke.",
            "tags": ["heron", "two words"],
            "starred": False,
            "photos": [{"md5": "00"}],
        },
        {"creationDate": "2026-02-05T13:00:00Z", "timeZone": "../../etc/passwd"},
    ],
}


DEEP = json.dumps({"entries": [{"creationDate": "2026-01-05T13:00:00Z", "text": str(range(99))}]}).encode()


def zipped(*files: tuple[str, bytes], pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", pack) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_journal_of_jrnl_is_read_as_jrnl_reads_it(end: str) -> None:
    entries = parse_jrnl(JRNL.replace("\n", end).encode())
    assert [(each.held_on, each.tags) for each in entries] == [
        ("2026-01-05T14:00", ("heron",)),
        ("2026-02-05T09:30", ("heron", "voice")),
        ("2026-02-06T09:00", ()),
    ]
    first = entries[0].text.replace("\r", "")
    assert first == "First session. She wants to speak up @heron.\nMore lines\n[not a date] here"


def test_what_jrnl_exports_as_json_is_the_same_entry() -> None:
    first, last = parse_jrnl(json.dumps(JRNL_JSON).encode())
    assert first == parse_jrnl(JRNL.encode())[0]
    assert last == JournalEntry("2026-02-06T09:00", "No body")


@pytest.mark.parametrize("when", ["2026-01-05 14:00", "2026-01-05 02:00 PM", "2026-01-05 14:00:00", "2026-01-05"])
def test_the_time_formats_of_jrnl_are_known(when: str) -> None:
    [entry] = parse_jrnl(f"[{when}] Told.".encode())
    assert entry.held_on == ("2026-01-05" if len(when) == 10 else "2026-01-05T14:00")


@pytest.mark.parametrize("data", [json.dumps(DAY_ONE).encode(), zipped(("Journal.json", json.dumps(DAY_ONE).encode()))])
def test_an_export_of_day_one_is_read_in_its_own_time_zone(data: bytes) -> None:
    first, second = parse_day_one(data)
    assert first == JournalEntry(
        "2026-01-05T14:00+01:00", "First session.\n\nShe spoke.", ("heron", "two words"), "Europe/Berlin"
    )
    assert second == JournalEntry("2026-02-05T13:00+00:00", "")


@pytest.mark.parametrize(
    ("name", "text", "held_on"),
    [
        ("call.md", "---\ntitle: x\ndate: 2026-01-05 14:00\n---\nShe spoke.", "2026-01-05T14:00"),
        ("call.md", '---\ndate: "2026-01-05"\n---\nShe spoke.', "2026-01-05"),
        ("2026-01-06-call.md", "She spoke.\ndate: 2020-01-01", "2026-01-06"),
        ("2026-01-06 call.md", "---\ndate: 2026-01-05\n---\nShe spoke.", "2026-01-05"),
        ("2026-02-04_session.md", "She spoke.", "2026-02-04"),
        ("call.md", "---\r\ndate: 2026-2-9\r\n---\r\nShe spoke.", "2026-02-09"),
        ("call.md", "---\ndate: 2026-02-06T23:30:00Z\n---\nShe spoke.", "2026-02-06T23:30+00:00"),
        ("call.md", "---\ndate: 2026-02-06 01:30+14:00\n---\nShe spoke.", "2026-02-06T01:30+14:00"),
    ],
)
def test_a_markdown_file_keeps_its_text_and_finds_its_day(name: str, text: str, held_on: str) -> None:
    assert parse_markdown([(name, text.encode(), date(2026, 3, 4))]) == [JournalEntry(held_on, text)]


@pytest.mark.parametrize(
    ("parse", "data"),
    [
        (parse_jrnl, b"Dear diary"),
        (parse_jrnl, b"[2026-01-05 09:00] One.\n[06.01.2026 09:00] Two."),
        (parse_jrnl, b"[2026-01-05 09:00] One.\n[2026-02-30 09:00 AM] Two."),
        (parse_jrnl, b'{"entries": [{"title": "a", "date": "2026-01-01", "x": ' + b"[" * 200_000 + b"]}]}"),
        (parse_jrnl, b"[2026-01-05 14:00] \xff"),
        (parse_jrnl, b'{"entries": [{"title": 1}]}'),
        (parse_jrnl, b'{"entries": [{"title": "a", "date": "2026-13-01"}]}'),
        (parse_jrnl, b'{"entries": {}}'),
        (parse_day_one, b"{}"),
        (parse_day_one, b'{"entries": [{"creationDate": "never"}]}'),
        (parse_day_one, b"PK\x03\x04broken"),
        (parse_day_one, zipped(("a.json", b"{}"), ("b.json", b"{}"))),
        (parse_day_one, zipped(("photo.jpg", b""))),
        (parse_day_one, zipped(("Journal.json", b"{}"), pack=zipfile.ZIP_BZIP2)),
        (parse_day_one, zipped(("Journal.json", b"{}"), pack=zipfile.ZIP_LZMA)),
        (parse_day_one, zipped(("Journal.json", DEEP)).replace(zlib.compress(DEEP)[8:20], b"\xff" * 12)),
    ],
)
def test_what_no_such_program_writes_is_refused(parse: object, data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        parse(data)  # type: ignore[operator]
    assert "Dear diary" not in caught.value.message


def test_a_file_that_names_no_day_says_that_it_has_that_of_its_last_change() -> None:
    assert parse_markdown([("call.md", b"She spoke.", date(2026, 3, 4))]) == [
        JournalEntry("2026-03-04", "She spoke.", is_guessed=True)
    ]


def test_a_mark_of_the_byte_order_is_no_text() -> None:
    bom = b"\xef\xbb\xbf"
    assert parse_jrnl(bom + JRNL.encode()) == parse_jrnl(JRNL.encode())
    assert parse_jrnl(bom + json.dumps(JRNL_JSON).encode())
    assert parse_day_one(bom + json.dumps(DAY_ONE).encode())
    assert parse_markdown([("2026-01-05.md", bom + b"She spoke.", date(2026, 3, 4))])[0].text == "She spoke."


def test_a_possessive_is_no_part_of_a_tag() -> None:
    assert parse_jrnl(b"[2026-01-05 09:00] @heron's first, and ada@example.org")[0].tags == ("heron",)


def test_what_macos_adds_to_an_archive_is_no_journal() -> None:
    data = zipped(("Journal.json", json.dumps(DAY_ONE).encode()), ("__MACOSX/._Journal.json", b"x"))
    assert len(parse_day_one(data)) == 2


def test_a_day_from_before_zones_had_whole_minutes_is_a_day() -> None:
    old = {"entries": [{"creationDate": "1850-01-05T13:00:00Z", "timeZone": "Europe/Berlin", "text": "Told."}]}
    assert parse_day_one(json.dumps(old).encode())[0].held_on == "1850-01-05T13:00+00:00"


def test_a_wrong_date_in_a_markdown_file_is_named_by_its_number() -> None:
    with pytest.raises(BadInput, match="Entry 2: its date is none"):
        parse_markdown([("a.md", b"a", date(2026, 1, 1)), ("2026-99-01.md", b"b", date(2026, 1, 1))])


def test_an_archive_that_would_unpack_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "LARGEST_JOURNAL_BYTES", 1000)
    with pytest.raises(BadInput, match="at most"):
        parse_day_one(zipped(("Journal.json", b" " * 1001)))


@given(st.binary(max_size=300))
def test_whatever_comes_in_is_an_entry_or_refused(data: bytes) -> None:
    for parse in (parse_jrnl, parse_day_one):
        for raw in (data, b'{"entries": [' + data, b"[2026-01-05 14:00] " + data, b"PK\x03\x04" + data):
            try:
                assert all(isinstance(each, JournalEntry) for each in parse(raw))
            except BadInput:
                continue


@pytest.mark.parametrize("other", [0x00, 0x01, 0x08, 0x80, 0xFF])
def test_an_archive_with_any_one_byte_changed_is_read_or_refused(other: int) -> None:
    whole = zipped(("Journal.json", json.dumps(DAY_ONE).encode()), ("ä.jpg", b"x"))
    refused = 0
    for at in range(len(whole)):
        try:
            parse_day_one(whole[:at] + bytes([other]) + whole[at + 1 :])
        except BadInput:
            refused += 1
    assert 0 < refused < len(whole)
