"""A certificate of destruction says everything on paper too, and loads nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest

from coachvault.practice.certificate import Certificate, Copy
from coachvault.render.printed import certificate as printed
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction.destroy import destroy
from coachvault.services.destruction.plan import Order
from tests.fakes import NOON

NASTY = '<script>alert(1)</script> & "x"'


@pytest.fixture
def made(opened: OpenVault) -> Certificate:
    return destroy(opened, Order("E3", reason="the client asked", witness=NASTY))


class Page(HTMLParser):
    """Collects the elements of a page and what it shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.shown = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {"src", "href"} & {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.shown += data


def test_text_and_page_say_the_same(made: Certificate) -> None:
    said, page = printed.text(made, "ab12"), Page(printed.page(made, "ab12"))
    assert "script" not in page.tags
    for part in (
        "notes of E3, client linden",
        "1 March 2025 to 2 March 2025",
        "2 notes",
        "31 December 2032",
        "the client asked",
        "key and rows",
        "the coach",
        NASTY,
        "ab12",
        "destroyed in every known copy",
        "No copy of this vault is known.",
        "Signature of the witness",
        "Signature of the person who carried it out",
    ):
        assert part in said
        assert part in page.shown


def test_its_words_are_plain_and_its_days_written_out(made: Certificate) -> None:
    copies = (Copy(1, "/media/a.vault", NOON, cleaned_at=NOON),)
    said = printed.text(msgspec.structs.replace(made, copies=copies), "")
    assert {"period", "decided by", "carried out by", "legal holds"} <= {
        line.partition("  ")[0] for line in said.splitlines()
    }
    assert not re.search(r"\d{4}-\d\d-\d\d", said)


def test_every_known_copy_is_named(made: Certificate) -> None:
    copies = (Copy(1, "/media/a.vault", NOON, cleaned_at=NOON), Copy(2, "/media/b.vault", NOON, why="it is away"))
    said = printed.text(msgspec.structs.replace(made, copies=copies), "")
    assert "B1, made 23 November 2026: cleaned on 23 November 2026" in said
    assert "B2, made 23 November 2026, still contains it (it is away): /media/b.vault" in said
    assert "No copy" not in said


def test_a_list_shows_it_in_four_columns(made: Certificate) -> None:
    assert printed.line(made) == ("2026-11-23", "E3", "notes", "destroyed in every known copy")


def test_what_is_kept_for_ever_was_never_due(made: Certificate) -> None:
    assert "never" in printed.text(msgspec.structs.replace(made, due=None), "")
