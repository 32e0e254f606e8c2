"""What was written comes out byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachvault.practice.note import LARGEST_BODY_BYTES
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.people.directory import add_client
from tests.fakes import empty_practice, filled_practice
from tests.shards import thinned

PROSE = (
    "She spoke first, and the room listened. “I didn’t expect that,” she said — twice.\r\n",
    "Sie sprach zuerst; über den Großraum, die Größe und das Ärgernis.\n",
    "Она заговорила первой.\n",
    "Μίλησε πρώτη.\n",
    "\u05d4\u05d9\u05d0 \u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd\n",
    "\u0647\u064a \u062a\u062d\u062f\u062b\u062a \u0623\u0648\u0644\u0627\u064b\n",
    "她先开了口。彼女の声が、한국어。\n",
    "वह पहले बोली।\n",
    '👩\u200d💼 👨\u200d👩\u200d👧 e\u0301 é \ufeff\u200b\u202e\t\x01\x1b[31m "\\" \n\n\n',
)
bodies = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=2000).filter(str.strip)


@pytest.mark.parametrize("clients", thinned([2, 20]))
def test_a_thousand_notes_come_out_as_they_went_in(tmp_path: Path, clients: int) -> None:
    practice = empty_practice(tmp_path)
    opened = practice.open()
    written: dict[str, str] = {}
    for client in range(clients):
        add_client(opened, f"heron-{client}", {})
        for number in range(50):
            body = f"{client} {number} " + PROSE[(client + number) % len(PROSE)] * (1 + number % 17)
            written[str(add_note(opened, f"heron-{client}", NoteDraft(body)).id)] = body
    again = practice.open()
    assert len(written) == 50 * clients
    assert {str(line.id) for line in list_notes(again, None, Filter()).notes} == set(written)
    assert {id_: show_note(again, id_).note.body.encode() for id_ in written} == {
        id_: body.encode() for id_, body in written.items()
    }
    assert practice.faults() == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies)
def test_any_text_comes_out_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    practice = filled_practice(tmp_path_factory.mktemp("practice"))
    added = add_note(practice.open(), "heron", NoteDraft(body))
    assert show_note(practice.open(), str(added.id)).note.body == body


@pytest.mark.parametrize("size", [1_000_000, LARGEST_BODY_BYTES])
@pytest.mark.parametrize("unit", thinned(["\u58f0", "x", "\x01"]))
def test_a_very_long_note_comes_out_as_it_went_in(tmp_path: Path, size: int, unit: str) -> None:
    practice = filled_practice(tmp_path)
    body = "One.\n" + unit * ((size - 5) // len(unit.encode()))
    added = add_note(practice.open(), "heron", NoteDraft(body))
    assert show_note(practice.open(), str(added.id)).note.body == body
    assert practice.faults() == []
