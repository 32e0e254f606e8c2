"""What a computer knows goes forwards only, is known by its code, and gives away no id, no day and no path."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import BadInput, CoachVaultError, IntegrityError, Refused
from coachvault.vault import known as module
from coachvault.vault.codec import CompartmentId, CopyId, RecordId, VaultId
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.known import CopySeen, Ids, Known, SealedNow, path_of, place_of
from coachvault.vault.store import LedgerRow
from coachvault.vault.taken import Taking

IDS: Ids = (VaultId(b"v" * 16), CopyId(b"c" * 16))
OTHER_COPY: Ids = (IDS[0], CopyId(b"d" * 16))
OTHER_VAULT: Ids = (VaultId(b"w" * 16), IDS[1])
KEYS = [CompartmentKey(b"2" * 32), CompartmentKey(bytes(range(32)))]
LINK, HEADER = b"l" * 32, b"h" * 32
PATH = Path("/somewhere/practice.vault")
ONE, TWO = CompartmentId(b"1" * 16), CompartmentId(b"2" * 16)
RECORD = RecordId(b"r" * 16)


def seen(state: Path, seq: int = 5, ids: Ids = IDS, role: str = "vault", path: Path = PATH) -> Known:
    known = Known(state)
    known.advance(path, ids, KEYS, CopySeen(ids[1], role, seq=seq, link=LINK, header=HEADER))
    return known


def copy_in(state: Path, ids: Ids = IDS) -> CopySeen:
    found = Known(state).authentic(ids[0], KEYS)
    assert found is not None
    copy = found.copy(ids[1])
    assert copy is not None
    return copy


def taking(*acts: str, place: CompartmentId = ONE) -> Taking:
    found = Taking()
    for act in acts:
        getattr(found, act)(place)
    return found


def after(state: Path, *changes: Taking, ids: Ids = IDS, role: str = "vault") -> module.Remembered:
    known = Known(state)
    for seq, change in enumerate(changes, start=10):
        known.advance(PATH, ids, KEYS, CopySeen(ids[1], role, seq=seq, link=LINK, header=HEADER), change)
    return known.remembered(ids[0], KEYS)


def test_a_computer_that_has_seen_nothing_knows_nothing(tmp_path: Path) -> None:
    for known in (Known(tmp_path), Known(None)):
        assert known.read(IDS[0]) is known.authentic(IDS[0], KEYS) is None
        assert not known.is_place_of_another(PATH, IDS[0])
        assert not known.remembered(IDS[0], KEYS).is_gone(ONE)


def test_nothing_is_kept_where_nothing_is_to_be_written(tmp_path: Path) -> None:
    for known in (Known(None), Known(tmp_path, is_kept=False)):
        assert not known.are_kept
        with pytest.raises(Refused, match="read-only"):
            known.require_usable(IDS[0])


def test_steps_of_keys_never_fall_whichever_copy_takes_them(tmp_path: Path) -> None:
    def reached(key: bytes, step: int, duty_step: int) -> Taking:
        found = Taking()
        found.reaches(key * 16, step, duty_step)
        return found

    changes = [reached(*each) for each in ((b"k", 3, 0), (b"k", 1, 2), (b"m", 0, 0), (b"k", 2, 1))]
    remembered = after(tmp_path, *changes[:2])
    assert remembered.steps_of(b"k" * 16) == module.StepsSeen(b"k" * 16, 3, 2)
    remembered = after(tmp_path, *changes[2:], ids=OTHER_COPY)
    assert remembered.steps_of(b"k" * 16) == module.StepsSeen(b"k" * 16, 3, 2)
    assert remembered.steps_of(b"m" * 16) == remembered.steps_of(b"n" * 16).__class__(b"m" * 16)


def test_what_was_seen_is_remembered_for_that_copy_alone(tmp_path: Path) -> None:
    state = seen(tmp_path).read(IDS[0])
    assert state is not None
    found = copy_in(tmp_path)
    assert (found.seq, found.link, found.header, found.role, found.is_home) == (5, LINK, HEADER, "vault", True)
    assert path_of(found, IDS[0], KEYS) == PATH
    assert state.copy(OTHER_COPY[1]) is None


@pytest.mark.parametrize("role", ["backup", "aside", "snapshot"])
def test_no_path_is_kept_of_what_is_not_worked_on(tmp_path: Path, role: str) -> None:
    seen(tmp_path, role=role)
    assert (copy_in(tmp_path).is_home, path_of(copy_in(tmp_path), IDS[0], KEYS)) == (False, None)


def test_it_never_goes_backwards(tmp_path: Path) -> None:
    seen(tmp_path, 5)
    for seq in (4, 0):
        seen(tmp_path, seq)
        assert copy_in(tmp_path).seq == 5
    seen(tmp_path, 6)
    assert copy_in(tmp_path).seq == 6
    moved = Path("/elsewhere/practice.vault")
    seen(tmp_path, 3, path=moved)
    assert (copy_in(tmp_path).seq, path_of(copy_in(tmp_path), IDS[0], KEYS)) == (6, moved)


def test_a_copy_that_was_announced_is_known_at_its_place_until_another_is_seen(tmp_path: Path) -> None:
    known, place = seen(tmp_path), place_of(PATH)
    known.announce(PATH, OTHER_COPY, KEYS, LedgerRow(3, b"", LINK))
    state = known.authentic(IDS[0], KEYS)
    assert state is not None
    assert [each.copy_id for each in state.copies if each.place == place] == [IDS[1], OTHER_COPY[1]]
    assert [each.copy_id for each in state.others_at(place, IDS[1])] == [OTHER_COPY[1]]
    seen(tmp_path, 6)
    assert (copy_in(tmp_path, OTHER_COPY).place, copy_in(tmp_path).place) == ("", place)


def test_what_stood_at_a_place_before_was_kept_aside(tmp_path: Path) -> None:
    seen(tmp_path)
    seen(tmp_path, 7, OTHER_COPY)
    before, now = copy_in(tmp_path), copy_in(tmp_path, OTHER_COPY)
    assert (before.role, before.place, before.is_home) == ("aside", "", False)
    assert (now.role, now.is_home) == ("vault", True)


def test_another_vault_at_a_known_place_is_noticed(tmp_path: Path) -> None:
    known = seen(tmp_path)
    assert not known.is_place_of_another(PATH, IDS[0])
    assert known.is_place_of_another(PATH.parent / "x" / ".." / PATH.name, OTHER_VAULT[0])
    assert not known.is_place_of_another(PATH.with_name("other.vault"), OTHER_VAULT[0])


def test_what_was_taken_away_adds_up_and_is_known_by_ids_alone(tmp_path: Path) -> None:
    erasing = taking("destroys", "withdraws", "holds", place=TWO)
    erasing.erases(ONE, RECORD)
    found = after(tmp_path, taking("seals"), erasing)
    assert [found.is_gone(each) for each in (ONE, TWO)] == [False, True]
    assert [found.is_sealed(each) for each in (ONE, TWO)] == [True, False]
    assert [found.is_withdrawn(each) for each in (ONE, TWO)] == [False, True]
    assert [found.is_held(each) for each in (ONE, TWO)] == [False, True]
    assert found.erased_in(ONE, [RECORD, RecordId(bytes(16))]) == {RECORD}
    assert found.erased_in(TWO, [RECORD]) == set()
    text = next(tmp_path.rglob("*.json")).read_text()
    for secret in (ONE, TWO, RECORD):
        assert secret.hex() not in text
        assert msgspec.json.encode(secret).decode() not in text


@pytest.mark.parametrize(
    ("acts", "is_sealed", "is_held"),
    [
        (("reopens",), False, True),
        (("lifts",), True, False),
        (("reopens", "seals"), True, True),
        (("seals", "reopens"), False, True),
    ],
)
def test_reopening_and_lifting_take_it_off(
    tmp_path: Path, acts: tuple[str, ...], is_sealed: bool, is_held: bool
) -> None:
    found = after(tmp_path, taking("seals", "holds"), taking(*acts))
    assert (found.is_sealed(ONE), found.is_held(ONE)) == (is_sealed, is_held)


def test_a_home_that_was_changed_elsewhere_says_itself_what_is_sealed(tmp_path: Path) -> None:
    after(tmp_path, taking("seals"))
    assert after(tmp_path).sealed_by(IDS[1])
    elsewhere = CopySeen(IDS[1], "vault", seq=20, link=LINK, header=HEADER)
    Known(tmp_path).advance(PATH, IDS, KEYS, elsewhere, None, lambda: SealedNow(frozenset([TWO]), frozenset([ONE])))
    found = after(tmp_path)
    assert (found.is_sealed(ONE), found.is_sealed(TWO)) == (False, True)


def test_what_another_copy_sealed_is_not_reopened_by_this_one(tmp_path: Path) -> None:
    after(tmp_path, taking("seals"))
    other = CopySeen(OTHER_COPY[1], "vault", seq=20, link=LINK, header=HEADER)
    there = PATH.with_name("other.vault")
    Known(tmp_path).advance(there, OTHER_COPY, KEYS, other, None, lambda: SealedNow(frozenset(), frozenset([ONE])))
    assert after(tmp_path).is_sealed(ONE)


def met(state: Path, seq: int = 5, ids: Ids = IDS, role: str = "vault") -> CopySeen:
    """What is known of a copy that was found like that."""
    found = CopySeen(ids[1], role, seq=seq, link=LINK, header=HEADER, is_new=True)
    Known(state).advance(PATH, ids, KEYS, found)
    return copy_in(state, ids)


def test_what_is_only_met_is_new_until_it_is_written(tmp_path: Path) -> None:
    assert met(tmp_path).is_new
    assert met(tmp_path, 7).is_new, "also where it went on elsewhere"
    seen(tmp_path, 8)
    assert not copy_in(tmp_path).is_new
    assert not met(tmp_path, 9).is_new
    assert not met(tmp_path / "of a backup", role="backup").is_new


def test_what_was_announced_is_made_here(tmp_path: Path) -> None:
    Known(tmp_path).announce(PATH, IDS, KEYS, LedgerRow(3, b"", LINK))
    assert not met(tmp_path).is_new


def test_a_copy_that_took_the_place_of_one_that_was_only_met_is_new_as_well(tmp_path: Path) -> None:
    met(tmp_path)
    assert met(tmp_path, 7, OTHER_COPY).is_new
    state = Known(tmp_path).authentic(IDS[0], KEYS)
    assert state is not None
    assert ([each.copy_id for each in state.copies], state.followed) == ([OTHER_COPY[1]], frozenset())


def test_a_copy_that_took_the_place_of_home_is_not_new_and_home_is_followed_until_it_is_told(tmp_path: Path) -> None:
    seen(tmp_path)
    assert not met(tmp_path, 7, OTHER_COPY).is_new
    state = Known(tmp_path).read(IDS[0])
    assert state is not None
    assert state.followed == {IDS[1]}
    assert (copy_in(tmp_path).place, copy_in(tmp_path).role) == ("", "aside")
    Known(tmp_path).tell_followed(IDS[0], KEYS, state.followed)
    state = Known(tmp_path).read(IDS[0])
    assert state is not None
    assert state.followed == frozenset()


def test_a_vault_that_was_put_there_by_a_restore_follows_nothing(tmp_path: Path) -> None:
    seen(tmp_path)
    Known(tmp_path).announce(PATH, OTHER_COPY, KEYS, LedgerRow(3, b"", LINK))
    met(tmp_path, 3, OTHER_COPY)
    assert not copy_in(tmp_path).is_followed


def test_a_copy_that_is_written_first_has_what_was_known_of_it_under_its_other_id(tmp_path: Path) -> None:
    met(tmp_path)
    change = taking("seals")
    Known(tmp_path).advance(PATH, IDS, KEYS, CopySeen(IDS[1], "vault", seq=6, link=LINK, is_new=True), change)
    assert len(after(tmp_path).sealed_by(IDS[1])) == 1
    change = Taking(5)
    change.was = IDS[1]
    Known(tmp_path).advance(PATH, OTHER_COPY, KEYS, CopySeen(OTHER_COPY[1], "vault", seq=7, link=LINK), change)
    state = Known(tmp_path).authentic(IDS[0], KEYS)
    assert state is not None
    assert [(each.copy_id, each.is_new) for each in state.copies] == [(OTHER_COPY[1], False)]
    assert len(after(tmp_path).sealed_by(OTHER_COPY[1])) == 1


def test_a_backup_that_is_cleaned_takes_no_word_from_home(tmp_path: Path) -> None:
    after(tmp_path, taking("seals"))
    found = after(tmp_path, taking("seals"), ids=OTHER_COPY, role="backup")
    assert len(found.sealed_by(IDS[1])) == 1


def test_copies_are_no_more_than_a_bound_and_home_is_never_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_COPIES", 3)
    seen(tmp_path)
    for number in range(5):
        seen(tmp_path, 1, (IDS[0], CopyId(bytes([number]) * 16)), "backup", PATH.with_name(f"b{number}.vault"))
    state = Known(tmp_path).authentic(IDS[0], KEYS)
    assert state is not None
    assert [each.copy_id[:1] for each in state.copies] == [b"c", b"\x03", b"\x04"]


@pytest.mark.parametrize("field", ["copies", "gone", "sealed", "erased", "held", "withdrawn", "code"])
def test_what_was_changed_is_noticed_once_a_key_is_there(tmp_path: Path, field: str) -> None:
    change = taking("seals", "destroys", "holds", "withdraws")
    change.erases(ONE, RECORD)
    after(tmp_path, change)
    (file,) = tmp_path.rglob("*.json")
    known = json.loads(file.read_text())
    del known[field]
    file.write_text(json.dumps(known))
    with pytest.raises(IntegrityError, match="state folder"):
        Known(tmp_path).authentic(IDS[0], KEYS)


def test_it_fits_its_own_vault_and_key_alone(tmp_path: Path) -> None:
    seen(tmp_path)
    (file,) = tmp_path.rglob("*.json")
    with pytest.raises(IntegrityError):
        Known(tmp_path).authentic(IDS[0], [CompartmentKey(bytes(32))])
    assert Known(tmp_path).authentic(IDS[0], [CompartmentKey(b"newer" + bytes(27)), *KEYS]) is not None
    file.rename(file.with_stem(OTHER_VAULT[0].hex()))
    with pytest.raises(IntegrityError):
        Known(tmp_path).authentic(OTHER_VAULT[0], KEYS)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"more":1}', '{"copies":[{"seq":5}]}', '{"copies":[{"seq":-2}]}'])
def test_what_is_damaged_is_told_and_not_passed_over(tmp_path: Path, content: str) -> None:
    seen(tmp_path)
    for file in tmp_path.rglob("*.json"):
        file.write_text(content)
    with pytest.raises(IntegrityError):
        Known(tmp_path).read(IDS[0])
    with pytest.raises(IntegrityError):
        seen(tmp_path, 9)
    assert Known(tmp_path).put_aside_if_damaged(IDS[0], KEYS)
    assert not Known(tmp_path).put_aside_if_damaged(IDS[0], KEYS)
    assert Known(tmp_path).read(IDS[0]) is None


@pytest.mark.parametrize(("content", "is_there"), [("{", False), ("[]", False), (f'{{"x":"{place_of(PATH)}"}}', True)])
def test_a_place_of_another_vault_is_found_in_what_is_damaged(tmp_path: Path, content: str, is_there: bool) -> None:
    seen(tmp_path)
    for file in tmp_path.rglob("*.json"):
        file.write_text(content)
    assert Known(tmp_path).is_place_of_another(PATH, OTHER_VAULT[0]) == is_there


def told(*acts: tuple[int, int | None]) -> list[tuple[int, Taking]]:
    return [(seq, Taking(since)) for seq, since in acts]


@pytest.mark.parametrize(
    ("acts", "up_to"),
    [
        (told((5, -1)), 5),
        (told((5, None)), -1),
        (told((5, -1), (6, 5), (7, 6)), 7),
        (told((5, -1), (6, None), (7, 6)), 5),
        (told((5, -1), (6, None), (7, 5)), 7),
        (told((5, -1), (9, 8)), 5),
        (told((5, -1), (3, -1)), 5),
    ],
)
def test_what_was_taken_is_told_up_to_an_entry_without_a_gap(
    tmp_path: Path, acts: list[tuple[int, Taking]], up_to: int
) -> None:
    for seq, act in acts:
        Known(tmp_path).advance(PATH, IDS, KEYS, CopySeen(IDS[1], "vault", seq=seq, link=LINK), act)
    assert copy_in(tmp_path).told_up_to == up_to


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    seen(tmp_path / "state")
    (file,) = (tmp_path / "state").rglob("*.json")
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IntegrityError):
        Known(tmp_path / "state").read(IDS[0])


@pytest.mark.unprivileged
def test_what_is_remembered_is_private(tmp_path: Path) -> None:
    seen(tmp_path / "state")
    for each in (tmp_path / "state").rglob("*"):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each


def test_a_folder_of_others_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state").chmod(0o777)
    with pytest.raises(BadInput):
        Known(tmp_path / "state").require_usable(IDS[0])


def test_names_of_files_and_what_is_in_them_hold_no_path_of_the_vault(tmp_path: Path) -> None:
    seen(tmp_path)
    assert not any("practice" in each.name or "somewhere" in each.read_text() for each in tmp_path.rglob("*.json"))


def test_an_impossible_number_is_told(tmp_path: Path) -> None:
    seen(tmp_path)
    (file,) = tmp_path.rglob("*.json")
    known = json.loads(file.read_text())
    known["copies"][0]["seq"] = 2**80
    file.write_text(json.dumps(known))
    with pytest.raises(CoachVaultError):
        Known(tmp_path).read(IDS[0])
