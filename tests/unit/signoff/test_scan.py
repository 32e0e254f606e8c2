"""Kinds of files are known by their first bytes, and nothing is parsed."""

from __future__ import annotations

import pytest

from coachvault.errors import BadInput
from coachvault.mails.mail import is_mail
from coachvault.signoff.scan import (
    HEIC,
    JPEG,
    LARGEST_FILE_BYTES,
    MAIL,
    PDF,
    PNG,
    SIGN_OFF,
    TIFF,
    WEBP,
    media_type,
    require_scan,
    text_of_file,
)
from tests.independent import signoff
from tests.unit.signoff.mails import KIM, YES, single

PICTURE = b"\x89PNG\r\n\x1a\n"
BLOCK = f"{signoff.BEGIN}\nAAAA\n{signoff.END}"


def test_kinds_of_files_are_told_by_their_first_bytes() -> None:
    assert [media_type(start) for start in (b"%PDF-1.7", b"\xff\xd8\xff\xe0", PICTURE)] == [PDF, JPEG, PNG]
    assert not is_mail(YES.encode())
    for data in (b"", YES.encode(), b"\0" * 100, f"To: {KIM}\n\nFrom: x\n".encode()):
        with pytest.raises(BadInput, match="neither"):
            media_type(data)
    assert media_type(b"x" * 1019 + b"%PDF-1.4") == PDF
    assert media_type(single(f"{YES} %PDF-")) == MAIL
    with pytest.raises(BadInput, match="neither"):
        media_type(b"x" * 1020 + b"%PDF-1.4")


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        (b"\0\0\0\x18ftypheic", HEIC),
        (b"\0\0\0\x18ftypmif1", HEIC),
        (b"RIFF\n\n\n\nWEBPVP8 ", WEBP),
        (b"II*\0", TIFF),
        (b"MM\0*", TIFF),
    ],
)
def test_pictures_of_telephones_and_scanners_are_taken(begins: bytes, kind: str) -> None:
    assert media_type(begins) == kind
    require_scan(begins)


@pytest.mark.parametrize(
    ("begins", "name"),
    [
        (b"PK\x03\x04...word/document.xml", "Word"),
        (b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "LibreOffice"),
        (b"PK\x03\x04" + b"." * 26 + b"Index/Document.iwa", "office program"),
        (b"PK\x03\x04", "ZIP"),
        (b"\xd0\xcf\x11\xe0", "Outlook"),
        (b"<!DOCTYPE html><p>x", "web page"),
        (b"GIF89a", "picture of another kind"),
    ],
)
def test_other_files_are_named_with_what_to_do(begins: bytes, name: str) -> None:
    with pytest.raises(BadInput, match=name) as caught:
        media_type(begins)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        BLOCK.encode("utf-16-le"),
        BLOCK.encode("utf-16-be"),
        b"{\\rtf1\\ansi\\f0 " + BLOCK.replace("\n", "\\par\n").encode() + b"}",
        BLOCK.replace(" ", "\u00a0").encode(),
        BLOCK.lower().encode(),
    ],
)
def test_a_block_is_found_in_a_text_of_any_kind(text: bytes) -> None:
    assert media_type(text) == SIGN_OFF
    assert len(text_of_file(text).split()) == len(BLOCK.split())


def test_rich_text_is_read_as_what_it_says() -> None:
    assert text_of_file(rb"{\rtf1 a\'f6\u1078 ?b\{c\}\line d}") == "aöжb{c}\nd"


def test_a_mail_and_a_saved_sign_off_are_known() -> None:
    assert media_type(single(YES)) == MAIL
    for data in (BLOCK.encode(), BLOCK.encode("utf-16"), f"\ufeff{BLOCK}".encode()):
        assert media_type(data) == SIGN_OFF


def test_the_page_itself_is_no_answer() -> None:
    page = b'<html><script type="application/json" id="request">{}</script>' + BLOCK.encode()
    with pytest.raises(BadInput, match="the page itself") as caught:
        media_type(page)
    assert "BEGIN COACHVAULT SIGN-OFF" in caught.value.hint


def test_a_scan_is_a_pdf_or_a_picture() -> None:
    for data in (b"%PDF-1.7", b"\xff\xd8\xff\xe0", PICTURE):
        require_scan(data)
    for data in (b"", single(YES), BLOCK.encode(), b"PK\x03\x04"):
        with pytest.raises(BadInput, match="no scan"):
            require_scan(data)


def test_a_scan_has_a_largest_size() -> None:
    require_scan(PICTURE.ljust(LARGEST_FILE_BYTES, b"x"))
    with pytest.raises(BadInput, match="20 MiB"):
        require_scan(PICTURE.ljust(LARGEST_FILE_BYTES + 1, b"x"))


@pytest.mark.parametrize(
    ("data", "text"),
    [("é".encode(), "é"), ("é".encode("utf-16"), "é"), ("é".encode("latin-1"), "\ufffd"), (b"", "")],
)
def test_a_file_of_notepad_is_read_and_what_is_no_text_is_left_out(data: bytes, text: str) -> None:
    assert text_of_file(data).removeprefix("\ufeff") == text
