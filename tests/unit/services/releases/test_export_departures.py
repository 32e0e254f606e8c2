"""What is asked at the moment of a departure, and where it stands afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from nacl.signing import SigningKey

from coachvault.errors import NotFound, Refused
from coachvault.practice.ids import Code
from coachvault.practice.register import Event
from coachvault.practice.signoff import Grade, SignoffMethod
from coachvault.services.client_rights.inventory import collect
from coachvault.services.client_rights.third_parties import redacted
from coachvault.services.people.directory import edit_client
from coachvault.services.people.signing_keys import add_key, remove_key
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import REMOVED_KEY, Delivery, export, preview_export
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention.clock_trust import ClockInDoubt, ClockIsRight
from tests.fakes import Practice, filled_practice, mail
from tests.independent import ssh
from tests.unit.services.releases.test_proposals import TEXT, signed


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def test_a_clock_that_was_set_back_exports_nothing_after_the_last_day(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    signed(opened)
    practice.clock.pass_days(91)
    with pytest.raises(Refused, match="expired"):
        export(opened, "R1", tmp_path / "late.txt")
    practice.clock.pass_days(-60)
    for _ in range(2):  # the refusal itself is written at the time that was set
        with pytest.raises(ClockInDoubt, match="set back"):
            export(opened, "R1", tmp_path / "late.txt")
    day = practice.clock.now().date()
    with pytest.raises(Refused, match="is recorded"):
        export(opened, "R1", tmp_path / "late.txt", delivery=Delivery(clock=ClockIsRight(day, "")))
    assert not (tmp_path / "late.txt").exists()
    export(opened, "R1", tmp_path / "late.txt", delivery=Delivery(clock=ClockIsRight(day, "the battery was empty")))
    assert [each.why for each in list_entries(opened) if each.event is Event.CLOCK_CONFIRMED] == [
        "the battery was empty"
    ]
    export(opened, "R1", tmp_path / "again.txt")  # it is said once, and then it is so
    practice.clock.pass_days(61)
    with pytest.raises(Refused, match="expired"):
        export(opened, "R1", tmp_path / "last.txt")
    practice.clock.pass_days(-61)
    with pytest.raises(ClockInDoubt):  # a word counts for the time at which it was said, and once
        export(opened, "R1", tmp_path / "last.txt")


def test_a_clock_that_is_a_few_hours_behind_brings_no_day_back(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    signed(opened)
    practice.clock.pass_days(91)
    with pytest.raises(Refused, match="expired"):
        export(opened, "R1", tmp_path / "late.txt")
    practice.clock.pass_days(-1)
    with pytest.raises(Refused, match="expired"):
        export(opened, "R1", tmp_path / "late.txt")


def test_a_departure_stands_once_under_every_party(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    edit_client(opened, "wren", {"email": "bea@example.org"})
    draft(opened, "heron", Form(text=TEXT, concerned=("wren",)))
    for party, sender in (("heron", "Ada <ada@example.org>"), ("wren", "Bea <bea@example.org>")):
        to = request(opened, "R1", Ask(SignoffMethod.EMAIL, party))
        import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}", sender=sender)))
    export(opened, "R1", tmp_path / "R1.txt")
    for code, times in (("", 1), ("heron", 1), ("wren", 1), ("linden", 0)):
        assert [each.event for each in list_entries(opened, code)].count(Event.EXPORTED) == times
    with opened.vault.read() as snapshot:
        sections, _ = redacted(snapshot, Code("wren"), collect(snapshot, Code("wren")))
    (entries,) = [each.items for each in sections if each.is_register]
    departure = next(each for each in entries if Event.EXPORTED in each.title)
    assert dict(departure.facts)["what"] == "progress report"
    assert "heron" not in str(departure), "a copy for one party names no other"


def test_what_a_removed_key_signed_leaves_only_with_a_reason(practice: Practice, tmp_path: Path) -> None:
    opened, key = practice.open(), SigningKey(bytes(range(32)))
    _, known = add_key(opened, "heron", ssh.public_line(key))
    draft(opened, "heron", Form(text=TEXT))
    to = request(opened, "R1", Ask(SignoffMethod.KEY))
    assert import_answer(opened, "R1", Answer(ssh.signed(key, to.text.encode())))[1].grade is Grade.KEY
    with pytest.raises(NotFound, match="no warning removed-key"):
        export(opened, "R1", tmp_path / "R1.txt", delivery=Delivery(keep=(REMOVED_KEY,), reason="asked"))
    before = export(opened, "R1", tmp_path / "R1.txt")
    assert "given up" not in before.sheet_path.read_text()
    remove_key(opened, "heron", known.fingerprint)
    assert preview_export(opened, "R1").without_key == ("heron",)
    for delivery in (Delivery(), Delivery(keep=(REMOVED_KEY,))):
        with pytest.raises(Refused, match=r"key|How do you know"):
            export(opened, "R1", tmp_path / "again.txt", delivery=delivery)
    practice.clock.pass_days(1)
    add_key(opened, "heron", ssh.public_line(key))
    with pytest.raises(Refused, match="was removed since"):  # a key that came back does not vouch for what was before
        export(opened, "R1", tmp_path / "again.txt")
    written = export(
        opened, "R1", tmp_path / "again.txt", delivery=Delivery(keep=(REMOVED_KEY,), reason="asked by telephone")
    )
    assert [each.finding for each in written.release.exports[-1].kept] == [REMOVED_KEY]
    assert list_entries(opened)[-1].why == "removed-key: asked by telephone"
    (line,) = (line for line in written.sheet_path.read_text().split("\n") if "given up" in line)
    assert known.fingerprint in line
    assert "the coach says that the text was signed before" in line
