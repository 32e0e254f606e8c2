"""Custodians: an executor does the duty and reads nothing, readers read together and for a reason, nobody alone."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from coachvault.crypto.sealing import key_pair_from_seed, random_key_pair
from coachvault.crypto.words import encode_words, parse_words, random_entropy
from coachvault.errors import BadInput, CoachVaultError, IntegrityError, NotFound, Refused, UnlockFailed
from coachvault.practice import kinds
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.ids import Code
from coachvault.practice.note import NoteKind
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.render.as_text import custodians as custodians_text
from coachvault.render.as_text import day as day_text
from coachvault.services.client_rights import erasure, hand_over
from coachvault.services.copies import backups, restore
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians, duty
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import list_engagements
from coachvault.services.keys import credentials
from coachvault.services.notes import inbox
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import read_sealed_engagement, show_note
from coachvault.services.overview.day import today
from coachvault.services.records import releases
from coachvault.services.records.register import list_entries
from coachvault.services.records.roster import engagement
from coachvault.services.releases.proposals import Form, draft, list_releases, show
from coachvault.services.retention import due
from coachvault.vault.header import seal_directory
from coachvault.vault.keys import DUTY_PARTS, Part
from coachvault.vault.slots import MOST_EXECUTORS, MOST_READERS
from coachvault.vault.vault import Vault
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS, Practice, filled_practice, say_that_the_clock_is_right

EXECUTOR, READER = CustodianRole.EXECUTOR, CustodianRole.READER
LATER = 8 * 366


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def added(practice: Practice, code: str, role: CustodianRole) -> str:
    return " ".join(custodians.add(practice.open(), code, role, {"name": "Dee Frost"}).words)


def opened_by(practice: Practice, *words: str) -> OpenVault:
    return open_vault(practice.setting, Credentials(str, list(words)))


def with_other_tools(opened: OpenVault) -> OpenVault:
    """Whoever holds an executor's keys and writes the file with a program that knows no rules."""
    return msgspec.structs.replace(opened, vault=Vault(opened.vault.locked, opened.vault.day))


def with_readers(practice: Practice, count: int, quorum: int) -> list[str]:
    words = [added(practice, f"reader-{number}", READER) for number in range(count)]
    custodians.set_quorum(practice.open(), quorum)
    return words


def test_an_executor_opens_the_parts_of_the_duty_and_provably_nothing_else(practice: Practice) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    opened = opened_by(practice, added(practice, "maple", EXECUTOR))
    with opened.vault.read() as snapshot:
        duties = {snapshot.part(part) for part in DUTY_PARTS}
        for compartment_id in snapshot.compartment_ids():
            if compartment_id in duties:
                snapshot.head(compartment_id)
                assert snapshot.is_readable(compartment_id)
            else:
                assert not snapshot.is_readable(compartment_id)
                with pytest.raises(Refused, match="open to nobody alone"):
                    snapshot.key(compartment_id, snapshot.generation(compartment_id))
                day = snapshot.day
                snapshot.day = msgspec.structs.replace(snapshot.day, wrapping=snapshot.day.duty)
                with pytest.raises(IntegrityError):  # nor by whatever else an executor holds
                    snapshot.key(compartment_id, snapshot.generation(compartment_id))
                snapshot.day = day
        assert len(duties) < len(snapshot.compartment_ids())


def test_an_executor_reads_no_note_and_no_text_by_any_service(practice: Practice) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    opened = opened_by(practice, added(practice, "maple", EXECUTOR))
    for attempt in (
        lambda: show_note(opened, "heron/1", "a reason"),
        lambda: show_note(opened, "linden/1", "a reason"),
        lambda: read_sealed_engagement(opened, "E3", "a reason"),
        lambda: list_notes(opened, None, Filter()),
        lambda: add_note(opened, "heron", NoteDraft("Mine.")),
        lambda: show(opened, "R1"),
        lambda: list_releases(opened),
        lambda: today(opened),
        lambda: credentials.change_passphrase(opened, "mine", TESTING),
        lambda: credentials.rotate_keys(opened, PASSPHRASE, TESTING),
        lambda: custodians.add(opened, "aspen", READER, {}),
        lambda: custodians.remove(opened, "maple", PASSPHRASE, TESTING),
        lambda: custodians.set_quorum(opened, 2),
        lambda: hand_over.hand_over(opened, "E3", practice.path.parent / "notes.txt"),
        lambda: erasure.erase(opened, "linden", NOON.date()),
        lambda: due.lift_hold(opened, "E3", "a reason"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert not (practice.path.parent / "notes.txt").exists()


def test_advisers_are_kept_in_the_handbook_with_role_name_and_number(practice: Practice) -> None:
    form = '[[advisers]]\nrole = "supervisor"\nname = "Jo Hart"\nphone = "555 1"\n[[advisers]]\nrole = "insurer"\n'
    custodians.set_handbook(practice.open(), form)
    kept = custodians.show_handbook(practice.open())
    assert [each.shown for each in kept.advisers] == ["supervisor, Jo Hart, 555 1", "insurer"]
    assert "supervisor, Jo Hart, 555 1; insurer" in custodians_text.handbook(kept, [])
    with pytest.raises(BadInput):
        custodians.set_handbook(practice.open(), '[[advisers]]\nname = "nobody knows what for"\n')


def test_an_executor_destroys_what_is_due_and_nothing_before(practice: Practice) -> None:
    backups.create(practice.open(), practice.path.parent / "copies")
    words = added(practice, "maple", EXECUTOR)
    with pytest.raises(Refused, match="nothing before"):
        destroy.destroy(opened_by(practice, words), Order("E3", reason="I want to"))
    practice.clock.pass_days(LATER)
    say_that_the_clock_is_right(practice.open())
    due.add_hold(practice.open(), "E1", "a claim was announced")
    opened = opened_by(practice, words)
    with pytest.raises(Refused, match="held"):
        destroy.destroy(opened, Order("E1"))
    certificate = destroy.destroy(opened, Order("E3"))
    assert certificate.performer.value == "an executor"
    assert certificate.state == "destroyed in every known copy"
    assert destroy.destroy(opened, Order("linden", RecordClass.CONTACTS)).subject == "linden"
    assert practice.faults() == []


def test_an_executor_who_may_write_cannot_have_notes_written_where_executors_read(practice: Practice) -> None:
    opened = with_other_tools(opened_by(practice, added(practice, "maple", EXECUTOR)))
    with opened.vault.change("mischief", opened.now()) as change:
        kept = engagement(change, 1)
        pointed = msgspec.structs.replace(kept.engagement, compartment_id=change.part(Part.ROSTER))
        item = change.head(change.part(Part.SCHEDULE)).item(kept.record_id)
        change.replace(change.part(Part.SCHEDULE), kept.record_id, pointed, item.listing)
    with pytest.raises(IntegrityError, match="points at another part"):
        add_note(practice.open(), "heron", NoteDraft("For my eyes."))


def test_an_executor_who_may_write_cannot_have_locked_notes_sealed_to_a_key_of_theirs(practice: Practice) -> None:
    opened = with_other_tools(opened_by(practice, added(practice, "maple", EXECUTOR)))
    with opened.vault.change("mischief", opened.now()) as change:
        mine = random_key_pair().public
        change._keep_header(msgspec.structs.replace(change.header, inbox_public=mine))
    with pytest.raises(IntegrityError, match="not yours"):
        inbox.settle(practice.open())
    with pytest.raises(CoachVaultError):
        inbox.write_locked(practice.setting, "heron", NoteDraft("For my eyes."))


@pytest.mark.parametrize("part", [Part.OWN, Part.PRACTICE])
def test_an_executor_who_may_write_cannot_move_private_parts_into_the_duty(part: Part, practice: Practice) -> None:
    """A ring of keys or own notes in the roster would be written, and read, by executors."""
    opened = with_other_tools(opened_by(practice, added(practice, "maple", EXECUTOR)))
    with suppress(IntegrityError), opened.vault.change("mischief", opened.now()) as change:  # kept, and told at once
        moved = change.parts | {part: change.part(Part.ROSTER)}
        directory = seal_directory(opened.vault.day, change.vault_id, moved)
        change._keep_header(msgspec.structs.replace(change.header, directory=directory))
    with pytest.raises(IntegrityError, match="directory"):
        add_note(practice.open(), None, NoteDraft("For my eyes.", kind=NoteKind.REFLECTION))


def test_an_executor_who_may_write_cannot_have_a_release_written_where_executors_read(practice: Practice) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    opened = with_other_tools(opened_by(practice, added(practice, "maple", EXECUTOR)))
    with opened.vault.change("mischief", opened.now()) as change:
        (place,) = releases.places(change)
        pointed = msgspec.structs.replace(place, compartment_id=change.part(Part.ROSTER))
        releases.replace_place(change, pointed)
    with pytest.raises(IntegrityError, match="points at another part"):
        show(practice.open(), "R1")


def test_a_key_of_the_duty_is_not_taken_for_one_of_notes(practice: Practice) -> None:
    """Whoever holds the duty key cannot plant a key of their own under which the coach would go on writing."""
    from coachvault.vault.keys import KeyPlace, unwrap, wrap_duty

    day = practice.open().vault.day
    place = KeyPlace(practice.open().vault.locked.header.vault_id, 1, b"c" * 16, 1)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError):
        unwrap(day, place, wrap_duty(day, place, b"k" * 32))  # type: ignore[arg-type]


@pytest.mark.parametrize(("count", "quorum"), [(2, 2), (3, 2), (3, 3), (5, 2), (5, 3)])
def test_so_many_readers_open_and_fewer_do_not(count: int, quorum: int, practice: Practice) -> None:
    words = with_readers(practice, count, quorum)
    for chosen in combinations(words, quorum):
        _, _, views = read_sealed_engagement(opened_by(practice, *chosen), "E3", "a court asks")
        assert len(views) == 2
    for fewer in range(1, quorum):
        for chosen in combinations(words, fewer):
            with pytest.raises(UnlockFailed):
                opened_by(practice, *chosen)
    with pytest.raises(UnlockFailed):
        opened_by(practice, *([words[0]] * quorum))


def test_more_readers_than_the_quorum_open_as_well(practice: Practice) -> None:
    words = with_readers(practice, 3, 2)
    assert len(read_sealed_engagement(opened_by(practice, *words), "E3", "a court asks")[2]) == 2


def test_each_reading_of_a_quorum_takes_a_reason_and_is_recorded(practice: Practice) -> None:
    opened = opened_by(practice, *with_readers(practice, 2, 2))
    for attempt in (
        lambda: list_notes(opened, None, Filter()),
        lambda: show_note(opened, "heron/1"),
        lambda: show_note(opened, "linden/1"),
        lambda: credentials.change_passphrase(opened, "ours now", TESTING),
    ):
        with pytest.raises(Refused):
            attempt()
    assert show_note(opened, "heron/1", "the client is in danger").note.body.startswith("Session 1")
    assert len(read_sealed_engagement(opened, "E3", "a court asks")[2]) == 2
    told = [(entry.event, entry.subject, entry.why, entry.evidence) for entry in list_entries(practice.open())[-2:]]
    by = "a quorum of readers: reader-0, reader-1"
    assert told == [
        (Event.READ, "heron/1", "the client is in danger", by),
        (Event.OPENED, "E3", "a court asks", by),
    ]


def test_no_way_in_exists_before_a_quorum_of_two_is_set(practice: Practice) -> None:
    words = [added(practice, code, READER) for code in ("aspen", "birch")]
    with pytest.raises(UnlockFailed):
        opened_by(practice, *words)
    for number in (0, 1, 4):
        with pytest.raises(Refused):
            custodians.set_quorum(practice.open(), number)
    with pytest.raises(Refused, match="fewer"):
        custodians.set_quorum(practice.open(), 3)
    assert custodians.set_quorum(practice.open(), 2) == 1
    opened_by(practice, *words)


def test_after_a_removal_the_words_open_nothing_written_afterwards(practice: Practice, tmp_path: Path) -> None:
    executor = added(practice, "maple", EXECUTOR)
    stays = added(practice, "alder", EXECUTOR)
    readers = with_readers(practice, 3, 2)
    old = practice.path.read_bytes()
    custodians.remove(practice.open(), "maple", PASSPHRASE, TESTING)
    custodians.remove(practice.open(), "reader-0", PASSPHRASE, TESTING)
    for words in ((executor,), (readers[0], readers[1]), (readers[0],)):
        with pytest.raises(UnlockFailed):
            opened_by(practice, *words)
    add_note(practice.open(), "heron", NoteDraft("Written afterwards."))
    assert duty.duty(opened_by(practice, stays)).reach
    assert len(read_sealed_engagement(opened_by(practice, readers[1], readers[2]), "E3", "a court asks")[2]) == 2
    assert [each.code for each in custodians.list_custodians(practice.open())] == ["alder", "reader-1", "reader-2"]
    copy = Practice.at(tmp_path / "old")
    copy.path.parent.mkdir(mode=0o700, parents=True)
    copy.path.touch(0o600)
    copy.path.write_bytes(old)
    assert duty.duty(opened_by(copy, executor)).reach, "what is said about old copies is true"
    with pytest.raises(NotFound):
        read_sealed_engagement(opened_by(copy, readers[0], readers[1]), "E9", "nothing newer is there")


def test_a_quorum_ends_when_too_few_readers_stay(practice: Practice) -> None:
    words = with_readers(practice, 2, 2)
    custodians.remove(practice.open(), "reader-0", PASSPHRASE, TESTING)
    assert custodians.quorum(practice.open()) == 0
    with pytest.raises(UnlockFailed):
        opened_by(practice, *words)


def test_a_rotation_keeps_every_custodian(practice: Practice) -> None:
    executor, readers = added(practice, "maple", EXECUTOR), with_readers(practice, 2, 2)
    credentials.rotate_keys(practice.open(), PASSPHRASE, TESTING)
    assert duty.duty(opened_by(practice, executor)).reach
    assert len(read_sealed_engagement(opened_by(practice, *readers), "E3", "a court asks")[2]) == 2
    assert practice.faults() == []


def test_a_removal_that_ends_the_quorum_says_so_and_so_does_the_day(practice: Practice) -> None:
    with_readers(practice, 3, 2)
    removed = custodians.remove(practice.open(), "reader-0", PASSPHRASE, TESTING)
    assert (removed.readers, removed.quorum, removed.ends_quorum) == (2, 2, False)
    assert "quorum" not in custodians_text.removed(removed, "")
    assert today(practice.open()).readers_without_quorum == 0
    removed = custodians.remove(practice.open(), "reader-1", PASSPHRASE, TESTING)
    assert (removed.readers, removed.quorum, removed.ends_quorum) == (1, 0, True)
    assert "Only one reader is left" in custodians_text.removed(removed, "")
    day = today(practice.open())
    assert day.readers_without_quorum == 1
    assert "nobody can open notes together" in day_text.day(day, NOON.date())
    added(practice, "aspen", READER)
    assert "2 readers, but no quorum" in day_text.day(today(practice.open()), NOON.date())


def test_an_executor_with_a_key_from_elsewhere_is_told_to_have_no_page(practice: Practice) -> None:
    drawn = custodians.add(practice.open(), "maple", EXECUTOR, {})
    brought = custodians.add(practice.open(), "aspen", EXECUTOR, {}, random_key_pair().public)
    reader = custodians.add(practice.open(), "birch", READER, {}, random_key_pair().public)
    assert "executor.html" in custodians_text.added(brought)
    for each in (drawn, reader):
        assert "executor.html" not in custodians_text.added(each)


def test_a_public_key_is_taken_instead_of_words(practice: Practice) -> None:
    entropy = random_entropy()
    public = key_pair_from_seed(entropy).public
    assert custodians.parse_public_key(public.hex()) == public
    assert custodians.parse_public_key(b64encode(public).decode() + "\n") == public
    for wrong in ("", "zz", public.hex()[:-2], "=" * 44):
        with pytest.raises(BadInput):
            custodians.parse_public_key(wrong)
    made = custodians.add(practice.open(), "maple", EXECUTOR, {}, public)
    assert made.words == []
    assert duty.duty(opened_by(practice, " ".join(encode_words(entropy)))).reach
    with pytest.raises(Refused, match="somebody's already"):
        custodians.add(practice.open(), "aspen", READER, {}, public)
    recovery = key_pair_from_seed(parse_words(WORDS)).public
    with pytest.raises(Refused, match="somebody's already"):
        custodians.add(practice.open(), "aspen", EXECUTOR, {}, recovery)


def test_a_custodian_has_a_language_that_there_are_texts_in(practice: Practice) -> None:
    for code, fields, language in (("maple", {"language": "de"}, "de"), ("aspen", {}, "en")):
        custodians.add(practice.open(), code, EXECUTOR, custodians.parse_form("") | fields)
        assert {each.code: each.language for each in custodians.list_custodians(practice.open())}[
            Code(code)
        ] == language
    with pytest.raises(BadInput, match="no texts for custodians"):
        custodians.add(practice.open(), "birch", EXECUTOR, {"language": "it"})
    assert custodians.parse_form('language = "es"') == {"language": "es"}


@pytest.mark.parametrize(("role", "most"), [(EXECUTOR, MOST_EXECUTORS), (READER, MOST_READERS)])
def test_there_are_no_more_than_can_be_kept_track_of(role: CustodianRole, most: int, practice: Practice) -> None:
    for number in range(most):
        added(practice, f"custodian-{number}", role)
    with pytest.raises(Refused, match=f"There are {most}"):
        added(practice, "one-more", role)


def test_a_code_is_given_once(practice: Practice) -> None:
    with pytest.raises(Refused, match="in use"):
        added(practice, "heron", EXECUTOR)
    added(practice, "maple", EXECUTOR)
    with pytest.raises(Refused, match="in use"):
        added(practice, "maple", READER)


def test_words_of_custodians_bring_no_backup_back_as_their_own(practice: Practice, tmp_path: Path) -> None:
    executor = added(practice, "maple", EXECUTOR)
    backup = backups.create(practice.open(), practice.path.parent / "copies")
    wanted = restore.RestoreOrder(Path(backup.path), True, lambda: "mine now", TESTING)
    with pytest.raises(Refused, match="by the coach alone"):
        restore.restore(practice.setting, wanted, Credentials(str, [executor]))


def test_the_register_tells_who_came_and_went(practice: Practice) -> None:
    with_readers(practice, 2, 2)
    custodians.remove(practice.open(), "reader-1", PASSPHRASE, TESTING)
    told = [(entry.event, entry.subject) for entry in list_entries(practice.open())][-4:]
    assert told == [
        (Event.CUSTODIAN_ADDED, "reader-0"),
        (Event.CUSTODIAN_ADDED, "reader-1"),
        (Event.QUORUM_SET, ""),
        (Event.CUSTODIAN_REMOVED, "reader-1"),
    ]


def test_a_wrong_passphrase_removes_nobody(practice: Practice) -> None:
    words = added(practice, "maple", EXECUTOR)
    with pytest.raises(CoachVaultError):
        custodians.remove(practice.open(), "maple", "not it", TESTING)
    assert duty.duty(opened_by(practice, words)).reach


def test_custodians_are_kept_in_the_roster_and_their_keys_where_executors_cannot_write(practice: Practice) -> None:
    opened = opened_by(practice, added(practice, "maple", EXECUTOR))
    with opened.vault.read() as snapshot:
        assert [
            item.listing["code"] for item in snapshot.head(snapshot.part(Part.ROSTER)).of_kind(kinds.CUSTODIAN)
        ] == ["maple"]
        with pytest.raises(Refused):
            snapshot.keyring()
    assert {each.id for each in list_engagements(opened)} == {"E1", "E2", "E3"}
