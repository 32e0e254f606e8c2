"""Kinds of files are known by their first bytes, and nothing is parsed."""

from __future__ import annotations

import pytest

from coachvault.errors import BadInput
from coachvault.mails.mail import is_mail
from coachvault.signoff.scan import (
    JPEG,
    LARGEST_FILE_BYTES,
    MAIL,
    PDF,
    PNG,
    SIGN_OFF,
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
    for data in (b"", b"PK\x03\x04", YES.encode(), b"\0" * 100, f"To: {KIM}\n\nFrom: x\n".encode()):
        with pytest.raises(BadInput, match="neither"):
            media_type(data)


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
    for data in (b"", single(YES), BLOCK.encode(), b" %PDF-1.7"):
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
