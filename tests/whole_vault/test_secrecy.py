"""Who is coached and what was said stands nowhere in the clear (rule R12)."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

from coachvault.practice.people import Profile
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements.lifecycle import Start, end_engagement, start
from coachvault.services.keys.create_vault import found_practice
from coachvault.services.notes.editing import edit_note, erase_note, move_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import show_note
from coachvault.services.people.directory import add_client, add_sponsor
from coachvault.vault.change import Change
from coachvault.vault.store import LedgerRow
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice

CANARIES = (
    *("canaryname", "canaryorganisation", "canarymail", "canarybody", "canarytitle", "canarytag", "canaryterms"),
    *("canarycode", "canarysponsor", "canarypractice", "canaryreason", "canaryearlier", "canaryown"),
    *("session", "heads", "note add", "2026-03", PASSPHRASE, *(word for word in WORDS.split() if len(word) > 6)),
)


def forms(word: str) -> list[bytes]:
    """Returns the bytes in which a word may be hiding."""
    plain = word.encode()
    shifted = [b64encode(b"x" * shift + plain).rstrip(b"=")[shift * 2 : -2] for shift in range(3)]
    return [plain, plain.upper(), word.encode("utf-16-le"), word.encode("utf-16-be"), plain.hex().encode(), *shifted]


def found_in(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [
        (name, word)
        for name, data in files.items()
        for word in CANARIES
        for form in forms(word)
        if form in data or form in name.encode()
    ]


def files_under(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def live(opened: OpenVault) -> None:
    """Writes canaries wherever something can be written."""
    add_sponsor(opened, "canarysponsor", {"name": "canaryname", "organisation": "canaryorganisation"})
    add_client(opened, "canarycode", {"name": "canaryname", "email": "canarymail@canarymail.example"})
    add_client(opened, "canarycode2", {"name": "canaryname", "remark": "canaryname"})
    fields = {"objectives": ["canaryterms"], "tags": ["canarytag"], "kind": "canaryterms"}
    start(opened, Start("canarycode", "canarysponsor", date(2026, 1, 1), fields))
    for _ in range(3):
        add_note(opened, "canarycode", NoteDraft("canarytitle\ncanarybody " * 900, "2026-03-01", tags=("canarytag",)))
    add_note(opened, "canarycode2", NoteDraft("canarytitle"))
    add_note(opened, None, NoteDraft("canaryown"))
    edit_note(opened, "canarycode/1", 1, {"body": "canaryearlier"})
    move_note(opened, "canarycode/2", "canarycode2")
    erase_note(opened, "canarycode/3")
    end_engagement(opened, "canarycode", date(2026, 4, 1))
    show_note(opened, "canarycode/1", "canaryreason")


def test_no_word_of_a_practice_stands_in_the_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = Practice.at(tmp_path)
    meanwhile: dict[str, bytes] = {}
    finish = Change.finish

    def look_and_finish(change: Change, *details: object) -> LedgerRow:
        row = finish(change, *details)  # type: ignore[arg-type]
        meanwhile.update({f"{len(meanwhile)} {name}": data for name, data in files_under(tmp_path).items()})
        return row

    monkeypatch.setattr(Change, "finish", look_and_finish)
    found_practice(practice.setting, Profile("canarypractice"), PASSPHRASE, WORDS.split(), TESTING)
    live(practice.open())
    kept = files_under(tmp_path)
    assert any(name.endswith("-journal") for name in meanwhile)
    assert {Path(name).parts[0] for name in kept} == {"vault", "state"}
    assert found_in(kept) == []
    assert found_in(meanwhile) == []


def test_the_search_for_canaries_finds_one_in_every_form() -> None:
    for word in CANARIES:
        for form in (
            word.encode(),
            word.encode("utf-16-le"),
            b64encode(word.encode()),
            b64encode(b"ab" + word.encode()),
        ):
            assert found_in({"file": b"\0" + form + b"\0"})


def test_short_notes_all_look_alike_in_the_file(tmp_path: Path) -> None:
    practice = Practice.at(tmp_path)
    found_practice(practice.setting, Profile(), PASSPHRASE, WORDS.split(), TESTING)
    opened = practice.open()
    add_note(opened, None, NoteDraft("no"))
    add_note(opened, None, NoteDraft("x" * 200))
    add_client(opened, "heron", {"name": "Ada Marsh"})
    assert {row[0] for row in practice.rows("SELECT length(box) FROM record WHERE revision = 65536")} <= {
        512 + 72,
        544 + 72,
    }
