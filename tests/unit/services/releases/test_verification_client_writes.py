"""A report that the client writes: what may be written, who sees it, what leaves, and what stops it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import BadInput, IntegrityError, Refused
from coachvault.practice import kinds
from coachvault.practice.measures import Rating
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.signoff import MOST_WRITTEN, USUAL_WRITTEN, Evidence, SignoffMethod, WrittenParagraph
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import measures
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.people.directory import edit_client, parse_client_form
from coachvault.services.records.register import list_entries
from coachvault.services.records.releases import find_release
from coachvault.services.releases.answers import confirm, import_answer
from coachvault.services.releases.export import Delivery, export
from coachvault.services.releases.proposals import Form, draft, edit, show
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer
from coachvault.vault.codec import CompartmentId
from tests.fakes import filled_practice, mail
from tests.independent import signoff

TEXT = "She leads the weekly meeting now.\n\nShe had a hard winter.\n\nShe asks for a talk every month."
FIRST, SECOND, _ = TEXT.split("\n\n")


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.services.releases.requests.ITERATIONS", 10)


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path).open()


def asked(opened: OpenVault, road: SignoffMethod = SignoffMethod.PAGE, may_write: int = USUAL_WRITTEN) -> Asked:
    release = draft(opened, "heron", Form(text=TEXT, client_may_write=may_write))
    return request(opened, release.id, Ask(road))


def wrote(text: str, instead_of: int = 0) -> dict[str, Any]:
    return {"instead_of": instead_of, "text": text}


def answered(opened: OpenVault, to: Asked, approved: tuple[int, ...], *written: dict[str, Any]) -> Evidence:
    assert to.request.opening is not None
    page = signoff.open_page(to.text, to.request.opening.code)
    block, _ = signoff.signed(page, approved, written=written)
    evidence = import_answer(opened, to.release.id, Answer(block.encode()))[1]
    if not evidence.declines:
        confirm(opened, to.release.id, "by telephone")
    return evidence


def left(opened: OpenVault, folder: Path, **more: Any) -> str:
    return export(opened, "R1", folder / "R1.txt", delivery=Delivery(**more)).path.read_text(encoding="utf-8")


def test_what_the_client_wrote_leaves_in_its_place(opened: OpenVault, tmp_path: Path) -> None:
    evidence = answered(opened, asked(opened), (1,), wrote("The winter was hard.", 2), wrote("Thank you.\n\nAda"))
    assert evidence.written == (WrittenParagraph(2, "The winter was hard."), WrittenParagraph(0, "Thank you.\n\nAda"))
    assert left(opened, tmp_path) == f"{FIRST}\n\nThe winter was hard.\n\nThank you.\n\nAda\n"
    sheet = (tmp_path / "R1.about.txt").read_text(encoding="utf-8")
    assert SECOND not in sheet
    assert "what I wrote myself" in sheet, "the sentence that was signed"


def test_the_room_lets_the_client_write_and_no_other_road_does(opened: OpenVault) -> None:
    for road, limit in (
        (SignoffMethod.PAGE, 30),
        (SignoffMethod.ROOM, 30),
        (SignoffMethod.EMAIL, 0),
        (SignoffMethod.PAPER, 0),
        (SignoffMethod.MESSAGE, 0),
    ):
        made = asked(opened, road, may_write=30)
        assert made.request.may_write == limit
    mailed = show(opened, "R3").requests[0]
    assert "wrote myself" not in (mailed.terms.consent if mailed.terms else "")
    import_answer(opened, "R3", Answer(mail(f"I approve {mailed.code}")))
    assert show(opened, "R3").status(date(2026, 11, 23)) is ReleaseStatus.SIGNED


def test_more_than_was_asked_for_is_refused_and_recorded(opened: OpenVault) -> None:
    to = asked(opened, may_write=10)
    with pytest.raises(Refused, match="More was written"):
        answered(opened, to, (1,), wrote("x" * 11))
    assert list_entries(opened)[-1].event.value == "sign-off refused"
    with pytest.raises(BadInput, match="from 0 to 10000"):
        draft(opened, "heron", Form(text=TEXT, client_may_write=MOST_WRITTEN + 1))


def test_a_text_that_others_sign_cannot_be_written_meanwhile(opened: OpenVault, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Others sign this text, too"):
        draft(opened, "heron", Form(text=TEXT, concerned=("wren",), client_may_write=10))
    answered(opened, asked(opened), (1,), wrote("Like wren I ask."))
    with pytest.raises(Refused, match="Others sign this text, too"):
        edit(opened, "R1", Form(concerned=("wren",)))
    changed = edit(opened, "R1", Form(concerned=("wren",)), as_signed=True)
    assert changed.proposal.paragraphs == (FIRST, "Like wren I ask.")
    assert (changed.proposal.client_may_write, changed.proposal.version) == (0, 2)
    assert changed.status(date(2026, 11, 23)) is ReleaseStatus.DRAFT, "what was signed before is void"
    with pytest.raises(Refused, match="no sign-off of heron, wren"):
        left(opened, tmp_path)


def test_nothing_is_proposed_as_signed_that_was_not(opened: OpenVault) -> None:
    to = asked(opened)
    with pytest.raises(Refused, match="has signed nothing of R1"):
        edit(opened, "R1", Form(), as_signed=True)
    answered(opened, to, ())
    with pytest.raises(Refused, match="has signed nothing of R1"):
        edit(opened, "R1", Form(), as_signed=True)


def test_a_record_that_says_something_else_than_was_signed_lets_nothing_out(opened: OpenVault, tmp_path: Path) -> None:
    answered(opened, asked(opened), (1,), wrote("Mine."))
    with opened.vault.change("forgery", opened.now()) as change:
        release = CompartmentId(find_release(change, "R1").place.compartment_id)
        item = next(change.head(release).of_kind(kinds.EVIDENCE))
        evidence = change.read(release, item.record_id, Evidence)
        forged = msgspec.structs.replace(evidence, written=(WrittenParagraph(0, "Theirs."),))
        change.replace(release, item.record_id, forged, {})
    with pytest.raises(IntegrityError, match="does not belong to this text"):
        left(opened, tmp_path)


def rated(opened: OpenVault) -> None:
    first = Rating(date(2026, 2, 1), {"confidence": 4, "objective-1": 3}, {"confidence": "I freeze."})
    last = Rating(date(2026, 10, 1), {"confidence": 7, "morale": 5}, {"confidence": "I say no now."})
    measures.add(opened, "heron", first)
    measures.add(opened, "heron", last)


def test_measures_become_paragraphs_of_their_own(opened: OpenVault) -> None:
    rated(opened)
    release = draft(opened, "heron", Form(text="Before.", measures=True))
    morale, confidence, objective = release.proposal.paragraphs[:3]
    assert morale == "Morale: 5 of 10 (1 October 2026)."
    assert (
        confidence == "Confidence: from 4 to 7 of 10 (1 February 2026 to 1 October 2026). In my words: “I say no now.”"
    )
    assert objective.endswith(": 3 of 10 (1 February 2026).")
    assert release.proposal.paragraphs[3:] == ("Before.",)
    assert release.proposal.client_may_write == 0


@pytest.mark.parametrize(
    ("language", "begins", "asks"),
    [
        ("en", "These were the objectives:", "What has changed for me:"),
        ("de", "Das waren die Ziele:", "Was sich für mich verändert hat:"),
        ("fr", "Les objectifs étaient\u00a0:", "Ce qui a changé pour moi\u00a0:"),
        ("es", "Estos eran los objetivos:", "Lo que ha cambiado para mí:"),
    ],
)
def test_the_clients_own_report_begins_with_what_is_known(
    opened: OpenVault, language: str, begins: str, asks: str
) -> None:
    rated(opened)
    edit_client(opened, "heron", parse_client_form(f'language = "{language}"'))
    release = draft(opened, "heron", Form(template="own-words"))
    assert release.proposal.client_may_write == USUAL_WRITTEN
    assert release.proposal.paragraphs[0].startswith(begins)
    assert "I say no now." in release.proposal.paragraphs[2]
    assert release.proposal.paragraphs[4] == asks
    request(opened, release.id, Ask(SignoffMethod.PAGE))


def test_without_objectives_and_measures_there_is_room_to_write(opened: OpenVault) -> None:
    release = draft(opened, "wren", Form(template="own-words", to="otter"))
    assert release.proposal.paragraphs[0] == "What has changed for me:"
    request(opened, release.id, Ask(SignoffMethod.PAGE))


def test_of_a_sealed_engagement_no_measure_is_told(opened: OpenVault) -> None:
    rated(opened)
    end_engagement(opened, "heron", date(2026, 11, 20))
    with pytest.raises(BadInput, match="empty"):
        draft(opened, "heron", Form(measures=True))
